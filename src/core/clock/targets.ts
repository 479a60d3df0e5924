// How fast a level is answered and resolved: what its targets say, counted from the declaration or from when it last came back.
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { reach } from './calendar.ts';
import { type Once, once } from './once.ts';

/** Since when it is counted: the declaration, or the last `/reopen`. */
export function begun({ milestones }: Incident): Timestamp | null {
  return milestones.declared === null ? null : (milestones.reopened ?? milestones.declared);
}

/** By when somebody is to acknowledge (`S003-02`); null when the level has no target or somebody has. What came back is to be acknowledged again. */
export function respondBy(incident: Incident, policy: Policy): Timestamp | null {
  const since = begun(incident);
  const span = levelOf(policy, incident)?.respondWithin ?? null;
  return span === null || since === null || incident.ladder.answered !== null ? null : reach(since, span, policy);
}

/** By when it is to be resolved (`S001-09`); null when the level has no target or it is. */
export function resolveBy(incident: Incident, policy: Policy): Timestamp | null {
  const since = begun(incident);
  const span = levelOf(policy, incident)?.resolveWithin ?? null;
  return span === null || since === null || incident.milestones.resolved !== null ? null : reach(since, span, policy);
}

/** Both targets, while they can still be missed: the first ends with an acknowledgement, both with the resolution. */
export function targets(incident: Incident, policy: Policy): readonly Once[] {
  if (!isActive(incident.status) || incident.level === null) return [];
  return [
    ...once(incident, 'response', incident.level, respondBy(incident, policy)),
    ...once(incident, 'resolution', incident.level, resolveBy(incident, policy)),
  ];
}
