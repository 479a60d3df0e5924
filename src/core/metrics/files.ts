// The report as three files that belong together: data, page and charts.
import { asJson } from './as-json.ts';
import { asSvg } from './chart/page.ts';
import { asMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

export type MetricsFile = { readonly name: string; readonly text: string };

/** What they are called; the page shows the charts beside it. */
export const METRICS_JSON = 'metrics.json';
export const METRICS_PAGE = 'metrics.md';
export const METRICS_CHARTS = 'metrics.svg';

/** `of`: whose numbers they are. `unread`: what could not be read, each in a sentence. */
export type Told = { readonly of: string; readonly mean: boolean; readonly unread: readonly string[] };

/** Each ends in one line break. */
export function metricsFiles(report: Report, { of, mean, unread }: Told): readonly MetricsFile[] {
  const texts = [
    [METRICS_JSON, JSON.stringify(asJson(report, of, mean, unread), null, 2)],
    [METRICS_PAGE, asMarkdown(report, { of, mean, charts: METRICS_CHARTS, unread })],
    [METRICS_CHARTS, asSvg(report, of)],
  ] as const;
  return texts.map(([name, text]) => ({ name, text: `${text.trimEnd()}\n` }));
}

/** Those that would be other than they are; none where nothing but the instant that they are of has changed. `known`: the texts by name. */
export function newMetricsFiles(
  report: Report,
  told: Told,
  known: ReadonlyMap<string, string | null>,
): readonly MetricsFile[] {
  const differing = (all: readonly MetricsFile[]) => all.filter(({ name, text }) => known.get(name) !== text);
  const before = instantIn(known.get(METRICS_JSON) ?? '');
  if (before !== null && differing(metricsFiles({ ...report, asOf: before }, told)).length === 0) return [];
  return differing(metricsFiles(report, told));
}

function instantIn(text: string): string | null {
  return /^ {2}"asOf": "([0-9TZ:.-]{10,40})",?$/m.exec(text)?.[1] ?? null;
}
