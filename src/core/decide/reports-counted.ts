// How many reports strangers made within the hour is asked where one more may be told of.
import type { FactRequest } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { statusLabel } from '../policy/shown-as.ts';
import type { Trigger } from '../trigger.ts';
import { isPlain } from './plain.ts';

/** Which issues to count, if the trigger may lead to a report. One that was taken back was told of all the same: it counts too (AC-17). */
export function reportsCounted(
  trigger: Trigger,
  record: Incident | null,
  policy: Policy,
): Pick<FactRequest, 'countLabel' | 'alsoCount'> {
  const mayTell = record === null || isPlain(record) || (trigger.kind === 'edited' && record.status === 'reported');
  if (!mayTell) return { countLabel: null };
  return { countLabel: statusLabel(policy, 'reported'), alsoCount: [statusLabel(policy, 'declined')] };
}
