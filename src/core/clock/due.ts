// What is due, and when: computed from the record each time, never stored, so that a stale timer cannot page anyone.
import { windowIsOver } from '../incident/apply.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { levelOf, pagedBy } from '../policy/find.ts';
import type { Level, Policy, Tier } from '../policy/policy.ts';
import { compare, type Duration, isDue, later, plus, type Timestamp } from '../time.ts';

export type Due =
  /** A step of the ladder. `key` names it in `ladder.taken`. */
  | { readonly kind: 'escalation'; readonly at: Timestamp; readonly key: string; readonly step: number }
  /** A progress update is late (`S003-31`). */
  | { readonly kind: 'update'; readonly at: Timestamp }
  /** The monitoring window has run out: `/resolve` is possible (`S003-21`). */
  | { readonly kind: 'monitoring-over'; readonly at: Timestamp };

/** Everything the clock will do if nobody says more, earliest first; past instants are overdue. */
export function dueItems(incident: Incident, policy: Policy): readonly Due[] {
  if (incident.milestones.declared === null) return [];
  const items = [...escalations(incident, policy), ...updates(incident, policy), ...monitoring(incident)];
  return items.sort((a, b) => compare(a.at, b.at));
}

/** What will be done, earliest first: a step that would reach nobody is left until somebody is mapped, and is then due at once. */
export function actionable(incident: Incident, policy: Policy): readonly Due[] {
  const level = levelOf(policy, incident);
  return dueItems(incident, policy).filter(
    (item) => item.kind !== 'escalation' || pagedBy(policy, level, item.step).length > 0,
  );
}

/** What is due at `now`. */
export function dueNow(incident: Incident, policy: Policy, now: Timestamp): readonly Due[] {
  return actionable(incident, policy).filter((item) => isDue(item.at, now));
}

/** When to look again: the earliest thing to come, or null. */
export function nextLook(incident: Incident, policy: Policy): Timestamp | null {
  const next = actionable(incident, policy)[0]?.at ?? null;
  const drifted = incident.drift === null ? null : plus(incident.drift, DRIFT_GRACE);
  if (next === null || drifted === null) return next ?? drifted;
  return compare(next, drifted) <= 0 ? next : drifted;
}

/** How long an unexplained change of the issue may wait for its event. */
export const DRIFT_GRACE = 'PT2M';

/** Comments an hour that nobody asked for, pages exempt (DESIGN section 5). */
const UNASKED_PER_HOUR = 6;

/** The instant itself, or when the hour's comments that nobody asked for are no longer used up. */
function withinBudget(incident: Incident, at: Timestamp): Timestamp {
  const sixth = incident.unasked.at(-UNASKED_PER_HOUR);
  return sixth === undefined ? at : later(at, plus(sixth, 'PT1H'));
}

/** Stands in `ladder.taken` for the page of an incident without a severity. */
export const UNASSIGNED = 'unassigned/0';

/** The name of a ladder step; holding the level, so that flipping a severity pages once per step (AC-18). */
export function stepKey(level: string, step: number): string {
  return `${level}/${step}`;
}

function escalations(incident: Incident, policy: Policy): Due[] {
  const level = levelOf(policy, incident);
  const since = incident.ladder.since;
  if (since === null || !isActive(incident.status)) return [];
  if (level === null) return withoutLevel(incident, since);
  return level.escalation.flatMap((tier, step) => {
    const key = stepKey(level.name, step);
    if (!tier.auto || incident.ladder.taken.includes(key) || !holds(tier, incident)) return [];
    return [{ kind: 'escalation' as const, at: plus(since, tier.after), key, step }];
  });
}

/** Nobody knows the severity yet: one page all the same (decision 0004). */
function withoutLevel(incident: Incident, since: Timestamp): Due[] {
  if (incident.ladder.taken.includes(UNASSIGNED)) return [];
  return [{ kind: 'escalation', at: since, key: UNASSIGNED, step: 0 }];
}

/** Whether the step may still be taken: its `until` has not come to pass. */
function holds(tier: Tier, incident: Incident): boolean {
  if (tier.until === 'acknowledged') return incident.milestones.acknowledged === null;
  return tier.until !== 'mitigated' || incident.milestones.mitigated === null;
}

function updates(incident: Incident, policy: Policy): Due[] {
  const cadence = levelOf(policy, incident)?.updates ?? null;
  const { since, remindedAt } = incident.updates;
  if (cadence === null || since === null || !isActive(incident.status) || incident.status === 'monitoring') return [];
  const wait = updateWait(cadence, incident.updates.given);
  if (wait === null) return [];
  const first = plus(since, wait);
  if (remindedAt !== null && cadence.every === null) return [];
  const at = remindedAt === null ? first : later(first, plus(remindedAt, cadence.every ?? wait));
  return [{ kind: 'update', at: withinBudget(incident, at) }];
}

/** How long after the last one the next update is due; null when nobody is asked for it. */
export function updateWait(cadence: NonNullable<Level['updates']>, given: number): Duration | null {
  return given === 0 ? (cadence.first ?? cadence.every) : cadence.every;
}

function monitoring(incident: Incident): Due[] {
  if (incident.monitoring === null || incident.status !== 'monitoring' || incident.monitoring.announced) return [];
  return [{ kind: 'monitoring-over', at: withinBudget(incident, incident.monitoring.until) }];
}

/** Whether the incident may be resolved now as far as the monitoring window is concerned. */
export function monitoringHolds(incident: Incident, policy: Policy, now: Timestamp): boolean {
  const window = levelOf(policy, incident)?.monitor ?? null;
  if (window === null) return false;
  return !(incident.status === 'monitoring' && windowIsOver(incident, now));
}
