// What a schedule of another service says, as the shell read it, and whose account here that is.
import { compare, isDue, type Timestamp } from '../time.ts';
import type { Rotation } from './shift.ts';

/** Somebody's time on call there; null where it has no beginning or end. */
export type ScheduleShift = {
  readonly email: string;
  readonly from: Timestamp | null;
  readonly until: Timestamp | null;
};

/** Why a schedule could not be read just now: no key is set, the key or the schedule was refused, or there was no answer in time. */
export type ScheduleTrouble = 'no-key' | 'refused' | 'no-answer';

/** The shifts as last known, and why they could not be read just now; null when they could. */
export type ScheduleReading = { readonly shifts: readonly ScheduleShift[]; readonly trouble: ScheduleTrouble | null };

/** Who is on call by a schedule: `unmapped` counts those whose account the policy does not say. */
export type Scheduled = {
  readonly handles: readonly string[];
  readonly unmapped: number;
  readonly until: Timestamp | null;
};

/** Who is on call at an instant. Nobody, where the schedule says nothing of it. */
export function scheduledAt(
  { shifts }: Pick<ScheduleReading, 'shifts'>,
  { pagerdutyUsers }: Pick<Rotation, 'pagerdutyUsers'>,
  now: Timestamp,
): Scheduled {
  const current = shifts.filter((shift) => isWithin(shift, now));
  const emails = [...new Set(current.map(({ email }) => email.toLowerCase()))];
  const handles = emails.flatMap((email) => handleOf(pagerdutyUsers, email));
  const ends = current.flatMap(({ until }) => (until === null ? [] : [until])).sort(compare);
  return { handles: [...new Set(handles)], unmapped: emails.length - handles.length, until: ends[0] ?? null };
}

function isWithin({ from, until }: ScheduleShift, now: Timestamp): boolean {
  return (from === null || isDue(from, now)) && (until === null || compare(now, until) < 0);
}

/** Addresses are the same whatever their case. */
function handleOf(users: Rotation['pagerdutyUsers'], email: string): readonly string[] {
  const [, login] = Object.entries(users).find(([known]) => known.toLowerCase() === email) ?? [];
  return login === undefined ? [] : [`@${login.replace(/^@/, '')}`];
}
