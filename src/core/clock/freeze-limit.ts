// When the time of a freeze is up: one that somebody forgot ends by itself.
import { holdingFreeze } from '../incident/freeze.ts';
import type { Incident } from '../incident/record.ts';
import { earlier, isDue, type Timestamp } from '../time.ts';

/** The longest that a freeze may be asked for: GitHub takes a check that has waited fourteen days for stale. */
export const LONGEST_FREEZE = 'PT168H';

/** Whether it holds and its time is up. */
export function isFreezeOver(incident: Incident, now: Timestamp): boolean {
  const freeze = holdingFreeze(incident);
  return freeze !== null && isDue(freeze.until, now);
}

/** When to look again for it. */
export function untilFreezeOver(incident: Incident, at: Timestamp | null): Timestamp | null {
  const freeze = holdingFreeze(incident);
  if (freeze === null) return at;
  return at === null ? freeze.until : earlier(at, freeze.until);
}
