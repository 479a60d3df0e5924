// Which file of a branch is this incident's postmortem, and which one is free for it.
import { frontEnd } from './merge.ts';

/** Texts of files by path; a path that is not in it has no file. */
export type Texts = ReadonlyMap<string, string>;

/** What is on the postmortem's own branch, on the default branch, and on branches of other incidents' postmortems. */
export type Files = { readonly own: Texts; readonly base: Texts; readonly others: readonly Texts[] };

/** `from`: where the file is now, null where there is none yet; `path`: where it is to be. */
export type Place = { readonly path: string; readonly from: string | null; readonly text: string | null };

/** `paths`: where it may be, best first, and other files of its branch. The last of them is nobody else's by its name. */
export function placeFor(incident: number, paths: readonly string[], { own, base, others }: Files): Place {
  const isOurs = (texts: Texts, path: string) => incidentIn(texts.get(path)) === incident;
  const isTaken = (path: string) =>
    [base, ...others].some((texts) => texts.has(path) && !isOurs(texts, path)) || (own.has(path) && !isOurs(own, path));
  const found = [...own.keys()].find((path) => isOurs(own, path)) ?? null;
  const text = found === null ? null : (own.get(found) ?? null);
  if (found !== null && !isTaken(found)) return { path: found, from: found, text };
  const path = paths.find((one) => !isTaken(one)) ?? paths.at(-1) ?? '';
  return { path, from: found, text };
}

/** The number in the front matter; null where there is none. */
export function incidentIn(text: string | undefined): number | null {
  const lines = text?.split(/\r?\n/) ?? [];
  const end = frontEnd(lines);
  const line = end === null ? undefined : lines.slice(1, end).find((one) => /^incident:/.test(one));
  const digits = /^incident:\s*['"]?(\d{1,9})['"]?\s*$/.exec(line ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
