// A document in which rows of action items follow their issues: the part that nobody touched is written anew, of what people wrote only the cells that say what the issue does not say any more.
import { inert } from '../markdown/inert.ts';
import type { ActionItem } from './action-item.ts';
import { ELSEWHERE, type RowsFrom, rowOf } from './action-row.ts';
import type { Block } from './as-read.ts';
import type { Hash } from './document.ts';
import { mergeDocument } from './merge.ts';
import { type Column, columnOf } from './read/action-items.ts';
import { readPostmortem } from './read.ts';
import { pointLine, rowLine, type Said } from './row-line.ts';
import { ACTIONS_PART, withoutSaidTwice } from './said-twice.ts';
import { itemsOf } from './table.ts';

/** What a row says. */
export type RowWords = Omit<ActionItem, 'line'>;

/** A cell that still is as it was is to say what it is now; one that says something else is people's. `add`: one that has no row is given one. */
export type RowChange = { readonly was: RowWords; readonly is: RowWords; readonly add: boolean };

/** `part`: the generated rows as they are to be; `monthDay`: dates are written as `3/20`. */
export type RowsWanted = {
  readonly rows: readonly RowChange[];
  readonly part: string;
  readonly from: RowsFrom;
  readonly monthDay: boolean;
};

/** The document; the same where everything in it is said already. */
export function withRows(text: string, wanted: RowsWanted, hash: Hash): string {
  const block = { part: ACTIONS_PART, text: withoutSaidTwice(text, wanted.part) };
  const anew = mergeDocument(text, { front: [], blocks: [block] }, hash);
  return wanted.rows.reduce((now, row) => withRow(now, row, wanted), anew);
}

function withRow(text: string, change: RowChange, wanted: RowsWanted): string {
  const { actions, sections, problem } = readPostmortem(text);
  if (problem !== null) return text;
  const items = itemsOf(actions, wanted.from);
  const blocks = sections.filter(({ id }) => id === ACTIONS_PART).flatMap((section) => section.blocks);
  const place = items.findIndex((item) => isRowOf(item, change));
  const found = items[place];
  if (found === undefined) return change.add ? added(text, items.at(-1)?.line ?? 0, blocks, change.is, wanted) : text;
  // Whose words go over several lines is not written over.
  if ((actions[place]?.what?.lines.length ?? 1) > 1) return text;
  return atLine(text, found.line, (line) => lineWith(line, found.line, blocks, saidAnew(found, change, wanted)));
}

/** By its number; one without by its words. */
function isRowOf({ issue, what }: ActionItem, { was, is }: RowChange): boolean {
  if (issue !== null && issue !== ELSEWHERE) return issue === is.issue;
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return issue === null && (same(what, was.what) || same(what, is.what));
}

function saidAnew(found: ActionItem, { was, is }: RowChange, { from, monthDay }: RowsWanted): Said {
  const all = cellsOf(is, from.web, monthDay);
  const isDue = <K extends keyof RowWords>(key: K): boolean => found[key] === was[key] && found[key] !== is[key];
  const columns: readonly (keyof RowWords & Column)[] = ['what', 'type', 'owner', 'due', 'status'];
  const due = columns.filter((column) =>
    column === 'owner' ? isOwnerDue(found.owner, was.owner, is.owner) : isDue(column),
  );
  const numbered = found.issue === null && is.issue !== null ? (['issue'] as const) : [];
  return Object.fromEntries([...due, ...numbered].map((column) => [column, all[column]]));
}

/** Logins are the same in other letters. */
function isOwnerDue(found: string | null, was: string | null, is: string | null): boolean {
  const plain = (login: string | null) => login?.toLowerCase() ?? null;
  return plain(found) === plain(was) && plain(found) !== plain(is);
}

function cellsOf(words: RowWords, web: string, monthDay: boolean): Record<Column, string> {
  const { type, owner, due, issue, status } = rowOf({ ...words, line: 0 }, web);
  const [, month, day] = (due ?? '').split('-');
  return {
    what: inert(words.what),
    type: type ?? '',
    owner: owner ?? '',
    due: monthDay && due !== null ? `${Number(month)}/${Number(day)}` : (due ?? ''),
    issue: issue ?? '',
    status: status ?? '',
    horizon: 'Short-term',
  };
}

function lineWith(line: string, at: number, blocks: readonly Block[], said: Said): string {
  if (Object.keys(said).length === 0) return line;
  const named = columnsAt(at, blocks);
  return named === null ? (pointLine(line, said) ?? line) : rowLine(line, named, said);
}

/** What the columns of the table are about in which a line is; null: it is in none. */
function columnsAt(at: number, blocks: readonly Block[]): readonly (Column | null)[] | null {
  for (const block of blocks)
    if (block.kind === 'table' && block.rows.some(({ line }) => line === at))
      return block.header.cells.map((cell) => columnOf(cell?.text ?? ''));
  return null;
}

/** Behind the last of them, in its shape. Where there is none, people want none: the part that the app writes had its rows else. */
function added(text: string, last: number, blocks: readonly Block[], words: RowWords, wanted: RowsWanted): string {
  if (last === 0) return text;
  const cells = cellsOf(words, wanted.from.web, wanted.monthDay);
  const named = columnsAt(last, blocks);
  const { horizon: _none, ...said } = cells;
  return atLine(text, last, (line) => {
    const mark = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/.exec(line)?.[0] ?? '- ';
    const fresh = named === null ? pointLine(`${mark}[ ] x`, said) : rowLine('', named, cells);
    return fresh === null ? line : `${line}\n${fresh}`;
  });
}

function atLine(text: string, number: number, make: (line: string) => string): string {
  const lines = text.split('\n');
  const line = lines[number - 1];
  if (line === undefined) return text;
  // Files from Windows keep their line ends.
  const end = line.endsWith('\r') ? '\r' : '';
  return lines
    .with(number - 1, `${make(line.slice(0, line.length - end.length)).replaceAll('\n', `${end}\n`)}${end}`)
    .join('\n');
}
