// What one execution of a run is given, and what its expressions can see of it.
import * as z from 'zod';
import { repositoryShape } from '../rest/shapes/repository.ts';
import { apiUrl } from '../rest/shapes/urls.ts';
import { simpleUser } from '../rest/shapes/user.ts';
import type { Conclusion, Deployment, InputValue, Job, Payload, Workflow, WorkflowRun } from '../state/automation.ts';
import { fullNameOf } from '../state/repositories.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import type { Groups } from './groups.ts';
import type { WorkflowFile } from './workflow-file.ts';

/** How an action of somebody else ends, as a script has set it. */
export type ActionOutcome = {
  readonly conclusion: 'success' | 'failure';
  readonly outputs: Readonly<Record<string, string>>;
};

/** How a job ended. */
export type JobResult = {
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
};

/** What the protection of an environment says to a job that waits. */
export type Verdict = 'approved' | 'rejected' | 'cancelled';
/** Waits for the verdict; `cancel` ends the wait. */
export type Gate = (job: Job, deployment: Deployment, cancel: AbortSignal) => Promise<Verdict>;

/** Everything about a run that is executed. `cancel` ends it kindly; `now` at once. */
export type RunContext = {
  readonly store: Store;
  readonly repository: Repository;
  readonly workflow: Workflow;
  readonly run: WorkflowRun;
  readonly file: WorkflowFile;
  readonly outcomes: ReadonlyMap<string, ActionOutcome>;
  /** Lets a job deploy, at once or when the rules of its environment allow it. */
  readonly gate: Gate;
  /** Where jobs of one concurrency group take their turns. */
  readonly groups: Groups;
  readonly cancel: AbortSignal;
  readonly now: AbortSignal;
};

/** What a run is about, as far as it is known when it is asked for. */
export type RunFacts = {
  readonly store: Store;
  readonly repository: Repository;
  readonly workflow: Workflow;
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  readonly inputs: Readonly<Record<string, InputValue>>;
  readonly payload: Payload | null;
  readonly actorId: number;
  readonly run: WorkflowRun | null;
};

/** The facts of a run that there is. */
export function factsOf({ store, repository, workflow, run }: Omit<RunContext, 'file'>): RunFacts {
  const { event, ref, sha, inputs, payload, actorId } = run;
  return { store, repository, workflow, event, ref, sha, inputs, payload, actorId, run };
}

/** The `github` context, without what only a job has. */
export function githubContext(facts: RunFacts): Readonly<Record<string, unknown>> {
  const { store, repository, workflow, ref, sha, run } = facts;
  const fullName = fullNameOf(store, repository);
  const actor = known(store.users, facts.actorId);
  const triggering = run === null ? actor : known(store.users, run.triggeringActorId);
  return {
    actor: actor.login,
    actor_id: String(actor.id),
    triggering_actor: triggering.login,
    event_name: facts.event,
    event: facts.payload ?? eventOf(facts),
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    sha,
    repository: fullName,
    repository_owner: fullName.split('/')[0],
    repository_id: String(repository.id),
    repository_owner_id: String(repository.ownerId),
    workflow: workflow.name,
    workflow_ref: `${fullName}/${workflow.path}@${ref}`,
    workflow_sha: sha,
    run_id: run === null ? null : String(run.id),
    run_number: run === null ? null : String(run.runNumber),
    run_attempt: run === null ? null : String(run.attempt),
    server_url: store.baseUrl,
    api_url: apiUrl(store, ''),
    graphql_url: `${store.baseUrl}/api/graphql`,
    head_ref: branchOf(facts.payload, 'head'),
    base_ref: branchOf(facts.payload, 'base'),
    retention_days: '90',
    secret_source: 'Actions',
  };
}

/** Only of pull requests. */
function branchOf(payload: Payload | null, side: 'head' | 'base'): string {
  const read = Branches.safeParse(payload);
  return read.success ? read.data.pull_request[side].ref : '';
}

const Branch = z.object({ ref: z.string() });
const Branches = z.object({ pull_request: z.object({ head: Branch, base: Branch }) });

/** What a dispatch brought, where inputs are text. */
function eventOf({ store, repository, workflow, ref, inputs, actorId }: RunFacts): Readonly<Record<string, unknown>> {
  const texts = Object.entries(inputs).map(([name, value]) => [name, String(value)]);
  return {
    inputs: Object.fromEntries(texts),
    ref,
    workflow: workflow.path,
    repository: repositoryShape(store, repository),
    sender: simpleUser(store, known(store.users, actorId)),
  };
}
