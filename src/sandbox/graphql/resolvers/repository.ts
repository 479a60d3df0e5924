/** Fields of `Repository`. */
import { issueNumbered, issuesOf } from '../../state/find-issue.ts';
import { findLabel } from '../../state/labels.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { Refusal } from '../../state/refusal.ts';
import { fullNameOf } from '../../state/repositories.ts';
import { type Repository, visibilityOf } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import { optionalNumber, text } from '../arguments.ts';
import { Failure } from '../failure.ts';
import { demandRead, viewerPermission } from '../rights.ts';
import { type Args, account, type Context, type Fields, type Thing, thing } from '../things.ts';
import { repositoryPath } from '../urls.ts';
import { collaborators } from './collaborators.ts';
import { branchRef, defaultBranchRef, objectNamed } from './git.ts';
import { issueConnection } from './issue-list.ts';
import { repositoryLabels } from './label.ts';

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
  issue: (repository, args, context) => numbered(repository, args, context, 'an Issue'),
  issueOrPullRequest: (repository, args, context) => numbered(repository, args, context, 'an issue or pull request'),
  issues: (repository, args, context) => {
    demandRead(context, repository, 'issues');
    const page = 'first' in args || 'last' in args ? args : { ...args, first: 0 };
    return issueConnection(issuesOf(context.store, repository), page, context);
  },
};

function numbered(repository: Repository, args: Args, context: Context, what: string): Thing {
  demandRead(context, repository, 'issues');
  const number = optionalNumber(args, 'number') ?? 0;
  try {
    return thing('Issue', issueNumbered(context.store, repository, number));
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    throw new Failure('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`);
  }
}
