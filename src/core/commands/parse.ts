/** The command language: a comment's text to its commands, in order, each with its arguments or with one problem. Never acts. */
import { codeSpan } from '../markdown/quoted.ts';
import { type CommandNames, commandNames, misplaced, type Recognised, recognise } from './grammar/name.ts';
import { type CommandProblem, problem } from './grammar/problem.ts';
import { readArguments } from './grammar/read-arguments.ts';
import { readFreeText } from './grammar/read-free-text.ts';
import { emptyReading } from './grammar/reading.ts';
import { type CommandParagraph, scan } from './scan.ts';
import type { CommandSpec } from './spec.ts';

export type { CommandProblem, CommandProblemCode } from './grammar/problem.ts';

/** One line that is a command or nearly so. `line` is 1-based, `text` the verbatim free text; with a problem nothing may be done. */
export interface ParsedLine {
  readonly line: number;
  readonly name: string;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  readonly text: string | null;
  readonly problem: CommandProblem | null;
}

/** Enough for any person; a comment with more is a mistake or an attack. */
export const MAX_COMMANDS = 10;

/** Two destructive commands in one comment cannot both have been thought through. */
const MAX_DESTRUCTIVE = 1;

/** One event asks for the commands of one comment several times; so many comments are remembered, the newest ones. */
const REMEMBERED = 8;

type Remembered = WeakMap<readonly CommandSpec[], Map<string, readonly ParsedLine[]>>;
const remembered: Remembered = new WeakMap();
const rememberedByEmail: Remembered = new WeakMap();

/**
 * Parses a comment against a table of commands; null and text without commands give nothing. Only of one that came by e-mail (`byEmail`) a message
 * below is not its author's: before GitHub is asked, more is found than there is. Linear, at most 65,536 characters expected.
 */
export function parseComment(
  body: string | null,
  specs: readonly CommandSpec[],
  byEmail = false,
): readonly ParsedLine[] {
  if (body === null) return [];
  const all = byEmail ? rememberedByEmail : remembered;
  const known = all.get(specs) ?? new Map<string, readonly ParsedLine[]>();
  const parsed = known.get(body) ?? parse(body, specs, byEmail);
  all.set(specs, known);
  known.delete(body);
  known.set(body, parsed);
  for (const [oldest] of known) if (known.size > REMEMBERED) known.delete(oldest);
  return parsed;
}

function parse(body: string, specs: readonly CommandSpec[], byEmail: boolean): readonly ParsedLine[] {
  const names = commandNames(specs);
  let readUpTo = 0;
  const found = scan(body, byEmail).flatMap((paragraph) => {
    const commands = commandsIn(paragraph, names).filter(({ line }) => line > readUpTo);
    const last = commands.at(-1);
    if (last?.what.kind === 'command' && last.what.spec.freeText !== undefined) {
      for (const { line, text, item } of paragraph.below) {
        if (item !== null && misplaced(item, 'list', names).kind !== 'nothing') break;
        last.following.push(text);
        readUpTo = line;
      }
    }
    return commands;
  });
  return readAll(found);
}

/** A recognised line with the lines of its paragraph that follow it up to the next command. */
interface Found {
  readonly line: number;
  readonly text: string;
  readonly what: Exclude<Recognised, { kind: 'nothing' }>;
  readonly following: string[];
}

function commandsIn({ lines, place }: CommandParagraph, names: CommandNames): readonly Found[] {
  const found: Found[] = [];
  const read = (line: string) => (place === 'paragraph' ? recognise(line, names) : misplaced(line, place, names));
  for (const { line, text, plain } of lines) {
    const what: Recognised = plain ? read(text) : { kind: 'nothing' };
    if (what.kind === 'nothing') found.at(-1)?.following.push(text);
    else found.push({ line, text, what, following: [] });
  }
  return found;
}

/** Reads each line, counting commands and near misses apart: each kind is answered at most ten times, and the commands beyond them once. */
function readAll(found: readonly Found[]): readonly ParsedLine[] {
  const parsed: ParsedLine[] = [];
  let commands = 0;
  let destructive = 0;
  let misses = 0;
  for (const line of found) {
    if (line.what.kind === 'near') {
      misses++;
      if (misses <= MAX_COMMANDS) parsed.push(refused(line, line.what.name, line.what.problem()));
      continue;
    }
    const { spec, at } = line.what;
    commands++;
    if (spec.destructive === true) destructive++;
    if (commands > MAX_COMMANDS) {
      if (commands === MAX_COMMANDS + 1) parsed.push(refused(line, spec.name, tooMany(at)));
    } else if (spec.destructive === true && destructive > MAX_DESTRUCTIVE) {
      parsed.push(refused(line, spec.name, tooManyDestructive(spec, at)));
    } else parsed.push(readCommand(line, spec, line.what.end));
  }
  return parsed;
}

function readCommand({ line, text, following }: Found, spec: CommandSpec, end: number): ParsedLine {
  const reading = emptyReading(spec);
  const freeText = spec.freeText === undefined ? null : readFreeText(reading, text, end, following);
  if (spec.freeText === undefined) readArguments(reading, text, end);
  const { args, options, flags, problem: found } = reading;
  return { line, name: spec.name, args, options, flags, text: freeText, problem: found };
}

function refused({ line }: Found, name: string, found: CommandProblem): ParsedLine {
  return { line, name, args: [], options: Object.create(null), flags: [], text: null, problem: found };
}

function tooMany(at: number): CommandProblem {
  return problem({
    code: 'too-many-commands',
    happened: `This comment holds more than ${MAX_COMMANDS} commands; from this one on none was carried out.`,
    expected: `A comment carries at most ${MAX_COMMANDS} commands.`,
    next: 'Post the rest in another comment.',
    column: at + 1,
  });
}

function tooManyDestructive(spec: CommandSpec, at: number): CommandProblem {
  return problem({
    code: 'too-many-destructive',
    happened: `This comment holds more than one destructive command; this ${codeSpan(`/${spec.name}`)} was not carried out.`,
    expected: 'A comment carries at most one command that changes production.',
    next: 'Wait for the result of the first, then post this one by itself.',
    column: at + 1,
  });
}
