// Makes runs of workflow files: what a file at a reference says, and what of it is known before anything runs.
import { type CommitInfo, readCommit, readFile } from '../git/index.ts';
import { folderOf } from '../git-host.ts';
import { demand } from '../state/access.ts';
import type { Actor } from '../state/actor.ts';
import type { Concurrency, Workflow, WorkflowRun } from '../state/automation.ts';
import { Refusal } from '../state/refusal.ts';
import type { Repository } from '../state/repository.ts';
import { createRun, type NewRun, type PlannedJob } from '../state/runs.ts';
import { appendEvent, known, type Store } from '../state/store.ts';
import { inputsFor } from '../state/workflows.ts';
import { fill, isTrue, type Scope } from './expression.ts';
import { githubContext, type RunFacts } from './run-context.ts';
import { labelsOf } from './unsupported.ts';
import { dispatchInputsOf, type JobOfFile, readWorkflow, type WorkflowFile } from './workflow-file.ts';

/** What a dispatch names: `ref` is a branch or tag. */
export type Dispatch = { readonly ref: string; readonly inputs: Readonly<Record<string, unknown>> };

/** Starts a run by `workflow_dispatch`, of the file as it is at the reference. 422 in GitHub's words for what cannot be dispatched. */
export async function dispatchWorkflow(
  store: Store,
  actor: Actor,
  workflow: Workflow,
  { ref, inputs: given }: Dispatch,
): Promise<WorkflowRun> {
  const repository = known(store.repositories, workflow.repositoryId);
  demand(store, actor, repository, { role: 'write', permission: 'actions', level: 'write' });
  const found = await findRef(folderOf(store, repository), ref);
  if (found === null) throw new Refusal(422, `No ref found for: ${ref}`);
  const file = await fileAt(store, repository, workflow, found.commit.oid);
  const declared = dispatchInputsOf(file);
  if (declared === null) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  const inputs = inputsFor(declared, given);
  const event = 'workflow_dispatch';
  const facts = {
    store,
    repository,
    workflow,
    event,
    inputs,
    payload: null,
    actorId: actor.user.id,
    ref: found.ref,
    run: null,
  };
  const scope = scopeOf({ ...facts, sha: found.commit.oid });
  const about = { event, inputs, ref: found.ref, commit: found.commit };
  const run = createRun(store, actor, workflow, { ...about, ...planOf(file, workflow.name, scope) });
  appendEvent(store, { event: 'workflow_dispatch', run, ref: found.ref, sender: actor.user, repository });
  return run;
}

/** What of a run its file says before anything runs; `title` where it has no `run-name`. 422 for an expression of its head that cannot be evaluated. */
export function planOf(
  file: WorkflowFile,
  title: string,
  scope: Scope,
): Pick<NewRun, 'title' | 'concurrency' | 'jobs'> {
  return {
    title: titleOf(file, title, scope),
    concurrency: concurrencyOf(file, scope),
    jobs: Object.entries(file.jobs).map(([key, job]) => plannedJob(key, job, scope)),
  };
}

/** Only branches and tags can be dispatched, not commits. */
async function findRef(folder: string, ref: string): Promise<{ ref: string; commit: CommitInfo } | null> {
  const names = ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  for (const name of names) {
    const commit = await readCommit(folder, name);
    if (commit !== null) return { ref: name, commit };
  }
  return null;
}

/** The workflow's file at a commit; 422 when it is not there, or is no workflow there; 501 when the sandbox cannot read it. */
export async function fileAt(
  store: Store,
  repository: Repository,
  workflow: Workflow,
  sha: string,
): Promise<WorkflowFile> {
  const blob = await readFile(folderOf(store, repository), sha, workflow.path);
  if (blob === null) throw new Refusal(422, `Workflow file ${workflow.path} does not exist at ${sha}.`);
  const read = await readWorkflow(workflow.path, blob.text ?? '');
  if (!read.ok) throw new Refusal(read.isWorkflow ? 501 : 422, `failed to parse workflow: ${read.why}`);
  return read.file;
}

/** What expressions of a file's head see. */
export function scopeOf(facts: RunFacts): Scope {
  return { contexts: { github: githubContext(facts), inputs: facts.inputs, vars: {} } };
}

function titleOf(file: WorkflowFile, otherwise: string, scope: Scope): string {
  const title = file['run-name'] === undefined ? '' : said(file['run-name'], scope).trim();
  return title === '' ? otherwise : title;
}

/** An expression of the file's own head; 422 when it cannot be evaluated. */
function said(template: string, scope: Scope): string {
  try {
    return fill(template, scope);
  } catch (problem) {
    throw new Refusal(422, `failed to evaluate ${template}: ${problem instanceof Error ? problem.message : problem}`);
  }
}

function concurrencyOf({ concurrency }: WorkflowFile, scope: Scope): Concurrency | null {
  if (concurrency === undefined) return null;
  const { group, queue, 'cancel-in-progress': cancels } = concurrency;
  return {
    group: said(group, scope).toLowerCase(),
    cancelInProgress: isTrue(cancels, scope),
    keepsAll: queue === 'max',
  };
}

function plannedJob(key: string, job: JobOfFile, scope: Scope): PlannedJob {
  const environment = job.environment === undefined ? '' : readable(job.environment.name, scope);
  const labels = (labelsOf(job['runs-on']) ?? []).map((label) => readable(label, scope));
  return { key, name: readable(job.name ?? key, scope), labels, environment: environment === '' ? null : environment };
}

/** What depends on jobs before it is not known yet: then the text as it is written. */
function readable(template: string, scope: Scope): string {
  try {
    return fill(template, scope);
  } catch {
    return template;
  }
}
