// REST: commits, branches, references, trees and blobs.
import * as z from 'zod';
import {
  changedFiles,
  createRef,
  deleteRef,
  listRefs,
  listTree,
  log,
  type RefChange,
  readBlob,
  readCommit,
  resolveObject,
  resolveRef,
  updateRef,
} from '../../git/index.ts';
import { announcePush, folderOf } from '../../git-host.ts';
import { demand } from '../../state/access.ts';
import type { Actor } from '../../state/actor.ts';
import { rulesFor } from '../../state/branch-rules.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import type { Repository } from '../../state/repository.ts';
import { pushRuleAgainst } from '../../state/required-checks.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  bodyAs,
  created,
  done,
  ok,
  param,
  queryText,
  repositoryFor,
} from '../exchange.ts';
import { paged } from '../page.ts';
import { commitShape, refShape, treeEntryShape } from '../shapes/git.ts';
import { protectionSeen } from '../shapes/rules.ts';
import { repositoryUrl } from '../shapes/urls.ts';

/** More commits than a list of the sandbox reaches back. */
const mostCommits = 10_000;

/** `GET /repos/{owner}/{repo}/commits`: 409 for an empty repository. */
export async function listCommits(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const revision = queryText(asked, 'sha') ?? repository.defaultBranch;
  const path = queryText(asked, 'path');
  const since = queryText(asked, 'since');
  const until = queryText(asked, 'until');
  const options = {
    max: mostCommits,
    ...(path ? { path } : {}),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
  };
  const commits = await log(folderOf(asked.store, repository), revision, options);
  if (commits === null && queryText(asked, 'sha') === undefined) throw new Refusal(409, 'Git Repository is empty.');
  if (commits === null) throw notFound();
  return paged(asked, commits, (commit) => commitShape(asked.store, repository, commit));
}

/** `GET /repos/{owner}/{repo}/commits/{ref}`: 422 when there is no such commit. */
export async function getCommit(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const folder = folderOf(asked.store, repository);
  const commit = await readCommit(folder, param(asked, 'ref'));
  if (commit === null) throw new Refusal(422, `No commit found for SHA: ${param(asked, 'ref')}`);
  return ok(commitShape(asked.store, repository, commit, await changedFiles(folder, commit.oid)));
}

/** `GET /repos/{owner}/{repo}/branches`. */
export async function listBranches(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const refs = await listRefs(folderOf(asked.store, repository), 'refs/heads/');
  const wanted = asked.query['protected'];
  const branches = refs
    .map(({ ref, oid }) => ({ name: ref.slice('refs/heads/'.length), oid }))
    .map((branch) => ({ ...branch, isProtected: isProtected(asked, repository, branch.name) }))
    .filter(({ isProtected: is }) => wanted === undefined || wanted === is);
  return paged(asked, branches, ({ name, oid, isProtected: is }) => ({
    name,
    commit: { sha: oid, url: `${repositoryUrl(asked.store, repository)}/commits/${oid}` },
    protected: is,
    protection: protectionSeen(asked.store, repository, name),
    protection_url: `${repositoryUrl(asked.store, repository)}/branches/${name}/protection`,
  }));
}

/** `GET /repos/{owner}/{repo}/branches/{branch}`. */
export async function getBranch(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const name = param(asked, 'branch');
  const commit = await readCommit(folderOf(asked.store, repository), `refs/heads/${name}`);
  if (commit === null) throw notFound('Branch not found');
  const self = `${repositoryUrl(asked.store, repository)}/branches/${name}`;
  return ok({
    name,
    commit: commitShape(asked.store, repository, commit),
    _links: { self, html: `${asked.store.baseUrl}/${param(asked, 'owner')}/${repository.name}/tree/${name}` },
    protected: isProtected(asked, repository, name),
    protection: protectionSeen(asked.store, repository, name),
    protection_url: `${self}/protection`,
  });
}

function isProtected(asked: Asked, repository: Repository, branch: string): boolean {
  return rulesFor(asked.store, repository, branch).length > 0;
}

/** `GET /repos/{owner}/{repo}/git/ref/{ref}`. */
export async function getRef(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const ref = `refs/${param(asked, 'ref')}`;
  const oid = await resolveRef(folderOf(asked.store, repository), ref);
  if (oid === null) throw notFound();
  return ok(refShape(asked.store, repository, ref, oid));
}

function writer(asked: Asked): { readonly repository: Repository; readonly actor: Actor; readonly folder: string } {
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  demand(asked.store, actor, repository, { role: 'write', permission: 'contents', level: 'write' });
  return { repository, actor, folder: folderOf(asked.store, repository) };
}

function demandChanged(change: RefChange): void {
  if (change.ok) return;
  const messages = {
    exists: 'Reference already exists',
    missing: 'Reference does not exist',
    'bad-name': 'Reference name must start with refs/ and contain a further /',
    'no-object': 'Object does not exist',
    'not-fast-forward': 'Update is not a fast forward',
  } as const;
  throw new Refusal(422, messages[change.reason]);
}

/** `POST /repos/{owner}/{repo}/git/refs`. */
export async function makeRef(asked: Asked): Promise<Answer> {
  const { repository, actor, folder } = writer(asked);
  const { ref, sha } = bodyAs(asked, z.object({ ref: z.string(), sha: z.string() }));
  demandChanged(await createRef(folder, ref, sha));
  await announcePush(asked.store, repository, { ref, before: null, after: sha }, actor);
  return created(refShape(asked.store, repository, ref, sha));
}

/** `PATCH /repos/{owner}/{repo}/git/refs/{ref}`: 422 unless it goes forward or `force`. */
export async function moveRef(asked: Asked): Promise<Answer> {
  const { repository, actor, folder } = writer(asked);
  const { sha, force } = bodyAs(asked, z.object({ sha: z.string(), force: z.boolean().optional() }));
  const ref = `refs/${param(asked, 'ref')}`;
  const rule = pushRuleAgainst(asked.store, actor, repository, ref.replace('refs/heads/', ''), sha);
  if (rule !== null) throw new Refusal(422, rule);
  const before = await resolveRef(folder, ref);
  demandChanged(await updateRef(folder, ref, sha, force ?? false));
  await announcePush(asked.store, repository, { ref, before, after: sha }, actor);
  return ok(refShape(asked.store, repository, ref, sha));
}

/** `DELETE /repos/{owner}/{repo}/git/refs/{ref}`. */
export async function removeRef(asked: Asked): Promise<Answer> {
  const { repository, actor, folder } = writer(asked);
  const ref = `refs/${param(asked, 'ref')}`;
  const before = await resolveRef(folder, ref);
  demandChanged(await deleteRef(folder, ref));
  await announcePush(asked.store, repository, { ref, before, after: null }, actor);
  return done;
}

/** `GET /repos/{owner}/{repo}/git/trees/{tree_sha}`: everything below when `recursive` is given, whatever its value. */
export async function getTree(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const folder = folderOf(asked.store, repository);
  const name = param(asked, 'tree_sha');
  const sha = await resolveObject(folder, `${name}^{tree}`);
  const entries = await listTree(folder, name, queryText(asked, 'recursive') !== undefined);
  if (sha === null || entries === null) throw notFound();
  const tree = entries.map((entry) => treeEntryShape(asked.store, repository, entry));
  return ok({ sha, url: `${repositoryUrl(asked.store, repository)}/git/trees/${sha}`, tree, truncated: false });
}

/** `GET /repos/{owner}/{repo}/git/blobs/{file_sha}`. */
export async function getBlob(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const blob = await readBlob(folderOf(asked.store, repository), param(asked, 'file_sha'));
  if (blob === null) throw notFound();
  return ok({
    sha: blob.oid,
    node_id: `B_kwDO${Buffer.from(blob.oid).toString('base64url')}`,
    size: blob.size,
    url: `${repositoryUrl(asked.store, repository)}/git/blobs/${blob.oid}`,
    content: blob.bytes.toString('base64'),
    encoding: 'base64',
  });
}
