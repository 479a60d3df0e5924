// Every issue and pull request of a repository that has one of some labels, as they are before anything is made of them.
import * as z from 'zod';
import type { PastPull, Turn } from '../../../core/backdate/past-issue.ts';
import type { LiveComment, LiveIssue } from '../../../core/facts.ts';
import type { IssueRef } from '../../../core/incident/record.ts';
import { cardMarker } from '../../../core/marker.ts';
import { timestamp } from '../../../core/time.ts';
import type { Client } from '../client.ts';
import { Account, accountField, CommentAnswer, commentFields, page } from '../fields.ts';
import { commentPages } from '../thread.ts';
import { type Place, repositoryPages } from './pages.ts';

/** Descriptions and cards are up to 65,536 characters: more at once and GitHub takes too long. */
const ISSUES = 20;
const COMMENTS = 20;
/** Of so many closings and openings of one issue the newest. */
const TURNS = 50;

const LABELS = 'labels: $labels, orderBy: { field: CREATED_AT, direction: ASC }';

const selection = `list: issues(first: ${ISSUES}, after: $after, ${LABELS}) {
  nodes { id number title body state stateReason(enableDuplicate: true) locked createdAt url ${accountField('author')}
    labels(first: 100) { nodes { id name } }
    assignees(first: 20) { nodes { __typename login id databaseId } }
    turns: timelineItems(last: ${TURNS}, itemTypes: [CLOSED_EVENT, REOPENED_EVENT]) { nodes { __typename
      ... on ClosedEvent { createdAt actor { login } } ... on ReopenedEvent { createdAt actor { login } } } }
    comments(last: ${COMMENTS}) { nodes { ${commentFields} } pageInfo { hasPreviousPage startCursor } } }
  pageInfo { hasNextPage endCursor } }`;

const TurnAnswer = z.object({
  __typename: z.enum(['ClosedEvent', 'ReopenedEvent']),
  createdAt: z.string(),
  actor: z.object({ login: z.string() }).nullish(),
});

const Issue = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  stateReason: z.string().nullish(),
  locked: z.boolean(),
  createdAt: z.string(),
  url: z.string(),
  author: Account,
  labels: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() }).nullable()).nullish() }).nullish(),
  assignees: z.object({ nodes: z.array(Account).nullish() }).nullish(),
  turns: z.object({ nodes: z.array(TurnAnswer.nullable()).nullish() }).nullish(),
  comments: page(CommentAnswer),
});
type Read = z.output<typeof Issue>;

/** `cards` are comments that say that they are one; whether they are is not judged here. */
export type LabelledIssue = {
  readonly issue: IssueRef;
  readonly live: LiveIssue;
  readonly turns: readonly Turn[];
  readonly cards: readonly LiveComment[];
};

/** In the order in which they were opened, page by page; each has one of the labels. Throws what `repositoryPages` throws. */
export async function* labelledIssues(
  client: Client,
  place: Place,
  labels: readonly string[],
): AsyncGenerator<readonly LabelledIssue[]> {
  const asked = { name: 'LabelledIssues', selection, node: Issue, variables: labelled(labels) };
  for await (const { repositoryId, nodes } of repositoryPages(client, place, asked)) {
    const read: LabelledIssue[] = [];
    for (const node of nodes) {
      const issue: IssueRef = { repositoryId, ...place, number: node.number, nodeId: node.id };
      read.push({ issue, live: liveOf(node), turns: turnsOf(node), cards: await cardsOf(client, issue, node) });
    }
    yield read;
  }
}

const Pull = z.object({ number: z.number().int(), title: z.string(), url: z.string() });

/** Pull requests with one of the labels. Throws what `repositoryPages` throws. */
export async function labelledPulls(
  client: Client,
  place: Place,
  labels: readonly string[],
): Promise<readonly PastPull[]> {
  const pulls = `list: pullRequests(first: 100, after: $after, ${LABELS}) { nodes { number title url } pageInfo { hasNextPage endCursor } }`;
  const found: PastPull[] = [];
  const asked = { name: 'LabelledPulls', selection: pulls, node: Pull, variables: labelled(labels) };
  for await (const { nodes } of repositoryPages(client, place, asked)) found.push(...nodes);
  return found;
}

function labelled(labels: readonly string[]) {
  return { labels: { type: '[String!]', value: labels } };
}

function liveOf(read: Read): LiveIssue {
  return {
    title: read.title,
    body: read.body ?? '',
    state: read.state === 'CLOSED' ? 'closed' : 'open',
    stateReason: read.stateReason?.toLowerCase() ?? null,
    locked: read.locked,
    labels: (read.labels?.nodes ?? []).filter((label) => label !== null),
    assignees: (read.assignees?.nodes ?? []).filter((person) => person !== null),
    author: read.author,
    createdAt: timestamp(read.createdAt),
    url: read.url,
  };
}

function turnsOf({ turns }: Read): readonly Turn[] {
  return (turns?.nodes ?? []).flatMap((turn) =>
    turn === null
      ? []
      : [
          {
            kind: turn.__typename === 'ClosedEvent' ? ('closed' as const) : ('reopened' as const),
            at: timestamp(turn.createdAt),
            by: turn.actor?.login ?? null,
          },
        ],
  );
}

/** Those among the last comments, where an earlier run would have left one, else those of the rest of the thread. */
async function cardsOf(client: Client, issue: IssueRef, { comments }: Read): Promise<readonly LiveComment[]> {
  const isCard = ({ body }: LiveComment) => body.includes(cardMarker);
  const last = comments.nodes.flatMap((node) => (node === null ? [] : [node.live])).filter(isCard);
  if (last.length > 0 || !comments.pageInfo.hasPreviousPage) return last;
  for await (const read of commentPages(client, issue, 'oldest-first')) {
    const found = read.map(({ live }) => live).filter(isCard);
    if (found.length > 0) return found;
  }
  return [];
}
