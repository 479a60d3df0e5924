// What is wrong with a value, in words: what was found, what was expected, what to do.
import type * as z from 'zod';
import { nameOf } from './compose.ts';
import { inWords, isPlain, type Path, plainPath, valueAt } from './path.ts';
import { alternatives, found, guess, inShort, where } from './phrases.ts';
import { keysAt, schemasAt, sectionsWith } from './schema.ts';
import { meantKey, meantWord } from './slips.ts';
import { isLengthOfTime } from './written/keys.ts';

/** Something wrong at a place of a policy; `isKey`: at the key rather than at its value. Put in words only when it is told: a file can be all wrong. */
export type Fault = {
  readonly path: Path;
  readonly isKey: boolean;
  readonly code: string;
  readonly say: () => string;
};

type Issue = z.core.$ZodIssue;

/** Whether the issue is that a key is not there at all. */
export function isMissing(root: unknown, issue: Issue): boolean {
  return (
    issue.code !== 'unrecognized_keys' && issue.path.length > 0 && valueAt(root, plainPath(issue.path)) === undefined
  );
}

/** What an issue is about, in words; unknown keys one by one. */
export function tellIssue(root: unknown, issue: Issue): readonly Fault[] {
  const path = plainPath(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  const say = () => `${where(path)}: ${withoutUnit(path, valueAt(root, path)) ?? said(valueAt(root, path), issue)}`;
  return [{ path, isKey: issue.code === 'invalid_key', code: issue.code, say }];
}

/** A section lacks what it cannot be without; a thing of a list perhaps since its name was meant to be another one's. */
export function tellMissing(root: unknown, path: Path, keys: readonly string[]): Fault {
  const say = () => {
    const names = alternatives(
      keys.map((key) => `\`${key}\``),
      'and',
    );
    const near = namesake(root, path);
    if (Object.is(valueAt(root, [...path, 'removed']), true)) return nothingToRemove(root, path, near);
    const step = `Write ${keys.length === 1 ? 'it' : 'them'}${near === null ? '' : ' or correct the name'}.`;
    return `\`${inWords(root, path)}\` has no ${names}${near === null ? '.' : guess(near)} ${step}`;
  };
  return { path, isKey: false, code: 'missing-key', say };
}

function nothingToRemove(root: unknown, path: Path, near: string | null): string {
  const end = near === null ? '.' : guess(near);
  return `\`${inWords(root, path)}\` is to be taken away (\`removed\`), and nothing below has it${end} Correct its name or remove it.`;
}

function namesake(root: unknown, path: Path): string | null {
  const list = valueAt(root, path.slice(0, -1));
  const item = valueAt(root, path);
  const name = isPlain(item) ? nameOf(item) : null;
  if (name === null || !Array.isArray(list)) return null;
  const others = list.flatMap((other: unknown) => (isPlain(other) && other !== item ? [nameOf(other) ?? ''] : []));
  return meantWord(name, others);
}

/** Keys that are known in more sections than these say nothing about what was meant. */
const TELLING = 2;
/** A section with more keys than these is not listed: the reference has them. */
const LISTED = 12;

export function unknownKey(path: Path, key: string): Fault {
  const say = () => `${where(path)} has no key \`${inShort(key)}\`${insteadOf(path, key)}`;
  return { path: [...path, key], isKey: true, code: 'unknown-key', say };
}

function insteadOf(path: Path, key: string): string {
  if (key === '<<') return '; YAML 1.2 has no merge keys. Write the values out.';
  const keys = keysAt(path);
  const near = meantKey(key, keys);
  if (near !== null) return `${guess(near)} Correct its name or remove it.`;
  const others = sectionsWith(key).filter((section) => section !== '');
  if (others.length > 0 && others.length <= TELLING)
    return `; it belongs to \`${others.join('` and `')}\`. Correct its place or remove it.`;
  const isShort = keys.length > 0 && keys.length <= LISTED;
  const known = isShort ? `it knows ${alternatives(keys, 'and')}` : 'docs/policy.md lists its keys';
  return `; ${known}. Remove it or correct its name.`;
}

/** A number where a length of time belongs lacks its unit. */
function withoutUnit(path: Path, value: unknown): string | null {
  if (typeof value !== 'number' || !schemasAt(path).some(isLengthOfTime)) return null;
  const example = Number.isInteger(value) && value >= 0 ? String(value) : '15';
  return `found ${found(value)}, expected a length of time. Write it with its unit: ${example}m.`;
}

function said(value: unknown, issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `found ${found(value)}, expected ${typeNames[issue.expected] ?? issue.expected}. ${stepForType(value, issue.expected)}`;
    case 'invalid_value':
      return ofWords(value, issue.values.map(String));
    case 'too_big':
      return tooMuch(value, issue);
    case 'too_small':
      return tooLittle(value, issue);
    case 'invalid_key':
      return `this name cannot be: ${issue.issues.map(({ message }) => message).join(', ')}. Correct it.`;
    default:
      return `found ${found(value)}, ${issue.message.replace(/[.;:]$/, '')}. Correct it.`;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'array (a list)',
  object: 'object (keys with values)',
  record: 'record (names with values)',
  string: 'string (a text)',
  boolean: 'boolean (true or false)',
  int: 'a whole number',
};

function stepForType(value: unknown, expected: string): string {
  if (value === null) return 'Write a value or remove the key.';
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return 'Write it in quotes.';
  if (expected === 'boolean') return 'Write true or false.';
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  return expected === 'number' && isNumber ? 'Write it without quotes.' : 'Correct it.';
}

function ofWords(value: unknown, words: readonly string[]): string {
  const near = typeof value === 'string' ? meantWord(value, words) : null;
  return `found ${found(value)}, expected ${alternatives(words, 'or')}${near === null ? '.' : guess(near)} Correct it.`;
}

function tooMuch(value: unknown, { origin, maximum }: z.core.$ZodIssueTooBig): string {
  const most = String(maximum);
  if (origin === 'string') return `has ${sizeOf(value)} characters, expected at most ${most}. Shorten it.`;
  if (origin === 'array') return `has ${sizeOf(value)} items, expected at most ${most}. Shorten it.`;
  const isShare = maximum === 1 && typeof value === 'number' && value <= 100;
  const hint = isShare ? ` (a share: write ${value / 100} for ${value} %)` : '';
  return `found ${found(value)}, expected at most ${most}${hint}. Correct it.`;
}

function tooLittle(value: unknown, { origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  const least = `${inclusive === false ? 'more than' : 'at least'} ${String(minimum)}`;
  if (origin === 'string') return `is empty, expected ${least} character. Write one or remove the key.`;
  if (origin === 'array') return `has ${sizeOf(value)} items, expected ${least}. Write one or remove the key.`;
  return `found ${found(value)}, expected ${least}. Correct it.`;
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}
