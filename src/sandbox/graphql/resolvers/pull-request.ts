/** Fields of `PullRequest`. */
import { commitsBetween, resolveRef } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { closedBy } from '../../pulls/closing.ts';
import { mergeableFor } from '../../pulls/mergeable.ts';
import { changedSince } from '../../pulls/size.ts';
import { associationOf } from '../../state/association.ts';
import type { PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { headRepositoryOf, isFromFork } from '../../state/pull-requests.ts';
import { ownerOf } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import { decisionOf } from '../../state/review-decision.ts';
import { known, type Store } from '../../state/store.ts';
import { connect } from '../connection.ts';
import { mayClose, mayEdit } from '../rights.ts';
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
import { issuePath } from '../urls.ts';
import { rollupOf } from './checks.ts';
import { databaseId } from './database-id.ts';
import { gitId } from './git-common.ts';
import { issueComments } from './issue.ts';
import { labelConnection } from './label.ts';
import { laterMergeFields } from './later-merge.ts';
import { pullState } from './pull-request-list.ts';
import { bodyHtml, bodyText } from './rendered.ts';
import { pullReviewFields } from './review.ts';
import { timelineItems } from './timeline.ts';

function gitOf(pull: PullRequestIssue, store: Store, oid: string): GitThing {
  const repository = repositoryOf(store, pull);
  return { repository, folder: folderOf(store, repository), oid };
}

async function refNamed(repository: Repository, branch: string, { store }: Context): Promise<Thing | null> {
  const name = `refs/heads/${branch}`;
  const oid = await resolveRef(folderOf(store, repository), name);
  return oid === null ? null : thing('Ref', { repository, name, oid });
}

const identity: Fields<PullRequestIssue> = {
  id: ({ id }) => nodeIdOf('pullRequest', id),
  databaseId: ({ pullRequest }) => databaseId('PullRequest', pullRequest.id),
  fullDatabaseId: ({ pullRequest }) => String(pullRequest.id),
  number: ({ number }) => number,
  url: (pull, _args, { store }) => store.baseUrl + issuePath(store, pull),
  permalink: (pull, _args, { store }) => store.baseUrl + issuePath(store, pull),
  resourcePath: (pull, _args, { store }) => issuePath(store, pull),
  repository: (pull, _args, { store }) => thing('Repository', repositoryOf(store, pull)),
};

const content: Fields<PullRequestIssue> = {
  title: ({ title }) => title,
  body: ({ body }) => body ?? '',
  bodyHTML: bodyHtml,
  bodyText,
  state: pullState,
  isDraft: ({ pullRequest }) => pullRequest.draft,
  closed: ({ state }) => state === 'closed',
  locked: ({ locked }) => locked,
  createdAt: ({ createdAt }) => createdAt,
  publishedAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  closedAt: ({ closedAt }) => closedAt,
  author: ({ authorId }, _args, { store }) => account(known(store.users, authorId)),
  authorAssociation: (pull, _args, { store }) =>
    associationOf(store, known(store.users, pull.authorId), repositoryOf(store, pull)),
  assignees: ({ assigneeIds }, args, { store }) => {
    const users = assigneeIds.map((id) => known(store.users, id));
    return connect(users, countable(args), { name: 'assignees', key: ({ id }) => id, node: account });
  },
  labels: ({ labelIds }, args, { store }) =>
    labelConnection(
      labelIds.map((id) => known(store.labels, id)),
      countable(args),
    ),
  comments: issueComments,
  timelineItems,
  milestone: () => null,
  viewerDidAuthor: ({ authorId }, _args, { actor }) => actor.user.id === authorId,
  viewerCanUpdate: (pull, _args, context) => mayEdit(context, pull),
  viewerCanClose: (pull, _args, context) => mayClose(context, pull),
};

/** The head alone is known without git, which lists of hundreds would ask once each. */
function isLastAlone(args: Args): boolean {
  return args['last'] === 1 && ['first', 'after', 'before'].every((name) => args[name] === undefined);
}

/** As many as there are; only the last one has its id. */
function lastOf({ pullRequest: { headSha, size } }: PullRequestIssue): readonly string[] {
  return [...Array.from({ length: Math.max(0, size.commits - 1) }, (_, index) => `${index}`), headSha];
}

const branches: Fields<PullRequestIssue> = {
  baseRefName: ({ pullRequest }) => pullRequest.base,
  baseRefOid: ({ pullRequest }) => pullRequest.baseSha,
  baseRef: (pull, _args, context) => refNamed(repositoryOf(context.store, pull), pull.pullRequest.base, context),
  baseRepository: (pull, _args, { store }) => thing('Repository', repositoryOf(store, pull)),
  headRefName: ({ pullRequest }) => pullRequest.head,
  headRefOid: ({ pullRequest }) => pullRequest.headSha,
  headRef: (pull, _args, context) => refNamed(headRepositoryOf(context.store, pull), pull.pullRequest.head, context),
  headRepository: (pull, _args, { store }) => thing('Repository', headRepositoryOf(store, pull)),
  headRepositoryOwner: (pull, _args, { store }) => account(ownerOf(store, headRepositoryOf(store, pull))),
  isCrossRepository: isFromFork,
  maintainerCanModify: ({ pullRequest }) => pullRequest.maintainerCanModify,
  commits: async (pull, args, { store }) => {
    const { baseSha, headSha } = pull.pullRequest;
    const git = gitOf(pull, store, headSha);
    const oids = isLastAlone(args)
      ? lastOf(pull)
      : (await commitsBetween(git.folder, baseSha, headSha)).map(({ oid }) => oid);
    return connect(oids, countable(args), {
      name: 'commits',
      key: (oid) => oid,
      node: (oid) => ({
        id: gitId('PRC', git.repository, `${pull.id}:${oid}`),
        commit: thing('Commit', { ...git, oid }),
        pullRequest: thing('PullRequest', pull),
      }),
    });
  },
  files: async (pull, args, { store }) => {
    const { baseSha, headSha } = pull.pullRequest;
    const files = await changedSince(gitOf(pull, store, headSha).folder, baseSha, headSha);
    return connect(files, countable(args), {
      name: 'files',
      key: ({ path }) => path,
      node: ({ path, status, additions, deletions }) => ({
        path,
        additions: additions ?? 0,
        deletions: deletions ?? 0,
        changeType: status === 'removed' ? 'DELETED' : status.toUpperCase(),
      }),
    });
  },
  additions: ({ pullRequest }) => pullRequest.size.additions,
  deletions: ({ pullRequest }) => pullRequest.size.deletions,
  changedFiles: ({ pullRequest }) => pullRequest.size.changedFiles,
};

const merging: Fields<PullRequestIssue> = {
  closingIssuesReferences: (pull, args, { store }) =>
    connect(closedBy(store, pull), countable(args), {
      name: 'closingIssuesReferences',
      key: ({ id }) => id,
      node: (issue) => thing('Issue', issue),
    }),
  merged: ({ pullRequest }) => pullRequest.merge !== null,
  mergedAt: ({ pullRequest }) => pullRequest.merge?.at ?? null,
  mergedBy: ({ pullRequest }, _args, { store }) =>
    pullRequest.merge === null ? null : account(known(store.users, pullRequest.merge.byId)),
  mergeCommit: (pull, _args, { store }) => {
    const { merge } = pull.pullRequest;
    return merge === null ? null : thing('Commit', gitOf(pull, store, merge.sha));
  },
  mergeable: async (pull, _args, { store, actor }) => {
    const { mergeable } = await mergeableFor(store, actor, pull);
    if (mergeable === null) return 'UNKNOWN';
    return mergeable ? 'MERGEABLE' : 'CONFLICTING';
  },
  mergeStateStatus: async (pull, _args, { store, actor }) =>
    (await mergeableFor(store, actor, pull)).state.toUpperCase(),
  reviewDecision: (pull, _args, { store }) => decisionOf(store, pull),
  statusCheckRollup: (pull, _args, context) => rollupOf(gitOf(pull, context.store, pull.pullRequest.headSha), context),
};

/** Fields of `PullRequest`. */
export const pullRequestFields: Fields<PullRequestIssue> = {
  ...identity,
  ...content,
  ...branches,
  ...merging,
  ...pullReviewFields,
  ...laterMergeFields,
};
