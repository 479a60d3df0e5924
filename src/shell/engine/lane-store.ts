// Lanes as rows: what each channel is still to be told of each incident, in order, and what is known of the channel there.
import * as z from 'zod';
import type { ToldInstead } from '../../core/brain.ts';
import type { Telling } from '../../core/channels/telling.ts';
import { ChannelState } from '../../core/incident/channel-state.ts';
import { Incident, IssueRef } from '../../core/incident/record.ts';
import type { Timestamp } from '../../core/time.ts';
import { instantOf, toMillisecond } from './clock.ts';
import { type Database, type Queryable, type Row, toJson } from './database/database.ts';

/** What goes into lanes together. */
export type NewTellings = {
  readonly key: string;
  readonly issue: IssueRef;
  readonly installationId: number | null;
  readonly tellings: readonly Telling[];
  /** Decided without asking GitHub. */
  readonly outOfBand?: true;
};

/** Stores and rings, in the given transaction; what has the key of something stored is the same and stays as it is. Returns the lanes that have something new. */
export type SaveTellings = (tx: Queryable, change: NewTellings) => Promise<readonly string[]>;

/** The name of a lane. Ids of channels have no `|`, keys of incidents neither. */
export function laneName(incident: string, channel: string): string {
  return `${incident}|${channel}`;
}

/** The incident and the channel of a lane. */
export function laneParts(lane: string): { readonly incident: string; readonly channel: string } {
  const [incident = '', channel = ''] = lane.split('|');
  return { incident, channel };
}

/** Returns the lanes that have something new. */
export async function insertTellings(tx: Queryable, change: NewTellings): Promise<readonly string[]> {
  const rows = change.tellings.map((telling, place) => ({
    channel: telling.channel,
    key: telling.key,
    telling,
    place,
    not_before: telling.instead === undefined ? null : toMillisecond(telling.instead.from),
  }));
  const sql = `INSERT INTO firebreak.tellings (incident_key, channel, key, issue, installation_id, telling, not_before, out_of_band)
    SELECT $1, given.channel, given.key, $2::text::jsonb, $3::bigint, given.telling, given.not_before, $4::boolean
    FROM jsonb_to_recordset($5::text::jsonb) AS given(channel text, key text, telling jsonb, place int, not_before timestamptz)
    ORDER BY given.place
    ON CONFLICT (incident_key, channel, key) DO NOTHING
    RETURNING channel`;
  const { rows: stored } = await tx.query<{ channel: string }>(sql, [
    change.key,
    toJson(change.issue),
    change.installationId,
    change.outOfBand === true,
    toJson(rows),
  ]);
  return [...new Set(stored.map(({ channel }) => laneName(change.key, channel)))];
}

/** The pages of an incident that went out instead of GitHub's, or are about to. */
export async function toldInstead(database: Database, key: string): Promise<readonly ToldInstead[]> {
  const sql = `SELECT channel, key FROM firebreak.tellings
    WHERE incident_key = $1 AND out_of_band AND state IN ('pending', 'sent', 'done')`;
  return (await database.query<{ channel: string; key: string }>(sql, [key])).rows;
}

/** One thing that waits in a lane. */
export type Waiting = {
  readonly id: number;
  readonly telling: Telling;
  readonly issue: IssueRef;
  readonly installationId: number | null;
  readonly state: 'pending' | 'sent';
  readonly attempts: number;
  readonly notBefore: Timestamp | null;
  /** Where it only stands in for GitHub: GitHub did it after all, or it was taken back. */
  readonly isDone: boolean;
  /** It is told only when GitHub has refused that for good, which it has not. */
  readonly isHeld: boolean;
};

/** A lane as it is. */
export type Lane = {
  readonly incident: string;
  readonly channel: string;
  readonly state: ChannelState;
  /** Nothing is told before. */
  readonly dueAt: Timestamp | null;
  readonly record: Incident | null;
  /** In the order in which it was decided. */
  readonly waiting: readonly Waiting[];
};

type WaitingRow = Row & {
  id: number;
  telling: Telling;
  issue: unknown;
  installation_id: number | null;
  state: 'pending' | 'sent';
  attempts: number;
  not_before: Date | null;
  is_done: boolean;
  is_refused: boolean;
};
type LaneRow = Row & {
  ref: string | null;
  failing_since: Date | null;
  problem: string | null;
  due_at: Date | null;
  lane: string | null;
  record: unknown;
};

/** Reads a lane with everything that waits in it. What an earlier database knew of the channel is on the record. */
export async function readLane(database: Database, lane: string): Promise<Lane> {
  const { incident, channel } = laneParts(lane);
  const ofLane = `SELECT l.channel AS lane, l.ref, l.failing_since, l.problem, l.due_at, i.record FROM (SELECT 1) AS one
    LEFT JOIN firebreak.lanes l ON l.incident_key = $1 AND l.channel = $2
    LEFT JOIN firebreak.incidents i ON i.key = $1`;
  const [row] = (await database.query<LaneRow>(ofLane, [incident, channel])).rows;
  const record = row?.record == null ? null : Incident.parse(row.record);
  return {
    incident,
    channel,
    record,
    state: row === undefined || row.lane === null ? (record?.channels?.[channel] ?? unknown) : stateOf(row),
    dueAt: row?.due_at == null ? null : instantOf(row.due_at),
    waiting: await waitingIn(database, incident, channel),
  };
}

const unknown: ChannelState = { ref: null, since: null, problem: null };

function stateOf(row: LaneRow): ChannelState {
  const since = row.failing_since === null ? null : instantOf(row.failing_since);
  return ChannelState.parse({ ref: row.ref, since, problem: row.problem });
}

async function waitingIn(database: Database, incident: string, channel: string): Promise<readonly Waiting[]> {
  const sql = `SELECT t.id, t.telling, t.issue, t.installation_id, t.state, t.attempts, t.not_before, EXISTS (
      SELECT 1 FROM firebreak.effects e
      WHERE e.incident_key = t.incident_key AND e.key = t.telling->'instead'->>'of' AND e.state IN ('done', 'superseded')) AS is_done, EXISTS (
      SELECT 1 FROM firebreak.effects e
      WHERE e.incident_key = t.incident_key AND e.key = t.telling->'instead'->>'of' AND e.state = 'failed') AS is_refused
    FROM firebreak.tellings t WHERE t.incident_key = $1 AND t.channel = $2 AND t.state IN ('pending', 'sent') ORDER BY t.id`;
  const { rows } = await database.query<WaitingRow>(sql, [incident, channel]);
  return rows.map((row) => ({
    id: row.id,
    telling: row.telling,
    issue: IssueRef.parse(row.issue),
    installationId: row.installation_id,
    state: row.state,
    attempts: row.attempts,
    notBefore: row.not_before === null ? null : instantOf(row.not_before),
    isDone: row.is_done,
    isHeld: row.telling.instead?.onceRefused === true && !row.is_refused,
  }));
}

/** Notes that it is about to be told; false when another process did so meanwhile. */
export async function beginTelling(database: Database, { id, attempts }: Waiting): Promise<boolean> {
  const sql = `UPDATE firebreak.tellings SET state = 'sent', attempts = attempts + 1
    WHERE id = $1 AND attempts = $2 AND state IN ('pending', 'sent') RETURNING id`;
  return (await database.query(sql, [id, attempts])).rows.length > 0;
}

export type SettledTelling = 'pending' | 'done' | 'failed' | 'superseded';

/** Notes what became of things that waited. */
export async function settleTellings(
  tx: Queryable,
  ids: readonly number[],
  state: SettledTelling,
  problem: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  const sql = `UPDATE firebreak.tellings SET state = $2, problem = $3
    WHERE id IN (SELECT jsonb_array_elements_text($1::text::jsonb)::bigint)`;
  await tx.query(sql, [toJson(ids), state, problem]);
}

/** Notes what is known of the channel in this lane, and that nothing is told there before `dueAt`. */
export async function saveLane(
  tx: Queryable,
  { incident, channel }: Pick<Lane, 'incident' | 'channel'>,
  state: ChannelState,
  dueAt: Timestamp | null,
): Promise<void> {
  const sql = `INSERT INTO firebreak.lanes (incident_key, channel, ref, failing_since, problem, due_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (incident_key, channel) DO UPDATE
    SET ref = excluded.ref, failing_since = excluded.failing_since, problem = excluded.problem, due_at = excluded.due_at`;
  await tx.query(sql, [incident, channel, state.ref, state.since, state.problem, dueAt]);
}

const ready = `FROM firebreak.tellings t LEFT JOIN firebreak.lanes l ON l.incident_key = t.incident_key AND l.channel = t.channel
  WHERE t.state IN ('pending', 'sent') AND (t.not_before IS NULL OR t.not_before <= $1) AND (l.due_at IS NULL OR l.due_at <= $1)`;

/** Lanes that could be told something by this instant. */
export async function readyLanes(database: Database, now: Timestamp): Promise<readonly string[]> {
  const { rows } = await database.query<{ incident: string; channel: string }>(
    `SELECT DISTINCT t.incident_key AS incident, t.channel ${ready}`,
    [now],
  );
  return rows.map(({ incident, channel }) => laneName(incident, channel));
}

/** How many channels of open incidents take nothing, by what is behind them. */
export async function failingLanes(database: Database): Promise<number> {
  const sql = `SELECT count(*)::int AS failing FROM firebreak.lanes l JOIN firebreak.incidents i ON i.key = l.incident_key
    WHERE l.failing_since IS NOT NULL AND i.open`;
  const [row] = (await database.query<{ failing: number }>(sql)).rows;
  return z.number().parse(row?.failing ?? 0);
}
