/** Check suites, check runs, commit statuses, and what they come to for a commit. */
import { folderOf } from '../../git-host.ts';
import type { App } from '../../state/apps.ts';
import type { CheckRun, CheckSuite, CommitStatus } from '../../state/check.ts';
import { latestRuns, runsOf, suitesAt } from '../../state/checks.ts';
import { combinedState, latestStatuses } from '../../state/commit-statuses.ts';
import { nodeIdOf, readNodeId } from '../../state/node-id.ts';
import { pullRequestNumbered } from '../../state/pull-requests.ts';
import { requiredChecksFor } from '../../state/required-checks.ts';
import { known, type Store } from '../../state/store.ts';
import { object, optionalNumber, optionalText } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { notImplemented } from '../failure.ts';
import { demandRead } from '../rights.ts';
import {
  type Args,
  account,
  type Context,
  countable,
  type Fields,
  type GitThing,
  type Thing,
  thing,
} from '../things.ts';
import { repositoryPath } from '../urls.ts';
import { databaseId } from './database-id.ts';
import { gitId } from './git-common.ts';

/** What is said of a commit: the newest run of each name of each app, and the newest status of each context. */
function saidOf({ repository, oid }: GitThing, store: Store) {
  const runs = suitesAt(store, repository, oid).flatMap((suite) => latestRuns(store, suite));
  return { runs, statuses: latestStatuses(store, repository, oid) };
}

/** `commit.statusCheckRollup`; null when nobody has said anything. */
export function rollupOf(git: GitThing, context: Context): Thing | null {
  for (const permission of ['checks', 'statuses']) demandRead(context, git.repository, permission);
  const { runs, statuses } = saidOf(git, context.store);
  return runs.length + statuses.length === 0 ? null : thing('StatusCheckRollup', git);
}

function stateOf(git: GitThing, store: Store): string {
  const { runs, statuses } = saidOf(git, store);
  const passed = ['success', 'neutral', 'skipped'];
  const ended = runs.map(({ status, conclusion }) => (status === 'completed' ? conclusion : null));
  if (statuses.some(({ state }) => state === 'error')) return 'ERROR';
  if (statuses.some(({ state }) => state === 'failure')) return 'FAILURE';
  if (ended.some((conclusion) => conclusion !== null && !passed.includes(conclusion))) return 'FAILURE';
  const waits = ended.includes(null) || statuses.some(({ state }) => state === 'pending');
  return waits ? 'PENDING' : 'SUCCESS';
}

/** Fields of `StatusCheckRollup`. */
export const rollupFields: Fields<GitThing> = {
  id: ({ repository, oid }) => gitId('SCR', repository, oid),
  commit: (git) => thing('Commit', git),
  state: (git, _args, { store }) => stateOf(git, store),
  contexts: (git, args, { store }) => {
    const { runs, statuses } = saidOf(git, store);
    const all = [
      ...runs.map((run) => ({ key: `r${run.id}`, node: thing('CheckRun', run) })),
      ...statuses.map((status) => ({ key: `s${status.id}`, node: thing('StatusContext', status) })),
    ];
    const page = connect(all, countable(args), { name: 'contexts', key: ({ key }) => key, node: ({ node }) => node });
    return { ...page, checkRunCount: runs.length, statusContextCount: statuses.length };
  },
};

/** `commit.status`: the newest status of each context; null when there is none. */
export function commitStatus(git: GitThing, _args: Args, context: Context) {
  demandRead(context, git.repository, 'statuses');
  const statuses = latestStatuses(context.store, git.repository, git.oid);
  if (statuses.length === 0) return null;
  return {
    id: gitId('S', git.repository, git.oid),
    commit: thing('Commit', git),
    state: combinedState(statuses).toUpperCase(),
    contexts: statuses.map((one) => thing('StatusContext', one)),
  };
}

/** `commit.checkSuites`, oldest first. */
export function commitSuites({ repository, oid }: GitThing, args: Args, context: Context): Connection {
  demandRead(context, repository, 'checks');
  const filter = object(args, 'filterBy');
  const [app, name] = [optionalNumber(filter, 'appId'), optionalText(filter, 'checkName')];
  const found = suitesAt(context.store, repository, oid).filter(
    (suite) =>
      (app === undefined || suite.appId === app) &&
      (name === undefined || runsOf(context.store, suite).some((run) => run.name === name)),
  );
  return connect(found, countable(args), {
    name: 'checkSuites',
    key: ({ id }) => id,
    node: (one) => thing('CheckSuite', one),
  });
}

function placeOf({ repositoryId }: CheckSuite, store: Store) {
  return known(store.repositories, repositoryId);
}

function commitThing(suite: CheckSuite, store: Store): Thing {
  const repository = placeOf(suite, store);
  return thing('Commit', { repository, folder: folderOf(store, repository), oid: suite.headSha });
}

/** Fields of `CheckSuite`; its ids do not fit `databaseId`. Runs of workflows are no suites here, so none has one. */
export const checkSuiteFields: Fields<CheckSuite> = {
  databaseId: ({ id }) => databaseId('CheckSuite', id),
  id: ({ id }) => nodeIdOf('checkSuite', id),
  status: ({ status }) => status.toUpperCase(),
  conclusion: ({ conclusion }) => conclusion?.toUpperCase() ?? null,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  app: ({ appId }, _args, { store }) => thing('App', known(store.apps, appId)),
  workflowRun: () => null,
  repository: (suite, _args, { store }) => thing('Repository', placeOf(suite, store)),
  commit: (suite, _args, { store }) => commitThing(suite, store),
  checkRuns: (suite, args, { store }) => {
    const filter = object(args, 'filterBy');
    for (const name of ['status', 'statuses', 'conclusions', 'appId'])
      if (filter[name] !== undefined && filter[name] !== null) throw notImplemented(`CheckRunFilter.${name}`);
    const name = optionalText(filter, 'checkName');
    const all = filter['checkType'] === 'ALL' ? runsOf(store, suite) : latestRuns(store, suite);
    const found = all.filter((run) => name === undefined || run.name === name);
    return connect(found, countable(args), {
      name: 'checkRuns',
      key: ({ id }) => id,
      node: (run) => thing('CheckRun', run),
    });
  },
};

/** Fields of `CheckRun`; its ids do not fit `databaseId`. */
export const checkRunFields: Fields<CheckRun> = {
  databaseId: ({ id }) => databaseId('CheckRun', id),
  id: ({ id }) => nodeIdOf('checkRun', id),
  name: ({ name }) => name,
  status: ({ status }) => status.toUpperCase(),
  conclusion: ({ conclusion }) => conclusion?.toUpperCase() ?? null,
  startedAt: ({ startedAt }) => startedAt,
  completedAt: ({ completedAt }) => completedAt,
  externalId: ({ externalId }) => externalId,
  detailsUrl: ({ detailsUrl }) => detailsUrl,
  title: ({ output }) => output.title,
  summary: ({ output }) => output.summary,
  text: ({ output }) => output.text,
  url: (run, _args, { store }) => `${store.baseUrl}${pathOf(run, store)}`,
  permalink: (run, _args, { store }) => `${store.baseUrl}${pathOf(run, store)}`,
  resourcePath: (run, _args, { store }) => pathOf(run, store),
  checkSuite: ({ suiteId }, _args, { store }) => thing('CheckSuite', known(store.checkSuites, suiteId)),
  repository: ({ suiteId }, _args, { store }) => thing('Repository', placeOf(known(store.checkSuites, suiteId), store)),
  isRequired: (run, args, { store }) => {
    const suite = known(store.checkSuites, run.suiteId);
    return isRequired(store, placeOf(suite, store), args, run.name, suite.appId);
  },
};

function pathOf({ id, suiteId }: CheckRun, store: Store): string {
  return `${repositoryPath(store, placeOf(known(store.checkSuites, suiteId), store))}/runs/${id}`;
}

function isRequired(
  store: Store,
  repository: ReturnType<typeof placeOf>,
  args: Args,
  name: string,
  app: number | null,
): boolean {
  const number = optionalNumber(args, 'pullRequestNumber');
  const id = readNodeId(optionalText(args, 'pullRequestId') ?? '');
  const named = id?.kind === 'pullRequest' ? store.issues.get(id.id)?.number : undefined;
  const { base } = pullRequestNumbered(store, repository, number ?? named ?? 0).pullRequest;
  return requiredChecksFor(store, repository, base).some(
    ({ context, appId }) => context === name && (appId === null || appId === app),
  );
}

/** Fields of `StatusContext`. */
export const statusContextFields: Fields<CommitStatus> = {
  id: ({ id }) => nodeIdOf('commitStatus', id),
  context: ({ context }) => context,
  state: ({ state }) => state.toUpperCase(),
  description: ({ description }) => description,
  targetUrl: ({ targetUrl }) => targetUrl,
  createdAt: ({ createdAt }) => createdAt,
  creator: ({ creatorId }, _args, { store }) => account(known(store.users, creatorId)),
  isRequired: ({ repositoryId, context, viaAppId }, args, { store }) =>
    isRequired(store, known(store.repositories, repositoryId), args, context, viaAppId),
};

/** Fields of `App`. */
export const appFields: Fields<App> = {
  id: ({ id }) => nodeIdOf('app', id),
  databaseId: ({ id }) => id,
  name: ({ name }) => name,
  slug: ({ slug }) => slug,
  description: ({ description }) => description,
  url: ({ slug }, _args, { store }) => `${store.baseUrl}/apps/${slug}`,
};
