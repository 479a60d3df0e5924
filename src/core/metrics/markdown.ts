// The report as a page for GitHub: every number beside what it means. People's words are inert in it.
import { inert } from '../markdown/inert.ts';
import { toSecond } from '../time.ts';
import type { Definition } from './definitions.ts';
import type { Reading } from './reading.ts';
import type { Metric, Report } from './report.ts';
import { FEWEST_FOR_A_TREND, type Summary } from './statistics.ts';
import { duration, leftInWords, percent } from './words.ts';

export type PageOptions = {
  /** `owner/name`, or where the records came from. */
  readonly of: string;
  /** Means are shown only to whoever asks. */
  readonly mean: boolean;
  /** The file with the charts; null: there is none. */
  readonly charts: string | null;
  /** What could not be read, each in a sentence. */
  readonly unread: readonly string[];
};

/** The page, without a line break at its end. */
export function asMarkdown(report: Report, options: PageOptions): string {
  const groups = [...new Set(report.metrics.map(({ definition }) => definition.group))];
  const charts = options.charts === null ? [] : [`![Charts of the numbers below](${options.charts})`, ''];
  return [
    `# Incident metrics of ${inert(options.of)}`,
    '',
    head(report),
    '',
    ...charts,
    ...groups.flatMap((group) => section(group, report, options)),
    '## What they mean',
    '',
    ...meanings(report.metrics),
    '',
    ...foot(options),
  ].join('\n');
}

function head({ window: { from, to }, asOf, incidents, left }: Report): string {
  const since = from === null ? '' : ` from ${toSecond(from)}`;
  const until = to === null ? '' : ` until ${toSecond(to)}`;
  const declared = `${incidents} incident${incidents === 1 ? '' : 's'} declared${since}${until}`;
  const out = [
    ...some(left.drills, 'drill'),
    ...some(left.duplicates, 'duplicate'),
    ...(left.declined === 0 ? [] : [`${left.declined} declined`]),
    ...some(left.reported, 'report that nobody declared', 'reports that nobody declared'),
    ...(left.outside === 0 ? [] : [`${left.outside} declared at other times`]),
  ];
  return `${declared}, as of ${toSecond(asOf)}. Not counted: ${out.length === 0 ? 'none' : out.join(', ')}.`;
}

function some(n: number, one: string, many = `${one}s`): readonly string[] {
  return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`];
}

function section(group: Definition['group'], { metrics }: Report, options: PageOptions): readonly string[] {
  const own = metrics.filter(({ definition }) => definition.group === group);
  const tables = [durationTable(own, options.mean), shareTable(own), ...own.map((one) => ownTable(one, options.mean))];
  return [`## ${group}`, '', ...tables.flatMap((table) => (table.length === 0 ? [] : [...table, '']))];
}

function durationTable(metrics: readonly Metric[], mean: boolean): readonly string[] {
  const rows = metrics.flatMap(({ definition: { name }, reading }) =>
    reading.shape === 'durations' ? [[name, ...numbers(reading, mean), trend(reading), leftInWords(reading.left)]] : [],
  );
  return table(['', ...columns(mean), 'Older half → newer half', ''], rows);
}

const columns = (mean: boolean) => ['Median', 'p90', ...(mean ? ['Mean'] : []), 'n'];

function numbers({ n, median, p90, mean }: Summary, withMean: boolean): readonly string[] {
  return [duration(median), duration(p90), ...(withMean ? [duration(mean)] : []), String(n)];
}

function trend(reading: Extract<Reading, { shape: 'durations' }>): string {
  if (reading.trend === null) return reading.n < FEWEST_FOR_A_TREND ? 'too few' : '–';
  return `${duration(reading.trend.older)} → ${duration(reading.trend.newer)}`;
}

function shareTable(metrics: readonly Metric[]): readonly string[] {
  const rows = metrics.flatMap(({ definition: { name }, reading }) => {
    if (reading.shape !== 'share') return [];
    const times = reading.times === undefined || reading.times < 2 ? [] : [`${reading.times} times in all`];
    const by = (reading.by ?? [])
      .filter(({ n }) => n > 0)
      .map((kind) => `${kind.name.replace('-', ' ')}: ${kind.part} of ${kind.n}`);
    const notes = [...times, ...by, leftInWords(reading.left)].filter((note) => note !== '').join('; ');
    return [[name, percent(reading.share), `${reading.part} of ${reading.n}`, notes]];
  });
  return table(['', 'Share', 'n', ''], rows);
}

/** Counts and times by a name have a table each. */
function ownTable({ definition: { name }, reading }: Metric, mean: boolean): readonly string[] {
  if (reading.shape !== 'counts' && reading.shape !== 'durations-of') return [];
  const rows =
    reading.shape === 'counts'
      ? reading.rows.map((row) => [named(row.name), String(row.n)])
      : reading.rows.map((row) => [named(row.name), ...numbers(row, mean)]);
  const own = table([name, ...(reading.shape === 'counts' ? ['n'] : columns(mean))], rows);
  const left = leftInWords(reading.left);
  const none = rows.length === 0 ? [`${name}: none.`] : own;
  return left === '' ? none : [...none, '', `${name}, ${left}.`];
}

function named(name: string | null): string {
  return name === null ? 'none' : inert(name, { max: 80 });
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const sides = columns.map((column) => (numeric.has(column) ? '--:' : ':--'));
  return [line(columns), line(sides), ...rows.map(line)];
}

const numeric = new Set(['Median', 'p90', 'Mean', 'n', 'Share']);

/** The rows of the table of definitions. */
export function meanings(metrics: readonly { readonly definition: Definition }[]): readonly string[] {
  return table(
    ['Metric', 'What it means', 'Read from'],
    metrics.map(({ definition: { name, says, source } }) => [name, says, source]),
  );
}

function foot({ mean, unread }: PageOptions): readonly string[] {
  return [
    `Percentiles are interpolated between the two nearest incidents. Durations of incidents are skewed: the median says more than a mean${mean ? '' : ' (`--mean` adds it)'}, and of fewer than ${FEWEST_FOR_A_TREND} no trend is told. What is not known is left out, never guessed; of nothing there is no number.`,
    ...(unread.length === 0 ? [] : ['', 'Not read:', '', ...unread.map((text) => `- ${inert(text)}`)]),
  ];
}
