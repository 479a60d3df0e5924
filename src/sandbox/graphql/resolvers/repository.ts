/** Fields of `Repository`. */
import { issueNumbered, issuesOf } from '../../state/find-issue.ts';
import { forksOf } from '../../state/forks.ts';
import { type Issue, isPullRequest } from '../../state/issue.ts';
import { findLabel } from '../../state/labels.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { pullRequestsOf } from '../../state/pull-requests.ts';
import { Refusal } from '../../state/refusal.ts';
import { fullNameOf } from '../../state/repositories.ts';
import { type Repository, visibilityOf } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import { optionalNumber, text } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { demandRead, viewerPermission } from '../rights.ts';
import { type Args, account, type Context, countable, type Fields, issueThing, type Thing, thing } from '../things.ts';
import { repositoryPath } from '../urls.ts';
import { collaborators } from './collaborators.ts';
import { repositoryDeployments } from './deployment.ts';
import { branchRef, defaultBranchRef, objectNamed, repositoryRefs } from './git.ts';
import { issueConnection } from './issue-list.ts';
import { repositoryLabels } from './label.ts';
import { pullRequestConnection } from './pull-request-list.ts';
import { repositoryLatest, repositoryReleases } from './release.ts';

const identity: Fields<Repository> = {
  id: ({ id }) => nodeIdOf('repository', id),
  databaseId: ({ id }) => id,
  name: ({ name }) => name,
  nameWithOwner: (repository, _args, { store }) => fullNameOf(store, repository),
  owner: ({ ownerId }, _args, { store }) => account(known(store.users, ownerId)),
  url: (repository, _args, { store }) => store.baseUrl + repositoryPath(store, repository),
  resourcePath: (repository, _args, { store }) => repositoryPath(store, repository),
  description: ({ description }) => description,
};

const state: Fields<Repository> = {
  isPrivate: (repository) => repository.private,
  visibility: (repository) => visibilityOf(repository).toUpperCase(),
  isArchived: ({ archived }) => archived,
  isFork: ({ forkOfId }) => forkOfId !== undefined,
  forkCount: (repository, _args, { store }) => forksOf(store, repository).length,
  parent: ({ forkOfId }, _args, { store }) =>
    forkOfId === undefined ? null : thing('Repository', known(store.repositories, forkOfId)),
  hasIssuesEnabled: ({ hasIssues }) => hasIssues,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  pushedAt: ({ pushedAt }) => pushedAt,
  viewerPermission: (repository, _args, { store, actor }) => viewerPermission(store, actor, repository),
  isInOrganization: ({ ownerId }, _args, { store }) => store.organisations.has(ownerId),
};

/** Fields of `Repository`. */
export const repositoryFields: Fields<Repository> = {
  ...identity,
  ...state,
  defaultBranchRef: (repository, _args, context) => defaultBranchRef(repository, context),
  ref: (repository, args, context) => branchRef(repository, text(args, 'qualifiedName'), context),
  object: objectNamed,
  collaborators,
  label: (repository, args, { store }) => {
    const label = findLabel(store, repository, text(args, 'name'));
    return label === undefined ? null : thing('Label', label);
  },
  labels: repositoryLabels,
  issue: (repository, args, context) => {
    demandRead(context, repository, 'issues');
    return numbered(repository, args, context, 'an Issue', (issue) => issue.pullRequest === null);
  },
  pullRequest: (repository, args, context) => {
    demandRead(context, repository, 'pull_requests');
    return numbered(repository, args, context, 'a PullRequest', isPullRequest);
  },
  issueOrPullRequest: (repository, args, context) => {
    demandRead(context, repository, 'issues');
    return numbered(repository, args, context, 'an issue or pull request', () => true);
  },
  issues: (repository, args, context) => {
    demandRead(context, repository, 'issues');
    const issues = issuesOf(context.store, repository).filter((issue) => !isPullRequest(issue));
    return issueConnection(issues, countable(args), context);
  },
  pullRequests: (repository, args, context) => {
    demandRead(context, repository, 'pull_requests');
    return pullRequestConnection(pullRequestsOf(context.store, repository), args, context);
  },
  deployments: repositoryDeployments,
  refs: repositoryRefs,
  releases: repositoryReleases,
  latestRelease: (repository, _args, context) => repositoryLatest(repository, context),
};

function numbered(
  repository: Repository,
  args: Args,
  context: Context,
  what: string,
  fits: (issue: Issue) => boolean,
): Thing {
  const number = optionalNumber(args, 'number') ?? 0;
  const missing = new Failure('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`);
  try {
    const issue = issueNumbered(context.store, repository, number);
    if (fits(issue)) return issueThing(issue);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
  }
  throw missing;
}
