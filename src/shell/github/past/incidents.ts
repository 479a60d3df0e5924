// Every issue of a repository that carries the incident label, with the comments that may be its status card.
import * as z from 'zod';
import type { LiveComment } from '../../../core/facts.ts';
import type { IssueRef } from '../../../core/incident/record.ts';
import { cardMarker } from '../../../core/marker.ts';
import type { Client } from '../client.ts';
import { CommentAnswer, commentFields, page } from '../fields.ts';
import { commentPages } from '../thread.ts';
import { type Place, repositoryPages } from './pages.ts';

/** Cards are large, up to 60,000 characters: more issues at once and GitHub takes too long. */
const ISSUES = 20;
/** The card is among the first comments: it is made at the declaration. */
const COMMENTS = 5;

const selection = (
  states: string,
) => `list: issues(first: ${ISSUES}, after: $after, ${states}labels: ["incident"], orderBy: { field: CREATED_AT, direction: ASC }) {
  nodes { id number labels(first: 50) { nodes { name } }
    comments(first: ${COMMENTS}) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } } }
  pageInfo { hasNextPage endCursor } }`;

const Issue = z.object({
  id: z.string(),
  number: z.number().int(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullish() }).nullish(),
  comments: page(CommentAnswer),
});

/** `cards` are comments that say that they are one; whether they are is not judged here. */
export type IncidentIssue = {
  readonly issue: IssueRef;
  readonly labels: readonly string[];
  readonly cards: readonly LiveComment[];
};

/** In the order in which they were opened, page by page; `open`: without those that are closed. Throws what `repositoryPages` throws. */
export async function* incidentIssues(
  client: Client,
  place: Place,
  { open = false }: { readonly open?: boolean } = {},
): AsyncGenerator<readonly IncidentIssue[]> {
  for await (const { repositoryId, nodes } of repositoryPages(client, place, {
    name: 'AllIncidents',
    selection: selection(open ? 'states: OPEN, ' : ''),
    node: Issue,
  })) {
    const read: IncidentIssue[] = [];
    for (const { id, number, labels, comments } of nodes) {
      const issue: IssueRef = { repositoryId, ...place, number, nodeId: id };
      const names = (labels?.nodes ?? []).flatMap((label) => label?.name ?? []);
      read.push({ issue, labels: names, cards: await cardsOf(client, issue, comments) });
    }
    yield read;
  }
}

/** Those among the first comments, else the first ones of the rest of the thread. */
async function cardsOf(
  client: Client,
  issue: IssueRef,
  { nodes, pageInfo }: z.infer<typeof Issue>['comments'],
): Promise<readonly LiveComment[]> {
  const isCard = ({ body }: LiveComment) => body.includes(cardMarker);
  const first = nodes.flatMap((node) => (node === null ? [] : [node.live])).filter(isCard);
  if (first.length > 0 || !pageInfo.hasNextPage) return first;
  for await (const comments of commentPages(client, issue, 'oldest-first', pageInfo.endCursor ?? null)) {
    const found = comments.map(({ live }) => live).filter(isCard);
    if (found.length > 0) return found;
  }
  return [];
}
