// Whether a step of the ladder reaches anybody: by a mention, or by a channel that pages.
import { pagersFor } from '../channels/chosen.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { addressees } from './addressees.ts';
import type { Escalation } from './ladder.ts';

/** `connected`: the connections through which channels can be told here. */
export function reaches(
  step: Escalation,
  incident: Incident,
  policy: Policy,
  connected: readonly string[] = [],
): boolean {
  return addressees(step, incident, policy).length > 0 || pagersFor(incident, policy, connected).length > 0;
}
