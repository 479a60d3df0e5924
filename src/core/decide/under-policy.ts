// The situation of an incident under the policy it goes by now: a command may have accepted another one a line ago.
import type { Situation } from '../brain.ts';
import type { Incident } from '../incident/record.ts';

/** The same situation, or the one under the offered policy once the incident has accepted it. */
export function underItsPolicy(situation: Situation, incident: Incident): Situation {
  const { offered } = situation;
  if (offered === null || incident.policy?.written !== offered.keep.written) return situation;
  return { ...situation, policy: offered.policy, keep: offered.keep, offered: null };
}

/** Declared just now, or by a release that carried no policy: it keeps today's from here on. */
export function keepingPolicy(incident: Incident, { keep }: Situation): Incident {
  if (incident.milestones.declared === null || (incident.policy !== null && incident.policy.written !== null))
    return incident;
  return incident.policy?.version === keep.version && keep.written === null
    ? incident
    : { ...incident, policy: { ...keep } };
}
