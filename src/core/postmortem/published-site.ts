// The page that a browser begins with where all postmortems and numbers are published as a site.
import { inWords } from '../time.ts';
import { addressOf, type DocumentFile, type Entry, entriesIn, xml } from './published.ts';

/** `feed` and `metrics`: the folders that the site has them in; null: it has none. `of`: `owner/name`; `web`: its address. */
export type Site = {
  readonly of: string;
  readonly web: string;
  readonly feed: string | null;
  readonly metrics: string | null;
};

/** HTML that needs nothing else than the files of the site. `documents` null: they are not listed. */
export function siteIndex(documents: readonly DocumentFile[] | null, { of, web, feed, metrics }: Site): string {
  const title = xml(`Incidents of ${of}`);
  const lines = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    ...(feed === null ? [] : [`<link rel="alternate" type="application/atom+xml" href="${xml(`${feed}feed.xml`)}">`]),
    `<style>${STYLE}</style></head><body><main>`,
    `<h1>${title}</h1>`,
    ...(documents === null ? [] : table(entriesIn(documents), web)),
    ...(feed === null ? [] : [`<p><a href="${xml(`${feed}feed.xml`)}">News of it (Atom)</a></p>`]),
    ...(metrics === null ? [] : charts(metrics)),
    '</main></body></html>',
  ];
  return `${lines.join('\n')}\n`;
}

const STYLE =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem 1rem}main{max-width:56rem;margin:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #8886}img{max-width:100%;height:auto}';

function table(entries: readonly Entry[], web: string): readonly string[] {
  if (entries.length === 0) return ['<p>No postmortem is published yet.</p>'];
  const heads = ['Date', 'Incident', 'Severity', 'Duration'].map((head) => `<th scope="col">${head}</th>`).join('');
  return [
    `<table><thead><tr>${heads}</tr></thead><tbody>`,
    ...entries.map((entry) => row(entry, web)),
    '</tbody></table>',
  ];
}

function row({ day, title, path, incident, severity_peak: severity, duration }: Entry, web: string): string {
  const name = `<a href="${xml(addressOf(path, web))}">${xml(title ?? `Incident ${incident}`)}</a>`;
  const length = duration == null ? '' : inWords(`PT${Math.round(duration)}M`);
  return `<tr>${[xml(day), name, xml(severity ?? ''), length].map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function charts(folder: string): readonly string[] {
  return [
    '<h2>Numbers</h2>',
    `<p><img src="${xml(`${folder}metrics.svg`)}" alt="Charts of the numbers: how long it takes, shares, and how many in each month"></p>`,
    `<p>The same as <a href="${xml(`${folder}metrics.md`)}">tables</a> and as <a href="${xml(`${folder}metrics.json`)}">data</a>.</p>`,
  ];
}
