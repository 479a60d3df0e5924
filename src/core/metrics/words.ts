// Numbers of metrics as people read them. Seconds are kept; only here they become hours.
import { reasons } from './known.ts';
import type { LeftOut } from './reading.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** From two days on hours are days: a 30-hour incident reads 30 hours. */
const DAYS_FROM = 48 * HOUR;

/** `45 s`, `12 min`, `1 h 05 min`, `30 h`, `3 d 4 h`; `–` for null. To the minute from one on, to the hour from two days on. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < MINUTE) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  if (seconds < DAYS_FROM) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(seconds / HOUR);
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(large: number, unit: string, small: number, smaller: string): string {
  if (small === 0) return `${large} ${unit}`;
  return `${large} ${unit} ${smaller === 'min' ? String(small).padStart(2, '0') : small} ${smaller}`;
}

/** `77.8 %`; `–` for null. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}

/** `left out: 7, nobody acknowledged it; 2, its policy asks for none`; empty where none is. */
export function leftInWords(left: LeftOut): string {
  const each = left.map(({ reason, n }) => `${n}, ${reasons[reason]}`);
  return each.length === 0 ? '' : `left out: ${each.join('; ')}`;
}
