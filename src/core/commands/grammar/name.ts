/** Reads the first word of a line: one of our commands, nearly one, or nothing of ours. */
import { SUSPICIOUS, showCodePoints } from '../../markdown/invisible.ts';
import { codeSpan } from '../../markdown/quoted.ts';
import { nearest } from '../nearest.ts';
import type { CommandSpec } from '../spec.ts';
import { isEndpoint } from './endpoints.ts';
import { looksLike } from './lookalikes.ts';
import { type CommandProblem, problem } from './problem.ts';

/** What the first word of a line is. `at` is the offset of the slash, `end` of the character behind the name; a problem is put into words for whom it is told. */
export type Recognised =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'command'; readonly spec: CommandSpec; readonly at: number; readonly end: number }
  | { readonly kind: 'near'; readonly name: string; readonly problem: () => CommandProblem };

/** Our commands by name, and a search for the nearest one; made once for a comment. */
export interface CommandNames {
  readonly byName: ReadonlyMap<string, CommandSpec>;
  readonly nearestTo: (name: string) => string | null;
  /** Counts one word that is looked at closely; false when there were too many. */
  readonly mayCompare: () => boolean;
}

/** Nobody mistypes a hundred commands in one comment; further words that are no command are not compared with any. */
const MAX_COMPARISONS = 100;

/** The names of a table of commands. It counts comparisons, so that a hostile comment stays cheap. */
export function commandNames(specs: readonly CommandSpec[]): CommandNames {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const names = [...byName.keys()];
  let left = MAX_COMPARISONS;
  return {
    byName,
    nearestTo: (name) => (NOT_OURS.has(name) ? null : nearest(name, names)),
    mayCompare: () => left-- > 0,
  };
}

const NOTHING: Recognised = { kind: 'nothing' };

/** Commands of other bots and everyday paths that are one slip away from one of ours, or may become so: met with silence. */
const NOT_OURS: ReadonlySet<string> = new Set(
  (
    'approve assign backport bench bug build cc cherry-pick cherrypick clone deploy feature format hold honk joke kind label ' +
    'lgtm lifecycle lint lock lock-thread meow merge milestone move override pause ping priority publish queue rebase recheck ' +
    'recreate release remove-label rerun retest retitle review shipit shrug skip snapshot stage test todo transfer triage ' +
    'unapprove unassign uncc unhold unlabel unlock woof ' +
    'api app bin boot dev etc home lib mnt node opt proc root srv sys temp tmp usr users var'
  ).split(' '),
);

const LONGEST_WORD = 48;
const NAME = /^\/([A-Za-z][A-Za-z0-9_-]*)/;

/** One slash too many, or a blank behind it as phones put one: answered before the very name of a command, never done. */
const APART = /^\/(?:\/|[ \t]+)([A-Za-z][A-Za-z0-9_-]*)(?=[\s.,;:!]|$)/;

function nameIn(apart: RegExpExecArray): string {
  return apart[1]?.toLowerCase() ?? '';
}

/** Other words for a command, too far from its name to be slips; a severity or status alone is one for its command with it. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [/^(?:acknowledged?|acked)$/, 'ack'],
  [/^declared?$/, 'ack'],
  [/^decided?$/, 'decision'],
  [/^roll$/, 'rollback'],
  [/^hand-?over$/, 'handoff'],
  [/^(?:sev|p)[-_]?\d$/, 'severity'],
  [/^(?:investigating|identified|mitigating|monitoring|mitigated|fixed)$/, 'status'],
];

/** The opposite of a command is nearly its name: what takes it back, by the name that is taken back. */
const OPPOSITE = /^(?:un|de|dis)-?/;
const TAKES_BACK: Readonly<Record<string, string>> = {
  close: 'reopen',
  resolve: 'reopen',
  decline: 'reopen',
  duplicate: 'reopen',
  check: 'check <item> --undo',
  escalate: 'severity',
};

/** What takes back the command that the name is the opposite of; null where it is the opposite of none. */
function takingBack(name: string, { byName }: CommandNames): string | null {
  const of = name.replace(OPPOSITE, '');
  if (of === name || !byName.has(of)) return null;
  return Object.hasOwn(TAKES_BACK, of) ? (TAKES_BACK[of] ?? null) : 'help';
}

function otherWordFor(name: string, { byName }: CommandNames): string | null {
  const meant = MEANT.find(([words]) => words.test(name))?.[1];
  if (meant === undefined || !byName.has(meant)) return null;
  if (meant === 'status') return `status ${/^(?:mitigated|fixed)$/.test(name) ? 'monitoring' : name}`;
  return meant === 'severity' ? `severity ${name.toUpperCase().replace(/[-_]/, '')}` : meant;
}

/** What people put behind a command in a sentence; harmless except behind a destructive one. */
const SENTENCE_END = /^[.,;:!]+$/;

/** Reads a line's first word. Silence for paths, other bots' commands and anything not near one of ours. */
export function recognise(line: string, names: CommandNames): Recognised {
  const at = line.search(/[^ \t]/);
  if (at < 0) return NOTHING;
  const apart = APART.exec(line.slice(at, at + LONGEST_WORD));
  if (apart !== null) {
    const name = nameIn(apart);
    return names.byName.has(name) ? near(apart[0], withArguments(name, line, at + apart[0].length), at) : NOTHING;
  }
  const word = firstWord(line, at);
  if (/[^\x21-\x7e]/.test(word)) return disguised(word, at, names);
  const name = NAME.exec(word)?.[1]?.toLowerCase();
  if (name === undefined) return NOTHING;
  const tail = word.slice(name.length + 1);
  if (/^(?:\/|\.[A-Za-z0-9/])/.test(tail)) return NOTHING;
  const spec = names.byName.get(name);
  if (spec === undefined)
    return tail === '' || SENTENCE_END.test(tail) ? unknown(name, word, line, at, names) : NOTHING;
  if (tail === '' || (SENTENCE_END.test(tail) && spec.destructive !== true)) {
    return { kind: 'command', spec, at, end: at + word.length };
  }
  return near(word, withArguments(name, line, at + name.length + (tail.startsWith('=') ? 2 : 1 + tail.length)), at);
}

/** One of our commands where none is carried out. Its author hears of it; what is merely near to one is not looked at there. */
export function misplaced(line: string, place: string, names: CommandNames): Recognised {
  const what = recognise(line, { ...names, mayCompare: () => false });
  if (what.kind !== 'command') return NOTHING;
  return { kind: 'near', name: what.spec.name, problem: () => wrongPlace(`/${what.spec.name}`, place, what.at) };
}

function wrongPlace(name: string, place: string, at: number): CommandProblem {
  const told = problem({
    code: 'wrong-place',
    happened: `${codeSpan(name)} stands in a ${place}, so nothing was done.`,
    expected: 'A command stands at the start of a line of its own, outside of lists and headings.',
    next: 'Post it again as a new comment, with a blank line above it.',
    column: at + 1,
  });
  return { ...told, suggestion: name };
}

/** Up to the next blank; a word that is too long is cut, and then is no command. */
function firstWord(line: string, at: number): string {
  const end = line.slice(at, at + LONGEST_WORD).search(/[ \t]/);
  return line.slice(at, end < 0 ? at + LONGEST_WORD : at + end);
}

function unknown(name: string, word: string, line: string, at: number, names: CommandNames): Recognised {
  if (!names.mayCompare()) return NOTHING;
  const other = otherWordFor(name, names) ?? takingBack(name, names);
  const meant = other ?? names.nearestTo(name);
  const spec = names.byName.get(meant ?? '');
  if (meant === null || (spec !== undefined && isEndpoint(name, line.slice(at + word.length).trim(), spec)))
    return NOTHING;
  return near(word, other ?? withArguments(meant, line, at + word.length), at);
}

/** More of a line is no line of arguments. */
const MOST_REPEATED = 60;

/** A command with what was typed behind it, so that it can be copied whole; by itself before a long text. */
function withArguments(name: string, line: string, from: number): string {
  const behind = line
    .slice(from, from + 2 * MOST_REPEATED)
    .trim()
    .replace(/[ \t]+/g, ' ');
  return behind === '' || behind.length > MOST_REPEATED || !/^[\x20-\x7e]*$/.test(behind) ? name : `${name} ${behind}`;
}

function near(word: string, meant: string, at: number): Recognised {
  return { kind: 'near', name: word.slice(1), problem: () => unknownCommand(word, meant, at) };
}

function unknownCommand(word: string, meant: string, at: number): CommandProblem {
  return problem({
    code: 'unknown-command',
    happened: `${codeSpan(word)} is not a command, so nothing was done.`,
    expected: `A command stands alone at the start of a line, its arguments after a space; ${codeSpan('/help')} lists them.`,
    next: 'Post it again as a new comment.',
    suggestion: `/${meant}`,
    column: at + 1,
  });
}

/** A first word with characters beyond ASCII: if it looks like one of our commands, say so; it never runs. */
function disguised(word: string, at: number, names: CommandNames): Recognised {
  if (!names.mayCompare()) return NOTHING;
  const seen = looksLike(word.replace(NOT_SEEN, ' ')).trim();
  const candidates = [BARE.exec(seen.replaceAll(' ', '')), BARE.exec(seen), BARE.exec(word.toLowerCase())].flatMap(
    (match) => match?.[1] ?? [],
  );
  const exact = candidates.find((candidate) => names.byName.has(candidate));
  const meant = exact ?? candidates.flatMap((candidate) => names.nearestTo(candidate) ?? [])[0];
  if (meant === undefined) return NOTHING;
  const name = showCodePoints(word).replace(/^\//, '');
  return { kind: 'near', name, problem: () => wrongCharacters(word, at, `/${meant}`) };
}

/** Characters that hide in a word or end it without being an ordinary blank. */
const NOT_SEEN = new RegExp(SUSPICIOUS.source, 'gu');

/** The name at the start of a disguised word, unless the word goes on as a path does. */
const BARE = /^\/+([a-z][a-z0-9_-]*)(?![a-z0-9_\-/]|\.[a-z0-9])/;

/** A command, or a word of one, written with characters that look like others or cannot be seen. `at` is its offset in the line. */
export function wrongCharacters(word: string, at: number, suggestion: string | null): CommandProblem {
  return problem({
    code: 'wrong-characters',
    happened: `${codeSpan(showCodePoints(word))} holds characters that look like others or cannot be seen, so nothing was done.`,
    expected: 'Commands are written in plain ASCII letters with ordinary spaces.',
    next: 'Type the line again by hand.',
    suggestion,
    column: at + 1,
  });
}
