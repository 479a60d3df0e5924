// What an installation lacks, as a table of a reply: the findings of the doctor, as far as they can be seen from a thread.
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageData, type Trusted, trusted } from '../messages.ts';
import type { Finding } from '../readiness/finding.ts';

/** A table longer than this is read by nobody. */
const MOST_ROWS = 40;

const signs = { problem: '❌', advice: '💡', unknown: '❔' } as const;

/** `unasked`: so many things that the policy names were not asked about. */
export function readinessInWords(found: readonly Finding[], unasked: number): MessageData {
  const count = (level: Finding['level']) => found.filter((one) => one.level === level).length;
  return {
    rows: found.slice(0, MOST_ROWS).map(({ level, what, fix }) => ({
      sign: trusted(signs[level]),
      what: cell(what),
      fix: cell(fix),
    })),
    problems: count('problem'),
    advice: count('advice'),
    unknown: count('unknown'),
    more: Math.max(0, found.length - MOST_ROWS),
    unasked,
  };
}

/** Our sentence with its code spans; whatever a policy or GitHub put into it can do nothing, wherever its backticks stand. */
function cell(text: string): Trusted {
  const pieces = text
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? codeSpan(piece, { max: 300 }) : apart(piece)));
  return trusted(pieces.join(''));
}

/** Escaped, with the blanks at its ends that stand before and behind code. */
function apart(piece: string): string {
  const blank = (is: boolean) => (is ? ' ' : '');
  return `${blank(/^\s/.test(piece))}${inert(piece)}${blank(/\s$/.test(piece) && piece.trim() !== '')}`;
}
