// When which postmortem came to the default branch: documents in a folder, by the incident that their front matter names.
import * as z from 'zod';
import type { Published } from '../../../core/metrics/postmortem-due.ts';
import { incidentIn } from '../../../core/postmortem/place.ts';
import { earlier, timestamp } from '../../../core/time.ts';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part, type Variable } from '../document.ts';
import type { Place } from './pages.ts';

const Folder = z.object({
  repository: z
    .object({
      object: z
        .object({
          entries: z
            .array(z.object({ name: z.string(), object: z.object({ text: z.string().nullish() }).nullish() }))
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

const Commit = z.object({
  committedDate: z.string(),
  associatedPullRequests: z
    .object({ nodes: z.array(z.object({ mergedAt: z.string().nullish() }).nullable()).nullish() })
    .nullish(),
});

const History = z.object({
  repository: z.object({
    defaultBranchRef: z
      .object({
        target: z.object({ history: z.object({ nodes: z.array(Commit.nullable()).nullish() }).nullish() }).nullish(),
      })
      .nullish(),
  }),
});

/** Of a folder of the default branch; none where it is not there. Throws what `askGraphql` throws. */
export async function publishedIn(client: Client, place: Place, folder: string): Promise<readonly Published[]> {
  const found: Published[] = [];
  for (const { name, incident } of await documentsIn(client, place, folder)) {
    const at = await publishedAt(client, place, `${folder}/${name}`);
    if (at !== null) found.push({ incident, at });
  }
  return found;
}

async function documentsIn(client: Client, place: Place, folder: string) {
  const selection = `repository(owner: $owner, name: $repo) { object(expression: $folder) { ... on Tree {
    entries { name object { ... on Blob { text } } } } } }`;
  const data = await asked(client, 'Postmortems', selection, place, {
    folder: { type: 'String!', value: `HEAD:${folder}` },
  });
  return (Folder.parse(data).repository?.object?.entries ?? []).flatMap(({ name, object }) => {
    const incident = incidentIn(object?.text ?? '');
    return name.endsWith('.md') && incident !== null ? [{ name, incident }] : [];
  });
}

/** The merge of the pull request that brought the file, else its first commit. A history of more than a hundred commits is taken from the hundredth on. */
async function publishedAt(client: Client, place: Place, path: string): Promise<string | null> {
  const selection = `repository(owner: $owner, name: $repo) { defaultBranchRef { target { ... on Commit {
    history(first: 100, path: $path) { nodes { committedDate associatedPullRequests(first: 5) { nodes { mergedAt } } } } } } } }`;
  const data = await asked(client, 'PostmortemPublished', selection, place, { path: { type: 'String!', value: path } });
  const first = (History.parse(data).repository.defaultBranchRef?.target?.history?.nodes ?? []).at(-1) ?? null;
  if (first === null) return null;
  const merged = (first.associatedPullRequests?.nodes ?? []).flatMap((pull) => pull?.mergedAt ?? []).map(timestamp);
  return merged.length === 0 ? timestamp(first.committedDate) : merged.reduce(earlier);
}

function asked(
  client: Client,
  name: string,
  selection: string,
  { owner, repo }: Place,
  more: Readonly<Record<string, Variable>>,
) {
  const variables = { owner: { type: 'String!', value: owner }, repo: { type: 'String!', value: repo }, ...more };
  return askGraphql(client, name, document('query', name, [part(selection, variables)]));
}
