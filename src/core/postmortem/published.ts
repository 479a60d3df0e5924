// All published postmortems: the page with a table, and the Atom feed, from the documents that the default branch has.
import { inert } from '../markdown/inert.ts';
import { instantIn, inWords } from '../time.ts';
import { GENERATED, type Hash, lineHash, printPart } from './document.ts';
import { asPublished, type FrontValues, frontValues } from './front-values.ts';
import { mergeDocument } from './merge.ts';

/** A file of the default branch. */
export type DocumentFile = { readonly path: string; readonly text: string };

/** A postmortem in a list; `day` it began, as its name says. */
export type Entry = FrontValues & { readonly path: string; readonly day: string };

/** `folder` ends in a slash, `web` is the repository's address; `followed`: the text of a document with what is to follow in it; absent: as it is. `apart`: the page is not beside the documents, which it then names by their whole address. */
export type PublishedPlace = {
  readonly folder: string;
  readonly web: string;
  readonly hash: Hash;
  readonly followed?: (file: DocumentFile) => string;
  readonly apart?: boolean;
};

/** Files to be written, by path; only those that would be other than they are. */
export function publishedFiles(
  files: readonly DocumentFile[],
  known: { readonly page: string | null; readonly feed: string | null },
  place: PublishedPlace,
): readonly DocumentFile[] {
  const { folder, web, hash, followed = ({ text }: DocumentFile) => text } = place;
  const entries = entriesIn(files);
  const page = { path: `${folder}README.md`, text: pageOf(entries, known.page, place) };
  const feed = { path: `${folder}feed.xml`, text: feedOf(entries, { folder, web }) };
  const statuses = files.flatMap((file) => {
    const { path, text } = file;
    const now = frontValues(text) === null ? text : asPublished(followed(file), rehashed(hash));
    return now === text ? [] : [{ path, text: now }];
  });
  return [...(page.text === known.page ? [] : [page]), ...(feed.text === known.feed ? [] : [feed]), ...statuses];
}

/** In the comment that lists the app's lines, the line of the status is known under its new hash. */
function rehashed(hash: Hash) {
  return (before: string, now: string, line: string): string =>
    line.startsWith(`${GENERATED} `) ? line.replace(lineHash(before, hash), lineHash(now, hash)) : line;
}

/** Newest first; drills are none. */
export function entriesIn(files: readonly DocumentFile[]): readonly Entry[] {
  const entries = files.flatMap(({ path, text }): readonly Entry[] => {
    const values = frontValues(text);
    if (values === null || values.drill) return [];
    const named = /(\d{4}-\d{2}-\d{2})/.exec(path)?.[1] ?? '';
    const day = isDay(named) ? named : (values.started ?? '').slice(0, 10);
    return [{ ...values, path, day }];
  });
  return entries.toSorted((a, b) => b.day.localeCompare(a.day) || b.incident - a.incident);
}

const PART = 'index';

/** The table is the app's, everything around it people's. */
function pageOf(entries: readonly Entry[], known: string | null, place: PublishedPlace): string {
  const { hash } = place;
  const text = [
    '| Date | Incident | Severity | Duration | Services |',
    '| --- | --- | --- | --- | --- |',
    ...entries.map((entry) => row(entry, place)),
  ].join('\n');
  if (known !== null) return mergeDocument(known, { front: [], blocks: [{ part: PART, text }] }, hash);
  return `# Incidents\n\n${printPart(PART, text, hash)}\n\nNews of it: [feed.xml](feed.xml)\n`;
}

function row(entry: Entry, { folder, web, apart = false }: PublishedPlace) {
  const { day, title, path, incident, severity_peak: severity, duration, services } = entry;
  const file = apart ? addressOf(path, web) : inAddress(path.slice(folder.length));
  const length = duration == null ? '' : inWords(`PT${Math.round(duration)}M`);
  const name = inert(title ?? `Incident ${incident}`);
  return `| ${day} | [${name}](${file}) | ${inert(severity ?? '')} | ${length} | ${inert(services.join(', '))} |`;
}

function inAddress(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Where the default branch has it. */
export function addressOf(path: string, web: string): string {
  return `${web}/blob/HEAD/${inAddress(path)}`;
}

/** The newest; whoever reads the feed has the others. */
const MOST_IN_FEED = 50;

/** RFC 4287. */
function feedOf(entries: readonly Entry[], { folder, web }: { readonly folder: string; readonly web: string }): string {
  const shown = entries.slice(0, MOST_IN_FEED);
  const newest = shown.map(updatedOf).toSorted().at(-1) ?? '1970-01-01T00:00:00Z';
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '  <title>Incidents</title>',
    `  <id>${xml(`${web}/tree/HEAD/${folder}`)}</id>`,
    `  <updated>${newest}</updated>`,
    '  <author><name>Firebreak</name></author>',
    `  <link rel="alternate" href="${xml(`${web}/tree/HEAD/${folder}`)}"/>`,
    ...shown.flatMap((entry) => entryOf(entry, web)),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

function entryOf(entry: Entry, web: string): readonly string[] {
  const { path, title, incident, severity_peak: severity, duration } = entry;
  const address = addressOf(path, web);
  const length = duration == null ? '' : `, ${inWords(`PT${Math.round(duration)}M`)}`;
  return [
    '  <entry>',
    `    <title>${xml(title ?? `Incident ${incident}`)}</title>`,
    `    <id>${xml(address)}</id>`,
    `    <updated>${updatedOf(entry)}</updated>`,
    `    <link href="${xml(address)}"/>`,
    `    <summary>${xml(`Incident ${incident}${severity === null ? '' : `, ${severity}`}${length}`)}</summary>`,
    '  </entry>',
  ];
}

/** When it was resolved; of one that does not say so, the day it began. Atom has no other years than those of four digits. */
function updatedOf({ resolved, started, day }: Entry): string {
  const said = [resolved, started].find((at) => at !== null && /^\d{4}-/.test(at));
  return said ?? `${isDay(day) ? day : '1970-01-01'}T00:00:00Z`;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && instantIn(`${text}T00:00:00Z`) !== null;
}

/** What XML takes as text, also between quotes; characters that it cannot have are left out. */
export function xml(text: string): string {
  const plain = text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return plain.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
