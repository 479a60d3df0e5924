// REST: workflows, and dispatching them.
import * as z from 'zod';
import { dispatchWorkflow } from '../../actions/run-of-file.ts';
import { demand } from '../../state/access.ts';
import type { Workflow } from '../../state/automation.ts';
import { Refusal } from '../../state/refusal.ts';
import { changeRepository } from '../../state/repositories.ts';
import { appendEvent } from '../../state/store.ts';
import { findWorkflow, workflowsOf } from '../../state/workflows.ts';
import { type Answer, type Asked, actorOf, bodyAs, done, ok, param, repositoryFor } from '../exchange.ts';
import { slice } from '../page.ts';
import { runPage, runUrl, workflowShape } from '../shapes/automation.ts';

/** `GET /repos/{owner}/{repo}/actions/workflows`. */
export function list(asked: Asked): Answer {
  const all = workflowsOf(asked.store, repositoryFor(asked, 'actions'));
  const { items, headers } = slice(asked, all);
  const workflows = items.map((one) => workflowShape(asked.store, one));
  return { status: 200, body: { total_count: all.length, workflows }, headers };
}

/** The workflow of the path. */
export function workflowFor(asked: Asked, permission = 'actions'): Workflow {
  return findWorkflow(asked.store, repositoryFor(asked, permission), param(asked, 'workflow_id'));
}

/** `GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}`. */
export function get(asked: Asked): Answer {
  return ok(workflowShape(asked.store, workflowFor(asked)));
}

const workflowSettings = { role: 'admin', permission: 'administration' } as const;

/** `GET /repos/{owner}/{repo}/actions/permissions/workflow`. */
export function permissions(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'metadata');
  demand(asked.store, asked.caller, repository, { ...workflowSettings, level: 'read' });
  const can_approve_pull_request_reviews = repository.actionsOpenPulls === true;
  return ok({ default_workflow_permissions: 'read', can_approve_pull_request_reviews });
}

const Permissions = z.object({
  default_workflow_permissions: z.enum(['read', 'write']).default('read'),
  can_approve_pull_request_reviews: z.boolean().optional(),
});

/** `PUT …/actions/permissions/workflow`: whether workflows may open pull requests. 501 for another default than reading. */
export function setPermissions(asked: Asked): Answer {
  const { store, caller } = asked;
  const repository = repositoryFor(asked, 'metadata');
  demand(store, caller, repository, { ...workflowSettings, level: 'write' });
  const { default_workflow_permissions: usual, can_approve_pull_request_reviews: may } = bodyAs(asked, Permissions);
  if (usual === 'write') throw new Refusal(501, 'The sandbox does not support `default_workflow_permissions: write`.');
  if (may !== undefined) changeRepository(store, repository, { actionsOpenPulls: may });
  return done;
}

const Happened = z.object({ event_type: z.string(), client_payload: z.record(z.string(), z.unknown()).default({}) });

/** `POST /repos/{owner}/{repo}/dispatches`: 204; workflows that listen to it are started, whoever says so. */
export function happen(asked: Asked): Answer {
  const { store } = asked;
  const repository = repositoryFor(asked, 'metadata');
  const actor = actorOf(asked);
  demand(store, actor, repository, { role: 'write', permission: 'contents', level: 'write' });
  const { event_type: type, client_payload: payload } = bodyAs(asked, Happened);
  appendEvent(store, { event: 'repository_dispatch', type, payload, sender: actor.user, repository });
  return done;
}

const Dispatch = z.object({
  ref: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  return_run_details: z.boolean().default(false),
});

/** `POST …/dispatches`: 204, or 200 with the run when `return_run_details` asks for it. */
export async function dispatch(asked: Asked): Promise<Answer> {
  const workflow = workflowFor(asked, 'metadata');
  const { store } = asked;
  const { ref, inputs, return_run_details } = bodyAs(asked, Dispatch);
  const run = await dispatchWorkflow(store, actorOf(asked), workflow, { ref, inputs });
  if (!return_run_details) return done;
  return ok({ workflow_run_id: run.id, run_url: runUrl(store, run), html_url: runPage(store, run) });
}
