// REST: workflows, dispatching them, and their runs.
import * as z from 'zod';
import { readCommit } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { findUser } from '../../state/accounts.ts';
import type { Workflow, WorkflowRun } from '../../state/automation.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { dispatchWorkflow, findWorkflow } from '../../state/workflows.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  bodyAs,
  done,
  numberParam,
  ok,
  param,
  queryText,
  repositoryFor,
} from '../exchange.ts';
import { slice } from '../page.ts';
import { runPage, runShape, runUrl, workflowShape } from '../shapes/automation.ts';

/** `GET /repos/{owner}/{repo}/actions/workflows`. */
export function list(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'actions');
  const all = [...asked.store.workflows.values()].filter((one) => one.repositoryId === repository.id);
  const { items, headers } = slice(asked, all);
  const workflows = items.map((one) => workflowShape(asked.store, one));
  return { status: 200, body: { total_count: all.length, workflows }, headers };
}

function workflowFor(asked: Asked, permission = 'actions'): Workflow {
  return findWorkflow(asked.store, repositoryFor(asked, permission), param(asked, 'workflow_id'));
}

/** `GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}`. */
export function get(asked: Asked): Answer {
  return ok(workflowShape(asked.store, workflowFor(asked)));
}

const Dispatch = z.object({
  ref: z.string(),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
  return_run_details: z.boolean().optional(),
});

/** `POST …/dispatches`: 204, or 200 with the run when `return_run_details` asks for it. */
export async function dispatch(asked: Asked): Promise<Answer> {
  const workflow = workflowFor(asked, 'metadata');
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  const { ref, inputs, return_run_details } = bodyAs(asked, Dispatch);
  const commit = await readRef(folderOf(asked.store, repository), ref);
  if (commit === null) throw new Refusal(422, `No ref found for: ${ref}`);
  const run = dispatchWorkflow(asked.store, actor, workflow, { ref, commit, inputs: inputs ?? {} });
  if (return_run_details !== true) return done;
  const { store } = asked;
  return ok({ workflow_run_id: run.id, run_url: runUrl(store, run), html_url: runPage(store, run) });
}

/** Only branches and tags can be dispatched, not commits. */
async function readRef(folder: string, ref: string) {
  const full = ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  for (const name of full) {
    const commit = await readCommit(folder, name);
    if (commit !== null) return commit;
  }
  return null;
}

/** `GET …/workflows/{workflow_id}/runs` and `GET …/actions/runs`: newest first. */
export function listRuns(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'actions');
  const workflow = asked.params['workflow_id'] === undefined ? undefined : workflowFor(asked);
  const all = [...asked.store.workflowRuns.values()].filter(
    (run) =>
      run.repositoryId === repository.id &&
      (workflow === undefined || run.workflowId === workflow.id) &&
      isWanted(asked, run),
  );
  const { items, headers } = slice(asked, all.reverse());
  const runs = items.map((run) => runShape(asked.store, run));
  return { status: 200, body: { total_count: all.length, workflow_runs: runs }, headers };
}

function isWanted(asked: Asked, run: WorkflowRun): boolean {
  const text = (name: string) => queryText(asked, name);
  const status = text('status');
  const actor = text('actor');
  if (status !== undefined && status !== run.status && status !== run.conclusion) return false;
  if (actor !== undefined && findUser(asked.store, actor)?.id !== run.actorId) return false;
  if (text('created') !== undefined && !isCreatedIn(run, text('created') ?? '')) return false;
  const same = (name: string, value: string) => text(name) === undefined || text(name) === value;
  return same('event', run.event) && same('branch', run.headBranch) && same('head_sha', run.headSha);
}

function isCreatedIn(run: WorkflowRun, span: string): boolean {
  const [, operator, date = ''] = /^(>=|<=|>|<)(.+)$/.exec(span) ?? [];
  if (operator === undefined) throw new Refusal(501, `The sandbox does not implement created=${span}`);
  const at = Date.parse(run.createdAt);
  const bound = Date.parse(date);
  if (operator.startsWith('>')) return operator === '>=' ? at >= bound : at > bound;
  return operator === '<=' ? at <= bound : at < bound;
}

/** `GET /repos/{owner}/{repo}/actions/runs/{run_id}`. */
export function getRun(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'actions');
  const run = asked.store.workflowRuns.get(numberParam(asked, 'run_id'));
  if (run?.repositoryId !== repository.id) throw notFound();
  return ok(runShape(asked.store, run));
}
