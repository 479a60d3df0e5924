// One line of a document's action items with some of what it says said anew: a row of a table, or a point of a list. What is not said anew stays as it is written.
import type { Column } from './read/action-items.ts';
import { cellsOf } from './read/cells.ts';

/** By column, in Markdown. */
export type Said = Readonly<Partial<Record<Column, string>>>;

/** `named`: what the columns of its table are about. What the table has no column for is left out. */
export function rowLine(line: string, named: readonly (Column | null)[], said: Said): string {
  const written = cellsOf(line);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const cells = named.map((column, place) => {
    const anew = column === null || named.indexOf(column) !== place ? undefined : said[column];
    return anew ?? written[place]?.text ?? '';
  });
  return `${indent}| ${[...cells, ...written.slice(named.length).map(({ text }) => text)].join(' | ')} |`;
}

/** `- [ ] **Horizon:** words (details)` in its pieces; details with the number of the issue as a link. */
const POINT =
  /^(?<mark>\s*(?:[-*+]|\d{1,9}[.)])\s+)(?<box>\[[ xX]\]\s+)?(?<horizon>\*\*[^*]{1,30}:?\*\*:?\s*)?(?<words>.*?)(?<details>\s*\((?:[^()]|\([^()]*\)){0,400}\)\s*\.?)?\s*$/;

/** Null where the line is none. */
export function pointLine(line: string, said: Said): string | null {
  const { mark, box, horizon = '', words, details } = POINT.exec(line)?.groups ?? {};
  if (mark === undefined) return null;
  const isDetail = /\b(?:type|owner|due)\s*:|^\s*\(\s*(?:\[?#\d|https?:)/i.test(details ?? '');
  const inside = isDetail ? (details ?? '').trim().replace(/^\(|\)\s*\.?$/g, '') : '';
  const text = said.what ?? (isDetail ? (words ?? '') : `${words ?? ''}${details ?? ''}`).trim();
  const now = withDetails(inside, said);
  return `${mark}${boxOf(box, said)}${horizon}${text}${now === '' ? '' : ` (${now})`}`;
}

function boxOf(box: string | undefined, { status }: Said): string {
  if (status === undefined) return box ?? '';
  if (box === undefined && status !== 'Done') return '';
  return status === 'Done' ? '[x] ' : '[ ] ';
}

function withDetails(details: string, { type, owner, due, issue }: Said): string {
  const named = Object.entries({ type, owner, due }).reduce(
    (now, [name, value]) => (value === undefined ? now : withDetail(now, name, value)),
    details.trim(),
  );
  if (issue === undefined || issue === '') return named;
  const without = listed(named).filter((one) => !/^\[?#\d|^https?:/.test(one));
  return [...without, issue].join(', ');
}

function withDetail(details: string, name: string, value: string): string {
  const said = value === '' ? [] : [`${name}: ${value}`];
  const all = listed(details);
  const place = all.findIndex((one) => one.toLowerCase().startsWith(name));
  if (place >= 0) return all.toSpliced(place, 1, ...said).join(', ');
  const behind = all.findIndex((one) => /^\[?#\d|^https?:/.test(one));
  return all.toSpliced(behind < 0 ? all.length : behind, 0, ...said).join(', ');
}

function listed(details: string): readonly string[] {
  return details
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
