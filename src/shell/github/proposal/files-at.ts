// Files at commits, by `commit:path`: what a pull request has is read from the repository that it goes to, which has the commits of forks too.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { around, document, part } from '../document.ts';
import type { Place } from '../past/pages.ts';

/** `text` null: it is no text, or too large to be sent whole. */
export type BlobSeen = { readonly oid: string; readonly text: string | null };

const Blob = z.object({ oid: z.string(), text: z.string().nullish(), isTruncated: z.boolean().nullish() });
const Blobs = z.object({ repository: z.record(z.string(), z.unknown()) });

/** Files of one request: GitHub sends half a megabyte of each at most. */
const AT_ONCE = 20;

/** What an answer has of a file; null where there is none. */
export function blobIn(answer: unknown): BlobSeen | null {
  const { data } = Blob.safeParse(answer);
  if (data === undefined) return null;
  return { oid: data.oid, text: data.isTruncated === true ? null : (data.text ?? null) };
}

/** In the order of the names; one request for twenty. Throws what `askGraphql` throws. */
export async function filesAt(
  client: Client,
  place: Place,
  names: readonly string[],
): Promise<readonly (BlobSeen | null)[]> {
  const found: (BlobSeen | null)[] = [];
  for (let start = 0; start < names.length; start += AT_ONCE)
    found.push(...(await oneRequest(client, place, names.slice(start, start + AT_ONCE))));
  return found;
}

async function oneRequest(client: Client, { owner, repo }: Place, names: readonly string[]) {
  const parts = names.map((name, at) =>
    part(`b${at}: object(expression: $b${at}) { ... on Blob { oid text isTruncated } }`, {
      [`b${at}`]: { type: 'String!', value: name },
    }),
  );
  const place = part('', { owner: { type: 'String!', value: owner }, repo: { type: 'String!', value: repo } });
  const asked = document('query', 'ProposedTexts', [
    around('repository(owner: $owner, name: $repo) {\n', [place, ...parts], '\n}'),
  ]);
  const { repository } = Blobs.parse(await askGraphql(client, 'ProposedTexts', asked));
  return names.map((_name, at) => blobIn(repository[`b${at}`]));
}
