// The breaker: the app answers one account, and one thread, only so often an hour, so that no two machines talk to each other for long (AC-11).
import type { Incident } from '../incident/record.ts';
import { clockTime, compare, minus, plus, type Timestamp } from '../time.ts';

/** Replies an hour to one account in one thread: a machine that answers us is one account. */
export const REPLIES_PER_HOUR = 10;

/** Replies an hour in one thread, to all accounts: more than people at work on an incident cause. */
const IN_ALL = 4 * REPLIES_PER_HOUR;

/** Strangers are answered so often in all: whoever works on the incident must hear why something was not done. */
const FOR_STRANGERS = REPLIES_PER_HOUR / 2;

type Reply = Incident['replies'][number];

/** Whether one more reply may be given to an account. */
export function mayReply(incident: Incident, to: number, toStranger: boolean, now: Timestamp): boolean {
  const given = lately(incident, now);
  return given.length < (toStranger ? FOR_STRANGERS : IN_ALL) && toAccount(given, to).length < REPLIES_PER_HOUR;
}

/** The incident with one more reply counted. */
export function withReply(incident: Incident, id: number, at: Timestamp): Incident {
  return { ...incident, replies: [...lately(incident, at), { id, at }] };
}

/** When an account is answered again, as people read it; null while it is. */
export function pausedUntil(incident: Incident, to: number, now: Timestamp): string | null {
  const given = lately(incident, now);
  return until(given, IN_ALL) ?? until(toAccount(given, to), REPLIES_PER_HOUR);
}

/** When everybody is answered again; null while everybody is. */
export function anyPausedUntil(incident: Incident, now: Timestamp): string | null {
  const accounts = new Set(incident.replies.map(({ id }) => id));
  const times = [...accounts].map((id) => pausedUntil(incident, id, now));
  return times.find((time) => time !== null) ?? null;
}

function until(given: readonly Reply[], most: number): string | null {
  const first = given.at(-most);
  return first === undefined ? null : clockTime(plus(first.at, 'PT1H'));
}

function toAccount(given: readonly Reply[], to: number): readonly Reply[] {
  return given.filter(({ id }) => id === to);
}

function lately({ replies }: Incident, now: Timestamp): Reply[] {
  const hourAgo = minus(now, 'PT1H');
  return replies.filter(({ at }) => compare(at, hourAgo) > 0);
}
