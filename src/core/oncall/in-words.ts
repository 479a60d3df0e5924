// A hand-over as people read it: by the clocks of its time zone first, since that is what they know, and in UTC.
import { Temporal } from 'temporal-polyfill';
import { zoneOf } from '../clock/zone.ts';
import { clockTime, type Timestamp } from '../time.ts';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `Mon 2026-03-09 09:00 Europe/Berlin (08:00 UTC)`, with the date in UTC where it is another one. */
export function handOverInWords(at: Timestamp, timezone: string | null): string {
  const zone = zoneOf(timezone ?? 'UTC');
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const date = local.toPlainDate().toString();
  const said = `${days[local.dayOfWeek - 1]} ${date} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
  if (zone === 'UTC') return `${said} UTC`;
  const inUtc = at.slice(0, 10) === date ? '' : `${at.slice(0, 10)} `;
  return `${said} ${zone} (${inUtc}${clockTime(at)})`;
}
