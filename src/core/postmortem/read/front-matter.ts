// The YAML between `---` lines at the top of a document, key by key; hostile YAML is a problem and never an error (AC-30).
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { FrontMatter, FrontValue } from '../as-read.ts';

/** A page of values; more is refused unread. */
const LARGEST = 20_000;

/** Nobody needs an anchor here, and a bomb is made of them. */
const MOST_ALIASES = 10;

const NOTHING: FrontMatter = { present: false, endLine: 0, values: new Map(), problem: null };

/** The lines of a file as it came: a byte order mark and CRLF are taken, lines keep their numbers. */
export function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
}

/** Reads the lines of a document; without a block at the very top there is no front matter. */
export function readFrontMatter(lines: readonly string[]): FrontMatter {
  if (lines[0]?.trimEnd() !== '---') return NOTHING;
  const end = lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line));
  if (end < 0) return broken(0, 1, 'It begins with `---` and has no second line of three dashes. Close it');
  const text = lines.slice(1, end).join('\n');
  if (text.length > LARGEST) return broken(end + 1, 1, `It has more than ${LARGEST} characters. Shorten it`);
  return parsed(text, end + 1);
}

function broken(endLine: number, line: number, message: string): FrontMatter {
  return { present: true, endLine, values: new Map(), problem: { line, message: `${message}.` } };
}

function parsed(text: string, endLine: number): FrontMatter {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false, prettyErrors: false });
  const fault = document.errors[0];
  if (fault !== undefined) return broken(endLine, counter.linePos(fault.pos[0]).line + 1, firstWords(fault.message));
  if (document.contents === null) return { present: true, endLine, values: new Map(), problem: null };
  if (!isMap(document.contents)) return broken(endLine, 2, 'It is no list of `key: value` lines. Write it so');
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { present: true, endLine, values: valuesOf(value, document.contents, counter), problem: null };
  } catch (error) {
    return broken(endLine, 2, firstWords(error instanceof Error ? error.message : String(error)));
  }
}

function firstWords(message: string): string {
  return message
    .trim()
    .slice(0, 120)
    .replace(/[.;:]$/, '');
}

/** A key that is written twice counts as written last, as YAML readers have it. */
function valuesOf(value: unknown, map: YAMLMap, counter: LineCounter): ReadonlyMap<string, FrontValue> {
  const byName = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const values = new Map<string, FrontValue>();
  for (const { key, value: written } of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string') continue;
    const start = isScalar(written) ? written.range?.[0] : undefined;
    const end = isScalar(written) ? written.range?.[1] : undefined;
    const from = counter.linePos(start ?? key.range?.[0] ?? 0);
    const to = counter.linePos(end ?? key.range?.[1] ?? 0);
    const endColumn = to.line === from.line ? Math.max(to.col, from.col + 1) : from.col + 1;
    values.set(key.value, { value: byName.get(key.value), line: from.line + 1, column: from.col, endColumn });
  }
  return values;
}
