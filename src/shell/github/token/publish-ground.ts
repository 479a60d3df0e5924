// What publishing begins with: the default branch with its head and policy.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused } from '../port.ts';
import { type BlobSeen, blobIn } from '../proposal/files-at.ts';
import { publishGroundQuery } from './publish-ground-query.ts';

/** `policy` null: the branch has none. */
export type Ground = {
  readonly isPrivate: boolean;
  readonly branch: string;
  readonly head: string;
  readonly policy: BlobSeen | null;
};

const Answer = z.object({
  repository: z
    .object({
      isPrivate: z.boolean(),
      defaultBranchRef: z.object({ name: z.string(), target: z.object({ oid: z.string() }) }).nullish(),
      policy: z.unknown(),
    })
    .nullish(),
});

/** One request. Throws `GitHubRefused` where the repository, or its default branch, is not there for this token. */
export async function publishGround(client: Client, { owner, repo }: Place): Promise<Ground> {
  const query = publishGroundQuery({ owner, repo });
  const { repository } = Answer.parse(await askGraphql(client, query.operation, query));
  if (repository?.defaultBranchRef == null)
    throw new GitHubRefused(`There is no default branch of ${owner}/${repo} for this token.`, 404);
  const { isPrivate, defaultBranchRef, policy } = repository;
  return { isPrivate, branch: defaultBranchRef.name, head: defaultBranchRef.target.oid, policy: blobIn(policy) };
}
