// What comes next by the clock, as far as the pinned status cards of open issues say it.
import { pinnedCommentOf } from '../../state/find-issue.ts';
import type { Store } from '../../state/store.ts';

/** Something that is due: what the card calls it, when, and on which issue. */
export type Due = { readonly what: string; readonly at: string; readonly page: string; readonly issue: number };

/** A row of a card that ends with an instant and speaks of the future: `| **Next update by** | 2026-03-01 04:20 UTC |`. */
const row = /^\| \*\*([^|*]*\b(?:by|until))\*\* \| (\d{4}-\d\d-\d\d \d\d:\d\d UTC) \|/gm;

/** The next of all; null when no card says anything. What is overdue stays the next until the card changes. */
export function nextDue(store: Store, pageOf: (issueId: number) => string): Due | null {
  const all = [...store.issues.values()].flatMap((issue) => {
    if (issue.state !== 'open' || issue.fate.kind !== 'live') return [];
    const card = pinnedCommentOf(store, issue);
    const rows = card === null || card === undefined || card.viaAppId === null ? [] : [...card.body.matchAll(row)];
    return rows.map(([, what = '', at = '']) => ({ what, at, page: pageOf(issue.id), issue: issue.number }));
  });
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;
}

/** How long it is until then, in words: `in 1 h 20 min`, `now`, `5 min ago`. */
export function distance(atMs: number, nowMs: number): string {
  const minutes = Math.round((atMs - nowMs) / 60_000);
  if (minutes === 0) return 'now';
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const span = [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((part) => part !== '').join(' ');
  return minutes > 0 ? `in ${span}` : `${span} ago`;
}
