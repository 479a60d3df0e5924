// Instants and durations as numbers, where they are written as we and GitHub write them; all others are left to Temporal (`any.ts`).

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?:(:\d\d)(?:\.\d{1,3})?)?Z$/;
const DURATION = /^PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?$/;

/** Milliseconds since the epoch; null where it is written otherwise, or there is no such day. */
export function epochOf(text: string): number | null {
  const [, minute, second = ':00'] = INSTANT.exec(text) ?? [];
  if (minute === undefined) return null;
  const epoch = Date.parse(text);
  // `Date` takes the 30th of February for a day of March, and 24:00 for the next day.
  return Number.isNaN(epoch) || new Date(epoch).toISOString().slice(0, 19) !== minute + second ? null : epoch;
}

/** The instant in its shortest form; null beyond the years that are written with four digits. */
export function instantOfEpoch(epoch: number): string | null {
  const text = new Date(epoch).toISOString();
  return text.length === 24 ? text.replace(/\.?0*Z$/, 'Z') : null;
}

/** How many seconds a duration has; null where it is written otherwise. */
export function secondsOf(duration: string): number | null {
  const [, hours, minutes, seconds] = DURATION.exec(duration) ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return null;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}
