// Environments that jobs deploy to, the rules that protect them, and the jobs that wait for them.
import { demand, hasRole, isTeamMember } from './access.ts';
import type { Actor } from './actor.ts';
import type { Deployment, Job, WorkflowRun } from './automation.ts';
import type { User } from './people.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, nowMs, type Store } from './store.ts';

/** Who may let a job deploy. */
export type Reviewer = { readonly type: 'User' | 'Team'; readonly id: number };

/** An environment with its rules: minutes to wait, reviewers of whom one is enough, and apps that must all agree. */
export type Environment = {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  readonly waitMinutes: number;
  readonly preventsSelfReview: boolean;
  readonly reviewers: readonly Reviewer[];
  readonly customRules: readonly { readonly id: number; readonly appId: number }[];
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** A job that waits to deploy, and what has been said so far. */
export type PendingDeployment = {
  readonly jobId: number;
  readonly runId: number;
  readonly environmentId: number;
  readonly since: string;
  /** A reviewer's word. */
  readonly review: 'approved' | 'rejected' | null;
  /** The words of apps, by the app's id. */
  readonly words: ReadonlyMap<number, 'approved' | 'rejected'>;
};

/** The environments of a repository. */
export function environmentsOf(store: Store, repository: Repository): readonly Environment[] {
  return [...store.environments.values()].filter((one) => one.repositoryId === repository.id);
}

/** The environment of this name, without regard to case. */
export function findEnvironment(store: Store, repository: Repository, name: string): Environment | undefined {
  return environmentsOf(store, repository).find((one) => one.name.toLowerCase() === name.toLowerCase());
}

/** The environment of this name; made without rules when there is none, as by a deployment to it. */
export function ensureEnvironment(store: Store, repository: Repository, name: string): Environment {
  const found = findEnvironment(store, repository, name);
  if (found !== undefined) return found;
  const at = now(store);
  const rules = { waitMinutes: 0, preventsSelfReview: false, reviewers: [], customRules: [] };
  const ids = { id: nextId(store, 'environment'), repositoryId: repository.id };
  return put(store, { ...ids, name, ...rules, createdAt: at, updatedAt: at });
}

function put(store: Store, environment: Environment): Environment {
  store.environments.set(environment.id, environment);
  return environment;
}

const administering = { role: 'admin', permission: 'administration', level: 'write' } as const;

/** Sets the rules of an environment, which is made when there is none; what is not given is not asked for any more. */
export function configureEnvironment(
  store: Store,
  actor: Actor,
  repository: Repository,
  input: Pick<Environment, 'name' | 'waitMinutes' | 'preventsSelfReview' | 'reviewers'>,
): Environment {
  demand(store, actor, repository, administering);
  const known = { User: store.users, Team: store.teams };
  if (input.reviewers.length > 6 || input.reviewers.some(({ type, id }) => !known[type].has(id)))
    throw new Refusal(422, 'Reviewers must be up to six users or teams with access to the repository');
  const before = ensureEnvironment(store, repository, input.name);
  return put(store, { ...before, ...input, name: before.name, updatedAt: now(store) });
}

/** Lets an app have a say: every deployment waits for its word. */
export function addCustomRule(
  store: Store,
  actor: Actor,
  repository: Repository,
  { name, appId }: { readonly name: string; readonly appId: number },
): { readonly id: number; readonly appId: number } {
  demand(store, actor, repository, administering);
  const environment = findEnvironment(store, repository, name);
  if (environment === undefined || !store.apps.has(appId)) throw notFound();
  const rule = environment.customRules.find((one) => one.appId === appId) ?? { id: nextId(store, 'rule'), appId };
  const others = environment.customRules.filter((one) => one.appId !== appId);
  put(store, { ...environment, customRules: [...others, rule], updatedAt: now(store) });
  return rule;
}

/** Makes a job wait, if its environment has rules, and asks the apps that have a say. */
export function holdJob(store: Store, run: WorkflowRun, job: Job, deployment: Deployment): PendingDeployment | null {
  const repository = known(store.repositories, run.repositoryId);
  const environment = ensureEnvironment(store, repository, deployment.environment);
  const { waitMinutes, reviewers, customRules } = environment;
  if (waitMinutes === 0 && reviewers.length === 0 && customRules.length === 0) return null;
  const pending: PendingDeployment = {
    ...{ jobId: job.id, runId: run.id, environmentId: environment.id },
    ...{ since: now(store), review: null, words: new Map() },
  };
  store.pendingDeployments.set(job.id, pending);
  const sender = known(store.users, run.triggeringActorId);
  for (const { appId } of customRules)
    appendEvent(store, {
      ...{ event: 'deployment_protection_rule', action: 'requested' },
      ...{ environment: environment.name, run, deployment, appId, sender, repository },
    });
  return pending;
}

/** The jobs of a run that wait. */
export function pendingOf(store: Store, run: WorkflowRun): readonly PendingDeployment[] {
  return [...store.pendingDeployments.values()].filter((one) => one.runId === run.id);
}

/** What all that was said comes to; null while something is still to be said, or time to pass. */
export function verdictOn(store: Store, pending: PendingDeployment): 'approved' | 'rejected' | null {
  const environment = known(store.environments, pending.environmentId);
  const words = environment.customRules.map(({ appId }) => pending.words.get(appId));
  if (pending.review === 'rejected' || words.includes('rejected')) return 'rejected';
  const isReviewed = environment.reviewers.length === 0 || pending.review === 'approved';
  return isReviewed && words.every((word) => word === 'approved') && untilMs(store, pending) <= nowMs(store)
    ? 'approved'
    : null;
}

/** When the wait is over, by the sandbox's clock. */
export function untilMs(store: Store, pending: PendingDeployment): number {
  const { waitMinutes } = known(store.environments, pending.environmentId);
  return Date.parse(pending.since) + waitMinutes * 60_000;
}

/** Whether a person may review what waits: a reviewer, or a member of a team of reviewers; not of one's own run where that is prevented. */
export function mayReview(store: Store, user: User, pending: PendingDeployment): boolean {
  const { reviewers, preventsSelfReview } = known(store.environments, pending.environmentId);
  const own = known(store.workflowRuns, pending.runId).triggeringActorId === user.id;
  if (own && preventsSelfReview) return false;
  return reviewers.some(({ type, id }) =>
    type === 'User' ? id === user.id : isTeamMember(store, known(store.teams, id), user),
  );
}

/** A reviewer's word on what waits for these environments. 422 when nothing does, or it is not theirs to say. */
export function reviewPending(
  store: Store,
  actor: Actor,
  run: WorkflowRun,
  input: { readonly environmentIds: readonly number[]; readonly state: 'approved' | 'rejected' },
): readonly PendingDeployment[] {
  const repository = known(store.repositories, run.repositoryId);
  if (!hasRole(store, actor.user, repository, 'read')) throw notFound();
  const wanted = pendingOf(store, run).filter(({ environmentId }) => input.environmentIds.includes(environmentId));
  if (wanted.length === 0) throw new Refusal(422, 'There are no pending deployment requests to approve or reject');
  if (actor.kind !== 'user' || !wanted.every((one) => mayReview(store, actor.user, one)))
    throw new Refusal(422, 'You are not a required reviewer of every environment that was named');
  return wanted.map((one) => say(store, { ...one, review: input.state }));
}

/** An app's word on what waits for an environment. 422 when the app has no say there, or nothing waits. */
export function answerRule(
  store: Store,
  actor: Actor,
  run: WorkflowRun,
  input: { readonly environment: string; readonly state: 'approved' | 'rejected' | null },
): void {
  const repository = known(store.repositories, run.repositoryId);
  demand(store, actor, repository, { role: 'admin', permission: 'deployments', level: 'write' });
  const environment = findEnvironment(store, repository, input.environment);
  const appId = actor.kind === 'installation' ? actor.app.id : null;
  const hasSay = environment?.customRules.some((rule) => rule.appId === appId) === true;
  const waiting = pendingOf(store, run).filter(({ environmentId }) => environmentId === environment?.id);
  if (appId === null || !hasSay || waiting.length === 0)
    throw new Refusal(422, `There is no deployment to ${input.environment} that waits for this app`);
  if (input.state === null) return;
  for (const one of waiting) say(store, { ...one, words: new Map([...one.words, [appId, input.state]]) });
}

function say(store: Store, pending: PendingDeployment): PendingDeployment {
  store.pendingDeployments.set(pending.jobId, pending);
  for (const listener of store.trafficListeners) listener('run');
  return pending;
}
