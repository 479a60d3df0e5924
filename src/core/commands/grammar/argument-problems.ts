/** The problems of one command's arguments, options and flags. */
import { showCodePoints } from '../../markdown/invisible.ts';
import { codeSpan } from '../../markdown/quoted.ts';
import { nearest } from '../nearest.ts';
import { type ArgSpec, COMMON_FLAGS, type CommandSpec } from '../spec.ts';
import { type CommandProblem, helpFor, problem, usageOf } from './problem.ts';

/** The flags that a command knows. */
export function flagsOf(spec: CommandSpec): readonly string[] {
  return [...spec.flags, ...COMMON_FLAGS.filter((flag) => !spec.flags.includes(flag))];
}

/** A flag that the command does not have, with the nearest that it has. */
export function unknownFlag(spec: CommandSpec, name: string, dashes: string, at: number): CommandProblem {
  const meant = nearest(
    name
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/[.,;:!?)]+$/, ''),
    flagsOf(spec),
  );
  return problem({
    code: 'unknown-flag',
    happened: `${codeSpan(`/${spec.name}`)} has no flag ${codeSpan(dashes + name)}, so nothing was done.`,
    expected: `It knows ${flagsOf(spec)
      .map((flag) => codeSpan(`--${flag}`))
      .join(', ')}.`,
    next: helpFor(spec),
    suggestion: meant === null ? null : `--${meant}`,
    column: at + 1,
  });
}

/** What is nearly `--dry-run`, or is it where flags are not read: it must not become a real run. */
export function dryRunSlip(spec: CommandSpec, word: string, at: number): CommandProblem {
  const exact = word.toLowerCase() === '--dry-run';
  const shown = codeSpan(showCodePoints(word.slice(0, LONGEST_SHOWN).replace(/[\u2013-\u2015]/g, '--')));
  return problem({
    code: 'unknown-flag',
    happened: exact
      ? `${shown} stands where no flag is read, so nothing was done.`
      : `${codeSpan(`/${spec.name}`)} has no flag ${shown}, so nothing was done.`,
    expected: exact
      ? 'A flag stands right behind the command and its arguments, or at the very end of the text.'
      : `It knows ${flagsOf(spec)
          .map((flag) => codeSpan(`--${flag}`))
          .join(', ')}.`,
    next: helpFor(spec),
    suggestion: exact ? null : '--dry-run',
    column: at + 1,
  });
}

/** `--dry-run` in the middle of a text: whoever wrote it did not want a real run. */
export function dryRunWithin(spec: CommandSpec, at: number): CommandProblem {
  return problem({
    code: 'misplaced-flag',
    happened: `${codeSpan('--dry-run')} stands within the text of ${codeSpan(`/${spec.name}`)} (character ${at + 1} of the line), where no flag is read, so nothing was done.`,
    expected: 'A flag stands right behind the command and its arguments, or at the very end of the text.',
    next: `Put ${codeSpan('--dry-run')} at the very end of the line and post it again as a new comment; or leave it out, if it should be done.`,
    column: at + 1,
  });
}

const LONGEST_SHOWN = 40;

/** An option that the command does not have. */
export function unknownOption(spec: CommandSpec, key: string, at: number): CommandProblem {
  const names = spec.options.map((option) => option.name);
  const meant = nearest(key, names);
  const known = names.map((name) => codeSpan(`${name}=`)).join(', ');
  return problem({
    code: 'unknown-option',
    happened: `${codeSpan(`/${spec.name}`)} has no option ${codeSpan(`${key}=`)}, so nothing was done.`,
    expected: names.length === 0 ? `It takes no options. ${usageOf(spec)}` : `It knows ${known}.`,
    next: helpFor(spec),
    suggestion: meant === null ? null : `${meant}=`,
    column: at + 1,
  });
}

/** An option that is given twice. */
export function duplicateOption(spec: CommandSpec, key: string, at: number): CommandProblem {
  return problem({
    code: 'duplicate-option',
    happened: `${codeSpan(`${key}=`)} is given more than once, so nothing was done.`,
    expected: 'Each option has one value.',
    next: helpFor(spec),
    column: at + 1,
  });
}

/** An option with nothing behind its equals sign. */
export function missingValue(spec: CommandSpec, key: string, at: number): CommandProblem {
  return problem({
    code: 'missing-value',
    happened: `${codeSpan(`${key}=`)} has no value, so nothing was done.`,
    expected: `A value follows the equals sign without a space: ${codeSpan(`${key}=value`)} or ${codeSpan(`${key}="some words"`)}.`,
    next: helpFor(spec),
    column: at + 1,
  });
}

/** A word that is none of an argument's choices. */
export function unknownValue(spec: CommandSpec, arg: ArgSpec, value: string, at: number): CommandProblem {
  const choices = arg.choices ?? [];
  return problem({
    code: 'unknown-value',
    happened: `${codeSpan(value)} is no ${arg.name} of ${codeSpan(`/${spec.name}`)}, so nothing was done.`,
    expected: `It is one of ${choices.map((choice) => codeSpan(choice)).join(', ')}.`,
    next: helpFor(spec),
    suggestion: nearest(value.toLowerCase(), choices),
    column: at + 1,
  });
}

/** A required argument or text that is not there. */
export function missingArgument(spec: CommandSpec, name: string, end: number): CommandProblem {
  return problem({
    code: 'missing-argument',
    happened: `${codeSpan(`/${spec.name}`)} lacks its ${name}, so nothing was done.`,
    expected: usageOf(spec),
    next: helpFor(spec),
    column: end + 1,
  });
}

/** A word more than the command takes. */
export function tooManyArguments(spec: CommandSpec, value: string, at: number): CommandProblem {
  return problem({
    code: 'too-many-arguments',
    happened: `${codeSpan(value)} is one word more than ${codeSpan(`/${spec.name}`)} takes, so nothing was done.`,
    expected: `${usageOf(spec)} Words that belong together go in quotes.`,
    next: helpFor(spec),
    column: at + 1,
  });
}

/** A quote that is opened and not closed on its line. */
export function unclosedQuote(spec: CommandSpec, at: number): CommandProblem {
  return problem({
    code: 'unclosed-quote',
    happened: 'A quote is opened and not closed, so nothing was done.',
    expected: 'A quoted value ends with a quote on the same line, and a space or the end of the line follows it.',
    next: helpFor(spec),
    column: at + 1,
  });
}
