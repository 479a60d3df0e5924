// Checks and commit statuses in GitHub's shapes.
import type { CheckAnnotation, CheckRun, CheckSuite, CommitStatus } from '../../state/check.ts';
import { latestRuns } from '../../state/checks.ts';
import { combinedState } from '../../state/commit-statuses.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { isFromFork, pullRequestsOf } from '../../state/pull-requests.ts';
import type { Repository } from '../../state/repository.ts';
import { known, type Store } from '../../state/store.ts';
import { appWithin } from './app.ts';
import { minimalPull } from './pulls.ts';
import { simpleRepository } from './repository.ts';
import { repositoryPage, repositoryUrl, type Shape } from './urls.ts';
import { userWithId } from './user.ts';

/** The open pull requests whose head is this commit; those from forks are not seen (about the Checks API). */
function pullsAt(store: Store, repository: Repository, sha: string): readonly Shape[] {
  return pullRequestsOf(store, repository)
    .filter((pull) => pull.state === 'open' && pull.pullRequest.headSha === sha && !isFromFork(pull))
    .map((pull) => minimalPull(store, pull));
}

/** `check-run`, with what is known of its suite. */
export function checkRunShape(store: Store, run: CheckRun, suiteOf: 'id' | 'whole' = 'id'): Shape {
  const suite = known(store.checkSuites, run.suiteId);
  const repository = known(store.repositories, suite.repositoryId);
  const url = `${repositoryUrl(store, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeIdOf('checkRun', run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${repositoryPage(store, repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: suiteOf === 'id' ? { id: suite.id } : simpleSuite(store, suite),
    app: appWithin(store, known(store.apps, suite.appId)),
    pull_requests: pullsAt(store, repository, run.headSha),
  };
}

/** `check-annotation`. */
export function annotationShape(store: Store, repository: Repository, run: CheckRun, one: CheckAnnotation): Shape {
  return {
    path: one.path,
    blob_href: `${repositoryPage(store, repository)}/blob/${run.headSha}/${encodeURI(one.path)}`,
    start_line: one.startLine,
    end_line: one.endLine,
    start_column: one.startColumn,
    end_column: one.endColumn,
    annotation_level: one.level,
    title: one.title,
    message: one.message,
    raw_details: one.rawDetails,
  };
}

function simpleSuite(store: Store, suite: CheckSuite): Shape {
  const repository = known(store.repositories, suite.repositoryId);
  return {
    id: suite.id,
    node_id: nodeIdOf('checkSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: suite.status,
    conclusion: suite.conclusion,
    url: `${repositoryUrl(store, repository)}/check-suites/${suite.id}`,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullsAt(store, repository, suite.headSha),
    app: appWithin(store, known(store.apps, suite.appId)),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
  };
}

/** `check-suite` as webhooks carry it. */
export function suiteInHook(store: Store, suite: CheckSuite): Shape {
  const shape = simpleSuite(store, suite);
  return {
    ...shape,
    latest_check_runs_count: latestRuns(store, suite).length,
    check_runs_url: `${shape['url']}/check-runs`,
    head_commit: suite.headCommit,
  };
}

/** `check-suite`. */
export function checkSuiteShape(store: Store, suite: CheckSuite): Shape {
  const repository = simpleRepository(store, known(store.repositories, suite.repositoryId));
  return { ...suiteInHook(store, suite), repository };
}

/** `status`. */
export function commitStatusShape(store: Store, status: CommitStatus): Shape {
  const repository = known(store.repositories, status.repositoryId);
  const creator = userWithId(store, status.creatorId);
  return {
    url: `${repositoryUrl(store, repository)}/statuses/${status.sha}`,
    avatar_url: creator['avatar_url'],
    id: status.id,
    node_id: nodeIdOf('commitStatus', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator,
  };
}

/** `combined-commit-status`; `all` are the newest of each context, `page` those of them to show. */
export function combinedShape(
  store: Store,
  repository: Repository,
  sha: string,
  { all, page }: { readonly all: readonly CommitStatus[]; readonly page: readonly CommitStatus[] },
): Shape {
  const url = `${repositoryUrl(store, repository)}/commits/${sha}`;
  return {
    state: combinedState(all),
    statuses: page.map((one) => {
      const { creator: _, ...rest } = commitStatusShape(store, one);
      return rest;
    }),
    sha,
    total_count: all.length,
    repository: simpleRepository(store, repository),
    commit_url: url,
    url: `${url}/status`,
  };
}
