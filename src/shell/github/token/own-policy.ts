// The policy that the default branch of a repository has itself.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused } from '../port.ts';
import { type BlobSeen, blobIn } from '../proposal/files-at.ts';
import { ownPolicyQuery } from './own-policy-query.ts';

/** `policy` null: the branch has none. */
export type OwnPolicy = { readonly isPrivate: boolean; readonly policy: BlobSeen | null };

const Answer = z.object({ repository: z.object({ isPrivate: z.boolean(), policy: z.unknown() }).nullish() });

/** One request. Throws `GitHubRefused` where the repository is not there for this token. */
export async function ownPolicy(client: Client, { owner, repo }: Place): Promise<OwnPolicy> {
  const query = ownPolicyQuery({ owner, repo });
  const { repository } = Answer.parse(await askGraphql(client, query.operation, query));
  if (repository == null) throw new GitHubRefused(`There is no repository ${owner}/${repo} for this token.`, 404);
  return { isPrivate: repository.isPrivate, policy: blobIn(repository.policy) };
}
