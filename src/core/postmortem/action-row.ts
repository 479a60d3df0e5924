// A row of a document's action items, between the words in its cells and what is compared with the issues: both ways.
import { compare, type Timestamp } from '../time.ts';
import { type ActionItem, typeNamed } from './action-item.ts';
import { dayMeant } from './due-date.ts';

/** The cells as they are written; null where there is none, or nothing in it. */
export type ActionRow = {
  readonly line: number;
  readonly what: string | null;
  readonly type: string | null;
  readonly owner: string | null;
  readonly due: string | null;
  readonly issue: string | null;
  readonly status: string | null;
};

/** What stands for nothing in a cell. */
const BLANK = /^(?:-+|–|—|\?+|n\/a|none|nobody|tbd|todo)?$/i;

const DONE = /^(?:\[x\]|✅|done|closed|fixed|completed?|resolved|finished)\b/i;
const DONE_SIGN = /^(?:\[x\]|✅)/i;

/** What rows are read with: the policy's kinds of tickets, when the incident began (dates without a year are after it), and the repository's address. */
export type RowsFrom = { readonly kinds: readonly string[]; readonly since: Timestamp; readonly web: string };

/** What stands for an issue that is none of this repository, or no issue at all: somebody keeps it elsewhere. */
export const ELSEWHERE = 0;

/** The item. What cannot be read is null, and the lint says so. */
export function itemOf(row: ActionRow, { kinds, since, web }: RowsFrom): ActionItem {
  const status = said(row.status) ?? '';
  return {
    what: said(row.what) ?? '',
    type: typeNamed(said(row.type) ?? '', kinds)?.type ?? null,
    owner: /^@?([A-Za-z0-9](?:[A-Za-z0-9_/-]{0,80}[A-Za-z0-9])?)$/.exec(said(row.owner) ?? '')?.[1] ?? null,
    due: dueMeant(said(row.due) ?? '', since),
    issue: numberIn(said(row.issue) ?? '', web),
    status: DONE.test(status) || DONE_SIGN.test(status) ? 'done' : 'open',
    line: row.line,
  };
}

function said(text: string | null): string | null {
  const plain = text?.trim() ?? '';
  return BLANK.test(plain) ? null : plain;
}

/** A date without a year is the first of its name that is not before the incident. */
function dueMeant(text: string, since: Timestamp): Timestamp | null {
  const year = Number(since.slice(0, 4));
  const at = dayMeant(text, year);
  return at !== null && text.includes('/') && compare(at, since) < 0 ? dayMeant(text, year + 1) : at;
}

/** `#41`, `[#41](…)`, an address that ends so; null where nothing is named. */
function numberIn(text: string, web: string): number | null {
  if (text === '') return null;
  const address = /https?:\/\/[^\s)>\]]+/.exec(text)?.[0];
  if (address !== undefined && !address.startsWith(`${web}/issues/`)) return ELSEWHERE;
  const number = /(?:(?<![\w./-])#|\/issues\/)(\d{1,9})\b/.exec(address ?? text)?.[1];
  return number === undefined ? ELSEWHERE : Number(number);
}

/** The cells of it, as they are written anew; `web`: the repository's address. */
export function rowOf({ line, what, type, owner, due, issue, status }: ActionItem, web: string): ActionRow {
  return {
    line,
    what,
    type,
    owner: owner === null ? null : `@${owner}`,
    due: due === null ? null : due.slice(0, 10),
    issue: issue === null ? null : `[#${issue}](${web}/issues/${issue})`,
    status: status === 'done' ? 'Done' : 'Open',
  };
}
