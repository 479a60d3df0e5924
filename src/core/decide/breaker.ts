// The breaker: whatever goes on in a thread, the app answers it only so often an hour, so that no two machines talk to each other for long (AC-11).
import type { Incident } from '../incident/record.ts';
import { clockTime, compare, minus, plus, type Timestamp } from '../time.ts';

/** Replies an hour in one thread. More than people at work on an incident cause, and few enough to read. */
export const REPLIES_PER_HOUR = 10;

/** Strangers use up half of them at most: whoever works on the incident must hear why something was not done. */
const FOR_STRANGERS = REPLIES_PER_HOUR / 2;

/** Whether one more reply may be given. */
export function mayReply(incident: Incident, toStranger: boolean, now: Timestamp): boolean {
  return lately(incident, now).length < (toStranger ? FOR_STRANGERS : REPLIES_PER_HOUR);
}

/** The incident with one more reply counted. */
export function withReply(incident: Incident, now: Timestamp): Incident {
  return { ...incident, replies: [...lately(incident, now), now] };
}

/** When comments are answered again, as people read it; null while they are. */
export function pausedUntil(incident: Incident, now: Timestamp): string | null {
  const [first, ...others] = lately(incident, now).slice(-REPLIES_PER_HOUR);
  return first === undefined || others.length + 1 < REPLIES_PER_HOUR ? null : clockTime(plus(first, 'PT1H'));
}

function lately({ replies }: Incident, now: Timestamp): Timestamp[] {
  const hourAgo = minus(now, 'PT1H');
  return replies.filter((at) => compare(at, hourAgo) > 0);
}
