// How many reports strangers made within the hour is asked where one more may be told of.
import type { Situation } from '../brain.ts';
import { COUNTED_WITHIN, type FactRequest, type MadeIssue } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { statusLabel } from '../policy/shown-as.ts';
import { compare, minus } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { looksLikeIncident, statusOf } from './labels.ts';
import { isPlain } from './plain.ts';

/** Which issues to count, if the trigger may lead to a report. One that was taken back was told of all the same: it counts too (AC-17). */
export function reportsCounted(
  trigger: Trigger,
  record: Incident | null,
  policy: Policy,
): Pick<FactRequest, 'countLabel' | 'alsoCount' | 'newest'> {
  const mayTell =
    record === null ||
    isPlain(record) ||
    record.held?.digest === true ||
    (trigger.kind === 'edited' && record.status === 'reported');
  if (!mayTell) return { countLabel: null };
  return { countLabel: statusLabel(policy, 'reported'), alsoCount: [statusLabel(policy, 'declined')], newest: true };
}

/**
 * The other reports, in the order in which they were made. A new issue that looks like an incident and has no status yet is counted as one: of many that
 * are opened at once each must know of those before it, while none of them has its label.
 */
export function reportsMade(situation: Situation): readonly MadeIssue[] {
  const { facts, policy, now } = situation;
  const { newest = [] } = facts;
  const since = minus(now, COUNTED_WITHIN);
  const late = isLate(situation);
  const counted = facts.counted
    .map((one) => (late ? { ...one, createdAt: one.updatedAt } : one))
    .filter(({ createdAt }) => compare(createdAt, since) >= 0);
  const undecided = newest.filter(
    ({ number, title, labels }) =>
      looksLikeIncident(policy, labels, title) &&
      !labels.some((name) => statusOf(policy, name) !== null) &&
      !counted.some((other) => other.number === number),
  );
  return [...counted, ...undecided].sort((a, b) => compare(a.createdAt, b.createdAt) || a.number - b.number);
}

/** The numbers of the other reports of the last day that nobody has accepted or declined, the first made first. */
export function othersOpen({ facts, now }: Situation): readonly number[] {
  const since = minus(now, COUNTED_WITHIN);
  return facts.counted
    .filter(({ createdAt, isOver }) => isOver !== true && compare(createdAt, since) >= 0)
    .map(({ number }) => number);
}

/**
 * Whether the issue was opened long before it is a report. Of others like it the opening says nothing either, so that any change counts: else whoever opened
 * many the day before could make reports of all of them at once.
 */
export function isLate({ facts: { issue }, now }: Situation): boolean {
  return issue !== null && compare(issue.createdAt, minus(now, 'PT1H')) < 0;
}

/** Whether the last hour had its share of reports (AC-17): what only they would be told is not said then. */
export function isBeyondShare(situation: Situation): boolean {
  const since = minus(situation.now, 'PT1H');
  const made = reportsMade(situation).filter(({ createdAt }) => compare(createdAt, since) >= 0);
  return made.length >= situation.policy.reportsPerHour;
}
