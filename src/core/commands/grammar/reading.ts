/** What has been read of one command so far, and the first problem met; both grammars (with and without free text) fill it. */
import { SUSPICIOUS } from '../../markdown/invisible.ts';
import { nearest } from '../nearest.ts';
import type { ArgSpec, CommandSpec } from '../spec.ts';
import type { Token } from '../tokenise.ts';
import {
  dryRunSlip,
  duplicateOption,
  flagsOf,
  missingArgument,
  missingValue,
  unknownFlag,
  unknownOption,
  unknownValue,
} from './argument-problems.ts';
import { isDryRun } from './dry-run-slip.ts';
import { wrongCharacters } from './name.ts';
import type { CommandProblem } from './problem.ts';

/** One command being read. */
export interface Reading {
  readonly spec: CommandSpec;
  readonly args: string[];
  readonly options: Record<string, string>;
  readonly flags: string[];
  problem: CommandProblem | null;
}

/** A reading with nothing in it; options have no prototype, so `__proto__=x` is only a key. */
export function emptyReading(spec: CommandSpec): Reading {
  return { spec, args: [], options: Object.create(null), flags: [], problem: null };
}

/** Keeps the first problem of a line: later ones are often its echo. */
export function report(reading: Reading, found: CommandProblem | null): void {
  reading.problem ??= found;
}

/** Whether a flag token names a flag of the command, written with two dashes. */
export function knowsFlag(spec: CommandSpec, token: Token): boolean {
  return token.kind === 'flag' && token.dashes.startsWith('--') && flagsOf(spec).includes(token.name);
}

/** Whether an option token belongs to the command. */
export function knowsOption(spec: CommandSpec, token: Token): boolean {
  return (
    token.kind === 'option' && (spec.openOptions === true || spec.options.some((option) => option.name === token.key))
  );
}

/** The argument that the next word would be, if any is left. */
export function nextArg({ spec, args }: Reading): ArgSpec | undefined {
  const last = spec.args.at(-1);
  return spec.args[args.length] ?? (last?.rest === true ? last : undefined);
}

/** Characters that cannot be seen never count as part of an argument, option or flag. */
export function reportInvisible(reading: Reading, line: string, token: Token): void {
  const raw = line.slice(token.start, token.end);
  if (SUSPICIOUS.test(raw)) report(reading, wrongCharacters(raw, token.start, null));
}

/** Reports a token that is nearly `--dry-run`. */
export function reportDryRunSlip(reading: Reading, line: string, { start, end }: Token): void {
  const raw = line.slice(start, end);
  if (isDryRun(raw)) report(reading, dryRunSlip(reading.spec, raw, start));
}

const FLAG_IN_SENTENCE = /^(--|[\u2013-\u2015])([A-Za-z][A-Za-z0-9_-]{0,40})[.,;:!?)]*$/;

/** Reports a word that is nearly one of the command's own flags, at an edge of its text: it was not meant for text. */
export function reportOwnFlagSlip(reading: Reading, line: string, { start, end }: Token): void {
  const { spec } = reading;
  const [, dashes = '', name = ''] = FLAG_IN_SENTENCE.exec(line.slice(start, end)) ?? [];
  if (name !== '' && nearest(name.toLowerCase(), spec.flags) !== null)
    report(reading, unknownFlag(spec, line.slice(start + dashes.length, end), dashes, start));
}

/** Takes a known flag or option. */
export function takeKnown(reading: Reading, token: Token): void {
  if (token.kind === 'flag' && !reading.flags.includes(token.name)) reading.flags.push(token.name);
  if (token.kind !== 'option') return;
  if (token.key in reading.options) report(reading, duplicateOption(reading.spec, token.key, token.start));
  else if (token.value === '') report(reading, missingValue(reading.spec, token.key, token.start));
  else reading.options[token.key] = token.value;
}

/** Takes a word as the next argument. */
export function takeArg(reading: Reading, arg: ArgSpec, value: string, start: number): void {
  if (arg.choices !== undefined && !arg.choices.includes(value.toLowerCase())) {
    report(reading, unknownValue(reading.spec, arg, value, start));
  }
  reading.args.push(arg.choices?.includes(value.toLowerCase()) === true ? value.toLowerCase() : value);
}

/** Reports a flag or option that the command does not have, with the nearest that it has. */
export function reportUnknown(reading: Reading, token: Token): void {
  if (token.kind === 'flag') report(reading, unknownFlag(reading.spec, token.name, token.dashes, token.start));
  if (token.kind === 'option') report(reading, unknownOption(reading.spec, token.key, token.start));
}

/** Reports the first required argument that is not there; `end` is where it was expected. */
export function reportMissing(reading: Reading, end: number): void {
  const missing = reading.spec.args[reading.args.length];
  if (missing?.required === true) report(reading, missingArgument(reading.spec, missing.name, end));
}
