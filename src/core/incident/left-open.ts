// What earlier incidents that are like this one left open, as its record keeps it and its card shows it.
import * as z from 'zod';
import { deadlineLists } from './deadline-change.ts';
import type { Incident } from './record.ts';
import { resembles } from './resembles.ts';

/** One earlier incident: in what it is alike, and what is still to be done after it. */
export const LeftOpen = z.object({
  number: z.number().int(),
  why: z.array(z.string()),
  items: z.array(z.object({ what: z.string(), issue: z.number().int().nullable(), due: z.string().nullable() })),
  /** Further ones that are not among these; absent: none. */
  more: z.number().int().optional(),
});
export type LeftOpen = Readonly<z.infer<typeof LeftOpen>>;

/** On record and card: the record must stay small, and nobody reads more in the heat. */
const MOST_INCIDENTS = 3;
const MOST_ITEMS = 5;
const MOST_REASONS = 3;
const LONGEST = 150;

/** Of these earlier incidents what is open, those that are alike in most first, then the newest. A practice incident and a real one are never alike. */
export function leftOpenBy(incident: Incident, earlier: readonly Incident[]): readonly LeftOpen[] {
  return earlier
    .filter(
      (one) => one.issue.number !== incident.issue.number && one.status !== 'declined' && one.drill === incident.drill,
    )
    .map((one) => ({ one, why: resembles(incident, one) }))
    .filter(({ why }) => why.length > 0)
    .sort((a, b) => b.why.length - a.why.length || b.one.issue.number - a.one.issue.number)
    .flatMap(({ one, why }) => leftBy(one, why))
    .slice(0, MOST_INCIDENTS);
}

function leftBy(one: Incident, why: readonly string[]): readonly LeftOpen[] {
  const open = deadlineLists.flatMap((list) => one[list]).filter(({ done }) => done === null);
  if (open.length === 0) return [];
  const items = open.slice(0, MOST_ITEMS).map(({ what, issue, due }) => ({
    what: cut(what),
    issue: issue?.number ?? null,
    due,
  }));
  const more = open.length - items.length;
  return [{ number: one.issue.number, why: why.slice(0, MOST_REASONS).map(cut), items, ...(more > 0 ? { more } : {}) }];
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).toWellFormed()}…`;
}
