// The hours in which nobody is paged: by the wall clock of the policy's time zone, also over midnight and when clocks are changed.
import { Temporal } from 'temporal-polyfill';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { zoneOf } from './zone.ts';

/** What of a policy says when they are. */
export type QuietHours = Pick<Policy, 'quietHours' | 'timezone'>;

/** The instant itself outside of them, else the first one at which the wall clock shows another hour. */
export function quietUntil(at: Timestamp, { quietHours, timezone }: QuietHours): Timestamp {
  if (quietHours === null) return at;
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(zoneOf(timezone));
  const [from, to] = [Temporal.PlainTime.from(quietHours.from), Temporal.PlainTime.from(quietHours.to)];
  if (!isWithin(zoned.toPlainTime(), from, to)) return at;
  return endAfter(zoned, to).toInstant().toString();
}

/** From one time of day to another, on the next day where that is earlier; no time at all from one to itself. */
function isWithin(time: Temporal.PlainTime, from: Temporal.PlainTime, to: Temporal.PlainTime): boolean {
  const [begun, over] = [Temporal.PlainTime.compare(time, from) >= 0, Temporal.PlainTime.compare(time, to) >= 0];
  return Temporal.PlainTime.compare(from, to) <= 0 ? begun && !over : begun || !over;
}

/** A clock that is set forward over the end shows a later time at once: they end with the change. */
function endAfter(at: Temporal.ZonedDateTime, to: Temporal.PlainTime): Temporal.ZonedDateTime {
  const today = at.toPlainDate();
  const isPast = Temporal.PlainTime.compare(at.toPlainTime(), to) >= 0;
  const local = (isPast ? today.add({ days: 1 }) : today).toPlainDateTime(to);
  const first = local.toZonedDateTime(at.timeZoneId, { disambiguation: 'earlier' });
  const last = local.toZonedDateTime(at.timeZoneId, { disambiguation: 'later' });
  const isSkipped = !first.toPlainDateTime().equals(local);
  if (isSkipped) return first.getTimeZoneTransition('next') ?? last;
  return Temporal.ZonedDateTime.compare(first, at) > 0 ? first : last;
}
