// Workflows and their runs: dispatched through the API, and finished by whoever drives the sandbox.

import type { CommitInfo } from '../git/history.ts';
import { demand } from './access.ts';
import type { Actor } from './actor.ts';
import type { HeadCommit, Workflow, WorkflowInput, WorkflowRun } from './automation.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** Makes a workflow known, or replaces the one at the same path. */
export function putWorkflow(
  store: Store,
  repository: Repository,
  input: {
    readonly path: string;
    readonly name: string;
    readonly inputs: readonly WorkflowInput[] | null;
    readonly runName?: string | null;
  },
): Workflow {
  const before = [...store.workflows.values()].find(
    (one) => one.repositoryId === repository.id && one.path === input.path,
  );
  const id = before?.id ?? nextId(store, 'workflow');
  const common = {
    id,
    repositoryId: repository.id,
    state: 'active',
    createdAt: before?.createdAt ?? now(store),
  } as const;
  const workflow: Workflow = { ...input, runName: input.runName ?? null, ...common };
  store.workflows.set(id, workflow);
  return workflow;
}

/** The workflow of this id or file name (`rollback.yml`). */
export function findWorkflow(store: Store, repository: Repository, idOrFile: string): Workflow {
  const all = [...store.workflows.values()].filter((one) => one.repositoryId === repository.id);
  const found = all.find((one) => String(one.id) === idOrFile || one.path.split('/').at(-1) === idOrFile);
  if (found === undefined) throw notFound();
  return found;
}

/** What a dispatch names: `ref` is a branch or tag, `commit` what it points to, read by the caller. */
export type Dispatch = {
  readonly ref: string;
  readonly commit: CommitInfo;
  readonly inputs: Readonly<Record<string, string>>;
};

/** Starts a run by `workflow_dispatch`. 422 for a workflow that does not listen to it, and for inputs it does not declare or misses. */
export function dispatchWorkflow(store: Store, actor: Actor, workflow: Workflow, dispatch: Dispatch): WorkflowRun {
  const repository = known(store.repositories, workflow.repositoryId);
  demand(store, actor, repository, { role: 'write', permission: 'actions', level: 'write' });
  if (workflow.inputs === null) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  const inputs = inputsFor(workflow.inputs, dispatch.inputs);
  const branch = dispatch.ref.replace(/^refs\/(heads|tags)\//, '');
  const at = now(store);
  const runNumber = [...store.workflowRuns.values()].filter((run) => run.workflowId === workflow.id).length + 1;
  const run: WorkflowRun = {
    id: nextId(store, 'workflowRun'),
    workflowId: workflow.id,
    repositoryId: repository.id,
    runNumber,
    event: 'workflow_dispatch',
    status: 'queued',
    conclusion: null,
    displayTitle: titleOf(workflow, inputs),
    headBranch: branch,
    headSha: dispatch.commit.oid,
    headCommit: headOf(dispatch.commit),
    inputs,
    actorId: actor.user.id,
    createdAt: at,
    updatedAt: at,
  };
  store.workflowRuns.set(run.id, run);
  appendEvent(store, { event: 'workflow_run', action: 'requested', run, sender: actor.user, repository });
  return run;
}

function headOf(commit: CommitInfo): HeadCommit {
  const { oid: id, tree: tree_id, message, author, committer } = commit;
  const person = ({ name, email }: CommitInfo['author']) => ({ name, email });
  return { id, tree_id, message, timestamp: committer.date, author: person(author), committer: person(committer) };
}

function inputsFor(
  declared: readonly WorkflowInput[],
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).filter((name) => !declared.some((input) => input.name === name));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  const missing = declared.find((input) => input.required && input.default === null && given[input.name] === undefined);
  if (missing) throw new Refusal(422, `Required input '${missing.name}' not provided`);
  return Object.fromEntries(declared.map(({ name, default: fallback }) => [name, given[name] ?? fallback ?? '']));
}

function titleOf(workflow: Workflow, inputs: Readonly<Record<string, string>>): string {
  if (workflow.runName === null) return workflow.name;
  return workflow.runName.replaceAll(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (_, name: string) => inputs[name] ?? '');
}

/** Moves a run on, with the event GitHub sends. */
export function advanceRun(
  store: Store,
  run: WorkflowRun,
  to:
    | { readonly status: 'in_progress' }
    | { readonly status: 'completed'; readonly conclusion: 'success' | 'failure' | 'cancelled' },
): WorkflowRun {
  const conclusion = to.status === 'completed' ? to.conclusion : null;
  const changed = { ...known(store.workflowRuns, run.id), status: to.status, conclusion, updatedAt: now(store) };
  store.workflowRuns.set(run.id, changed);
  const common = { run: changed, sender: known(store.users, run.actorId) };
  const repository = known(store.repositories, run.repositoryId);
  appendEvent(store, { event: 'workflow_run', action: to.status, ...common, repository });
  return changed;
}
