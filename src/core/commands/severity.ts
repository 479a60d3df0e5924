// `/severity`: acts at once, up and down; a missing reason is asked for on the card, never a wall (DESIGN section 5).
import { stepKey } from '../clock/due.ts';
import type { Change } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { findLevel, isUnconditional } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput } from './command.ts';
import { done, refused } from './command.ts';
import { asTyped, suggested, wordMeant } from './grammar/word-meant.ts';

export const severity: Command = {
  name: 'severity',
  usage: '/severity <level> [reason]',
  summary: 'Change the severity, up or down, at once. Label and title follow.',
  group: 'respond',
  examples: ['/severity P1 checkout works again for most users', '/severity P0'],
  args: [{ name: 'level', kind: 'level', required: true }],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'run',
  right: 'respond',
  leadsTo: ({ args }, policy) => findLevel(policy, withoutStops(args[0]))?.name ?? null,
  usefulNow: (incident, policy) => (incident.level === null ? `/severity ${policy.levels[0]?.name ?? 'P0'}` : null),
  decide,
};

function decide({ line, incident, policy, isReplay }: CommandInput) {
  const typed = withoutStops(line.args[0]);
  const level = findLevel(policy, typed);
  if (level === null)
    return refused(
      problem('unknown-level', {
        word: asTyped(typed),
        levels: namesOf(policy),
        suggestion: suggested('/severity', levelMeant(typed, policy)),
      }),
    );
  const second = isReplay === true ? null : levelBehind(line.text, policy);
  if (second !== null && second !== level)
    return refused(
      problem('two-levels', {
        first: codeSpan(`/severity ${level.name}`),
        second: codeSpan(`/severity ${second.name}`),
      }),
    );
  return done(levelChanges(incident, policy, level, line.text));
}

/** The level that a reason begins with, as in `P1 P0`, `P1 or P0` and `P1 -> P0`: which one is meant is not known. */
function levelBehind(reason: string | null, policy: Policy): Level | null {
  const [, word] = /^(?:(?:to|or|->|=>|→|\/)\s+)?(\S{1,64})(?=\s|$)/i.exec(reason ?? '') ?? [];
  return word === undefined ? null : findLevel(policy, withoutStops(word));
}

function withoutStops(typed = ''): string {
  return typed.replace(/[:,.;!]+$/, '');
}

/** The name of the level that was probably meant: the nearest one, or the one of that number; null when none is near. */
export function levelMeant(typed: string, policy: Policy): string | null {
  return wordMeant(typed, names(policy)) ?? levelOfNumber(typed, policy);
}

/** `sev1` for `P1`, as other teams and tools say it; where no level has a number in its name, the one of that rank. */
function levelOfNumber(typed: string, { levels }: Policy): string | null {
  const [, number] = /^(?:sev(?:erity)?|p|s|prio(?:rity)?)?[-_]?(\d)$/i.exec(typed) ?? [];
  if (number === undefined) return null;
  const numbered = levels.filter(({ name }) => /\d/.test(name));
  if (numbered.length === 0) return levels.find(({ rank }) => rank === Number(number))?.name ?? null;
  return numbered.find(({ name }) => /\d+/.exec(name)?.[0] === number)?.name ?? null;
}

/** What a change of severity consists of; nothing when the incident has that severity. */
export function levelChanges(
  incident: Incident,
  policy: Policy,
  level: Level,
  reason: string | null,
): readonly Change[] {
  if (level.name === incident.level) return [];
  const told = incident.ladder.taken.length > 0;
  const atOnce = told && isBetter(level, findLevel(policy, incident.level)) ? stepsAtOnce(level) : [];
  const known: readonly Change[] = atOnce.length === 0 ? [] : [{ kind: 'paged', keys: atOnce, whom: [] }];
  return [{ kind: 'level', level: level.name, reason }, ...known];
}

/** Nobody who was told is paged because things got better: the steps that would come at once count as taken. */
function stepsAtOnce(level: Level): string[] {
  return level.escalation.flatMap((tier, step) =>
    isUnconditional(tier) && (tier.after === 'PT0M' || tier.after === 'PT0S') ? [stepKey(level.name, step)] : [],
  );
}

function isBetter(level: Level, before: Level | null): boolean {
  return before !== null && level.rank > before.rank;
}

function names(policy: Policy): string[] {
  return policy.levels.map((level) => level.name);
}

/** The names of all levels as they are listed in a sentence. */
export function namesOf(policy: Policy): string {
  return names(policy)
    .map((name) => codeSpan(name))
    .join(', ');
}
