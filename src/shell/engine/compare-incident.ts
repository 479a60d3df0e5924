// One incident compared with its thread: comments whose event never arrived become triggers, and one look lets the core see what hands changed.
import type { Self } from '../../core/brain.ts';
import type { LiveComment } from '../../core/facts.ts';
import type { IssueRef, Person } from '../../core/incident/record.ts';
import { compare, later, minus, type Timestamp } from '../../core/time.ts';
import { incidentKey, type Trigger, type TriggerOf } from '../../core/trigger.ts';
import type { CommentApp } from '../github/comment-app.ts';
import type { AppGateway, IncidentListing } from '../github/port.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import type { Delivery, Inbox } from './inbox.ts';
import { type KnownIncident, knownIncident, noteCompared } from './known-incidents.ts';
import type { Log } from './log.ts';
import { CAUGHT_UP } from './row.ts';

export type ComparisonParts = {
  readonly database: Database;
  readonly appGateway: AppGateway;
  readonly inbox: Inbox;
  readonly mayNeedAnswer: (body: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly self: () => Promise<Self>;
  /** Told of a repository when all its incidents were compared. */
  readonly onCompared?: ((repositoryId: number) => Promise<void>) | undefined;
};

export type Comparison = {
  readonly parts: ComparisonParts;
  readonly state: {
    readonly stopped: boolean;
    /** Issues that look like incidents and are none, with the time of their last change. */
    readonly noIncident: Map<string, Timestamp>;
    /** Repositories of which all incidents were compared. */
    readonly compared: Set<number>;
  };
  readonly counts: {
    repositories: number;
    incidents: number;
    unknown: number;
    found: number;
    redelivered: number;
    failed: number;
  };
};

/** Comments are read again from this long before the last comparison: clocks and indexes are not exact. */
const OVERLAP = 'PT1H';
/** GitHub tells times in whole seconds, and its clock is not ours: what changed this shortly before the list was read may change again unseen. */
const JUST_NOW = 'PT10S';
/** How long an unknown incident's first look may take before the comparison goes on without it. */
const ROW_WAIT = 60_000;

/** An open incident as a list that was read at `listedAt` shows it. */
export type Listed = IncidentListing & { readonly listedAt: Timestamp };

/** Puts into the inbox what the thread has and we do not. Nothing is asked of GitHub when the issue did not change since the last time. */
export async function compareIncident(comparison: Comparison, installationId: number, listing: Listed): Promise<void> {
  const { parts, state, counts } = comparison;
  const key = incidentKey(listing.issue);
  const known = await knownIncident(parts.database, key);
  if (listing.closed === true && known !== null) return;
  if (known === null && listing.closed !== true) counts.unknown += 1;
  if (isUnchanged(listing, known, state.noIncident.get(key) ?? null)) return;
  const before = known ?? (await rebuild(comparison, installationId, listing));
  if (before === null) state.noIncident.set(key, comparedUpTo(listing));
  // One that ended is only made known: its deadlines go on, and nobody looks for news of it.
  else if (listing.closed !== true) await compareThread(comparison, installationId, listing, before);
}

/** A change of the same second would not show in the list: what changed just now is compared once more. */
function comparedUpTo({ updatedAt, listedAt }: Listed): Timestamp {
  return compare(updatedAt, minus(listedAt, JUST_NOW)) < 0 ? updatedAt : minus(updatedAt, 'PT1S');
}

function isUnchanged(listing: IncidentListing, known: KnownIncident | null, noIncidentAt: Timestamp | null): boolean {
  if (known?.fresh === true) return false;
  const comparedAt = known === null ? noIncidentAt : known.updatedAt;
  return comparedAt !== null && compare(listing.updatedAt, comparedAt) <= 0;
}

/**
 * An incident that is not known here is looked at first: the core rebuilds it from its card or its thread, or declares it with its author's
 * authority when the event of its opening never arrived. Null: it is none.
 */
async function rebuild(
  comparison: Comparison,
  installationId: number,
  { issue, author }: IncidentListing,
): Promise<KnownIncident | null> {
  const { parts } = comparison;
  const key = incidentKey(issue);
  const { botIds } = await parts.self();
  const actor = author !== null && !botIds.includes(author.id) ? author : null;
  const look = sweepLook(parts, installationId, issue, `rebuild:${key}:${parts.clock.now()}`, null, actor);
  await parts.inbox.accept([look]);
  await ended(comparison, look.guid);
  return knownIncident(parts.database, key);
}

/** Waits until a row of ours has ended; any instance may be handling it. Throws when that takes too long: GitHub is probably down. */
function ended(comparison: Comparison, guid: string): Promise<void> {
  return passed(comparison, guid, ['waiting', 'decided']);
}

/** Waits until it is in none of these states. */
async function passed({ parts, state }: Comparison, guid: string, states: readonly string[]): Promise<void> {
  const sql = `SELECT 1 AS one FROM firebreak.inbox
    WHERE hook_id = 'firebreak' AND guid = $1 AND state IN (${states.map((one) => `'${one}'`).join(', ')})`;
  const until = Date.now() + ROW_WAIT;
  for (let wait = 10; (await parts.database.query(sql, [guid])).rows.length > 0; wait = Math.min(wait * 2, 1000)) {
    if (state.stopped) throw new Error('The comparison was stopped.');
    if (Date.now() > until) throw new Error(`${guid} was not handled within ${ROW_WAIT / 1000} s.`);
    await new Promise((resolve) => {
      setTimeout(resolve, wait);
    });
  }
}

async function compareThread(
  comparison: Comparison,
  installationId: number,
  listing: Listed,
  known: KnownIncident,
): Promise<void> {
  const { parts, state, counts } = comparison;
  const { issue, updatedAt } = listing;
  const upTo = comparedUpTo(listing);
  const key = incidentKey(issue);
  const { deliveries, comments, late } = await unreadIn(parts, installationId, issue, known);
  counts.found += late;
  const guid = `look:${key}:${upTo}:${known.fresh ? CAUGHT_UP : 'known'}`;
  await parts.inbox.accept([
    ...deliveries,
    sweepLook(parts, installationId, issue, guid, known.fresh ? CAUGHT_UP : null),
  ]);
  // The first time, what the thread says counts before anybody goes by the record.
  if (!state.compared.has(issue.repositoryId)) await passed(comparison, guid, ['waiting']);
  const newest = comments.reduce((latest, comment) => later(latest, comment.createdAt), updatedAt);
  await noteCompared(parts.database, key, upTo, newest);
}

/** What a thread has that no delivery brought: as deliveries of our own, beside all that was read and how many of it were late. */
export async function unreadIn(
  parts: Omit<ComparisonParts, 'inbox'>,
  installationId: number,
  issue: IssueRef,
  known: KnownIncident,
): Promise<{
  readonly deliveries: readonly Delivery[];
  readonly comments: readonly LiveComment[];
  readonly late: number;
}> {
  const gateway = parts.appGateway.incidents(installationId);
  const comments = await gateway.commentsSince(issue, since(known));
  const late = await missing(parts, issue, known, comments);
  const deliveries: Delivery[] = [];
  for (const comment of late) {
    const app = await gateway.appOf(issue, comment.id);
    if (app !== 'gone') deliveries.push(lateComment(installationId, issue, comment, app));
  }
  return { deliveries, comments, late: late.length };
}

/** From when comments are read: all of them the first time, since anything may have been missed. */
function since(known: KnownIncident): Timestamp | null {
  return known.commentsSince === null || known.fresh ? null : minus(known.commentsSince, OVERLAP);
}

/** Comments of people that may be commands, that no delivery brought, that the record has not seen, and that are as they were written. */
async function missing(
  parts: Omit<ComparisonParts, 'inbox'>,
  issue: IssueRef,
  known: KnownIncident,
  comments: readonly LiveComment[],
): Promise<readonly LiveComment[]> {
  const { botIds } = await parts.self();
  const { seen } = known.record;
  const candidates = comments.filter(
    ({ id, author, body }) =>
      id > seen.upTo &&
      !seen.ids.includes(id) &&
      (author === null || !botIds.includes(author.id)) &&
      parts.mayNeedAnswer(body),
  );
  const stored = await storedSubjects(parts.database, candidates);
  const late = candidates.filter((comment) => !stored.has(subjectOf(comment)));
  for (const comment of late) if (comment.edited) logEdited(parts, issue, comment);
  return late.filter((comment) => !comment.edited);
}

function logEdited(parts: Pick<ComparisonParts, 'log'>, issue: IssueRef, comment: LiveComment): void {
  const text = 'A comment whose event never arrived was edited since, and is left alone.';
  parts.log('warn', 'late-comment-edited', text, { incident: incidentKey(issue), comment: comment.id });
}

function subjectOf(comment: LiveComment): string {
  return `comment:${comment.id}`;
}

async function storedSubjects(database: Database, comments: readonly LiveComment[]): Promise<ReadonlySet<string>> {
  if (comments.length === 0) return new Set();
  const sql = `SELECT subject_key AS subject FROM firebreak.inbox
    WHERE subject_key IN (SELECT jsonb_array_elements_text($1::text::jsonb))`;
  const { rows } = await database.query<{ subject: string }>(sql, [JSON.stringify(comments.map(subjectOf))]);
  return new Set(rows.map((row) => row.subject));
}

function lateComment(installationId: number, issue: IssueRef, comment: LiveComment, app: CommentApp | null): Delivery {
  const { id, nodeId, body, createdAt } = comment;
  const trigger: TriggerOf<'commented'> = {
    kind: 'commented',
    issue,
    installationId,
    at: createdAt,
    actor: comment.author,
    via: 'sweep',
    comment: {
      id,
      nodeId,
      body,
      createdAt,
      viaApp: app?.id ?? null,
      ...(app?.name == null ? {} : { appName: app.name }),
    },
  };
  return ours(`sweep:${subjectOf(comment)}`, trigger, null);
}

/** A look at the incident as it is now, to be put into the inbox. */
export function sweepLook(
  parts: { readonly clock: Clock },
  installationId: number,
  issue: IssueRef,
  guid: string,
  action: typeof CAUGHT_UP | null,
  actor: Person | null = null,
): Delivery {
  return ours(guid, { kind: 'look', issue, installationId, at: parts.clock.now(), actor, via: 'sweep' }, action);
}

function ours(guid: string, trigger: Trigger, action: string | null): Delivery {
  return { hookId: 'firebreak', guid, event: trigger.kind, action, trigger, ignored: null };
}
