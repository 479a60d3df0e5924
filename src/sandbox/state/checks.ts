// Check suites and check runs: made by apps only, and what their runs come to.
import { demand } from './access.ts';
import type { Actor, InstallationActor } from './actor.ts';
import type { App } from './apps.ts';
import type { HeadCommit } from './automation.ts';
import type { CheckAnnotation, CheckConclusion, CheckOutput, CheckRun, CheckStatus, CheckSuite } from './check.ts';
import type { User } from './people.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** The commit a check is about; the branch it is the head of, if any. */
export type CheckedCommit = {
  readonly commit: HeadCommit;
  readonly branch: string | null;
  readonly before?: string | null;
};

/** What a check run is made of. A conclusion alone means that it is completed. */
export type CheckRunInput = {
  readonly name: string;
  readonly status?: CheckStatus | undefined;
  readonly conclusion?: CheckConclusion | undefined;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly output?: { readonly [K in keyof CheckOutput]?: string | undefined } | undefined;
  /** Added to those that are there. */
  readonly annotations?: readonly CheckAnnotation[] | undefined;
};

/** Only apps make checks, and each changes its own. */
export function demandChecks(store: Store, actor: Actor, repository: Repository): InstallationActor {
  demand(store, actor, repository, { role: 'read', permission: 'checks', level: 'write' });
  if (actor.kind !== 'installation') throw new Refusal(403, 'You must authenticate via a GitHub App.');
  return actor;
}

/** The app's suite for a commit, made when there is none. */
export function suiteFor(store: Store, app: App, repository: Repository, checked: CheckedCommit): CheckSuite {
  const found = [...store.checkSuites.values()].find(
    (one) => one.repositoryId === repository.id && one.appId === app.id && one.headSha === checked.commit.id,
  );
  if (found !== undefined) return found;
  const at = now(store);
  const suite: CheckSuite = {
    id: nextId(store, 'checkSuite'),
    repositoryId: repository.id,
    appId: app.id,
    headSha: checked.commit.id,
    headBranch: checked.branch,
    headCommit: checked.commit,
    before: checked.before ?? null,
    status: 'queued',
    conclusion: null,
    createdAt: at,
    updatedAt: at,
  };
  store.checkSuites.set(suite.id, suite);
  return suite;
}

/** Makes the suites that GitHub makes after a push: one for each app that may write checks, which is asked for its checks. */
export function requestSuites(store: Store, sender: User, repository: Repository, checked: CheckedCommit): void {
  for (const installation of store.installations.values()) {
    const app = store.apps.get(installation.appId);
    const here = installation.repositoryIds === null || installation.repositoryIds.includes(repository.id);
    const able = installation.permissions['checks'] === 'write' && installation.suspendedAt === null;
    if (app === undefined || !able || !here || installation.accountId !== repository.ownerId) continue;
    if (suitesAt(store, repository, checked.commit.id).some(({ appId }) => appId === app.id)) continue;
    const suite = suiteFor(store, app, repository, checked);
    appendEvent(store, { event: 'check_suite', action: 'requested', suite, sender, repository });
  }
}

/** The suites of a commit, oldest first. */
export function suitesAt(store: Store, repository: Repository, sha: string): readonly CheckSuite[] {
  return [...store.checkSuites.values()].filter((one) => one.repositoryId === repository.id && one.headSha === sha);
}

/** The runs of a suite, oldest first. */
export function runsOf(store: Store, suite: CheckSuite): readonly CheckRun[] {
  return [...store.checkRuns.values()].filter(({ suiteId }) => suiteId === suite.id);
}

/** The newest run of each name in a suite. */
export function latestRuns(store: Store, suite: CheckSuite): readonly CheckRun[] {
  return [...new Map(runsOf(store, suite).map((run) => [run.name, run])).values()];
}

/** Makes a check run for a commit: `created`, and `completed` when it is. */
export function createCheckRun(
  store: Store,
  actor: Actor,
  repository: Repository,
  input: CheckRunInput & CheckedCommit & { readonly id?: number },
): CheckRun {
  const { app } = demandChecks(store, actor, repository);
  const suite = suiteFor(store, app, repository, input);
  const at = now(store);
  const fresh: CheckRun = {
    id: input.id ?? nextId(store, 'checkRun'),
    suiteId: suite.id,
    name: input.name,
    headSha: suite.headSha,
    externalId: '',
    detailsUrl: `${store.baseUrl}/apps/${app.slug}`,
    status: 'queued',
    conclusion: null,
    startedAt: at,
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  const run = merged(store, fresh, input);
  put(store, actor.user, repository, run, 'created');
  if (run.status === 'completed') put(store, actor.user, repository, run, 'completed');
  return run;
}

/** Changes a check run of the app's own; `completed` when it becomes so. */
export function updateCheckRun(store: Store, actor: Actor, run: CheckRun, input: Partial<CheckRunInput>): CheckRun {
  const suite = known(store.checkSuites, run.suiteId);
  const repository = known(store.repositories, suite.repositoryId);
  const { app } = demandChecks(store, actor, repository);
  if (app.id !== suite.appId) {
    const message = `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`;
    throw new Refusal(403, message);
  }
  const changed = merged(store, run, input);
  put(store, actor.user, repository, changed, changed.status === 'completed' ? 'completed' : null);
  return changed;
}

/** The run of this id in this repository; 404 otherwise. */
export function checkRunIn(store: Store, repository: Repository, id: number): CheckRun {
  const run = store.checkRuns.get(id);
  if (run === undefined || known(store.checkSuites, run.suiteId).repositoryId !== repository.id) throw notFound();
  return run;
}

function merged(store: Store, run: CheckRun, input: Partial<CheckRunInput>): CheckRun {
  const status = input.conclusion === undefined ? (input.status ?? run.status) : 'completed';
  if (status === 'completed' && (input.conclusion ?? run.conclusion) === null)
    throw new Refusal(422, 'Invalid request.\n\n"conclusion" wasn\'t supplied.');
  const ended = status === 'completed';
  return {
    ...run,
    name: input.name ?? run.name,
    externalId: input.externalId ?? run.externalId,
    detailsUrl: input.detailsUrl ?? run.detailsUrl,
    status,
    conclusion: ended ? (input.conclusion ?? run.conclusion) : null,
    startedAt: input.startedAt ?? run.startedAt,
    completedAt: ended ? (input.completedAt ?? now(store)) : null,
    output: {
      title: input.output?.title ?? run.output.title,
      summary: input.output?.summary ?? run.output.summary,
      text: input.output?.text ?? run.output.text,
    },
    annotations: [...run.annotations, ...annotationsIn(input)],
  };
}

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run: fifty with one request, columns only on one line. */
const MOST_ANNOTATIONS = 50;

function annotationsIn({ annotations = [] }: Partial<CheckRunInput>): readonly CheckAnnotation[] {
  if (annotations.length > MOST_ANNOTATIONS)
    throw new Refusal(422, 'Invalid request.\n\nNo more than 50 annotations are permitted.');
  const isTorn = ({ startLine, endLine, startColumn, endColumn }: CheckAnnotation) =>
    startLine !== endLine && (startColumn !== null || endColumn !== null);
  if (annotations.some(isTorn))
    throw new Refusal(422, 'Invalid request.\n\nColumns are permitted only where an annotation is on one line.');
  return annotations;
}

function put(
  store: Store,
  sender: User,
  repository: Repository,
  run: CheckRun,
  action: 'created' | 'completed' | null,
): void {
  store.checkRuns.set(run.id, run);
  const before = known(store.checkSuites, run.suiteId);
  const runs = latestRuns(store, before);
  const status = statusOf(runs);
  const conclusion = status === 'completed' ? conclusionOf(runs) : null;
  const suite = { ...before, status, conclusion, updatedAt: now(store) };
  store.checkSuites.set(suite.id, suite);
  if (action !== null) appendEvent(store, { event: 'check_run', action, run, sender, repository });
  if (action === 'completed' && status === 'completed')
    appendEvent(store, { event: 'check_suite', action: 'completed', suite, sender, repository });
}

function statusOf(runs: readonly CheckRun[]): CheckStatus {
  if (runs.every(({ status }) => status === 'completed')) return 'completed';
  return runs.every(({ status }) => status === 'queued') ? 'queued' : 'in_progress';
}

/** The worst of all; skipped and neutral count only where there is nothing else. */
const worstFirst = ['failure', 'timed_out', 'cancelled', 'action_required', 'success', 'neutral', 'skipped'] as const;

function conclusionOf(runs: readonly CheckRun[]): CheckConclusion | null {
  return worstFirst.find((one) => runs.some(({ conclusion }) => conclusion === one)) ?? null;
}
