// What people wrote in a thread and no run has handled: GitHub drops runs that wait behind others (`concurrency`), so each run looks for what they would have done.

import { wasSeen } from '../../core/decide/seen.ts';
import type { FactRequest, LiveComment } from '../../core/facts.ts';
import type { Incident, Person } from '../../core/incident/record.ts';
import type { Trigger, TriggerOf } from '../../core/trigger.ts';
import { believe } from './card-check.ts';
import type { LoopParts } from './parts.ts';
import { type Known, unknown } from './store.ts';

export type ThreadParts = Pick<LoopParts, 'gateway' | 'self' | 'readCard'> & {
  /** Whether a comment may hold something for us; everything else is left alone without a request. */
  readonly mayNeedAnswer: (body: string) => boolean;
};

/** `known`: the incident as its card has it, null where there is none that is believed. `unread`: comments that were not acted on, oldest first. `author`: who opened the issue. */
export type Thread = {
  readonly known: Known | null;
  readonly unread: readonly TriggerOf<'commented'>[];
  readonly author: Person | null;
};

/** As many of the newest comments come with the card; only where they all are unread the whole thread is. */
const NEWEST = 50;

const request: FactRequest = {
  actor: null,
  comment: null,
  card: 'find',
  people: [],
  labels: [],
  recentComments: NEWEST,
  threadIfNoCard: false,
  countLabel: null,
};

/** The comments of a thread that no run has handled. One request, and one more for each comment found and for a long thread. Throws what the gateway throws. */
export async function unreadInThread(
  parts: ThreadParts & Pick<LoopParts, 'clock'>,
  { issue, installationId }: Pick<Trigger, 'issue' | 'installationId'>,
): Promise<Thread> {
  const gateway = parts.gateway(installationId);
  const { botIds } = await parts.self();
  const facts = await gateway.facts(issue, request);
  const { record, cardRevision } = believe({ known: unknown, request, facts, issue, botIds, readCard: parts.readCard });
  const author = facts.issue?.author ?? null;
  if (record === null) return { known: null, unread: [], author };
  const newest = facts.recentComments;
  const isWhole = newest.length < NEWEST || newest.some(({ id }) => wasSeen(record, id));
  const comments = isWhole ? newest : await gateway.commentsSince(issue, null);
  const found = comments.filter((comment) => isUnread(comment, record, botIds, parts.mayNeedAnswer));
  const unread: TriggerOf<'commented'>[] = [];
  for (const comment of found.toSorted((a, b) => a.id - b.id)) {
    const app = await gateway.appOf(issue, comment.id);
    if (app === 'gone') continue;
    const { id, nodeId, body, createdAt, author } = comment;
    const name = app?.name == null ? {} : { appName: app.name };
    const said = { id, nodeId, body, createdAt, viaApp: app?.id ?? null, ...name };
    unread.push({
      kind: 'commented',
      issue,
      installationId,
      at: createdAt,
      actor: author,
      via: 'sweep',
      comment: said,
    });
  }
  const rebuiltAt = parts.clock.now();
  return { known: { record, cardRevision, fresh: true, rebuiltAt, dueAt: null }, unread, author };
}

/** By a person, not edited since, and never acted on. */
function isUnread(
  { id, author, body, edited, acknowledged }: LiveComment,
  record: Incident,
  botIds: readonly number[],
  mayNeedAnswer: (body: string) => boolean,
): boolean {
  const ours = author !== null && botIds.includes(author.id);
  return !ours && !edited && acknowledged === null && !wasSeen(record, id) && mayNeedAnswer(body);
}
