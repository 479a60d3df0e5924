// Tells one channel what it is to be told of one incident, in order, each noted before the call. A lane waits for nobody: neither GitHub nor another channel.
import type { Telling } from '../../core/channels/telling.ts';
import type { ChannelState } from '../../core/incident/channel-state.ts';
import type { Message } from '../../core/messages.ts';
import { compare, isDue, later, plus, type Timestamp } from '../../core/time.ts';
import type { Channels } from '../notify/channels.ts';
import type { Notice, Told } from '../notify/port.ts';
import { ask } from './ask-channel.ts';
import { asNews } from './channel-news.ts';
import type { Clock } from './clock.ts';
import { beginTelling, type Lane, laneName, readLane, saveLane, settleTellings, type Waiting } from './lane-store.ts';
import { type WantedParts, wantedIn } from './lane-wanted.ts';
import type { Log } from './log.ts';
import type { Turns } from './turns.ts';

export type LaneParts = WantedParts & {
  readonly channels: Channels;
  /** A message as Markdown, of a length that a channel takes. */
  readonly text: (message: Message) => string;
  /** Has the lane drained at an instant of the engine's clock. */
  readonly ringAt: (lane: string, at: Timestamp) => Promise<void>;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly log: Log;
};

/** Longest that a channel may ask to wait, and that it is left alone: it may be back sooner than it thought. */
const LONGEST_WAIT = 'PT1H';

/** Tells everything in the lane that may be told now, and has it looked at again for the rest. Returns early when it is the turn of others. */
export async function drainLane(parts: LaneParts, name: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const now = parts.clock.now();
    const lane = await readLane(parts.database, name);
    const waiting = await wantedIn(parts, lane, now);
    const [next] = waiting.filter(({ notBefore }) => notBefore === null || isDue(notBefore, now));
    const free = next === undefined ? null : parts.turns.freeAt(next.telling.connection, now);
    if (free !== null) await saveLane(parts.database, lane, lane.state, free);
    const at = nextLook(lane, waiting, next, free, now);
    if (at !== null) return parts.ringAt(name, at);
    if (next === undefined || !(await tellNext(parts, lane, next, signal))) return;
  }
}

/** When to look again; null when something may be told now, or nothing ever. */
function nextLook(
  lane: Lane,
  waiting: readonly Waiting[],
  next: Waiting | undefined,
  freeAt: Timestamp | null,
  now: Timestamp,
): Timestamp | null {
  const starts = waiting.flatMap(({ notBefore }) => notBefore ?? []).sort(compare);
  if (next === undefined) return starts[0] ?? null;
  const wait = lane.dueAt !== null && compare(lane.dueAt, now) > 0 ? lane.dueAt : null;
  if (wait === null || freeAt === null) return wait ?? freeAt;
  return later(wait, freeAt);
}

/** Whether the lane may go on at once. */
async function tellNext(parts: LaneParts, lane: Lane, next: Waiting, signal: AbortSignal): Promise<boolean> {
  const { telling } = next;
  if (!parts.turns.take(telling.connection)) {
    await parts.ringAt(laneName(lane.incident, lane.channel), plus(parts.clock.now(), 'PT1S'));
    return false;
  }
  try {
    if (!(await beginTelling(parts.database, next))) return false;
    const told = await ask(parts.channels, telling, noticeOf(parts, lane, telling), signal);
    // Whether it was taken is not known: it is told again under the same key.
    signal.throwIfAborted();
    return await note(parts, lane, next, told);
  } finally {
    parts.turns.giveBack(telling.connection);
  }
}

/** Several channels may share a connection, each with its readers: what one was told is no repetition of what another is. */
function noticeOf({ text }: LaneParts, { incident, channel, state }: Lane, telling: Telling): Notice {
  const { key, event, level, rank, status, summary, url, at, to, name, message } = telling;
  return {
    key: `${incident}/${channel}/${key}`,
    incident,
    event,
    level,
    rank,
    status,
    summary,
    url,
    at,
    to,
    name,
    ref: state.ref,
    text: text(message),
  };
}

function outcomeOf(told: Told): 'done' | 'failed' | 'pending' {
  if (told.ok) return 'done';
  return told.fate === 'final' ? 'failed' : 'pending';
}

async function note(parts: LaneParts, lane: Lane, next: Waiting, told: Told): Promise<boolean> {
  const now = parts.clock.now();
  const outcome = outcomeOf(told);
  const state = stateAfter(lane.state, told, now);
  const dueAt = outcome === 'pending' ? retryAt(told, next.attempts, now) : null;
  await parts.database.transaction(async (tx) => {
    await settleTellings(tx, [next.id], outcome, told.ok ? null : told.message.slice(0, 500));
    await saveLane(tx, lane, state, dueAt);
    await parts.deliver(tx, asNews(lane, state, next, now));
  });
  const isOfOne = !told.ok && told.ofOne === true;
  parts.turns.heard(next.telling.connection, isOfOne ? null : dueAt);
  parts.onTold(next.telling.connection, outcome === 'pending' ? 'retried' : outcome);
  say(parts, lane, next, told);
  if (dueAt === null) return true;
  await parts.ringAt(laneName(lane.incident, lane.channel), dueAt);
  return false;
}

function stateAfter(before: ChannelState, told: Told, now: Timestamp): ChannelState {
  if (told.ok) return { ref: told.ref ?? before.ref, since: null, problem: null };
  return { ref: before.ref, since: before.since ?? now, problem: told.fate === 'final' ? 'refused' : 'unreachable' };
}

/** Five seconds at first, then twice as long each time, five minutes at most; never before the channel allows. */
function retryAt(told: Told, attempts: number, now: Timestamp): Timestamp {
  const own = plus(now, `PT${Math.min(300, 5 * 2 ** Math.min(attempts, 10))}S`);
  const asked = told.ok ? null : told.retryAt;
  if (asked === null) return own;
  const longest = plus(now, LONGEST_WAIT);
  return compare(asked, longest) > 0 ? longest : later(own, asked);
}

function say({ log }: LaneParts, { incident, channel }: Lane, { telling }: Waiting, told: Told): void {
  const details = { incident, channel, key: telling.key };
  if (told.ok) {
    if (told.note !== undefined) log('warn', 'channel-note', `${channel} took ${telling.key}. ${told.note}`, details);
    return;
  }
  const isOver = told.fate === 'final';
  const code = isOver ? 'telling-failed' : 'channel-down';
  log(isOver ? 'error' : 'warn', code, `${channel} did not take ${telling.key}: ${told.message}`, details);
}
