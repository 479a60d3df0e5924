// After the declaration, in a turn of its own so that it delays no page: what changed before it began is looked up and kept.

import type { FactRequest } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { changesIn, isToLookBack, lookBack, onsetOf } from '../mitigation/look-back.ts';
import { unreadPast } from '../mitigation/recent-past.ts';
import type { Policy } from '../policy/policy.ts';
import { earlier, type Timestamp } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { rolledBackByItself } from './auto-rollback.ts';
import { byItself, changed, type Draft } from './draft.ts';
import { measuring } from './measured.ts';

/** What must be known of the recent past for a trigger. */
export function pastFor(trigger: Trigger, incident: Incident | null, policy: Policy): Pick<FactRequest, 'past'> {
  if (incident === null) return {};
  if (trigger.kind !== 'tick' || !isToLookBack(incident)) return {};
  return { past: lookBack(policy, policy.rollback.environment, onsetOf(incident, trigger.at)) };
}

/** The draft with what changed, once; a host that cannot tell is not asked again. */
export function lookedBack(draft: Draft): Draft {
  const { incident, situation } = draft;
  if (situation.trigger.kind !== 'tick' || !isToLookBack(incident)) return draft;
  const { policy, now, facts } = situation;
  const found = changesIn(facts.past ?? unreadPast, policy.rollback.environment, incident, policy, now);
  return measuring(draft, rolledBackByItself(changed(draft, [{ kind: 'looked-back', found }], byItself(draft))));
}

/** When to look again: at once where it was not looked back yet. */
export function untilLookedBack(incident: Incident, at: Timestamp | null, now: Timestamp): Timestamp | null {
  if (!isToLookBack(incident)) return at;
  return at === null ? now : earlier(at, now);
}
