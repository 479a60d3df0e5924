/** Several choices of a dropdown from one line: GitHub joins them with `, ` and escapes nothing, so only the option list can tell them apart. */

const SEPARATOR = ', ';

/** Room for what somebody added by hand; beyond it looking for options is not worth the time. */
const SLACK = 1_000;

/** The options chosen, in the order written, and the first piece that is none (null when all are). */
export interface Chosen {
  readonly options: readonly string[];
  readonly unknown: string | null;
}

/** Splits the text into options, the longest that lets the rest be read; a text far longer than all options together is none. */
export function chooseOptions(text: string, options: readonly string[]): Chosen {
  const longest = options.reduce((sum, option) => sum + option.length + SEPARATOR.length, 0);
  if (text.length > longest + SLACK) return { options: [], unknown: text };
  const byLength = options.toSorted((a, b) => b.length - a.length);
  const fits = readable(text, byLength);
  return fits.has(0) ? split(text, byLength, fits) : split(text, byLength, null);
}

/** Takes options from the front; without `fits` it takes what it can and names the first piece that is no option. */
function split(text: string, options: readonly string[], fits: ReadonlySet<number> | null): Chosen {
  const found: string[] = [];
  let unknown: string | null = null;
  let at = 0;
  while (at < text.length) {
    const start = at;
    const option = options.find((candidate) => continues(text, start, candidate, fits));
    const piece = option ?? text.slice(start, separatorAfter(text, start));
    if (option === undefined || found.includes(option)) unknown ??= piece;
    else found.push(option);
    at += piece.length + SEPARATOR.length;
  }
  return { options: found, unknown };
}

function separatorAfter(text: string, start: number): number {
  const next = text.indexOf(SEPARATOR, start);
  return next < 0 ? text.length : next;
}

/** Offsets from which the text can be read as options to its end. */
function readable(text: string, options: readonly string[]): ReadonlySet<number> {
  const fits = new Set([text.length + SEPARATOR.length]);
  const starts = [0, ...Array.from(text.matchAll(/, /g), ({ index }) => index + SEPARATOR.length)];
  for (const start of starts.toReversed()) {
    if (options.some((option) => continues(text, start, option, fits))) fits.add(start);
  }
  return fits;
}

/** Whether an option stands at `start` and what follows it can be read on (`fits`), or is any next piece (without). */
function continues(text: string, start: number, option: string, fits: ReadonlySet<number> | null): boolean {
  const end = start + option.length;
  if (!text.startsWith(option, start)) return false;
  if (end === text.length) return true;
  return text.startsWith(SEPARATOR, end) && (fits?.has(end + SEPARATOR.length) ?? true);
}
