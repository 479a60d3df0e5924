// Action items in the three shapes that policies have: a table, a list of boxes with details in brackets, a table or list by horizons (C35).
import type { ActionAsRead, Block, Field, Passage, Row } from '../as-read.ts';
import { fieldOf, rangeIn } from './passage.ts';

/** What a table of action items has columns for. */
export type Column = 'what' | 'type' | 'owner' | 'due' | 'issue' | 'status' | 'horizon';

/** Words of column headings, the narrower before the wider. */
const columns: readonly (readonly [RegExp, Column])[] = [
  [/\bhorizon\b/i, 'horizon'],
  [/\b(due|deadline|by when|target date)\b/i, 'due'],
  [/\b(owner|assignee|responsible|who)\b/i, 'owner'],
  [/\b(issue|ticket|link|tracking|tracker)\b/i, 'issue'],
  [/\bstatus\b/i, 'status'],
  [/\b(type|kind)\b/i, 'type'],
  [/\b(actions?|items?|tasks?|what|follow-?ups?)\b/i, 'what'],
];

/** What a column is about by its heading; null: nothing that an action item has. */
export function columnOf(heading: string): Column | null {
  return columns.find(([words]) => words.test(heading))?.[1] ?? null;
}

/** The items in the order of the page. Rows and points that say nothing are none. */
export function actionsIn(blocks: readonly Block[]): readonly ActionAsRead[] {
  return blocks.flatMap((block): readonly ActionAsRead[] => {
    if (block.kind === 'table') return ofTable(block.header, block.rows);
    return block.kind === 'point' && !block.nested ? ofPoint(block.passage, block.line) : [];
  });
}

function ofTable(header: Row, rows: readonly Row[]): readonly ActionAsRead[] {
  const named = header.cells.map((cell) => columnOf(cell?.text ?? ''));
  if (!named.includes('what')) return [];
  return rows.filter(({ cells }) => cells.some((cell) => cell !== null)).map((row) => ofRow(row, named));
}

function ofRow({ line, cells }: Row, named: readonly (Column | null)[]): ActionAsRead {
  const cell = (column: Column): Passage | null => cells[named.indexOf(column)] ?? null;
  const field = (column: Column): Field | null => {
    const passage = named.includes(column) ? cell(column) : null;
    return passage === null ? null : fieldOf(passage);
  };
  return {
    line,
    what: cell('what'),
    type: field('type'),
    owner: field('owner'),
    due: field('due'),
    issue: field('issue') ?? linkIn(cell('what')),
    status: field('status'),
    horizon: field('horizon'),
  };
}

const ISSUE = /(?:[\w.-]+\/[\w.-]+)?#\d+\b|https?:\/\/[^\s)>|]+\/(?:issues|pull)\/\d+/;

function linkIn(passage: Passage | null): Field | null {
  const match = passage === null ? null : ISSUE.exec(passage.text);
  if (passage === null || match === null) return null;
  return { text: match[0], ...rangeIn(passage, match.index, match.index + match[0].length) };
}

/** `**Immediate**: …` of a list by horizons. */
const HORIZON = /^\s*(?:\[[ xX]\]\s+)?\*\*(?<horizon>Immediate|Short-term|Medium-term|Long-term):?\*\*:?\s*/i;
const BOX = /^\s*\[[ xX]\](?:\s+|$)/;
/** The brackets at the end: `(type: prevent, owner: @x, due: 2026-03-20, #12)`, the number perhaps as a link. */
const DETAILS = /\((?<details>(?:[^()]|\([^()]*\)){0,400})\)\s*\.?\s*$/;
const LINKED = /^\s*\[#\d+\]\(/;

function ofPoint(passage: Passage, line: number): readonly ActionAsRead[] {
  const { text } = passage;
  const head = HORIZON.exec(text)?.[0] ?? BOX.exec(text)?.[0] ?? '';
  const end = detailed(text) ?? text.length;
  if (text.slice(head.length, end).trim() === '') return [];
  const horizon = fieldOfMatch(passage, /(Immediate|Short-term|Medium-term|Long-term)/i, 0, head.length);
  const within = (pattern: RegExp) => fieldOfMatch(passage, pattern, end, text.length);
  return [
    {
      line,
      what: { ...passage, ...part(passage, head.length, end) },
      type: within(/\btype:\s*([\w-]+)/i),
      owner: within(/\bowner:\s*([^,)]+)/i),
      due: within(/\bdue(?: date)?:\s*([^,)]+)/i),
      issue: within(new RegExp(`(${ISSUE.source})`)) ?? linkIn(passage),
      status: fieldOfMatch(passage, /^\s*(\[[ xX]\])/, 0, head.length),
      horizon,
    },
  ];
}

/** Where the details begin; brackets that name none of them are words of the item. */
function detailed(text: string): number | null {
  const match = DETAILS.exec(text.slice(-500));
  const details = match?.groups?.['details'] ?? '';
  const isDetail =
    /\b(type|owner|due)\s*:/i.test(details) ||
    LINKED.test(details) ||
    new RegExp(`^\\s*(${ISSUE.source})\\s*$`).test(details);
  return match === null || !isDetail ? null : Math.max(0, text.length - 500) + match.index;
}

/** A passage from an offset to another; places stay. */
function part({ text, prose, lines }: Passage, start: number, end: number): Pick<Passage, 'text' | 'prose' | 'lines'> {
  return {
    text: text.slice(start, end).trimEnd(),
    prose: prose.slice(start, end).trimEnd(),
    lines: lines.map(({ offset, line, column }) => ({ offset: offset - start, line, column })),
  };
}

function fieldOfMatch(passage: Passage, pattern: RegExp, from: number, to: number): Field | null {
  const match = pattern.exec(passage.text.slice(from, to));
  const found = match?.[1]?.trim();
  if (match === null || found === undefined || found === '') return null;
  const start = from + match.index + match[0].indexOf(found);
  return { text: found, ...rangeIn(passage, start, start + found.length) };
}
