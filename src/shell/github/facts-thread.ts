// The card and the comments among the facts: what the one query brought, and further pages only where that is not enough.
import type { FactRequest, Facts, LiveComment } from '../../core/facts.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { cardMarker } from '../../core/marker.ts';
import type { Client } from './client.ts';
import type { FactsAnswer, IssueAnswer } from './facts-answer.ts';
import { commentPages } from './thread.ts';

export type FactsParts = {
  readonly client: Client;
  /** Accounts whose cards may be the card. */
  readonly ownIds: () => Promise<readonly number[]>;
};

export type ThreadFacts = Pick<Facts, 'card' | 'recentComments'>;
/** Of an issue that is gone. */
export const noThread: ThreadFacts = { card: null, recentComments: [] };

/** The card, and the newest comments; the whole thread if it is asked for and there is no card. */
export async function threadFacts(
  parts: FactsParts,
  issue: IssueRef,
  request: FactRequest,
  { answer }: FactsAnswer,
  found: IssueAnswer,
): Promise<ThreadFacts> {
  const recent = comments(found.recent?.nodes);
  if (request.card === null) return { card: null, recentComments: recent };
  if (answer.card != null) return { card: answer.card.live, recentComments: recent };
  const first = comments(found.thread?.nodes);
  const searched = request.card === 'find' ? await searchThread(parts, issue, found, first) : null;
  if (searched?.card != null) return { card: searched.card, recentComments: recent };
  if (!request.threadIfNoCard) return { card: null, recentComments: recent };
  return { card: null, recentComments: searched?.thread ?? (await wholeThread(parts, issue)) };
}

function comments(nodes: readonly ({ readonly live: LiveComment } | null)[] | undefined): readonly LiveComment[] {
  return (nodes ?? []).flatMap((node) => (node === null ? [] : [node.live]));
}

type Searched = { readonly card: LiveComment | null; readonly thread: readonly LiveComment[] };

/** Looks for a comment of ours with the card's mark, further pages only while there is none. */
async function searchThread(
  { client, ownIds }: FactsParts,
  issue: IssueRef,
  found: IssueAnswer,
  first: readonly LiveComment[],
): Promise<Searched> {
  const own = await ownIds();
  const isCard = ({ author, body }: LiveComment) =>
    author !== null && own.includes(author.id) && body.includes(cardMarker);
  const thread = [...first];
  const { hasNextPage, endCursor } = found.thread?.pageInfo ?? { hasNextPage: false, endCursor: null };
  const pages = hasNextPage && endCursor != null ? commentPages(client, issue, 'oldest-first', endCursor) : [];
  let card = first.find(isCard) ?? null;
  if (card !== null) return { card, thread };
  for await (const page of pages) {
    thread.push(...page.map(({ live }) => live));
    card = thread.find(isCard) ?? null;
    if (card !== null) break;
  }
  return { card, thread };
}

async function wholeThread({ client }: FactsParts, issue: IssueRef): Promise<readonly LiveComment[]> {
  const thread: LiveComment[] = [];
  for await (const page of commentPages(client, issue, 'oldest-first')) thread.push(...page.map(({ live }) => live));
  return thread;
}
