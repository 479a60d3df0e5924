// Which file of a branch is this incident's postmortem, and which one is free for it.
import { PART } from './document.ts';
import { frontEnd } from './merge.ts';
import { linesOf, readFrontMatter } from './read/front-matter.ts';

/** Texts of files by path; a path that is not in it has no file. */
export type Texts = ReadonlyMap<string, string>;

/** What is on the postmortem's own branch, on the default branch, and on branches of other incidents' postmortems. */
export type Files = { readonly own: Texts; readonly base: Texts; readonly others: readonly Texts[] };

/** `from`: where the file is now, null where there is none yet; `path`: where it is to be. */
export type Place = { readonly path: string; readonly from: string | null; readonly text: string | null };

/** `paths`: where it may be, best first, and other files of its branch. The last of them is nobody else's by its name. */
export function placeFor(incident: number, paths: readonly string[], { own, base, others }: Files): Place {
  const isOurs = (texts: Texts, path: string) => incidentIn(texts.get(path)) === incident;
  const isWithoutNumber = (path: string) => !base.has(path) && isPartOfOurs(own.get(path));
  const found = [...own.keys()].find((path) => isOurs(own, path)) ?? [...own.keys()].find(isWithoutNumber) ?? null;
  const isTaken = (path: string) =>
    [base, ...others].some((texts) => texts.has(path) && !isOurs(texts, path)) ||
    (own.has(path) && path !== found && !isOurs(own, path));
  const text = found === null ? null : (own.get(found) ?? null);
  if (found !== null && !isTaken(found)) return { path: found, from: found, text };
  const path = paths.find((one) => !isTaken(one)) ?? paths.at(-1) ?? '';
  return { path, from: found, text };
}

/** Whether somebody took the number, or all of the front matter, out of a document that the app wrote: it is no second one's place. */
function isPartOfOurs(text: string | undefined): boolean {
  return incidentIn(text) === null && linesOf(text ?? '').some((line) => PART.test(line));
}

/** The number in the front matter, as YAML has it, which is how the lint reads it; of what is no YAML, by its line. Null where there is none. */
export function incidentIn(text: string | undefined): number | null {
  const lines = linesOf(text ?? '');
  const { present, problem, values } = readFrontMatter(lines);
  if (!present) return null;
  const said = problem === null ? values.get('incident')?.value : saidOnALine(lines);
  const digits = /^[1-9]\d{0,8}$/.exec(typeof said === 'number' || typeof said === 'string' ? String(said) : '')?.[0];
  return digits === undefined ? null : Number(digits);
}

function saidOnALine(lines: readonly string[]): string | undefined {
  const front = lines.slice(1, frontEnd(lines) ?? 1);
  return front.flatMap((line) => /^incident:\s*['"]?(\d{1,9})['"]?\s*(?:#.*)?$/.exec(line)?.[1] ?? [])[0];
}
