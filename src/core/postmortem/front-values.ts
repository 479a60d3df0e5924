// The front matter of a postmortem as somebody left it, read for the page and the feed of all of them.
import * as z from 'zod';
import { instantIn } from '../time.ts';
import { frontEnd } from './merge.ts';
import { linesOf, readFrontMatter } from './read/front-matter.ts';

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? null : String(value)))
  .catch(null);

/** What is no instant is not known. */
const instant = z
  .string()
  .nullish()
  .transform((said) => (said == null ? null : instantIn(said)))
  .catch(null);

/** Minutes of ten years: nothing lasts longer, and a number of any size is no length of time. */
const LONGEST = 5_256_000;

const FrontValues = z.object({
  incident: z.number().int().positive(),
  title: text,
  severity_peak: text,
  started: instant,
  resolved: instant,
  duration: z.number().nonnegative().max(LONGEST).nullish().catch(null),
  status: text,
  services: z.array(z.string()).catch([]).default([]),
  drill: z.boolean().catch(false).default(false),
});
export type FrontValues = Readonly<z.infer<typeof FrontValues>>;

/** Null where a file has none, or none that can be read: then it is no postmortem. Never throws: one file must not keep the others from being listed. */
export function frontValues(file: string): FrontValues | null {
  const { present, problem, values } = readFrontMatter(linesOf(file));
  if (!present || problem !== null) return null;
  const read = FrontValues.safeParse(Object.fromEntries([...values].map(([key, { value }]) => [key, value])));
  return read.success ? read.data : null;
}

const STATUS = /^status: (?:draft|in-review)(?=\r?$)/;

/** The file as it is once it is merged: its status says so, where it is one of ours; the hash of that line with it. */
export function asPublished(file: string, rehash: (before: string, now: string, line: string) => string): string {
  const lines = file.split('\n');
  const end = frontEnd(lines);
  const place = end === null ? -1 : lines.slice(0, end).findIndex((line) => STATUS.test(line));
  const before = lines[place];
  if (before === undefined) return file;
  const now = before.replace(STATUS, 'status: published');
  return lines
    .with(place, now)
    .map((line, at) => (at < (end ?? 0) ? rehash(before, now, line) : line))
    .join('\n');
}
