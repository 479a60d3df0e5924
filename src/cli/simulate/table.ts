/** A simulation for the terminal: aligned columns, and beneath them what is not shown. */
import { type Row, rowsOf } from '../../core/simulation/rows.ts';
import { printable } from '../policy/file.ts';
import type { Printed } from './printed.ts';

/** The table of one level under its heading. */
export function asTable({ heading, simulated, notes }: Printed): string {
  const rows = rowsOf(simulated);
  const lines = rows.length === 0 ? ['Nothing: the clock has nothing to do at this level.'] : aligned(rows);
  return [heading, '', ...lines, ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${note}`)])].join('\n');
}

function aligned(rows: readonly Row[]): readonly string[] {
  const cells = [
    ['TIME', 'KIND', 'WHO', 'WHAT'],
    ...rows.map(({ time, kind, who, text }) => [time, kind, who.join(', '), text].map(printable)),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)));
  return cells.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
