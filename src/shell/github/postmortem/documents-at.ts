// The postmortems of a commit, with the page and the feed that list them there.
import * as z from 'zod';
import type { DocumentFile } from '../../../core/postmortem/published.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part } from '../document.ts';
import type { Place } from '../past/pages.ts';
import { textsOf } from './texts.ts';

/** The newest by name; more were never read by anybody. Of each request so many are asked for. */
const MOST_DOCUMENTS = 300;
const AT_ONCE = 50;

/** `page` and `feed` null: there is none. */
export type Documents = {
  readonly documents: readonly DocumentFile[];
  readonly page: string | null;
  readonly feed: string | null;
};

/** One request, and one for each fifty. `folder` ends in a slash. */
export async function documentsAt(client: Client, place: Place, folder: string, oid: string): Promise<Documents> {
  const names = await namesIn(client, place, `${oid}:${folder.replace(/\/$/, '')}`);
  const paths = names
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .toSorted()
    .slice(-MOST_DOCUMENTS)
    .map((name) => `${folder}${name}`);
  const [page = null, feed = null, ...rest] = await textsAt(client, place, oid, [
    `${folder}README.md`,
    `${folder}feed.xml`,
    ...paths,
  ]);
  const documents = paths.flatMap((path, index) => {
    const text = rest[index] ?? null;
    return text === null ? [] : [{ path, text }];
  });
  return { documents, page, feed };
}

/** Texts of files at a commit, in order; null where there is none. */
export async function textsAt(
  client: Client,
  place: Place,
  oid: string,
  paths: readonly string[],
): Promise<readonly (string | null)[]> {
  const texts: (string | null)[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const asked = paths.slice(at, at + AT_ONCE).map((path) => ({ oid, path }));
    texts.push(...(await textsOf(client, place, asked)));
  }
  return texts;
}

const Tree = z.object({
  repository: z.object({
    folder: z
      .object({ entries: z.array(z.object({ name: z.string() })).nullish() })
      .partial()
      .nullish(),
  }),
});

async function namesIn(client: Client, { owner, repo }: Place, expression: string): Promise<readonly string[]> {
  const asked = document('query', 'IndexFolder', [
    part(
      'repository(owner: $owner, name: $repo) { folder: object(expression: $folder) { ... on Tree { entries { name } } } }',
      {
        owner: { type: 'String!', value: owner },
        repo: { type: 'String!', value: repo },
        folder: { type: 'String', value: expression },
      },
    ),
  ]);
  const { repository } = Tree.parse(await askGraphql(client, 'IndexFolder', asked));
  return (repository.folder?.entries ?? []).map(({ name }) => name);
}
