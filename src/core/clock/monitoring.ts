// The monitoring window after a fix: when it may be resolved, and when it is over in any case (`S003-21`, `S000-32`).
import { windowIsOver } from '../incident/apply.ts';
import { formerLevels } from '../incident/former-levels.ts';
import type { Incident } from '../incident/record.ts';
import { findLevel, levelOf } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { compare, minus, plus, type Timestamp } from '../time.ts';
import { withinBudget } from './budget.ts';
import { type Once, once } from './once.ts';

/** The window has run out: `/resolve` is possible. */
export type MonitoringOver = { readonly kind: 'monitoring-over'; readonly at: Timestamp };

/** The end of the window, said once (`S003-21`). */
export function monitoringOver(incident: Incident): readonly MonitoringOver[] {
  if (incident.monitoring === null || incident.status !== 'monitoring' || incident.monitoring.announced) return [];
  return [{ kind: 'monitoring-over', at: withinBudget(incident, incident.monitoring.until) }];
}

/** When the window is at its longest, where the policy says how long that is (`S000-32`). */
export function monitoringMax(incident: Incident, policy: Policy): readonly Once[] {
  const window = levelOf(policy, incident)?.monitor ?? null;
  if (window === null || incident.monitoring === null || incident.status !== 'monitoring') return [];
  return once(incident, 'monitoring-max', incident.level ?? '', latestEnd(incident.monitoring, window));
}

function latestEnd(
  { until, since }: NonNullable<Incident['monitoring']>,
  { min, max }: NonNullable<Level['monitor']>,
): Timestamp | null {
  if (max === null) return null;
  const latest = plus(since ?? minus(until, min), max);
  return compare(latest, until) > 0 ? latest : null;
}

/** Whether the incident may not be resolved yet: a running window holds to its end, also when severity or policy lost theirs meanwhile. */
export function monitoringHolds(incident: Incident, policy: Policy, now: Timestamp): boolean {
  if (incident.status === 'monitoring' && incident.monitoring !== null) return !windowIsOver(incident, now);
  return watchedFor(incident, policy) !== null;
}

/** For how long the fix is watched, and at which severity; `until`: it was lowered then, in the same comment. */
export type Watch = {
  readonly window: NonNullable<Level['monitor']>;
  readonly level: Level;
  readonly until: Timestamp | null;
};

/** What the worst severity asks for of those that the incident has and had until this comment; null when none has a window. */
export function watchedFor(incident: Incident, policy: Policy): Watch | null {
  const levels = [{ level: incident.level, until: null }, ...formerLevels(incident)];
  const all = levels.flatMap(({ level: name, until }): readonly Watch[] => {
    const level = findLevel(policy, name);
    return level === null || level.monitor === null ? [] : [{ window: level.monitor, level, until }];
  });
  return all.reduce<Watch | null>(
    (worst, one) => (worst === null || one.level.rank < worst.level.rank ? one : worst),
    null,
  );
}
