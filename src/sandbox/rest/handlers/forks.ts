// REST: forks of a repository.
import * as z from 'zod';
import { copyRefs, createRepository } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { canSee } from '../../state/access.ts';
import { forkRepository, forksOf } from '../../state/forks.ts';
import { Refusal } from '../../state/refusal.ts';
import { type Answer, type Asked, actorOf, bodyAs, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { fullRepository, repositoryShape } from '../shapes/repository.ts';

const NewFork = z.object({
  organization: z.string().optional(),
  name: z.string().optional(),
  default_branch_only: z.boolean().optional(),
});

/** `POST /repos/{owner}/{repo}/forks`: into the account of whoever asks, and there at once, where GitHub takes a while. */
export async function create(asked: Asked): Promise<Answer> {
  const { store } = asked;
  const source = repositoryFor(asked, 'contents');
  const { organization, name, default_branch_only } = bodyAs(asked, NewFork);
  if (organization !== undefined || default_branch_only === true)
    throw new Refusal(501, 'The sandbox forks all branches, into the account of whoever asks.');
  const { fork, made } = forkRepository(store, actorOf(asked), source, name);
  if (made) {
    await createRepository(folderOf(store, fork), fork.defaultBranch);
    await copyRefs(folderOf(store, source), folderOf(store, fork));
  }
  return { status: 202, body: fullRepository(store, fork, asked.caller) };
}

/** `GET /repos/{owner}/{repo}/forks`: newest first; other orders are not implemented. */
export function list(asked: Asked): Answer {
  if (asked.query['sort'] !== undefined && asked.query['sort'] !== 'newest')
    throw new Refusal(501, `The sandbox does not sort forks by ${String(asked.query['sort'])}.`);
  const forks = forksOf(asked.store, repositoryFor(asked)).filter((one) => canSee(asked.store, asked.caller, one));
  return paged(asked, forks, (fork) => repositoryShape(asked.store, fork));
}
