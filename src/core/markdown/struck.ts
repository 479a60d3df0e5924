/** What GitHub strikes out: `~~…~~` and `~…~`, over lines too, by the rules of cmark-gfm's strikethrough. */

/** A run of tildes in plain text: its offset, its length, and which sides of it words touch. */
export interface Tildes {
  readonly offset: number;
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** A run that closes is compared with so many that may open; more unclosed ones are no text that a person wrote. */
const MOST_OPEN = 50;

/** The ranges that are struck out, in order and none within another: from an opening run to its closing one. Linear. */
export function struckRanges(runs: readonly Tildes[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  const open: Tildes[] = [];
  for (const run of runs) {
    if (run.length > 2) continue;
    const at = run.closes ? openerOf(run, open) : -1;
    const opener = open[at];
    if (opener === undefined) {
      if (run.opens) open.push(run);
      continue;
    }
    open.length = at;
    if (opener.length !== run.length) continue;
    while ((ranges.at(-1)?.[0] ?? -1) > opener.offset) ranges.pop();
    ranges.push([opener.offset, run.offset]);
  }
  return ranges;
}

/** The nearest run that this one may close, of whatever length: two of different lengths use each other up. */
function openerOf(run: Tildes, open: readonly Tildes[]): number {
  for (let at = open.length - 1; at >= Math.max(0, open.length - MOST_OPEN); at--) {
    const opener = open[at];
    const within = run.opens || opener?.closes === true;
    if (opener !== undefined && !(within && (opener.length + run.length) % 3 === 0)) return at;
  }
  return -1;
}
