// Rows to one Markdown table: what was measured beside its budget, and whether that holds.
import type { Summary } from './summary.ts';

/** A limit of DESIGN section 10 and whether what was measured keeps to it. */
export type Verdict = { readonly limit: string; readonly holds: boolean };

export type Row = {
  readonly what: string;
  /** What was measured when it is one number: a rate, a size, a count. */
  readonly result?: string;
  /** What was measured when it is a distribution. */
  readonly spread?: Summary;
  /** Of the spread. */
  readonly unit?: 'ms' | 's' | 'requests';
  /** Absent: there is none; the row is there to compare with. */
  readonly budget?: Verdict;
};

const head = ['what', 'result', 'median', 'p99', 'max', 'n', 'budget', 'holds'];

/** The table under its heading. */
export function printTable(topic: string, rows: readonly Row[]): string {
  const cells = [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows.map(cellsOf)];
  const lines = cells.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  return [`## ${topic}`, '', ...lines, ''].join('\n');
}

function cellsOf({ what, result = '', spread, unit = 'ms', budget }: Row): string[] {
  const numbers =
    spread === undefined
      ? ['', '', '', '']
      : [...[spread.median, spread.p99, spread.max].map((value) => inUnit(value, unit)), String(spread.n)];
  return [what, result, ...numbers, budget?.limit ?? '', budget === undefined ? '' : yesOrNo(budget.holds)];
}

function yesOrNo(holds: boolean): string {
  return holds ? 'yes' : '**no**';
}

function inUnit(value: number, unit: string): string {
  return unit === 'requests' ? String(value) : `${rounded(value)} ${unit}`;
}

/** Three significant digits, and whole numbers from a hundred on. */
export function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
