// The front matter of a postmortem as somebody left it, read for the page and the feed of all of them.
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { frontEnd } from './merge.ts';

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? null : String(value)))
  .catch(null);

const FrontValues = z.object({
  incident: z.number().int().positive(),
  title: text,
  severity_peak: text,
  started: text,
  resolved: text,
  duration: z.number().nonnegative().nullish().catch(null),
  status: text,
  services: z.array(z.string()).catch([]).default([]),
  drill: z.boolean().catch(false).default(false),
});
export type FrontValues = Readonly<z.infer<typeof FrontValues>>;

/** Longer is no front matter. */
const LARGEST = 20_000;

/** Null where a file has none, or none that can be read: then it is no postmortem. */
export function frontValues(file: string): FrontValues | null {
  const lines = file.split(/\r?\n/);
  const end = frontEnd(lines);
  const yaml = end === null ? '' : lines.slice(1, end).join('\n');
  if (yaml === '' || yaml.length > LARGEST) return null;
  const document = parseDocument(yaml, { uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) return null;
  const read = FrontValues.safeParse(document.toJS({ maxAliasCount: 0 }));
  return read.success ? read.data : null;
}

const STATUS = /^status: (?:draft|in-review)$/;

/** The file as it is once it is merged: its status says so, where it is one of ours; the hash of that line with it. */
export function asPublished(file: string, rehash: (before: string, now: string, line: string) => string): string {
  const lines = file.split('\n');
  const end = frontEnd(lines);
  const place = end === null ? -1 : lines.slice(0, end).findIndex((line) => STATUS.test(line));
  const before = lines[place];
  if (before === undefined) return file;
  const now = 'status: published';
  return lines
    .with(place, now)
    .map((line, at) => (at < (end ?? 0) ? rehash(before, now, line) : line))
    .join('\n');
}
