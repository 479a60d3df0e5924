/** A simulation as a Mermaid timeline that GitHub draws: https://mermaid.js.org/syntax/timeline.html */
import { type Row, rowsOf } from '../../core/simulation/rows.ts';
import type { Printed } from './printed.ts';

/** More periods than that are no picture any more. */
const MOST_PERIODS = 40;

/** The diagram in its fence. */
export function asMermaid({ title, simulated }: Printed): string {
  const periods = periodsOf(rowsOf(simulated));
  const shown = periods.slice(0, MOST_PERIODS).map(([time, happens]) => `    ${plain(time)} : ${happens.join(' : ')}`);
  const rest = periods.length > MOST_PERIODS ? [`    later : ${periods.length - MOST_PERIODS} more`] : [];
  const lines = shown.length === 0 ? ['    at any time : nothing'] : [...shown, ...rest];
  return ['```mermaid', 'timeline', `    title ${plain(title)}`, ...lines, '```'].join('\n');
}

/** What happens at each time, in order. */
function periodsOf(rows: readonly Row[]): readonly (readonly [string, readonly string[]])[] {
  const periods = new Map<string, string[]>();
  for (const row of rows) periods.set(row.time, [...(periods.get(row.time) ?? []), happening(row)]);
  return [...periods];
}

function happening({ kind, who, text }: Row): string {
  if (kind === 'said') return plain(`${who.join(', ')} says ${text}`);
  if (kind === 'refused') return plain(`refused – ${text}`);
  const times = / \((\d+ times)\)$/.exec(text)?.[1];
  // Phases are many: which one is over its time matters more than who is asked.
  const about = kind === 'phase-over' ? (text.split(' is to be over')[0] ?? '') : who.join(', ');
  return plain([kind.replaceAll('-', ' '), about, times ?? ''].filter((part) => part !== '').join(' – '));
}

/** Longest text of one event: the diagram has no room for more. */
const LONGEST = 80;

/** Text that has no meaning in the diagram's syntax: a colon begins an event, `#` and `%%` a comment, `;` ends a line, braces and brackets HTML and options. */
function plain(text: string): string {
  const words = text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[:;]+/g, ',')
    .replace(/[#%`"'<>{}[\]|\\&]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...words];
  return characters.length <= LONGEST
    ? words || '…'
    : `${characters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`;
}
