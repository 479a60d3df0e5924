// Issues by their numbers, with the comments that may be their status cards: the incidents that documents are about.
import * as z from 'zod';
import type { IssueRef } from '../../../core/incident/record.ts';
import { cardMarker } from '../../../core/marker.ts';
import type { Client } from '../client.ts';
import { around, document, part } from '../document.ts';
import { CommentAnswer, commentFields, page } from '../fields.ts';
import type { IncidentIssue } from '../past/incidents.ts';
import type { Place } from '../past/pages.ts';

const fields = `{ id number labels(first: 50) { nodes { name } } comments(first: 5) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } } }`;

const Issue = z.object({
  id: z.string(),
  number: z.number().int(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullish() }).nullish(),
  comments: page(CommentAnswer),
});
const Answer = z.object({ repository: z.looseObject({ databaseId: z.number().int() }).nullish() });

/** One request. Null: there is no such issue; not in the map: this token is not told. Throws what the client throws. */
export async function incidentsNamed(
  client: Client,
  place: Place,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, IncidentIssue | null>> {
  const { owner, repo } = place;
  const asked = document('query', 'NamedIncidents', [
    around(
      'repository(owner: $owner, name: $repo) { databaseId\n',
      [
        part('', { owner: { type: 'String!', value: owner }, repo: { type: 'String!', value: repo } }),
        ...numbers.map((number) =>
          part(`i${number}: issue(number: $i${number}) ${fields}`, { [`i${number}`]: { type: 'Int!', value: number } }),
        ),
      ],
      '\n}',
    ),
  ]);
  const { data, errors } = await client.query('NamedIncidents', asked.text, asked.variables);
  const { repository } = Answer.parse(data ?? {});
  const found = new Map<number, IncidentIssue | null>();
  if (repository == null) return found;
  const isRefused = errors.some(({ type }) => type !== 'NOT_FOUND');
  for (const number of numbers) {
    const issue = Issue.nullish().parse(repository[`i${number}`]) ?? null;
    if (issue !== null) found.set(number, asIncident({ repositoryId: repository.databaseId, ...place }, issue));
    else if (!isRefused) found.set(number, null);
  }
  return found;
}

/** Neither has it the label, nor is there a card: nobody ever took it for one. */
export function isNoIncident({ cards, labels }: IncidentIssue): boolean {
  return cards.length === 0 && !labels.includes('incident');
}

function asIncident(
  place: Omit<IssueRef, 'number' | 'nodeId'>,
  { id, number, labels, comments }: z.infer<typeof Issue>,
): IncidentIssue {
  return {
    issue: { ...place, number, nodeId: id },
    labels: (labels?.nodes ?? []).flatMap((label) => label?.name ?? []),
    cards: comments.nodes.flatMap((node) => (node?.live.body.includes(cardMarker) === true ? [node.live] : [])),
  };
}
