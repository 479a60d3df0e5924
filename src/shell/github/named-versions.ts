// Releases and tags as versions, for teams that do not use GitHub's deployments: what is asked, and how the answer is read.
import * as z from 'zod';
import type { VersionsFrom } from '../../core/mitigation/recent-past.ts';
import type { NamedVersion } from '../../core/mitigation/versions-from.ts';
import { compare, timestamp } from '../../core/time.ts';
import { type Part, part } from './document.ts';

const newestFirst = 'direction: DESC';

/** A part of a query on the repository, under the aliases `published` and `tags`; none where versions are told by something else. */
export function namedPart(from: VersionsFrom | undefined, most: number): readonly Part[] {
  if (from === 'releases')
    return [
      part(
        `published: releases(first: ${most}, orderBy: { field: CREATED_AT, ${newestFirst} }) { nodes { tagName publishedAt isDraft isPrerelease url tagCommit { oid } } }`,
      ),
    ];
  if (from !== 'tags') return [];
  const commit = '... on Commit { oid committedDate }';
  return [
    part(
      `tags: refs(refPrefix: "refs/tags/", first: ${most}, orderBy: { field: TAG_COMMIT_DATE, ${newestFirst} }) { nodes { name target {
        ${commit} ... on Tag { tagger { date } target { ${commit} } } } } }`,
    ),
  ];
}

const Release = z.object({
  tagName: z.string(),
  publishedAt: z.string().nullish(),
  isDraft: z.boolean(),
  isPrerelease: z.boolean(),
  url: z.string(),
  tagCommit: z.object({ oid: z.string() }).nullish(),
});
const Commit = z.object({ oid: z.string(), committedDate: z.string() });
/** An annotated tag has its own hour, and names a commit behind it; one of a tree or a blob is no version. */
const Tag = z.object({
  name: z.string(),
  target: z.union([
    Commit,
    z.object({ tagger: z.object({ date: z.string().nullish() }).nullish(), target: Commit }),
    z.unknown().transform(() => null),
  ]),
});
const nodes = <T extends z.ZodType>(one: T) => z.object({ nodes: z.array(one.nullable()) }).nullish();
const Answer = z.object({ repository: z.object({ published: nodes(Release), tags: nodes(Tag) }).nullish() });

/** Newest first; null where GitHub did not tell. */
export function namedVersions(data: unknown): readonly NamedVersion[] | null {
  const found = Answer.safeParse(data ?? {}).data?.repository ?? null;
  const [releases, tags] = [found?.published?.nodes, found?.tags?.nodes];
  if (releases == null && tags == null) return null;
  const all = [...(releases ?? []).map(ofRelease), ...(tags ?? []).map(ofTag)].flatMap((one) => one ?? []);
  return all.sort((a, b) => compare(b.at, a.at));
}

function ofRelease(one: z.infer<typeof Release> | null): NamedVersion | null {
  if (one === null || one.isDraft || one.isPrerelease || one.publishedAt == null) return null;
  const { tagName: name, publishedAt, tagCommit, url } = one;
  return { of: 'release', name, sha: tagCommit?.oid ?? null, at: timestamp(publishedAt), url };
}

function ofTag(one: z.infer<typeof Tag> | null): NamedVersion | null {
  if (one?.target == null) return null;
  const { name, target } = one;
  const commit = 'target' in target ? target.target : target;
  const tagged = 'tagger' in target ? (target.tagger?.date ?? null) : null;
  return { of: 'tag', name, sha: commit.oid, at: timestamp(tagged ?? commit.committedDate), url: null };
}
