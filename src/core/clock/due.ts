// What is due, and when: computed from the record each time, never stored, so that a stale timer cannot page anyone.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, isDue, plus, type Timestamp } from '../time.ts';
import { deadlines } from './deadlines.ts';
import { type Escalation, escalations } from './ladder.ts';
import { type MonitoringOver, monitoringMax, monitoringOver } from './monitoring.ts';
import { nobody } from './nobody.ts';
import type { Once } from './once.ts';
import { phases } from './phases.ts';
import { putOff } from './put-off.ts';
import { reachedFrom, toldFrom } from './reached.ts';
import { reviews } from './reviews.ts';
import { targets } from './targets.ts';
import { type UpdateDue, updates } from './updates.ts';

export { stepKey, UNASSIGNED } from './ladder.ts';
export { monitoringHolds } from './monitoring.ts';
export { updateWait } from './updates.ts';

/** Everything that can be due. */
export type Due = Escalation | UpdateDue | MonitoringOver | Once;

/** Everything the clock would do if nobody says more, each at its own time, earliest first; past instants are overdue. */
export function dueItems(incident: Incident, policy: Policy): readonly Due[] {
  if (incident.milestones.declared === null || isOfBefore(incident)) return [];
  return inOrder([
    ...escalations(incident, policy),
    ...updates(incident, policy),
    ...monitoringOver(incident),
    ...onceItems(incident, policy),
  ]);
}

/** It was over before it had a record: nothing of it is due, until somebody opens it again. */
function isOfBefore({ imported, ladder }: Incident): boolean {
  return imported === true && ladder.since === null;
}

/** What is said once: missed targets, budgets, deadlines (`S001-01`, `S001-09`, C15, C18, C42). */
function onceItems(incident: Incident, policy: Policy): readonly Once[] {
  return [
    ...targets(incident, policy),
    ...phases(incident, policy),
    ...monitoringMax(incident, policy),
    ...nobody(incident, policy),
    ...reviews(incident, policy),
    ...deadlines(incident, policy),
  ];
}

/**
 * What will be done, and when: a step that would reach nobody, nor a channel that pages, is left until somebody is mapped, and is then due at once;
 * whatever would mention somebody, and nobody who was not mentioned as often as an hour allows, waits until one of them may be again. Budget, `/snooze` and quiet hours put off what they hold,
 * seen from `now`.
 */
export function actionable(
  incident: Incident,
  policy: Policy,
  now: Timestamp | null = null,
  connected?: readonly string[],
): readonly Due[] {
  const reached = dueItems(incident, policy).flatMap((item): readonly Due[] => {
    const at =
      item.kind === 'escalation' ? reachedFrom(item, incident, policy, connected) : toldFrom(item, incident, policy);
    return at === null ? [] : [{ ...item, at }];
  });
  return inOrder(reached.map((item) => ({ ...item, at: putOff(item, incident, policy, now) })));
}

function inOrder<D extends Due>(items: readonly D[]): readonly D[] {
  return items.length < 2 ? items : [...items].sort((a, b) => compare(a.at, b.at));
}

/** What is to be done at `now`. */
export function dueNow(incident: Incident, policy: Policy, now: Timestamp): readonly Due[] {
  return actionable(incident, policy, now).filter((item) => isDue(item.at, now));
}

/** When to look again, seen from `now`: the earliest thing to come, or null. */
export function nextLook(
  incident: Incident,
  policy: Policy,
  now: Timestamp | null = null,
  connected?: readonly string[],
): Timestamp | null {
  const next = actionable(incident, policy, now, connected)[0]?.at ?? null;
  const drifted = incident.drift === null ? null : plus(incident.drift, DRIFT_GRACE);
  if (next === null || drifted === null) return next ?? drifted;
  return compare(next, drifted) <= 0 ? next : drifted;
}

/** How long an unexplained change of the issue may wait for its event. */
export const DRIFT_GRACE = 'PT2M';
