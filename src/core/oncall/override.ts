// Overrides of a rotation: who is on call for some days instead, by the clocks of the rotation's time zone.
import { Temporal } from 'temporal-polyfill';
import { zoneOf } from '../clock/zone.ts';
import { compare, isDue, type Timestamp } from '../time.ts';
import type { Rotation } from './shift.ts';

type Override = Rotation['overrides'][number];

/** An override from an instant to before another one. `index`: its place in the policy's list. */
export type Window = {
  readonly index: number;
  readonly from: Timestamp;
  readonly until: Timestamp;
  readonly who: string;
};

/** In the order of the list. */
export function windowsOf({ overrides, timezone }: Pick<Rotation, 'overrides' | 'timezone'>): readonly Window[] {
  const zone = zoneOf(timezone ?? 'UTC');
  const known = reckoned.get(overrides);
  if (known?.zone === zone) return known.windows;
  const windows = windowsIn(overrides, zone);
  reckoned.set(overrides, { zone, windows });
  return windows;
}

/** By the list of the policy that was read: it is asked for with every decision. */
const reckoned = new WeakMap<Rotation['overrides'], { readonly zone: string; readonly windows: readonly Window[] }>();

function windowsIn(overrides: Rotation['overrides'], zone: string): readonly Window[] {
  return overrides.map(({ from, to, who }: Override, index) => ({
    index,
    from: beginningOf(from, zone, 0),
    until: beginningOf(to, zone, 1),
    who,
  }));
}

/** A day begins at its first moment, which some time zones do not have at midnight; `days` moves a day and no time of day. */
function beginningOf(text: string, zone: string, days: number): Timestamp {
  if (text.includes('T')) return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant().toString();
  return Temporal.PlainDate.from(text).add({ days }).toZonedDateTime(zone).toInstant().toString();
}

/** The one that holds at an instant: of several the last in the list. Null where none does. */
export function windowAt(windows: readonly Window[], now: Timestamp): Window | null {
  return windows.findLast(({ from, until }) => isDue(from, now) && compare(now, until) < 0) ?? null;
}

/** Those of which one begins before another one is over, each pair once. */
export function overlaps(windows: readonly Window[]): readonly (readonly [Window, Window])[] {
  const inTime = [...windows].filter(({ from, until }) => compare(from, until) < 0);
  return inTime.flatMap((a, index) =>
    inTime
      .slice(index + 1)
      .filter((b) => compare(a.from, b.until) < 0 && compare(b.from, a.until) < 0)
      .map((b) => [a, b] as const),
  );
}
