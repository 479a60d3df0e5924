// When a thing that is due reaches anybody: by a mention that the hour's limit allows, or, a step of the ladder, by a channel that pages.
import { pagersFor } from '../channels/chosen.ts';
import { mentionableFrom } from '../incident/mentions.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { addressees } from './addressees.ts';
import type { Due } from './due.ts';
import { type Escalation, nextStep } from './ladder.ts';
import { soundOf } from './sound.ts';

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

/** At its own instant, or when the first of those may be mentioned whom it is for; of a time-box also those of the step that it takes. What is only on the card waits for nobody. */
export function toldFrom(item: Exclude<Due, Escalation>, incident: Incident, policy: Policy): Timestamp {
  if ((incident.mentions ?? []).length === 0 || soundOf(item, incident, policy) === 'card') return item.at;
  const steps = item.kind === 'timebox' ? nextStep(incident, policy, item.at) : [];
  const people = [item, ...steps].flatMap((one) => addressees(one, incident, policy));
  return mentionableFrom(incident, people, policy.mentions.perHour, item.at) ?? item.at;
}
