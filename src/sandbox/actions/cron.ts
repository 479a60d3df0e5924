// The five fields of a schedule, in UTC, as GitHub takes them (POSIX cron, with names of months and days).

type Field = { readonly from: number; readonly to: number; readonly names: readonly string[] };

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const days = 'sun mon tue wed thu fri sat'.split(' ');
const fields: readonly Field[] = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [] },
  { from: 1, to: 12, names: ['', ...months] },
  { from: 0, to: 6, names: days },
];

const MINUTE = 60_000;
/** A clock that is moved further than this has gone past every line that is worth starting. */
const FURTHEST = 366 * 24 * 60 * MINUTE;

/** The last instant after `from` and up to `to` (milliseconds since the epoch) at which a line is due; null: none. Throws on a line that is none. */
export function lastDue(cron: string, from: number, to: number): number | null {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== 5) throw new Error(`'${cron}' is no schedule of five fields`);
  const allowed = parts.map((part, at) => valuesOf(part, fields[at] ?? { from: 0, to: 0, names: [] }, cron));
  const first = Math.max(from, to - FURTHEST);
  for (let at = Math.floor(to / MINUTE) * MINUTE; at > first; at -= MINUTE)
    if (isDueAt(new Date(at), allowed, parts)) return at;
  return null;
}

/** Where both days are restricted, either is enough. */
function isDueAt(at: Date, allowed: readonly ReadonlySet<number>[], parts: readonly string[]): boolean {
  const has = (field: number, value: number) => allowed[field]?.has(value) === true;
  const [ofMonth, ofWeek] = [has(2, at.getUTCDate()), has(4, at.getUTCDay())];
  const day = parts[2] === '*' || parts[4] === '*' ? ofMonth && ofWeek : ofMonth || ofWeek;
  return has(0, at.getUTCMinutes()) && has(1, at.getUTCHours()) && has(3, at.getUTCMonth() + 1) && day;
}

function valuesOf(text: string, field: Field, cron: string): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, whole = '', first, last, step] = /^(\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (whole === '') throw new Error(`'${part}' of '${cron}' is no part of a schedule`);
    const from = first === undefined ? field.from : numberOf(first, field, cron);
    const open = first === undefined || (last === undefined && step !== undefined);
    const end = last === undefined ? from : numberOf(last, field, cron);
    const to = open ? field.to : end;
    for (let value = from; value <= to; value += Math.max(1, Number(step ?? 1))) values.add(value);
  }
  return values;
}

function numberOf(text: string, { from, to, names }: Field, cron: string): number {
  const named = names.indexOf(text.toLowerCase());
  const value = named === -1 ? Number(text) : named;
  if (!Number.isInteger(value) || value < from || value > to) throw new Error(`'${text}' of '${cron}' is out of range`);
  return value;
}
