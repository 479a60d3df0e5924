// E22: no credential, no personal data, no name from the list of those that must not be told; also in code and comments. What was found is never repeated.

import { credentialPlaces } from '../../../credential.ts';
import { sourceLines } from '../../../markdown/source-lines.ts';
import type { Range } from '../../as-read.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const secrets: Rule = {
  code: 'E22',
  level: 'E',
  says: 'The document holds no credential, no personal data, and no name that the record forbids.',
  because: 'It is merged into the history of a repository, from where nothing goes away.',
  bad: 'The dump had anna.smith@customer.io in it.',
  good: 'The dump had the addresses of about 40 customers in it.',
  source: 'S003-18',
  check,
};

/** Addresses of documentation, of machines and of GitHub's own. */
const HARMLESS =
  /@(?:[\w.-]+\.)?(?:example\.(?:com|org|net)|example|test|invalid|localhost|local)$|^(?:no-?reply|git)@|@users\.noreply\.github\.com$/i;

type Personal = { readonly pattern: RegExp; readonly what: string; readonly holds: (text: string) => boolean };

const personal: readonly Personal[] = [
  { pattern: /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?![\w@-])/gi, what: 'an e-mail address', holds: (text) => !HARMLESS.test(text) && /\.[a-z]{2,24}$/i.test(text) },
  { pattern: /(?<![\w.-])\d(?:[ -]?\d){12,18}(?!\w|[.-]\d)/g, what: 'the number of a payment card', holds: isCard },
  { pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, what: 'an account number (IBAN)', holds: isIban },
  { pattern: /(?<![\w/.=-])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){1,4}(?![\w-])/g, what: 'a telephone number', holds: (text) => text.replace(/\D/g, '').length >= 9 },
  { pattern: /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g, what: 'a social security number', holds: (text) => !/^(?:000|666|9)/.test(text) },
]; // biome-ignore format: a table

function* check({ document, known }: Subject): Iterable<Found> {
  const text = document.lines.join('\n');
  const starts = sourceLines(text).map(({ start }) => start);
  for (const { start, end, what, rotate } of credentialPlaces(text))
    yield {
      ...rangeAt(starts, start, end),
      message: `This seems to be ${what}. Take it as known to others: ${rotate}. Then write the document again without it, and push over the commit that has it.`,
    };
  for (const { pattern, what, holds } of personal)
    for (const { index, 0: found } of text.matchAll(pattern))
      if (holds(found))
        yield {
          ...rangeAt(starts, index, index + found.length),
          message: `This seems to be ${what}. Say how many people are concerned, and leave the data where it is kept.`,
        };
  yield* deniedIn(text, known.denied ?? [], starts);
}

function* deniedIn(text: string, denied: readonly string[], starts: readonly number[]): Iterable<Found> {
  const lower = text.toLowerCase();
  for (const name of denied.map((one) => one.trim().toLowerCase()).filter((one) => one.length > 1))
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length))
      if (isWhole(lower, at, at + name.length))
        yield {
          ...rangeAt(starts, at, at + name.length),
          message: 'This name is on the list of those that are not told. Say “a customer”.',
        };
}

function isWhole(text: string, start: number, end: number): boolean {
  return !/[\p{L}\p{N}]/u.test(text[start - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(text[end] ?? ' ');
}

/** Lines by bisection: a hostile text has many of both. */
function rangeAt(starts: readonly number[], start: number, end: number): Range {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const lineEnd = (starts[low + 1] ?? Number.POSITIVE_INFINITY) - 1;
  const column = start - (starts[low] ?? 0) + 1;
  return { line: low + 1, column, endColumn: column + Math.max(1, Math.min(end, lineEnd) - start) };
}

/** By its first digits and its check digit (Luhn). */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (!/^[2-6]/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  const sum = [...digits].toReversed().reduce((total, digit, at) => total + luhn(Number(digit), at), 0);
  return digits.length >= 13 && sum % 10 === 0;
}

function luhn(digit: number, at: number): number {
  if (at % 2 === 0) return digit;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}

/** By its check digits (ISO 7064). */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (plain.length < 15 || plain.length > 34) return false;
  const digits = [...plain.slice(4), ...plain.slice(0, 4)].map((char) => Number.parseInt(char, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
