/** Reads the line of a command without free text: every token must be one that it knows. */
import { tokenise } from '../tokenise.ts';
import { tooManyArguments, unclosedQuote } from './argument-problems.ts';
import {
  knowsFlag,
  knowsOption,
  nextArg,
  type Reading,
  report,
  reportDryRunSlip,
  reportInvisible,
  reportMissing,
  reportUnknown,
  takeArg,
  takeKnown,
} from './reading.ts';

/** Fills the reading from `line`, from offset `from` on; reading ends at the first problem. */
export function readArguments(reading: Reading, line: string, from: number): void {
  for (const token of tokenise(line, from)) {
    if (!knowsFlag(reading.spec, token)) reportDryRunSlip(reading, line, token);
    reportInvisible(reading, line, token);
    if (token.kind === 'unclosed') report(reading, unclosedQuote(reading.spec, token.start));
    else if (token.kind === 'word') takeWord(reading, token.value, token.start);
    else if (knowsFlag(reading.spec, token) || knowsOption(reading.spec, token)) takeKnown(reading, token);
    else reportUnknown(reading, token);
    if (reading.problem !== null) return;
  }
  reportMissing(reading, line.trimEnd().length);
}

function takeWord(reading: Reading, value: string, start: number): void {
  const arg = nextArg(reading);
  if (arg === undefined) report(reading, tooManyArguments(reading.spec, value, start));
  else takeArg(reading, arg, value, start);
}
