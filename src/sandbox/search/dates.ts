/** Dates of searches: `2026-03-02`, `>=2026-03-02T09:00:00Z`, `2026-03-01..2026-03-05`, `*..2026-03-05`. */
import { Refusal } from '../state/refusal.ts';

const dayMs = 86_400_000;

/** Whether an instant lies in the span that a search names. A day is the whole day in UTC. 422 for a date that cannot be read. */
export function isWithin(at: string, span: string, nowMs: number): boolean {
  const instant = Date.parse(at);
  const [from, to] = span.split('..');
  if (to !== undefined)
    return (from === '*' || instant >= startOf(from ?? '', nowMs)) && (to === '*' || instant < endOf(to, nowMs));
  const [, sign = '', date = ''] = /^(>=|<=|>|<)?(.*)$/.exec(span) ?? [];
  switch (sign) {
    case '>':
      return instant >= endOf(date, nowMs);
    case '>=':
      return instant >= startOf(date, nowMs);
    case '<':
      return instant < startOf(date, nowMs);
    case '<=':
      return instant < endOf(date, nowMs);
    default:
      return instant >= startOf(date, nowMs) && instant < endOf(date, nowMs);
  }
}

function startOf(date: string, nowMs: number): number {
  const today = /^@today(?:-(\d+)d)?$/.exec(date);
  if (today !== null) return Math.floor(nowMs / dayMs) * dayMs - Number(today[1] ?? 0) * dayMs;
  const instant = Date.parse(date);
  if (Number.isNaN(instant))
    throw new Refusal(
      422,
      `${date} is not a recognized date/time format. Please provide an ISO 8601 date/time value, such as YYYY-MM-DD.`,
    );
  return instant;
}

/** The first instant after it: a second later for a time, a day later for a day. */
function endOf(date: string, nowMs: number): number {
  return startOf(date, nowMs) + (date.includes('T') ? 1000 : dayMs);
}
