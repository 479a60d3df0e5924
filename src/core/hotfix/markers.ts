// Temporary fixes that a change marks in the code (`S002-22`), in a comment of whatever language: only what is added counts.
import type { Policy } from '../policy/policy.ts';
import { type AddedLine, addedLines } from './added-lines.ts';

/** `text`: the marker itself, by which it is found again. `ends`: it is written to its end. `ticket`: the number of the incident that it names; null: none. */
export type FoundMarker = {
  readonly path: string | null;
  readonly line: number;
  readonly what: string;
  readonly text: string;
  readonly ends: boolean;
  readonly ticket: number | null;
};

/** The ticket is in the line of the marker or in one of so many that follow. */
const LINES_FOR_TICKET = 2;

/** Of a marker no more is kept. */
const LONGEST_MARKER = 200;

type Words = Pick<Policy['temporaryFixes'], 'marker' | 'ticket'>;

/** In order. `diff` is a whole one or the patch of one file. */
export function markersIn(diff: string, { marker: pattern, ticket }: Words): readonly FoundMarker[] {
  const [before, after] = around(pattern, '{what}');
  const [label] = around(ticket, '{number}');
  const lines = addedLines(diff);
  return lines.flatMap(({ path, line, text }, index) => {
    const at = before === '' ? -1 : text.indexOf(before);
    if (at < 0) return [];
    const rest = text.slice(at + before.length);
    const end = after === '' ? rest.length : rest.indexOf(after);
    const what = (end < 0 ? rest : rest.slice(0, end)).trim();
    const whole = end < 0 ? text.slice(at) : text.slice(at, at + before.length + end + after.length);
    const marker = whole.trim().slice(0, LONGEST_MARKER).toWellFormed();
    return [
      {
        path,
        line,
        what,
        text: marker,
        ends: end >= 0 && what !== '',
        ticket: ticketAt(lines, index, { before, label }),
      },
    ];
  });
}

/** The words around a place, without the blanks next to it. */
function around(pattern: string, place: string): readonly [string, string] {
  const [before = '', after = ''] = pattern.split(place);
  return [before.trim(), after.trim()];
}

/** In the lines that directly follow, up to the next marker: a ticket belongs to the one above it. */
function ticketAt(
  lines: readonly AddedLine[],
  index: number,
  { before, label }: { readonly before: string; readonly label: string },
): number | null {
  const first = lines[index];
  for (let far = 0; far <= LINES_FOR_TICKET; far += 1) {
    const next = lines[index + far];
    if (first === undefined || next === undefined) return null;
    if (next.path !== first.path || next.line !== first.line + far) return null;
    if (far > 0 && next.text.includes(before)) return null;
    const number = numberBehind(next.text, label);
    if (number !== null) return number;
  }
  return null;
}

function numberBehind(text: string, label: string): number | null {
  const at = label === '' ? -1 : text.indexOf(label);
  if (at < 0) return null;
  const digits = /^\s?(\d{1,9})(?!\d)/.exec(text.slice(at + label.length))?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}
