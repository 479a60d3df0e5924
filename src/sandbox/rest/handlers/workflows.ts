// REST: workflows, and dispatching them.
import * as z from 'zod';
import { dispatchWorkflow } from '../../actions/run-of-file.ts';
import type { Workflow } from '../../state/automation.ts';
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
