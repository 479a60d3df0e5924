// REST: files, read and written by path.
import * as z from 'zod';
import { demandFileChange } from '../../file-change.ts';
import { commitFiles, listTree, readBlob, readCommit, resolveCommit, resolveRef } from '../../git/index.ts';
import { announcePush, folderOf } from '../../git-host.ts';
import { signatureOf } from '../../signature.ts';
import type { Actor } from '../../state/actor.ts';

import { notFound, Refusal } from '../../state/refusal.ts';
import type { Repository } from '../../state/repository.ts';
import { pushRuleAgainst } from '../../state/required-checks.ts';
import { type Answer, type Asked, actorOf, bodyAs, ok, param, queryText, repositoryFor } from '../exchange.ts';
import { contentShape, fileCommitShape, fileContentShape } from '../shapes/git.ts';

/** `GET /repos/{owner}/{repo}/contents/{path}`: a file, or the entries of a folder; raw text when the Accept header asks for it. */
export async function get(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const folder = folderOf(asked.store, repository);
  const ref = queryText(asked, 'ref') ?? repository.defaultBranch;
  const path = param(asked, 'path').replace(/^\/+|\/+$/g, '');
  const commit = await resolveCommit(folder, ref);
  if (commit === null) throw notFound(missing(queryText(asked, 'ref')));
  const blob = path === '' ? null : await readBlob(folder, `${commit}:${path}`);
  if (blob === null) return listFolder(asked, repository, commit, { ref, path });
  if (/\.raw\b/.test(asked.accept))
    return {
      status: 200,
      text: blob.bytes.toString('utf8'),
      headers: { 'content-type': 'application/vnd.github.raw' },
    };
  return ok(fileContentShape(asked.store, { repository, path, ref }, blob));
}

function missing(ref: string | undefined): string {
  return ref === undefined ? 'This repository is empty.' : `No commit found for the ref ${ref}`;
}

async function listFolder(
  asked: Asked,
  repository: Repository,
  commit: string,
  place: { readonly ref: string; readonly path: string },
): Promise<Answer> {
  const entries = await listTree(folderOf(asked.store, repository), `${commit}:${place.path}`);
  if (entries === null) throw notFound();
  const shapes = entries.map(({ path, oid, size, type }) => {
    const at = { repository, ref: place.ref, path: place.path === '' ? path : `${place.path}/${path}` };
    return contentShape(asked.store, at, { oid, size: size ?? 0, type: type === 'tree' ? 'dir' : 'file' });
  });
  return ok(shapes);
}

const Person = z.object({ name: z.string(), email: z.string() });
const Write = z.object({
  message: z.string(),
  content: z.string(),
  sha: z.string().optional(),
  branch: z.string().optional(),
  author: Person.optional(),
  committer: Person.optional(),
});
const Delete = Write.omit({ content: true }).extend({ sha: z.string() });

/** `PUT /repos/{owner}/{repo}/contents/{path}`: 201 for a new file, 200 for a changed one, 409 for a stale `sha`. */
export async function put(asked: Asked): Promise<Answer> {
  const input = bodyAs(asked, Write);
  return change(asked, { ...input, content: Buffer.from(input.content, 'base64') });
}

/** `DELETE /repos/{owner}/{repo}/contents/{path}`. */
export async function remove(asked: Asked): Promise<Answer> {
  return change(asked, { ...bodyAs(asked, Delete), content: null });
}

type Change = Omit<z.infer<typeof Write>, 'content'> & { readonly content: Buffer | null };

async function change(asked: Asked, input: Change): Promise<Answer> {
  const repository = repositoryFor(asked);
  const path = param(asked, 'path');
  const actor = mayChange(asked, repository, path);
  const folder = folderOf(asked.store, repository);
  const branch = input.branch ?? repository.defaultBranch;
  const ref = `refs/heads/${branch}`;
  const rule = pushRuleAgainst(asked.store, actor, repository, branch, null);
  if (rule !== null) throw new Refusal(409, rule);
  const before = await resolveRef(folder, ref);
  if (before === null && branch !== repository.defaultBranch) throw notFound(`Branch ${branch} not found`);
  const old = before === null ? null : await readBlob(folder, `${before}:${path}`);
  checkSha(path, input.sha, old?.oid ?? null, input.content === null);
  const author = { ...signatureOf(asked.store, actor), ...(input.author ?? input.committer) };
  const oid = await commitFiles(folder, { branch, files: { [path]: input.content }, message: input.message, author });
  await announcePush(asked.store, repository, { ref, before, after: oid }, actor);
  const commit = await readCommit(folder, oid);
  const blob = input.content === null ? null : await readBlob(folder, `${oid}:${path}`);
  if (commit === null) throw new Error(`the commit ${oid} is not there`);
  const content = blob && contentShape(asked.store, { repository, path, ref: branch }, { ...blob, type: 'file' });
  return {
    status: old === null ? 201 : 200,
    body: { content, commit: fileCommitShape(asked.store, repository, commit) },
  };
}

function mayChange(asked: Asked, repository: Repository, path: string): Actor {
  const actor = actorOf(asked);
  demandFileChange(asked.store, actor, repository, [path]);
  return actor;
}

function checkSha(path: string, given: string | undefined, current: string | null, deleting: boolean): void {
  if (current === null && deleting) throw notFound();
  if (current === null) return;
  if (given === undefined) throw new Refusal(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (given !== current) throw new Refusal(409, `${path} does not match ${given}`);
}
