// How many reports strangers made within the hour is asked where one more may be told of.
import type { Situation } from '../brain.ts';
import type { CountedIssue, FactRequest } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { statusLabel } from '../policy/shown-as.ts';
import { compare } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { looksLikeIncident, statusOf } from './labels.ts';
import { isPlain } from './plain.ts';

/** Which issues to count, if the trigger may lead to a report. One that was taken back was told of all the same: it counts too (AC-17). */
export function reportsCounted(
  trigger: Trigger,
  record: Incident | null,
  policy: Policy,
): Pick<FactRequest, 'countLabel' | 'alsoCount' | 'newest'> {
  const mayTell = record === null || isPlain(record) || (trigger.kind === 'edited' && record.status === 'reported');
  if (!mayTell) return { countLabel: null };
  return { countLabel: statusLabel(policy, 'reported'), alsoCount: [statusLabel(policy, 'declined')], newest: true };
}

/**
 * The other reports, in the order in which they were made. A new issue that looks like an incident and has no status yet is counted as one: of many that
 * are opened at once each must know of those before it, while none of them has its label.
 */
export function reportsMade({ facts, policy }: Situation): readonly CountedIssue[] {
  const { counted, newest = [] } = facts;
  const undecided = newest.filter(
    ({ number, title, labels }) =>
      looksLikeIncident(policy, labels, title) &&
      !labels.some((name) => statusOf(policy, name) !== null) &&
      !counted.some((other) => other.number === number),
  );
  return [...counted, ...undecided].sort((a, b) => compare(a.createdAt, b.createdAt) || a.number - b.number);
}
