/** Splits a command's line into words, `key=value` options and flags; phone punctuation means what was meant. */

/** One token; `start` and `end` are offsets in the line. A word in quotes is never an option or a flag. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'word'; readonly value: string; readonly quoted: boolean }
  | { readonly kind: 'option'; readonly key: string; readonly value: string }
  | { readonly kind: 'flag'; readonly name: string; readonly dashes: string }
  | { readonly kind: 'unclosed' }
);

/** A key or flag longer than this is none; the bound keeps looking for one cheap. */
export const LONGEST_KEY = 64;

const QUOTE = /["\u201c\u201d\u201e\u201f]/;
const KEY = /^([A-Za-z][A-Za-z0-9_-]*)=/;

/** `--dry-run`, and what phones make of it (`—dry-run`, `–dry-run`); a single hyphen is a flag too, though never a known one. */
const FLAG = /^([-\u2013\u2014\u2015]+)([A-Za-z][A-Za-z0-9_-]*)$/;

/** `--key=value` is how other command lines write an option. */
const DASHED_KEY = /^(?:--|[\u2013\u2014\u2015])(?=[A-Za-z][A-Za-z0-9_-]*=)/;

/** The token at or after `from`, or null at the end of the line. Blanks are spaces and tabs; linear over a whole line. */
export function nextToken(line: string, from: number): Token | null {
  let start = from;
  while (line[start] === ' ' || line[start] === '\t') start++;
  if (start >= line.length) return null;
  const dashes = DASHED_KEY.exec(line.slice(start, start + LONGEST_KEY))?.[0].length ?? 0;
  const key = KEY.exec(line.slice(start + dashes, start + dashes + LONGEST_KEY));
  const valueStart = start + (key === null ? 0 : dashes + key[0].length);
  return QUOTE.test(line[valueStart] ?? '')
    ? quotedToken(line, start, valueStart, key?.[1])
    : bareToken(line, start, valueStart, key?.[1]);
}

/** All tokens of a line from an offset on. */
export function tokenise(line: string, from = 0): readonly Token[] {
  const tokens: Token[] = [];
  for (let token = nextToken(line, from); token !== null; token = nextToken(line, token.end)) tokens.push(token);
  return tokens;
}

/** The token from `start` to the next blank, quotes being ordinary characters. */
export function bareToken(line: string, start: number, valueStart: number = start, key?: string): Token {
  let end = valueStart;
  while (end < line.length && line[end] !== ' ' && line[end] !== '\t') end++;
  const value = line.slice(valueStart, end);
  if (key !== undefined) return { kind: 'option', key: key.toLowerCase(), value, start, end };
  const flag = value.length <= LONGEST_KEY ? FLAG.exec(value) : null;
  if (flag === null) return { kind: 'word', value, quoted: false, start, end };
  const dashes = (flag[1] ?? '').replace(/[\u2013\u2014\u2015]/g, '--');
  return { kind: 'flag', name: (flag[2] ?? '').toLowerCase(), dashes, start, end };
}

/** A value in quotes, straight or curly; `\"` is a quote and `\\` a backslash in it. It must end before a blank or the end. */
function quotedToken(line: string, start: number, quoteAt: number, key: string | undefined): Token {
  let value = '';
  let at = quoteAt + 1;
  while (at < line.length && !QUOTE.test(line[at] ?? '')) {
    if (line[at] === '\\' && /["\\]/.test(line[at + 1] ?? '')) at++;
    value += line[at];
    at++;
  }
  const end = at + 1;
  const closed = at < line.length && (end === line.length || line[end] === ' ' || line[end] === '\t');
  if (!closed) return { kind: 'unclosed', start, end: line.length };
  return key === undefined
    ? { kind: 'word', value, quoted: true, start, end }
    : { kind: 'option', key: key.toLowerCase(), value, start, end };
}
