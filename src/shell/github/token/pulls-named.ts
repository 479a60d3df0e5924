// Pull requests as their own words name them, with the policy of the default branch and whose token asks: what a workflow run needs to know which of them is a hotfix.
import * as z from 'zod';
import type { NamedPull } from '../../../core/hotfix/gates-of.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import type { Place } from '../freeze/port.ts';
import { GitHubRefused } from '../port.ts';
import { type BlobSeen, blobIn } from '../proposal/files-at.ts';
import { pullsNamedQuery } from './pulls-named-query.ts';

/** `parents`: issues that what it closes is under. `isHere`: its branch is in this repository. */
export type PullSeen = NamedPull & {
  readonly head: string;
  readonly base: string;
  readonly isHere: boolean;
  readonly parents: readonly number[];
};

/** `self`: the account of the token. `policy` is that of the default branch, null: it has none. */
export type PullsSeen = {
  readonly self: number;
  readonly isPrivate: boolean;
  readonly policy: BlobSeen | null;
  readonly pulls: readonly PullSeen[];
};

const Linked = z.object({
  number: z.number().int(),
  repository: z.object({ nameWithOwner: z.string() }),
  parent: z.object({ number: z.number().int(), repository: z.object({ nameWithOwner: z.string() }) }).nullish(),
});
const Pull = z.object({
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullish(),
  headRefName: z.string(),
  headRefOid: z.string(),
  baseRefName: z.string(),
  isCrossRepository: z.boolean(),
  closingIssuesReferences: z.object({ nodes: z.array(Linked.nullable()).nullish() }).nullish(),
});
type Pull = z.infer<typeof Pull>;

const Answer = z.object({
  viewer: z.object({ databaseId: z.number().int() }),
  repository: z
    .object({
      nameWithOwner: z.string(),
      isPrivate: z.boolean(),
      policy: z.unknown(),
      pullRequest: Pull.nullish(),
      pullRequests: z.object({ nodes: z.array(Pull.nullable()).nullish() }).nullish(),
    })
    .nullish(),
});

/** The one with this number, or the hundred open ones that changed last; one request. Throws `GitHubRefused` where it is not there for this token. */
export async function pullsNamed(client: Client, place: Place, number: number | null): Promise<PullsSeen> {
  const query = pullsNamedQuery(place, number);
  const { viewer, repository } = Answer.parse(await askGraphql(client, query.operation, query));
  const found = number === null ? (repository?.pullRequests?.nodes ?? []) : [repository?.pullRequest ?? null];
  const pulls = found.filter((pull) => pull !== null);
  if (repository == null || (number !== null && pulls.length === 0)) throw missing(place, number);
  return {
    self: viewer.databaseId,
    isPrivate: repository.isPrivate,
    policy: blobIn(repository.policy),
    pulls: pulls.map((pull) => asSeen(pull, repository.nameWithOwner)),
  };
}

function missing({ owner, repo }: Place, number: number | null): GitHubRefused {
  const what = number === null ? 'repository' : `pull request #${number} in`;
  return new GitHubRefused(`There is no ${what} ${owner}/${repo} for this token.`, 404);
}

function asSeen(pull: Pull, repository: string): PullSeen {
  const linked = (pull.closingIssuesReferences?.nodes ?? []).filter((issue) => issue !== null);
  const own = linked.filter((issue) => issue.repository.nameWithOwner === repository);
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    branch: pull.headRefName,
    repository,
    closes: own.map((issue) => issue.number),
    parents: linked.flatMap(({ parent }) => (parent?.repository.nameWithOwner === repository ? parent.number : [])),
    head: pull.headRefOid,
    base: pull.baseRefName,
    isHere: !pull.isCrossRepository,
  };
}
