// The action items of a document as they are compared with the issues: words as they are seen, without credentials.
import { withoutCredentials } from '../credential.ts';
import { visibleWords } from '../markdown/visible-words.ts';
import type { ActionItem } from './action-item.ts';
import { itemOf, type RowsFrom } from './action-row.ts';
import type { ActionAsRead, Field } from './as-read.ts';
import { readPostmortem } from './read.ts';

/** More of one is read of none, and a table of more rows is nobody's plan. */
export const LONGEST_WORDS = 300;
const MOST_ROWS = 100;

/** The items of it in their order. Never throws. */
export function tableIn(text: string, from: RowsFrom): readonly ActionItem[] {
  return itemsOf(readPostmortem(text).actions, from);
}

/** The same of what was read already. */
export function itemsOf(actions: readonly ActionAsRead[], from: RowsFrom): readonly ActionItem[] {
  return actions.slice(0, MOST_ROWS).map((action) => asItem(action, from));
}

function asItem({ line, what, type, owner, due, issue, status }: ActionAsRead, from: RowsFrom): ActionItem {
  const row = {
    line,
    what: shortened(what?.text ?? ''),
    type: wordsIn(type),
    owner: wordsIn(owner),
    due: wordsIn(due),
    issue: issue?.text ?? null,
    status: wordsIn(status),
  };
  return itemOf(row, from);
}

/** The words of one as they are compared. */
export function shortened(text: string): string {
  return withoutCredentials(visibleWords(text)).slice(0, LONGEST_WORDS).toWellFormed().trim();
}

function wordsIn(field: Field | null): string | null {
  return field === null ? null : visibleWords(field.text);
}
