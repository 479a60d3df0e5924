// Progress updates: when the next one is due, and when it is asked for again (`S001-28`, `S003-31`, `S004-21`).
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { levelOf } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { compare, type Duration, isLonger, later, minutesBetween, plus, type Timestamp } from '../time.ts';
import { withinBudget } from './budget.ts';

/** A progress update is late. */
export type UpdateDue = { readonly kind: 'update'; readonly at: Timestamp };

type Cadence = NonNullable<Level['updates']>;

/** The next request for an update, as the budget lets it be made; none while the fix is watched (decision 0003). */
export function updates(incident: Incident, policy: Policy): readonly UpdateDue[] {
  const level = levelOf(policy, incident);
  const cadence = level?.backlog === true ? null : (level?.updates ?? null);
  if (cadence === null || !isActive(incident.status) || incident.status === 'monitoring') return [];
  const first = updateDueAt(incident, cadence);
  const { since, remindedAt } = told(incident, cadence);
  if (first === null || since === null) return [];
  if (remindedAt === null) return [{ kind: 'update', at: withinBudget(incident, first) }];
  if (cadence.every === null) return [];
  const at = later(first, plus(remindedAt, pauseAfter(remindedAt, since, cadence.every)));
  return [{ kind: 'update', at: withinBudget(incident, at) }];
}

/** So long nobody need answer before the requests become fewer, and so far apart they are at the most. */
const DAY: Duration = 'PT24H';

/** Until it is asked for again: the interval; when nobody has answered for a day, twice the pause before, up to a day (decision 0028). */
export function pauseAfter(remindedAt: Timestamp, since: Timestamp, every: Duration): Duration {
  const beyond = minutesBetween(plus(since, DAY), remindedAt);
  const pause = beyond > 0 ? `PT${Math.floor(beyond)}M` : every;
  if (!isLonger(pause, every)) return every;
  return isLonger(pause, DAY) ? longerOf(DAY, every) : pause;
}

function longerOf(a: Duration, b: Duration): Duration {
  return isLonger(a, b) ? a : b;
}

/** By when the next update is promised, whether it was asked for or not; null when nobody expects one. */
export function updateDueAt(incident: Incident, cadence: Cadence): Timestamp | null {
  const { since, given } = told(incident, cadence);
  const wait = updateWait(cadence, given);
  return since === null || wait === null ? null : plus(since, wait);
}

/** How long after the last one the next update is due; null when nobody is asked for it. */
export function updateWait(cadence: Cadence, given: number): Duration | null {
  return given === 0 ? (cadence.first ?? cadence.every) : cadence.every;
}

type Told = Pick<Incident['updates'], 'since' | 'given' | 'remindedAt'>;

/** What people have been told, a new status counted as an update where the policy says so (`S002-35`). */
function told({ updates: given }: Incident, cadence: Cadence): Told {
  const { since, statusAt } = given;
  const counts = cadence.onStatusChange && since !== null && statusAt !== null && compare(statusAt, since) > 0;
  if (!counts) return given;
  const asked = given.remindedAt !== null && compare(given.remindedAt, statusAt) > 0 ? given.remindedAt : null;
  return { since: statusAt, given: given.given + 1, remindedAt: asked };
}
