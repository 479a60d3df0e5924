// What a repository has of an installation: the files, its labels, its newest commit; one query.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, type Part, part } from '../document.ts';

/** A repository by its names. */
export type Place = { readonly owner: string; readonly repo: string };

/** What is there. `tip` null: there is no commit yet. `isWhole` of labels: there are no more than were read. */
export type SeenRepository = {
  readonly id: string;
  readonly fullName: string;
  readonly branch: string;
  readonly tip: string | null;
  /** Texts by path, of those that were asked for and are there. */
  readonly files: Readonly<Record<string, string>>;
  readonly labels: readonly string[];
  /** The tip of the branch that was asked for; null: there is none. */
  readonly ownTip: string | null;
  /** The address of an open pull request from it. */
  readonly openPull: string | null;
};

const Tip = z.object({ oid: z.string() });
const Found = z.object({
  repository: z
    .object({
      id: z.string(),
      nameWithOwner: z.string(),
      defaultBranchRef: z.object({ name: z.string(), target: Tip.nullish() }).nullish(),
      own: z.object({ target: Tip.nullish() }).nullish(),
      pullRequests: z.object({ nodes: z.array(z.object({ url: z.string() }).nullable()).nullish() }),
      labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullish() }).nullish(),
    })
    .catchall(z.unknown()),
});
const Blob = z.object({ text: z.string() });

/** Reads it. `branch` is the one that a pull request is to come from. Throws what the client throws. */
export async function readFiles(
  client: Client,
  { owner, repo }: Place,
  paths: readonly string[],
  branch: string,
): Promise<SeenRepository> {
  const asked = document('query', 'Installation', [
    part('repository(owner: $owner, name: $repo) { id nameWithOwner defaultBranchRef { name target { oid } }', {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
    }),
    part('own: ref(qualifiedName: $own) { target { oid } }', {
      own: { type: 'String!', value: `refs/heads/${branch}` },
    }),
    part('pullRequests(first: 1, states: OPEN, headRefName: $branch) { nodes { url } }', {
      branch: { type: 'String!', value: branch },
    }),
    part('labels(first: 100) { nodes { name } }'),
    ...paths.map(filePart),
    part('}'),
  ]);
  const { repository } = Found.parse(await askGraphql(client, 'Installation', asked));
  return {
    id: repository.id,
    fullName: repository.nameWithOwner,
    branch: repository.defaultBranchRef?.name ?? 'main',
    tip: repository.defaultBranchRef?.target?.oid ?? null,
    files: Object.fromEntries(paths.flatMap((path, index) => textAt(repository[`f${index}`], path))),
    labels: (repository.labels?.nodes ?? []).flatMap((label) => (label === null ? [] : [label.name])),
    ownTip: repository.own?.target?.oid ?? null,
    openPull: repository.pullRequests.nodes?.[0]?.url ?? null,
  };
}

function filePart(path: string, index: number): Part {
  const name = `f${index}`;
  return part(`${name}: object(expression: $${name}) { ... on Blob { text } }`, {
    [name]: { type: 'String!', value: `HEAD:${path}` },
  });
}

function textAt(found: unknown, path: string): readonly (readonly [string, string])[] {
  const blob = Blob.safeParse(found).data;
  return blob === undefined ? [] : [[path, blob.text]];
}
