/** What the options ask for: levels, format, length, start; everything else is wrong use. */
import { findLevel } from '../../core/policy/find.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { meantWord } from '../../core/policy/slips.ts';
import { startAt } from '../../core/simulation/start.ts';
import { type Supposition, suppositions } from '../../core/simulation/suppose.ts';
import { type Duration, isDue, parseDuration, plus, type Timestamp } from '../../core/time.ts';
import { WrongUse } from '../verb.ts';

export const formats = ['table', 'json', 'mermaid', 'markdown'] as const;
export type Format = (typeof formats)[number];

/** The format of that name; a table when none is named. */
export function formatOf(name: string = 'table'): Format {
  const found = formats.find((candidate) => candidate === name);
  if (found === undefined) throw new WrongUse(`there is no format "${name}"; expected one of ${formats.join(', ')}.`);
  return found;
}

/** The longest simulation: the deadlines of the runbooks end within weeks. */
const LONGEST: Duration = 'PT2160H';

/** How long is simulated: a day when nothing is said. */
export function lengthOf(text: string = 'PT24H'): Duration {
  const length = parseDuration(text);
  if (length === null) throw new WrongUse(`--for ${text} is no duration; expected one such as PT4H, 4h or 2 days.`);
  const zero = '2026-01-01T00:00:00Z';
  if (!isDue(plus(zero, length), plus(zero, LONGEST)))
    throw new WrongUse(`--for ${text} is too long; at most 90 days.`);
  return length;
}

/** What is taken to be there: names between commas. */
export function suppositionsOf(text: string = ''): readonly Supposition[] {
  const names = text.split(',').filter((name) => name.trim() !== '');
  return names.map((name) => {
    const found = suppositions.find((candidate) => candidate === name.trim());
    if (found !== undefined) return found;
    throw new WrongUse(`--suppose ${name.trim()} is not known; expected one or more of ${suppositions.join(', ')}.`);
  });
}

/** When the incident is declared. */
export function startOf(text: string | undefined, policy: Policy): Timestamp {
  const start = startAt(text ?? null, policy);
  if (start === null) throw new WrongUse(`--start ${text} is no instant; expected one such as 2026-01-09T18:00Z.`);
  return start;
}

/** The levels to simulate, by the policy's own names. */
export function levelsOf(name: string | undefined, policy: Policy): readonly string[] {
  const names = policy.levels.map((level) => level.name);
  const expected = `expected one of ${names.join(', ')}, or all.`;
  if (name === undefined) throw new WrongUse(`simulate needs --level; ${expected}`);
  if (isEvery(name, policy)) return names;
  const level = findLevel(policy, name);
  if (level !== null) return [level.name];
  const near = meantWord(name, names);
  throw new WrongUse(
    `the policy has no level "${name}"; ${expected}${near === null ? '' : ` Did you mean "${near}"?`}`,
  );
}

/** Whether all levels are asked for; a level may be called so, too. */
export function isEvery(name: string | undefined, policy: Policy): boolean {
  return name?.toLowerCase() === 'all' && findLevel(policy, name) === null;
}
