// A row of a document's action items, between the words in its cells and what is compared with the issues: both ways.
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

/** The item. `year`: of the incident, for dates without one. What cannot be read is null, and the lint says so. */
export function itemOf(row: ActionRow, kinds: readonly string[], year: number): ActionItem {
  const status = said(row.status) ?? '';
  return {
    what: said(row.what) ?? '',
    type: typeNamed(said(row.type) ?? '', kinds)?.type ?? null,
    owner: /^@?([A-Za-z0-9](?:[A-Za-z0-9_/-]{0,80}[A-Za-z0-9])?)$/.exec(said(row.owner) ?? '')?.[1] ?? null,
    due: dayMeant(said(row.due) ?? '', year),
    issue: numberIn(said(row.issue) ?? ''),
    status: DONE.test(status) || DONE_SIGN.test(status) ? 'done' : 'open',
    line: row.line,
  };
}

function said(text: string | null): string | null {
  const plain = text?.trim() ?? '';
  return BLANK.test(plain) ? null : plain;
}

/** `#41`, `[#41](…)`, an address that ends so. */
function numberIn(text: string): number | null {
  const number = /(?:#|\/issues\/)(\d{1,9})\b/.exec(text)?.[1];
  return number === undefined ? null : Number(number);
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
