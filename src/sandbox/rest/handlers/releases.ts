// REST: releases.
import * as z from 'zod';
import { createRef, readCommit, resolveRef } from '../../git/index.ts';
import { announcePush, folderOf } from '../../git-host.ts';
import { invalid, notFound, Refusal } from '../../state/refusal.ts';
import type { Release } from '../../state/release.ts';
import {
  createRelease,
  demandReleases,
  latestRelease,
  releasesFor,
  releaseTagged,
  updateRelease,
} from '../../state/releases.ts';
import type { Repository } from '../../state/repository.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  bodyAs,
  created,
  numberParam,
  ok,
  param,
  repositoryFor,
} from '../exchange.ts';
import { paged } from '../page.ts';
import { releasePage, releaseShape } from '../shapes/releases.ts';

const ChangedRelease = z.object({
  tag_name: z.string().optional(),
  target_commitish: z.string().optional(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
  prerelease: z.boolean().optional(),
  make_latest: z.enum(['true', 'false', 'legacy']).optional(),
  generate_release_notes: z.boolean().optional(),
  discussion_category_name: z.string().optional(),
});
const NewRelease = ChangedRelease.extend({ tag_name: z.string() });

function refuseUnbuilt(body: z.infer<typeof ChangedRelease>): void {
  if (body.make_latest === 'legacy') throw new Refusal(501, 'The sandbox does not implement make_latest=legacy.');
  if (body.generate_release_notes === true || body.discussion_category_name !== undefined)
    throw new Refusal(501, 'The sandbox does not implement generated release notes and discussions.');
}

/** `POST /repos/{owner}/{repo}/releases`: a tag that is not there is made, of a draft when it is published. */
export async function create(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  demandReleases(asked.store, actor, repository);
  const body = bodyAs(asked, NewRelease);
  refuseUnbuilt(body);
  const target = body.target_commitish ?? repository.defaultBranch;
  const createdAt = await tagged(asked, repository, { tag: body.tag_name, target, draft: body.draft ?? false });
  const release = createRelease(asked.store, actor, repository, {
    tag: body.tag_name,
    target,
    createdAt,
    name: body.name ?? null,
    body: body.body ?? null,
    draft: body.draft ?? false,
    prerelease: body.prerelease ?? false,
    mayBeLatest: body.make_latest !== 'false',
  });
  const answer = created(releaseShape(asked.store, release));
  return { ...answer, headers: { location: releasePage(asked.store, release) } };
}

/** Sees to the tag; the date of its commit. */
async function tagged(
  asked: Asked,
  repository: Repository,
  { tag, target, draft }: { readonly tag: string; readonly target: string; readonly draft: boolean },
): Promise<string> {
  const folder = folderOf(asked.store, repository);
  const ref = `refs/tags/${tag}`;
  const there = await resolveRef(folder, ref);
  const commit = await readCommit(folder, there ?? target);
  if (commit === null) throw invalid({ resource: 'Release', field: 'target_commitish', code: 'invalid' });
  if (there === null && !draft) {
    const made = await createRef(folder, ref, commit.oid);
    if (!made.ok) throw invalid({ resource: 'Release', field: 'tag_name', code: 'invalid' });
    await announcePush(asked.store, repository, { ref, before: null, after: commit.oid }, actorOf(asked));
  }
  return commit.committer.date;
}

function releaseFor(asked: Asked): Release {
  const repository = repositoryFor(asked, 'contents');
  const id = numberParam(asked, 'release_id');
  const release = releasesFor(asked.store, asked.caller, repository).find((one) => one.id === id);
  if (release === undefined) throw notFound();
  return release;
}

/** `PATCH /repos/{owner}/{repo}/releases/{release_id}`: publishes a draft with `draft: false`. */
export async function update(asked: Asked): Promise<Answer> {
  const release = releaseFor(asked);
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  demandReleases(asked.store, actor, repository);
  const body = bodyAs(asked, ChangedRelease);
  refuseUnbuilt(body);
  const { name, prerelease } = body;
  const tag = body.tag_name ?? release.tag;
  const target = body.target_commitish ?? release.target;
  const draft = body.draft ?? release.draft;
  if (!draft) await tagged(asked, repository, { tag, target, draft });
  const changed = updateRelease(asked.store, actor, release, {
    tag,
    target,
    draft,
    ...(name === undefined ? {} : { name }),
    ...(body.body === undefined ? {} : { body: body.body }),
    ...(prerelease === undefined ? {} : { prerelease }),
    ...(body.make_latest === undefined ? {} : { mayBeLatest: body.make_latest === 'true' }),
  });
  return ok(releaseShape(asked.store, changed));
}

/** `GET /repos/{owner}/{repo}/releases`: newest first; drafts for those who may write. */
export function list(asked: Asked): Answer {
  const releases = releasesFor(asked.store, asked.caller, repositoryFor(asked, 'contents'));
  return paged(asked, releases, (release) => releaseShape(asked.store, release));
}

/** `GET /repos/{owner}/{repo}/releases/{release_id}`. */
export function get(asked: Asked): Answer {
  return ok(releaseShape(asked.store, releaseFor(asked)));
}

function found(asked: Asked, release: Release | undefined): Answer {
  if (release === undefined) throw notFound();
  return ok(releaseShape(asked.store, release));
}

/** `GET /repos/{owner}/{repo}/releases/latest`. */
export function getLatest(asked: Asked): Answer {
  return found(asked, latestRelease(asked.store, repositoryFor(asked, 'contents')));
}

/** `GET /repos/{owner}/{repo}/releases/tags/{tag}`. */
export function getByTag(asked: Asked): Answer {
  return found(asked, releaseTagged(asked.store, repositoryFor(asked, 'contents'), param(asked, 'tag')));
}
