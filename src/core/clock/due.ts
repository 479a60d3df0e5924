// What is due, and when: computed from the record each time, never stored, so that a stale timer cannot page anyone.
import type { Incident } from '../incident/record.ts';
import { levelOf, pagedBy } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, isDue, plus, type Timestamp } from '../time.ts';
import { deadlines } from './deadlines.ts';
import { type Escalation, escalations } from './ladder.ts';
import { type MonitoringOver, monitoringMax, monitoringOver } from './monitoring.ts';
import type { Once } from './once.ts';
import { phases } from './phases.ts';
import { targets } from './targets.ts';
import { type UpdateDue, updates } from './updates.ts';

export { stepKey, UNASSIGNED } from './ladder.ts';
export { monitoringHolds } from './monitoring.ts';
export { updateWait } from './updates.ts';

/** What the app does by itself: pages, requests for updates, the end of the window. */
export type LiveDue = Escalation | UpdateDue | MonitoringOver;

/** Everything that can be due. What is said once and not acted on yet is in the simulation only. */
export type Due = LiveDue | Once;

/** Everything the clock would do if nobody says more, earliest first; past instants are overdue. */
export function dueItems(incident: Incident, policy: Policy): readonly Due[] {
  return inOrder([...liveItems(incident, policy), ...onceItems(incident, policy)]);
}

/** What is said once: missed targets, budgets, deadlines; earliest first (`S001-01`, `S001-09`, C15, C18, C42). */
export function onceItems(incident: Incident, policy: Policy): readonly Once[] {
  if (incident.milestones.declared === null) return [];
  return inOrder([
    ...targets(incident, policy),
    ...phases(incident, policy),
    ...monitoringMax(incident, policy),
    ...deadlines(incident, policy),
  ]);
}

function liveItems(incident: Incident, policy: Policy): readonly LiveDue[] {
  if (incident.milestones.declared === null) return [];
  return [...escalations(incident, policy), ...updates(incident, policy), ...monitoringOver(incident)];
}

/** What will be done, earliest first: a step that would reach nobody is left until somebody is mapped, and is then due at once. */
export function actionable(incident: Incident, policy: Policy): readonly LiveDue[] {
  const level = levelOf(policy, incident);
  return inOrder(
    liveItems(incident, policy).filter(
      (item) => item.kind !== 'escalation' || pagedBy(policy, level, item.step).length > 0,
    ),
  );
}

function inOrder<D extends Due>(items: readonly D[]): readonly D[] {
  return items.length < 2 ? items : [...items].sort((a, b) => compare(a.at, b.at));
}

/** What is to be done at `now`. */
export function dueNow(incident: Incident, policy: Policy, now: Timestamp): readonly LiveDue[] {
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
