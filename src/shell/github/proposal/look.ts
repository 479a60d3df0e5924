// What a pull request proposes: its head, the paths that it changes, and the policy of the branch that it goes to.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { page } from '../fields.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused } from '../port.ts';
import { type BlobSeen, blobIn } from './files-at.ts';
import { lookQuery, type Pull } from './look-query.ts';

/** A path that is changed. `gone`: the head has no such file. `moved`: it had another path, which GitHub does not tell. */
export type ChangedPath = { readonly path: string; readonly gone: boolean; readonly moved: boolean };

/** `unlisted`: how many more it changes, which GitHub does not list. */
export type Proposal = {
  readonly head: string;
  readonly files: readonly ChangedPath[];
  readonly unlisted: number;
  readonly policy: BlobSeen | null;
  /** Whether the repository is; what is shown in a public one, everybody reads. */
  readonly isPrivate: boolean;
};

/** A file of a pull request as GitHub lists it. */
export const ChangedFile = z.object({ path: z.string(), changeType: z.string() });

export function changedPath({ path, changeType }: z.infer<typeof ChangedFile>): ChangedPath {
  return { path, gone: changeType === 'DELETED', moved: changeType === 'RENAMED' };
}

const Answer = z.object({
  repository: z
    .object({
      isPrivate: z.boolean(),
      policy: z.unknown(),
      pullRequest: z
        .object({
          headRefOid: z.string(),
          changedFiles: z.number().int(),
          files: page(ChangedFile).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** One request for a hundred files. Throws `GitHubRefused` where the pull request is not there for this token. */
export async function lookAtPull(client: Client, place: Place, pull: Pull): Promise<Proposal> {
  const files: ChangedPath[] = [];
  for (let after: string | null = null; ; ) {
    const { isPrivate, policy, pullRequest } = await onePage(client, place, pull, after);
    const { headRefOid: head, changedFiles, files: listed } = pullRequest;
    for (const one of listed?.nodes ?? []) if (one !== null) files.push(changedPath(one));
    after = listed?.pageInfo.hasNextPage === true ? (listed.pageInfo.endCursor ?? null) : null;
    const unlisted = Math.max(0, changedFiles - files.length);
    if (after === null) return { head, files, unlisted, policy: blobIn(policy), isPrivate };
  }
}

async function onePage(client: Client, { owner, repo }: Place, pull: Pull, after: string | null) {
  const query = lookQuery({ owner, repo }, pull, after);
  const { repository } = Answer.parse(await askGraphql(client, query.operation, query));
  if (repository?.pullRequest == null)
    throw new GitHubRefused(`There is no pull request #${pull.number} in ${owner}/${repo} for this token.`, 404);
  return { ...repository, pullRequest: repository.pullRequest };
}
