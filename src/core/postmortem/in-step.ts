// A document's table of action items and the issues that an incident has for them, brought in step: what somebody changed on either side since they last were, the other side takes over (Part C.1 row 1).
import type { ActionItem } from './action-item.ts';

/** An action item as the record has it, which goes by its issue: `id` is its name in the record; `issue` null: none is opened yet. */
export type OwedItem = Omit<ActionItem, 'line'> & { readonly id: string };

/** What the document says anew about one that has an issue; absent: as it is. */
export type Amended = { readonly id: string } & Partial<Pick<ActionItem, 'what' | 'type' | 'owner' | 'due'>>;

/** What brings them in step. Nothing of it is wanted any more when it was done: the same rows and issues then give nothing. */
export type InStep = {
  /** Rows that need an issue. */
  readonly open: readonly ActionItem[];
  readonly amend: readonly Amended[];
  /** Issues that people closed, or opened again, in the table. */
  readonly move: readonly { readonly id: string; readonly status: ActionItem['status'] }[];
  /** Rows as they should be, each at its line. */
  readonly rows: readonly ActionItem[];
  /** Rows that are missing: their line is 0. */
  readonly add: readonly ActionItem[];
};

/**
 * `before`: the table when both were last in step, null where nobody knows. What a row says otherwise than then is people's word and goes to the issue; all
 * else comes from the issue. Of a table that nobody knows from before, words, owner and date are the document's and whether it is done is the issue's. A row
 * that people took out is not put in again, one with an issue of somebody else's is left alone, and one without words is a placeholder.
 */
export function inStep(
  items: readonly ActionItem[],
  owed: readonly OwedItem[],
  before: readonly ActionItem[] | null,
): InStep {
  const pairs = paired(items, owed);
  const merged = pairs.flatMap(({ item, of }) =>
    of === null ? [] : [{ item, of, as: merge(item, of, baseOf(of, before)) }],
  );
  const known = new Set(pairs.flatMap(({ of }) => (of === null ? [] : [of.id])));
  const takenOut = (one: OwedItem) => before !== null && baseOf(one, before) !== null;
  return {
    open: pairs.flatMap(({ item, of }) => (of === null && needsIssue(item) ? [item] : [])),
    amend: merged.flatMap(({ of, as }) => amended(of, as)),
    move: merged.flatMap(({ of, as }) =>
      as.status === of.status || of.issue === null ? [] : [{ id: of.id, status: as.status }],
    ),
    rows: merged.flatMap(({ item, as }) => (isSame(item, as) ? [] : [as])),
    add: owed.flatMap((one) => (known.has(one.id) || takenOut(one) ? [] : [{ ...rowOf(one), line: 0 }])),
  };
}

type Pair = { readonly item: ActionItem; readonly of: OwedItem | null };

/** By the number of the issue; a row that has none yet by its words, since its number may be on the way. The first row of two for one counts. */
function paired(items: readonly ActionItem[], owed: readonly OwedItem[]): readonly Pair[] {
  const taken = new Set<string>();
  const named = new Set(items.flatMap(({ issue }) => (issue === null ? [] : [issue])));
  return items.map((item) => {
    const of = owed.find((one) => !taken.has(one.id) && isOf(item, one, named)) ?? null;
    if (of !== null) taken.add(of.id);
    return { item, of };
  });
}

function isOf(item: ActionItem, one: OwedItem, named: ReadonlySet<number>): boolean {
  if (item.issue !== null) return item.issue === one.issue;
  const isFree = one.issue === null || !named.has(one.issue);
  return isFree && item.what.trim() !== '' && sameWords(item.what, one.what);
}

function baseOf(of: OwedItem, before: readonly ActionItem[] | null): ActionItem | null {
  if (before === null) return null;
  const numbered = of.issue === null ? undefined : before.find(({ issue }) => issue === of.issue);
  return numbered ?? before.find(({ issue, what }) => issue === null && sameWords(what, of.what)) ?? null;
}

function merge(item: ActionItem, of: OwedItem, base: ActionItem | null): ActionItem {
  const theirs = <T>(row: T | null, issue: T | null, was: T | null): T | null =>
    row === null || (base !== null && row === was) ? (issue ?? row) : row;
  return {
    what: item.what.trim() === '' ? of.what : (theirs(item.what, of.what, base?.what ?? null) ?? of.what),
    type: theirs(item.type, of.type, base?.type ?? null),
    owner: theirs(item.owner, of.owner, base?.owner ?? null),
    due: theirs(item.due, of.due, base?.due ?? null),
    issue: of.issue ?? item.issue,
    status: base === null || item.status === base.status ? of.status : item.status,
    line: item.line,
  };
}

function amended(of: OwedItem, as: ActionItem): readonly Amended[] {
  const to = {
    ...(sameWords(as.what, of.what) ? {} : { what: as.what }),
    ...(as.type === of.type ? {} : { type: as.type }),
    ...(sameOwner(as.owner, of.owner) ? {} : { owner: as.owner }),
    ...(as.due === of.due ? {} : { due: as.due }),
  };
  return Object.keys(to).length === 0 ? [] : [{ id: of.id, ...to }];
}

/** What is done and never had an issue needs none. */
function needsIssue({ what, issue, status }: ActionItem): boolean {
  return issue === null && status === 'open' && what.trim() !== '';
}

function isSame(a: ActionItem, b: ActionItem): boolean {
  return (
    a.what === b.what &&
    a.type === b.type &&
    sameOwner(a.owner, b.owner) &&
    a.due === b.due &&
    a.issue === b.issue &&
    a.status === b.status
  );
}

function rowOf({ id: _name, ...item }: OwedItem): Omit<ActionItem, 'line'> {
  return item;
}

function sameWords(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

function sameOwner(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}
