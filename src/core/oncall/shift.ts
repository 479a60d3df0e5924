// Whose turn it is in a rotation, by the clocks of its time zone: a hand-over is at the same time of day all year round.
import { Temporal } from 'temporal-polyfill';
import { zoneOf } from '../clock/zone.ts';
import type { Policy } from '../policy/policy.ts';
import { weekdays } from '../policy/written/on-call.ts';
import { compare, isDue, type Timestamp } from '../time.ts';

/** A rotation as the policy says it. */
export type Rotation = Policy['onCall'][number];

/** What of a rotation decides when its hand-overs are. `timezone` null: UTC. */
export type Rhythm = Pick<Rotation, 'length' | 'handOver' | 'begins' | 'timezone'>;

/** The `turn`th shift, counted from 0, from one hand-over to before the next. */
export type Shift = { readonly turn: number; readonly from: Timestamp; readonly until: Timestamp };

/** Clocks are moved by two hours at most (Antarctica/Troll), so a hand-over is no further from where the wall clock seems to put it. No zone is to move to the other side of the date line, as Apia did in 2011. */
const MOST_MOVED_MINUTES = 3 * 60;

/**
 * The shift at an instant; null before the rotation begins. A hand-over in an hour that the clocks skip is later by as much, in one that they repeat the first
 * of both, as Temporal calls compatible. Two that meet so leave no shift between them.
 */
export function shiftAt(rhythm: Rhythm, now: Timestamp): Shift | null {
  const name = JSON.stringify([rhythm.length, rhythm.handOver, rhythm.begins, rhythm.timezone]);
  const known = shifts.get(name) ?? [];
  const found = known.find(({ from, until }) => isDue(from, now) && compare(now, until) < 0);
  if (found !== undefined) return found;
  const shift = reckoned(rhythm, now);
  if (shifts.size >= MOST_RHYTHMS) shifts.clear();
  if (shift !== null) shifts.set(name, [shift, ...known].slice(0, MOST_SHIFTS));
  return shift;
}

/** Reckoning with time zones takes its time, and nearly every question is about the shift that is on, or the next one. */
const shifts = new Map<string, readonly Shift[]>();
const MOST_RHYTHMS = 1000;
const MOST_SHIFTS = 4;

function reckoned(rhythm: Rhythm, now: Timestamp): Shift | null {
  const plan = planOf(rhythm);
  const at = Temporal.Instant.from(now);
  const wall = at.toZonedDateTimeISO(plan.zone).toPlainDateTime();
  const near = Math.floor(plan.first.until(wall, { largestUnit: 'minutes' }).total('minutes') / plan.minutes);
  const around = Math.ceil(MOST_MOVED_MINUTES / plan.minutes) + 1;
  const turn = lastUpTo(plan, at, near + around, near - around);
  if (turn < 0) return null;
  return { turn, from: handOver(plan, turn).toString(), until: firstFrom(plan, turn + 1, around).toString() };
}

/** When the rotation begins. */
export function firstShift(rhythm: Rhythm): Timestamp {
  return handOver(planOf(rhythm), 0).toString();
}

type Plan = { readonly first: Temporal.PlainDateTime; readonly minutes: number; readonly zone: string };

function planOf({ length, handOver: { day, time }, begins, timezone }: Rhythm): Plan {
  const minutes = Math.max(1, Math.round(Temporal.Duration.from(length).total('minutes')));
  const first = onDay(Temporal.PlainDate.from(begins), day).toPlainDateTime(Temporal.PlainTime.from(time));
  return { first, minutes, zone: zoneOf(timezone ?? 'UTC') };
}

/** That day of the week, on the date or after it. */
function onDay(date: Temporal.PlainDate, day: Rotation['handOver']['day']): Temporal.PlainDate {
  if (day === null) return date;
  return date.add({ days: (weekdays.indexOf(day) + 1 - date.dayOfWeek + 7) % 7 });
}

function handOver({ first, minutes, zone }: Plan, turn: number): Temporal.Instant {
  return first
    .add({ minutes: turn * minutes })
    .toZonedDateTime(zone)
    .toInstant();
}

/** The last turn that has begun; they are counted, since moved clocks may put two hand-overs the other way round. */
function lastUpTo(plan: Plan, at: Temporal.Instant, from: number, to: number): number {
  let turn = from;
  while (turn > to && Temporal.Instant.compare(handOver(plan, turn), at) > 0) turn -= 1;
  return turn;
}

/** The earliest hand-over of those that come behind a turn. */
function firstFrom(plan: Plan, turn: number, around: number): Temporal.Instant {
  const all = Array.from({ length: around }, (_, further) => handOver(plan, turn + further));
  return all.reduce((a, b) => (Temporal.Instant.compare(b, a) < 0 ? b : a));
}
