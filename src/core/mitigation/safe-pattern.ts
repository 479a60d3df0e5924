// The patterns that a policy may give for a value: a small part of regular expressions, without groups, alternatives and negated classes, so that none takes long whatever is typed.

/** Characters of one kind, and how many of them. */
type Part = { readonly one: RegExp; readonly least: number; readonly most: number };
export type SafePattern = readonly Part[];

const LITERAL = '[A-Za-z0-9_ @:/=,-]';
const ESCAPED = String.raw`\\[dw.\\/^$*+?()[\]{}|-]`;
const CLASS = String.raw`\[(?:[A-Za-z0-9_ @:/=,.+-]|\\[dw.\\\]^-])+\]`;
const COUNT = String.raw`[?*+]|\{(?<least>\d{1,3})(?<range>,(?<most>\d{1,3})?)?\}`;
const NEXT = new RegExp(`(?<one>${LITERAL}|${ESCAPED}|${CLASS})(?<count>${COUNT})?`, 'y');

/** Longest value that is compared. */
export const LONGEST_VALUE = 100;

/** What a pattern means; null where it is none of these. */
export function readPattern(text: string): SafePattern | null {
  const parts: Part[] = [];
  NEXT.lastIndex = 0;
  while (NEXT.lastIndex < text.length) {
    const groups = NEXT.exec(text)?.groups;
    const part = groups === undefined ? null : partOf(groups);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.length === 0 ? null : parts;
}

function partOf({ one = '', count, least, range, most }: Readonly<Record<string, string | undefined>>): Part | null {
  const [from, to] = timesOf(count, least, range === undefined ? least : most);
  if (from > to) return null;
  try {
    return { one: new RegExp(`^${one}$`), least: from, most: to };
  } catch {
    return null; // A range that goes down, such as [z-a].
  }
}

function timesOf(count: string | undefined, least = '', most = ''): readonly [number, number] {
  switch (count) {
    case undefined:
      return [1, 1];
    case '?':
      return [0, 1];
    case '*':
      return [0, LONGEST_VALUE];
    case '+':
      return [1, LONGEST_VALUE];
    default:
      return [Number(least), most === '' ? LONGEST_VALUE : Number(most)];
  }
}

/** Whether the whole value is of the pattern. All ways are followed at once, so that none is tried twice. */
export function isOfPattern(pattern: SafePattern, value: string): boolean {
  if (value.length > LONGEST_VALUE) return false;
  let reached: ReadonlySet<number> = new Set([0]);
  for (const part of pattern) reached = after(part, reached, value);
  return reached.has(value.length);
}

function after({ one, least, most }: Part, reached: ReadonlySet<number>, value: string): ReadonlySet<number> {
  const next = new Set<number>();
  for (const from of reached) {
    for (let taken = 0; taken <= most; taken++) {
      if (taken >= least) next.add(from + taken);
      const char = value[from + taken];
      if (char === undefined || !one.test(char)) break;
    }
  }
  return next;
}
