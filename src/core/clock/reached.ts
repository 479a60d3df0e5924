// When a step of the ladder reaches anybody: by a mention that the hour's limit allows, or by a channel that pages.
import { pagersFor } from '../channels/chosen.ts';
import { mentionableFrom } from '../incident/mentions.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { addressees } from './addressees.ts';
import type { Escalation } from './ladder.ts';

/** At its own instant or later; null when nobody is mapped and nothing pages. `connected`: the connections through which channels can be told here. */
export function reachedFrom(
  step: Escalation,
  incident: Incident,
  policy: Policy,
  connected: readonly string[] = [],
): Timestamp | null {
  if (pagersFor(incident, policy, connected).length > 0) return step.at;
  return mentionableFrom(incident, addressees(step, incident, policy), policy.mentions.perHour, step.at);
}
