// REST: commit statuses.
import * as z from 'zod';
import { type CommitInfo, listRefs, readCommit } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { statusStates } from '../../state/check.ts';
import { commitStatusesAt, createCommitStatus, latestStatuses } from '../../state/commit-statuses.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import type { Repository } from '../../state/repository.ts';
import { type Answer, type Asked, actorOf, bodyAs, created, param, repositoryFor } from '../exchange.ts';
import { paged, slice } from '../page.ts';
import { combinedShape, commitStatusShape } from '../shapes/checks.ts';

const NewStatus = z.object({
  state: z.enum(statusStates),
  context: z.string().optional(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
});

/** `POST /repos/{owner}/{repo}/statuses/{sha}`. */
export async function create(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  const { target_url, ...input } = bodyAs(asked, NewStatus);
  const folder = folderOf(asked.store, repository);
  const sha = param(asked, 'sha');
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await readCommit(folder, sha) : null;
  if (commit === null) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const heads = (await listRefs(folder, 'refs/heads/')).filter(({ oid }) => oid === commit.oid);
  const branches = heads.map(({ ref }) => ref.slice('refs/heads/'.length));
  const status = createCommitStatus(asked.store, actor, repository, {
    ...input,
    targetUrl: target_url,
    commit,
    branches,
  });
  return created(commitStatusShape(asked.store, status));
}

async function commitOf(asked: Asked, repository: Repository): Promise<CommitInfo> {
  const commit = await readCommit(folderOf(asked.store, repository), param(asked, 'ref'));
  if (commit === null) throw notFound();
  return commit;
}

/** `GET …/commits/{ref}/statuses`: all of them, newest first. */
export async function list(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'statuses');
  const { oid } = await commitOf(asked, repository);
  return paged(asked, commitStatusesAt(asked.store, repository, oid), (one) => commitStatusShape(asked.store, one));
}

/** `GET …/commits/{ref}/status`: the newest of each context, and what they come to. */
export async function combined(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'statuses');
  const { oid } = await commitOf(asked, repository);
  const all = latestStatuses(asked.store, repository, oid);
  const { items, headers } = slice(asked, all);
  return { status: 200, body: combinedShape(asked.store, repository, oid, { all, page: items }), headers };
}
