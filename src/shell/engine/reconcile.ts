// Compares GitHub with what is known here, and puts into the inbox what is missing (INV-9): every open incident with its thread, and the delivery log by id.
import type { Self } from '../../core/brain.ts';
import type { LiveComment } from '../../core/facts.ts';
import { Incident, IssueRef } from '../../core/incident/record.ts';
import { compare, later, minus, type Timestamp } from '../../core/time.ts';
import { incidentKey, subjectKey, type Trigger } from '../../core/trigger.ts';
import { type AppGateway, GitHubRefused, type IncidentListing } from '../github/port.ts';
import { type Clock, instantOf } from './clock.ts';
import type { Database, Row } from './database/database.ts';
import type { Delivery, Inbox } from './inbox.ts';
import { type Log, messageOf } from './log.ts';
import type { Queue } from './queue.ts';
import { createRedelivery } from './redelivery.ts';
import { CAUGHT_UP } from './row.ts';

export type Reconciled = {
  readonly repositories: number;
  readonly incidents: number;
  /** Incidents that were not known here. */
  readonly unknown: number;
  /** Comments found in threads that no delivery had brought. */
  readonly found: number;
  readonly redelivered: number;
  /** Parts of the comparison that failed; they are tried again the next time. */
  readonly failed: number;
};

export type ReconcilerParts = {
  readonly database: Database;
  readonly appGateway: AppGateway;
  readonly inbox: Inbox;
  readonly queue: Queue;
  readonly mayCommand: (body: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly self: () => Promise<Self>;
};

export type Reconciler = {
  /** One comparison at a time; a second call joins the one that runs. */
  reconcile(): Promise<Reconciled>;
  /** Begins nothing more. */
  stop(): void;
};

/** How many repositories are compared at a time: far below GitHub's 100 concurrent requests. */
const AT_ONCE = 4;
/** Comments are read again from this long before the last comparison: clocks and indexes are not exact. */
const OVERLAP = 'PT1H';
/** An incident that is open here but not listed there is looked at again after this long. */
const UNLISTED_AGAIN = 'PT1H';
const ROW_WAIT_SECONDS = 60;

/** The comparison; nothing happens before it is called. */
export function createReconciler(parts: ReconcilerParts): Reconciler {
  const redeliver = createRedelivery(parts);
  const state: State = { stopped: false };
  let running: Promise<Reconciled> | null = null;
  return {
    reconcile() {
      running ??= compareAll(parts, state, redeliver).finally(() => {
        running = null;
      });
      return running;
    },
    stop: () => {
      state.stopped = true;
    },
  };
}

type State = { stopped: boolean };
type Counts = {
  repositories: number;
  incidents: number;
  unknown: number;
  found: number;
  redelivered: number;
  failed: number;
};
type Repository = Awaited<ReturnType<AppGateway['repositories']>>[number];

async function compareAll(parts: ReconcilerParts, state: State, redeliver: () => Promise<number>): Promise<Reconciled> {
  const counts: Counts = { repositories: 0, incidents: 0, unknown: 0, found: 0, redelivered: 0, failed: 0 };
  // First the log: what GitHub sends again arrives as a delivery, and the threads then need less.
  counts.redelivered = await attempt(parts, counts, 'the delivery log', 0, redeliver);
  const none: readonly Repository[] = [];
  const repositories = await attempt(parts, counts, 'the list of repositories', none, () =>
    parts.appGateway.repositories(),
  );
  const queue = [...repositories];
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined && !state.stopped; next = queue.shift()) {
      const repository = next;
      counts.repositories += 1;
      const name = `${repository.owner}/${repository.repo}`;
      await attempt(parts, counts, name, undefined, () => compareRepository(parts, state, counts, repository));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  parts.log(
    'info',
    'reconciled',
    `Compared ${counts.incidents} incidents of ${counts.repositories} repositories.`,
    counts,
  );
  return counts;
}

/** One part of the comparison; when it fails the others go on. */
async function attempt<T>(
  parts: ReconcilerParts,
  counts: Counts,
  what: string,
  otherwise: T,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    counts.failed += 1;
    const level = error instanceof GitHubRefused ? 'error' : 'warn';
    parts.log(level, 'reconcile-failed', `Comparing ${what} failed: ${messageOf(error)}`, { error });
    return otherwise;
  }
}

async function compareRepository(
  parts: ReconcilerParts,
  state: State,
  counts: Counts,
  repository: Repository,
): Promise<void> {
  const { installationId, repositoryId, owner, repo } = repository;
  const listings = await parts.appGateway.openIncidents(installationId, owner, repo);
  const known = await knownIncidents(parts.database, repositoryId);
  for (const listing of listings) {
    if (state.stopped) return;
    counts.incidents += 1;
    const key = incidentKey(listing.issue);
    const what = `${owner}/${repo}#${listing.issue.number}`;
    await attempt(parts, counts, what, undefined, () =>
      compareIncident(parts, counts, installationId, listing, known.get(key) ?? null),
    );
    known.delete(key);
  }
  for (const unlisted of known.values()) {
    if (state.stopped) return;
    await lookAtUnlisted(parts, installationId, unlisted);
  }
}

type KnownIncident = {
  readonly issue: IssueRef;
  readonly record: Incident;
  readonly fresh: boolean;
  /** When the issue had last changed, as of the last comparison. */
  readonly updatedAt: Timestamp | null;
  readonly commentsSince: Timestamp | null;
  readonly lookedAt: Timestamp | null;
};

type KnownRow = Row & {
  key: string;
  issue: unknown;
  record: unknown;
  fresh: boolean;
  issue_updated_at: Date | null;
  comments_since: Date | null;
  looked_at: Date | null;
};

const columns = 'key, issue, record, fresh, issue_updated_at, comments_since, looked_at';

async function knownIncidents(database: Database, repositoryId: number): Promise<Map<string, KnownIncident>> {
  const sql = `SELECT ${columns} FROM firebreak.incidents WHERE open AND repository_id = $1`;
  const { rows } = await database.query<KnownRow>(sql, [repositoryId]);
  return new Map(rows.map((row) => [row.key, knownOf(row)]));
}

async function knownIncident(database: Database, key: string): Promise<KnownIncident | null> {
  const sql = `SELECT ${columns} FROM firebreak.incidents WHERE key = $1`;
  const [row] = (await database.query<KnownRow>(sql, [key])).rows;
  return row === undefined ? null : knownOf(row);
}

function knownOf(row: KnownRow): KnownIncident {
  const instant = (date: Date | null) => (date === null ? null : instantOf(date));
  return {
    issue: IssueRef.parse(row.issue),
    record: Incident.parse(row.record),
    fresh: row.fresh,
    updatedAt: instant(row.issue_updated_at),
    commentsSince: instant(row.comments_since),
    lookedAt: instant(row.looked_at),
  };
}

async function compareIncident(
  parts: ReconcilerParts,
  counts: Counts,
  installationId: number,
  listing: IncidentListing,
  known: KnownIncident | null,
): Promise<void> {
  const key = incidentKey(listing.issue);
  if (known === null) counts.unknown += 1;
  // Nothing changed in the issue since the last comparison: nothing to ask for.
  if (known !== null && !known.fresh && known.updatedAt !== null && compare(listing.updatedAt, known.updatedAt) <= 0)
    return;
  const before = known ?? (await rebuild(parts, installationId, listing));
  if (before === null) return;
  const comments = await parts.appGateway.incidents(installationId).commentsSince(listing.issue, since(before));
  const triggers = await missing(parts, installationId, listing.issue, before, comments);
  counts.found += triggers.length;
  await parts.inbox.accept([
    ...triggers.map((trigger) => deliveryOf(`comment:${trigger.comment.id}`, trigger, null)),
    deliveryOf(
      `look:${key}:${listing.updatedAt}:${before.fresh}`,
      lookAt(parts, installationId, listing.issue),
      before.fresh ? CAUGHT_UP : null,
    ),
  ]);
  await noteCompared(parts, key, listing.updatedAt, comments);
}

/** An incident that is not known here is looked at first: the core rebuilds it from its card or its thread. Null: it is none. */
async function rebuild(
  parts: ReconcilerParts,
  installationId: number,
  listing: IncidentListing,
): Promise<KnownIncident | null> {
  const key = incidentKey(listing.issue);
  const guid = `rebuild:${key}:${parts.clock.now()}`;
  await parts.inbox.accept([deliveryOf(guid, lookAt(parts, installationId, listing.issue), null)]);
  await ended(parts.database, guid);
  return knownIncident(parts.database, key);
}

/** Waits until a row of ours has ended; any instance may be handling it. Throws when that takes too long: GitHub is probably down. */
async function ended(database: Database, guid: string): Promise<void> {
  const sql = `SELECT state FROM firebreak.inbox WHERE hook_id = 'firebreak' AND guid = $1 AND state IN ('waiting', 'decided')`;
  const until = Date.now() + ROW_WAIT_SECONDS * 1000;
  for (let wait = 10; (await database.query(sql, [guid])).rows.length > 0; wait = Math.min(wait * 2, 1000)) {
    if (Date.now() > until) throw new Error(`${guid} was not handled within ${ROW_WAIT_SECONDS} s.`);
    await new Promise((resolve) => {
      setTimeout(resolve, wait);
    });
  }
}

/** From when comments are read: all of them the first time, since anything may have been missed. */
function since(known: KnownIncident): Timestamp | null {
  return known.commentsSince === null || known.fresh ? null : minus(known.commentsSince, OVERLAP);
}

async function missing(
  parts: ReconcilerParts,
  installationId: number,
  issue: IssueRef,
  known: KnownIncident,
  comments: readonly LiveComment[],
): Promise<readonly (Trigger & { kind: 'commented' })[]> {
  const { botIds } = await parts.self();
  const { seen } = known.record;
  const candidates = comments.filter(
    (comment) =>
      comment.id > seen.upTo &&
      !seen.ids.includes(comment.id) &&
      (comment.author === null || !botIds.includes(comment.author.id)) &&
      parts.mayCommand(comment.body),
  );
  const stored = await storedSubjects(
    parts.database,
    candidates.map((comment) => `comment:${comment.id}`),
  );
  const late = candidates.filter((comment) => !stored.has(`comment:${comment.id}`));
  for (const comment of late.filter((each) => each.edited)) {
    parts.log(
      'warn',
      'late-comment-edited',
      'A comment whose event never arrived was edited since, and is left alone.',
      {
        incident: incidentKey(issue),
        comment: comment.id,
      },
    );
  }
  return late.filter((comment) => !comment.edited).map((comment) => commented(installationId, issue, comment));
}

function commented(installationId: number, issue: IssueRef, comment: LiveComment): Trigger & { kind: 'commented' } {
  const { id, nodeId, body, createdAt } = comment;
  return {
    kind: 'commented',
    issue,
    installationId,
    at: createdAt,
    actor: comment.author,
    via: 'sweep',
    comment: { id, nodeId, body, createdAt, viaApp: null },
  };
}

async function storedSubjects(database: Database, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  if (subjects.length === 0) return new Set();
  const sql = `SELECT subject_key AS subject FROM firebreak.inbox
    WHERE subject_key IN (SELECT jsonb_array_elements_text($1::text::jsonb))`;
  const { rows } = await database.query<{ subject: string }>(sql, [JSON.stringify(subjects)]);
  return new Set(rows.map((row) => row.subject));
}

function lookAt(parts: ReconcilerParts, installationId: number, issue: IssueRef): Trigger {
  return { kind: 'look', issue, installationId, at: parts.clock.now(), actor: null, via: 'sweep' };
}

function deliveryOf(guid: string, trigger: Trigger, action: string | null): Delivery {
  return {
    hookId: 'firebreak',
    guid: subjectKey(trigger) === null ? guid : `sweep:${guid}`,
    event: trigger.kind,
    action,
    trigger,
    ignored: null,
  };
}

async function noteCompared(
  parts: ReconcilerParts,
  key: string,
  updatedAt: Timestamp,
  comments: readonly LiveComment[],
): Promise<void> {
  const newest = comments.reduce((latest, comment) => later(latest, comment.createdAt), updatedAt);
  const sql = `UPDATE firebreak.incidents SET issue_updated_at = $2, comments_since = $3 WHERE key = $1`;
  await parts.database.query(sql, [key, updatedAt, newest]);
}

/** Open here, not listed there: closed by hand, stripped of its label, moved or deleted. The core finds out which. */
async function lookAtUnlisted(parts: ReconcilerParts, installationId: number, known: KnownIncident): Promise<void> {
  const now = parts.clock.now();
  if (known.lookedAt !== null && compare(minus(now, UNLISTED_AGAIN), known.lookedAt) < 0) return;
  const key = incidentKey(known.issue);
  await parts.database.query('UPDATE firebreak.incidents SET looked_at = $2 WHERE key = $1', [key, now]);
  await parts.inbox.accept([deliveryOf(`unlisted:${key}:${now}`, lookAt(parts, installationId, known.issue), null)]);
}
