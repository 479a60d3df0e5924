// The times of a timeline put in a row: where they go back, and which are not in UTC.

import { minutesSince1970 } from '../../time/days.ts';
import { instantIn } from '../../time.ts';
import type { TimelineEntry } from '../as-read.ts';

/** An entry with its minutes since some midnight; a time that goes back by more than half a day belongs to the next day. */
export type Placed = { readonly entry: TimelineEntry; readonly minutes: number; readonly goesBack: boolean };

const HALF_A_DAY = 12 * 60;
const DAY = 24 * 60;

/** Zones that are UTC by another name. */
const UTC = /^(?:Z|UTC|GMT|[+-]00:?00)$/i;

/** The zone that is written behind a time; null where there is none. */
export function zoneOf({ time }: TimelineEntry): string | null {
  return /(?:(?<=[\d\s])(?:[AP]\.?M\.?|Z|[A-Z]{2,5})|[+-]\d{2}:?\d{2})$/i.exec(time.text)?.[0] ?? null;
}

/** Whether an entry says that its time is another than UTC. */
export function isElsewhere(entry: TimelineEntry): boolean {
  const zone = zoneOf(entry);
  return zone !== null && !UTC.test(zone);
}

/** The entries in their order with their times in a row. Entries whose time is none that there is are left out. */
export function placed(entries: readonly TimelineEntry[]): readonly Placed[] {
  const found: Placed[] = [];
  let day = 0;
  let last: number | null = null;
  for (const entry of entries) {
    const dated = datedMinutes(entry);
    const clock = dated ?? clockMinutes(entry);
    if (clock === null) continue;
    let minutes = dated ?? day + clock;
    if (dated === null && last !== null && last - minutes > HALF_A_DAY) minutes += DAY;
    day = minutes - (((minutes % DAY) + DAY) % DAY);
    found.push({ entry, minutes, goesBack: last !== null && minutes < last });
    last = Math.max(last ?? minutes, minutes);
  }
  return found;
}

/** Minutes since 1970 of a time with its date. */
function datedMinutes({ time }: TimelineEntry): number | null {
  if (!/^\d{4}-/.test(time.text)) return null;
  const instant = instantIn(
    time.text
      .replace(/\s+/g, ' ')
      .replace(/ ?(?:UTC|GMT)$/, 'Z')
      .replace(/^(\S+) (?=\d)/, '$1T'),
  );
  return instant === null ? null : minutesSince1970(instant);
}

function clockMinutes({ time }: TimelineEntry): number | null {
  const [, hour, minute, half] = /(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?\s?([AaPp])?/.exec(time.text) ?? [];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return hour === undefined || hours > 23 || Number(minute) > 59 ? null : hours * 60 + Number(minute);
}
