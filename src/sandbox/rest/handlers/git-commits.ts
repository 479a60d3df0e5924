// REST: commits as git's objects, made of a tree and parents; no reference moves.
import * as z from 'zod';
import { readCommit, readObject, writeCommit } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { signatureOf } from '../../signature.ts';
import { demand } from '../../state/access.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { type Answer, type Asked, actorOf, bodyAs, created, ok, param, repositoryFor } from '../exchange.ts';
import { fileCommitShape } from '../shapes/git.ts';

const Person = z.object({ name: z.string(), email: z.string(), date: z.string().optional() });
const NewCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: Person.optional(),
  committer: Person.optional(),
});

/** `POST /repos/{owner}/{repo}/git/commits`. */
export async function create(asked: Asked): Promise<Answer> {
  const { store } = asked;
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  demand(store, actor, repository, { role: 'write', permission: 'contents', level: 'write' });
  const { message, tree, parents, author, committer } = bodyAs(asked, NewCommit);
  const folder = folderOf(store, repository);
  if ((await readObject(folder, tree))?.type !== 'tree') throw new Refusal(422, 'Tree SHA does not exist');
  for (const parent of parents)
    if ((await readObject(folder, parent))?.type !== 'commit')
      throw new Refusal(422, 'Parent SHA does not exist or is not a commit object');
  const usual = signatureOf(store, actor);
  const by = (person: z.infer<typeof Person> | undefined) =>
    person && { ...person, date: person.date === undefined ? usual.date : new Date(person.date) };
  const written = { tree, parents, message, author: by(author) ?? usual };
  const oid = await writeCommit(folder, { ...written, committer: by(committer) ?? written.author });
  const commit = await readCommit(folder, oid);
  if (commit === null) throw new Error(`the commit ${oid} is not there`);
  const shape = fileCommitShape(store, repository, commit);
  return { ...created(shape), headers: { location: String(shape['url']) } };
}

/** `GET /repos/{owner}/{repo}/git/commits/{commit_sha}`. */
export async function get(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const commit = await readCommit(folderOf(asked.store, repository), param(asked, 'commit_sha'));
  if (commit === null) throw notFound();
  return ok(fileCommitShape(asked.store, repository, commit));
}
