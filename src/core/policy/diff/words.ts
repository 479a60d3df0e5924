// Values of a policy in plain words, to be compared and told.
import { Temporal } from 'temporal-polyfill';
import { parseDuration } from '../../time.ts';
import type { Plain } from '../compose.ts';
import { isPlain } from '../path.ts';

/** A length of time, to the second: `at once`, `1 hour 30 minutes`, `next business day`. */
export function spanInWords(span: string): string {
  const duration = parseDuration(span);
  if (duration === null) return span;
  const total = Temporal.Duration.from(duration).total('seconds');
  if (total === 0) return 'at once';
  const parts = [
    { amount: Math.floor(total / 3600), unit: 'hour' },
    { amount: Math.floor((total % 3600) / 60), unit: 'minute' },
    { amount: total % 60, unit: 'second' },
  ];
  const said = parts.filter(({ amount }) => amount > 0);
  return said.map(({ amount, unit }) => `${amount} ${unit}${amount === 1 ? '' : 's'}`).join(' ');
}

/** A target: `none` where there is none. */
export function targetInWords(span: string | null): string {
  return span === null ? 'no target' : spanInWords(span);
}

/** Any value: `none` for nothing, `yes` and `no`, durations as people say them, lists and sections in one line. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return isDuration(value) ? spanInWords(value) : value;
  if (Array.isArray(value)) return listInWords(value);
  if (isPlain(value)) return sectionInWords(value);
  return String(value);
}

/** As normalised (`PT2H`) or as written (`2h`). */
function isDuration(text: string): boolean {
  return /^(PT(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?|\d{1,5}[hms])$/.test(text) && text !== 'PT';
}

function listInWords(list: readonly unknown[]): string {
  return list.length === 0 ? 'none' : list.map(valueInWords).join(list.some(isPlain) ? '; ' : ', ');
}

function sectionInWords(section: Plain): string {
  const said = Object.entries(section).filter(([, value]) => valueInWords(value) !== 'none');
  if (said.length === 0) return 'none';
  return said.map(([key, value]) => `${wordsOfKey(key)} ${valueInWords(value)}`).join(', ');
}

/** `respondWithin` and `respond_within` as `respond within`. */
export function wordsOfKey(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
}
