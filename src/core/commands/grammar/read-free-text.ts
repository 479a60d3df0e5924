/** Reads a command with free text: its own arguments and options in front, the text verbatim, its own options at line ends. */
import { bareToken, LONGEST_KEY, nextToken, type Token } from '../tokenise.ts';
import { dryRunSlip, dryRunWithin, missingArgument, unclosedQuote } from './argument-problems.ts';
import { dryRunAtEdge } from './dry-run-slip.ts';
import {
  knowsFlag,
  knowsOption,
  nextArg,
  type Reading,
  report,
  reportDryRunSlip,
  reportInvisible,
  reportMissing,
  reportOwnFlagSlip,
  reportUnknown,
  takeArg,
  takeKnown,
} from './reading.ts';
import { fitsShape } from './shape.ts';

/**
 * Fills the reading from the command's line (from offset `from` on) and the lines that continue it, and answers the text or null.
 * Own options and flags count as whole words at the start of the text, at the end of the command's line and at the end of the text.
 */
export function readFreeText(
  reading: Reading,
  line: string,
  from: number,
  following: readonly string[],
): string | null {
  const start = readHead(reading, line, from);
  reportMissing(reading, start);
  const lines = [line.slice(start, readTail(reading, line, start)), ...following];
  const last = following.at(-1);
  if (last !== undefined) lines[lines.length - 1] = last.slice(0, readLastTail(reading, last, following.length));
  refuseDryRunAtStart(reading, [' '.repeat(start) + lines[0], ...lines.slice(1)]);
  refuseDryRunWithin(reading, line.slice(0, start + (lines[0] ?? '').length), start);
  const text = lines.join('\n').trim();
  if (BARE_DRY_RUN.test(text)) report(reading, dryRunSlip(reading.spec, text, start));
  if (text === '' && reading.spec.freeText?.required === true) {
    report(reading, missingArgument(reading.spec, reading.spec.freeText.name, line.trimEnd().length));
  }
  return text === '' ? null : text;
}

/** Takes arguments, options and flags from the front; answers the offset at which the text begins. */
function readHead(reading: Reading, line: string, from: number): number {
  let at = from;
  for (let token = nextToken(line, at); token !== null; token = nextToken(line, at)) {
    if (!takeFromHead(reading, line, token)) return token.start;
    reportInvisible(reading, line, token);
    at = token.end;
  }
  return line.length;
}

/** Whether a token belongs to the front part. What cannot be a required argument is a problem; what cannot be an optional one is text. */
function takeFromHead(reading: Reading, line: string, token: Token): boolean {
  const arg = nextArg(reading);
  if (!knowsFlag(reading.spec, token)) {
    reportDryRunSlip(reading, line, token);
    reportOwnFlagSlip(reading, line, token);
  }
  if (knowsFlag(reading.spec, token) || knowsOption(reading.spec, token)) {
    takeKnown(reading, token);
    return true;
  }
  if (arg === undefined) return false;
  if (token.kind === 'word' && (arg.required || fitsShape(arg, token.value))) {
    takeArg(reading, arg, token.value, token.start);
    return true;
  }
  if (arg.required && token.kind === 'unclosed') report(reading, unclosedQuote(reading.spec, token.start));
  else if (arg.required) reportUnknown(reading, token);
  return false;
}

/** The tail of the last line of a text; a problem that is found there stands there. */
function readLastTail(reading: Reading, line: string, below: number): number {
  const before = reading.problem;
  const end = readTail(reading, line, 0);
  if (before === null && reading.problem !== null) reading.problem = { ...reading.problem, below };
  return end;
}

/** Takes own options and flags from the end of a line of text; answers the offset at which the text ends. */
function readTail(reading: Reading, line: string, from: number): number {
  const tokens = textTokens(reading, line, from);
  const taken: Token[] = [];
  for (let token = tokens.pop(); token !== undefined; token = tokens.pop()) {
    if (!isOwn(reading, token)) {
      refuseDryRun(reading, line, [token, ...tokens.toReversed()]);
      reportOwnFlagSlip(reading, line, token);
      refuseStrange(reading, [...tokens, token]);
      for (const own of taken.reverse()) takeChecked(reading, line, own);
      return token.end;
    }
    taken.push(token);
  }
  for (const own of taken.reverse()) takeChecked(reading, line, own);
  return from;
}

function isOwn(reading: Reading, token: Token): boolean {
  return knowsFlag(reading.spec, token) || knowsOption(reading.spec, token);
}

function takeChecked(reading: Reading, line: string, token: Token): void {
  reportInvisible(reading, line, token);
  takeKnown(reading, token);
}

/** The text may begin on the line below the command; what is found there stands there. */
function refuseDryRunAtStart(reading: Reading, lines: readonly string[]): void {
  const below = lines.findIndex((line) => line.trim() !== '');
  const line = lines[below];
  const before = reading.problem;
  if (line === undefined) return;
  refuseDryRun(reading, line, wordsOf(line));
  if (before === null && reading.problem !== null) reading.problem = { ...reading.problem, below };
}

function* wordsOf(line: string): Generator<{ readonly start: number; readonly end: number }> {
  for (const word of line.matchAll(/[^ \t]+/g)) yield { start: word.index, end: word.index + word[0].length };
}

/** Refuses what is nearly a dry run among the words at an edge of the text, which go from there inward. */
function refuseDryRun(
  reading: Reading,
  line: string,
  words: Iterable<{ readonly start: number; readonly end: number }>,
): void {
  const found = dryRunAtEdge(line, words);
  if (found !== null) report(reading, dryRunSlip(reading.spec, line.slice(found.start, found.end), found.start));
}

/** The flag as it is typed, or as phones write it; other programs' flags belong in code, or on another line. */
const DRY_RUN = /(?<![^ \t])(?:--|[\u2013-\u2015])dry-run(?![^ \t])/i;

function refuseDryRunWithin(reading: Reading, line: string, from: number): void {
  const at = line.slice(from).replace(CODE_SPANS, blanked).search(DRY_RUN);
  if (at >= 0) report(reading, dryRunWithin(reading.spec, from + at));
}

/** Nobody has this for a text. */
const BARE_DRY_RUN = /^["'(*_]{0,3}dry[-_ ]?run["')*_.!]{0,3}$/i;

const CODE_SPANS = /`[^`]*`/g;

function blanked(code: string): string {
  return '`'.repeat(code.length);
}

/** A destructive command takes no strange flag at all. */
function refuseStrange(reading: Reading, tokens: readonly Token[]): void {
  if (reading.spec.destructive !== true) return;
  for (const token of tokens) if (token.kind === 'flag') reportUnknown(reading, token);
}

/** The words of a line of text; quotes count only in the command's own options, so that any other text stays as it is. */
function textTokens(reading: Reading, line: string, from: number): Token[] {
  const tokens: Token[] = [];
  for (const word of line.slice(from).matchAll(/\S+/g)) {
    const start = from + word.index;
    if (start < (tokens.at(-1)?.end ?? 0)) continue;
    const key = ownKey(reading, word[0]);
    const bare = key === null ? bareToken(line, start) : bareToken(line, start, start + key.length + 1, key);
    const quoted = bare.kind === 'option' && /^["\u201c-\u201f]/.test(bare.value) ? nextToken(line, start) : null;
    if (quoted?.kind === 'unclosed') report(reading, unclosedQuote(reading.spec, start));
    tokens.push(quoted === null || quoted.kind === 'unclosed' ? bare : quoted);
  }
  return tokens;
}

/** The key of a word that is `key=value` with an option of the command's own, in lower case; null for other words. */
function ownKey({ spec }: Reading, word: string): string | null {
  const equals = word.slice(0, LONGEST_KEY).indexOf('=');
  const key = word.slice(0, Math.max(equals, 0)).toLowerCase();
  return spec.options.some((option) => option.name === key) ? key : null;
}
