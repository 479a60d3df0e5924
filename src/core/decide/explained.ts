// Who was told lately why something was not done: a stranger hears it at most once an hour per incident (AC-05).
import type { Incident, Person } from '../incident/record.ts';
import { type Claimant, isStrange } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, minus, type Timestamp } from '../time.ts';

type Told = Incident['refused'];

/** Somebody who may give no command here. A role that GitHub did not tell makes nobody a stranger: a responder must hear to say it again. */
export function isStranger(claimant: Claimant, policy: Policy): boolean {
  return claimant.facts.permission !== 'unknown' && isStrange(claimant, policy);
}

/** Whether this account was given an explanation within the hour before `now`. */
export function wasTold(incident: Incident, actor: Person, now: Timestamp): boolean {
  return lately(incident, now).some((entry) => entry.id === actor.id);
}

/** The incident with the explanation noted. */
export function withTold(incident: Incident, actor: Person, now: Timestamp): Incident {
  return { ...incident, refused: [...lately(incident, now), { id: actor.id, at: now }] };
}

function lately(incident: Incident, now: Timestamp): Told {
  const hourAgo = minus(now, 'PT1H');
  return incident.refused.filter((entry) => compare(entry.at, hourAgo) > 0);
}
