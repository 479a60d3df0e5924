// Texts of files at certain commits, many in one request.
import * as z from 'zod';
import type { IssueRef } from '../../../core/incident/record.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { around, document, type Part, part } from '../document.ts';

const Blob = z.object({ text: z.string().nullish(), isTruncated: z.boolean().nullish() }).partial().nullish();
const Blobs = z.object({ repository: z.record(z.string(), z.unknown()) });

/** The texts of these files; null where there is none. What GitHub does not send whole counts as somebody else's: it is not written over. */
export async function textsOf(
  client: Client,
  { owner, repo }: Pick<IssueRef, 'owner' | 'repo'>,
  files: readonly { readonly oid: string; readonly path: string }[],
): Promise<readonly (string | null)[]> {
  const parts: Part[] = [
    part('id', { owner: { type: 'String!', value: owner }, repo: { type: 'String!', value: repo } }),
    ...files.map(({ oid, path }, place) =>
      part(`b${place}: object(expression: $b${place}) { ... on Blob { text isTruncated } }`, {
        [`b${place}`]: { type: 'String', value: `${oid}:${path}` },
      }),
    ),
  ];
  const asked = document('query', 'PostmortemFiles', [
    around('repository(owner: $owner, name: $repo) {\n', parts, '\n}'),
  ]);
  const { repository } = Blobs.parse(await askGraphql(client, 'PostmortemFiles', asked));
  return files.map((_file, place) => {
    const blob = Blob.parse(repository[`b${place}`]);
    if (blob == null) return null;
    return blob.isTruncated === true ? '' : (blob.text ?? '');
  });
}
