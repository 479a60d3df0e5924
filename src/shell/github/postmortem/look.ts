// What there is of a postmortem on GitHub: its branch, its pull requests, its file, and files that have its name already.
import * as z from 'zod';
import { ownersAmong } from '../../../core/hotfix/code-owners.ts';
import type { IssueRef } from '../../../core/incident/record.ts';
import { folderOf } from '../../../core/postmortem/file-name.ts';
import { type Files, type Place, placeFor, type Texts } from '../../../core/postmortem/place.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part } from '../document.ts';
import { ownersPlaces } from '../hotfix/query.ts';
import type { ReadyEffect } from '../port.ts';
import { textsOf } from './texts.ts';

export type Writing = Extract<ReadyEffect, { kind: 'open-postmortem' }>;

const Tip = z.object({ name: z.string(), target: z.object({ oid: z.string() }).nullish() });
const Pull = z.object({
  number: z.number().int(),
  url: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  isCrossRepository: z.boolean(),
  files: z.object({ nodes: z.array(z.object({ path: z.string() }).nullable()).nullish() }).nullish(),
});
export type Pull = z.infer<typeof Pull>;
const Found = z.object({
  repository: z.object({
    id: z.string(),
    nameWithOwner: z.string(),
    base: Tip.nullish(),
    own: Tip.nullish(),
    branches: z.object({ nodes: z.array(Tip.nullable()).nullish() }).nullish(),
    pullRequests: z.object({ nodes: z.array(Pull.nullable()).nullish() }),
  }),
});

/** `head`: of its branch, null where there is none; `pull`: the open one, else the newest. */
export type Found = {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly base: { readonly name: string; readonly oid: string } | null;
  readonly head: string | null;
  readonly others: readonly string[];
  readonly pull: Pull | null;
};

const PREFIX = 'refs/heads/postmortem/';
const MOST_OTHERS = 30;
/** GitHub lists those of forks whose branch has the same name, too: a stranger with a few of them hides nothing. */
const MOST_PULLS = 100;

/** One request. */
export async function lookForPull(client: Client, { owner, repo }: IssueRef, { branch }: Writing): Promise<Found> {
  const order = 'orderBy: { field: CREATED_AT, direction: DESC }';
  const fields = `repository(owner: $owner, name: $repo) { id nameWithOwner
    base: defaultBranchRef { name target { oid } }
    own: ref(qualifiedName: $own) { name target { oid } }
    branches: refs(refPrefix: "${PREFIX}", first: ${MOST_OTHERS}) { nodes { name target { oid } } }
    pullRequests(first: ${MOST_PULLS}, headRefName: $branch, ${order}) { nodes { number url state isDraft isCrossRepository files(first: 20) { nodes { path } } } } }`;
  const asked = document('query', 'PostmortemBranch', [
    part(fields, {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      own: { type: 'String!', value: `refs/heads/${branch}` },
      branch: { type: 'String!', value: branch },
    }),
  ]);
  const { repository } = Found.parse(await askGraphql(client, 'PostmortemBranch', asked));
  const { id, nameWithOwner, base, own, branches, pullRequests } = repository;
  const ours = (pullRequests.nodes ?? []).flatMap((one) => (one === null || one.isCrossRepository ? [] : [one]));
  const ownName = `refs/heads/${branch}`.slice(PREFIX.length);
  return {
    id,
    nameWithOwner,
    base: base?.target == null ? null : { name: base.name, oid: base.target.oid },
    head: own?.target?.oid ?? null,
    others: (branches?.nodes ?? []).flatMap((one) =>
      one?.target == null || one.name === ownName ? [] : [one.target.oid],
    ),
    pull: ours.find(({ state }) => state === 'OPEN') ?? ours[0] ?? null,
  };
}

/** `owners`: code owners of the file, as handles. */
export type Placed = Place & { readonly owners: readonly string[] };

/** One request more. */
export async function lookForFile(client: Client, at: IssueRef, effect: Writing, found: Found): Promise<Placed> {
  const { paths, incident } = effect;
  const folder = folderOf(paths[0] ?? '');
  const inPull = (found.pull?.files?.nodes ?? []).flatMap((one) => one?.path ?? []);
  const all = [...new Set([...paths, ...inPull.filter((path) => path.startsWith(folder) && path.endsWith('.md'))])];
  const base = found.base?.oid ?? '';
  const asked = [
    ...(found.head === null ? [] : all.map((path) => ({ of: 'own', oid: found.head ?? '', path }))),
    ...all.map((path) => ({ of: 'base', oid: base, path })),
    ...found.others.flatMap((oid) => paths.map((path) => ({ of: oid, oid, path }))),
    ...ownersPlaces.map((path) => ({ of: 'owners', oid: base, path })),
  ];
  const texts = await textsOf(client, at, asked);
  const of = (name: string): Texts =>
    new Map(asked.flatMap(({ of: one, path }, place) => pairIn(one === name ? path : null, texts[place] ?? null)));
  const files: Files = { own: of('own'), base: of('base'), others: found.others.map((oid) => of(oid)) };
  const place = placeFor(incident, paths, files);
  const owners = ownersPlaces.flatMap((path) => of('owners').get(path) ?? [])[0] ?? '';
  return { ...place, owners: ownersAmong(owners, [place.path]) };
}

function pairIn(path: string | null, text: string | null): readonly (readonly [string, string])[] {
  return path === null || text === null ? [] : [[path, text]];
}
