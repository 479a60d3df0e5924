// A command that is found late: whether it still runs, and what is said of it (DESIGN section 5).
import type { Command } from '../commands/command.ts';
import type { ParsedLine } from '../commands/parse.ts';
import type { Change } from '../incident/change.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Problem, problem } from '../problems.ts';
import { clockTime, compare, minutesBetween, plus } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import type { Draft } from './draft.ts';

/** Commands found later than this after they were written are old. */
const OLD_AFTER = 'PT15M';

/** Whether it was found late. */
export function isOld({ situation }: Draft, { comment }: TriggerOf<'commented'>): boolean {
  return compare(plus(comment.createdAt, OLD_AFTER), situation.now) < 0;
}

/** Whole minutes since the comment was written. */
export function ageOf({ situation }: Draft, { comment }: TriggerOf<'commented'>): number {
  return minutesBetween(comment.createdAt, situation.now);
}

/** `ask`: to be said again; `never`: it is not (DESIGN section 5). */
export function tooLate({ name, late }: Command, age: number): Problem {
  const minutes = String(age);
  return late === 'ask'
    ? problem('too-late', { minutes })
    : problem('too-late-for-good', { minutes, command: codeSpan(`/${name}`) });
}

/** What was done late says so (DESIGN section 5: `run`, with a note). */
export function lateness(line: ParsedLine, draft: Draft, trigger: TriggerOf<'commented'>): readonly Change[] {
  if (!isOld(draft, trigger)) return [];
  const written = clockTime(trigger.comment.createdAt);
  return [
    { kind: 'noted', text: `/${line.name} was written at ${written} and found ${ageOf(draft, trigger)} minutes later` },
  ];
}
