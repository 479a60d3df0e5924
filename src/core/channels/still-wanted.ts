// Which of what waits in a lane is not told any more: a page that was answered meanwhile, and what something newer says better. Pure.
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { compare, isDue, plus, type Timestamp } from '../time.ts';
import type { NoticeEvent } from './event.ts';
import type { Telling } from './telling.ts';

/** A channel that takes nothing for so long gets the newest state when it is back, not everything in between. */
export const LONG_DOWN = 'PT5M';

/** What is not taken for so long nobody needs any more. */
const TOO_LATE = 'PT24H';

/** But what answers or ends an alert: it would stay open, and somebody be called for it again and again. */
const ends: readonly NoticeEvent[] = ['acknowledged', 'resolved', 'closed'];

/** Whether it is still to be told, as the incident is now. No record: nothing is known against it. A page that an `/ack` does not end goes on until the end. */
export function isStillWanted(
  { event, at, instead, answerable }: Pick<Telling, 'event' | 'at' | 'instead' | 'answerable'>,
  record: Incident | null,
  now: Timestamp,
): boolean {
  if (!ends.includes(event) && isDue(plus(at, TOO_LATE), now)) return false;
  if (event !== 'paged' || record === null) return true;
  // Whom somebody asked for (`/page`) is no step of the ladder: an `/ack` does not answer it.
  if (instead?.of.startsWith('page/') === true) return isActive(record.status);
  const { answered } = record.ladder;
  if (answerable === false) return isActive(record.status);
  return isActive(record.status) && (answered === null || compare(answered, at) < 0);
}

/** What one of the same kind replaces. What began, was answered and ended is told in any case. */
const replaced: readonly NoticeEvent[] = ['update', 'status', 'severity', 'assigned', 'paged'];

/** Those in a lane, oldest first, that newer ones in it replace. */
export function supersededBy<W extends { readonly event: NoticeEvent }>(waiting: readonly W[]): readonly W[] {
  return waiting.filter(
    ({ event }, index) => replaced.includes(event) && waiting.slice(index + 1).some((later) => later.event === event),
  );
}

/** Whether a channel that fails since then is down for long. */
export function isLongDown(since: Timestamp | null, now: Timestamp): boolean {
  return since !== null && isDue(plus(since, LONG_DOWN), now);
}
