// The severities that an incident had, from its timeline: the worst one, and from when each was.
import type { Incident } from '../incident/record.ts';
import { findLevel } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';

/** A value of something that changed, and from when it was. */
export type Stretch = { readonly name: string; readonly from: Timestamp };

const CHANGED = /^Severity (.+?) → (.+?)(?:: .*)?$/s;
const DECLARED = /^Declared at (.+)$/s;

/** In order of time; what a very long record has dropped is missing. */
export function severities(incident: Incident, policy: Policy): readonly Stretch[] {
  const changes = incident.timeline.flatMap(({ kind, text, at }) => {
    if (kind === 'declared') return known(policy, DECLARED.exec(text)?.[1], at);
    return kind === 'severity' ? known(policy, CHANGED.exec(text)?.[2], at) : [];
  });
  const begun = incident.milestones.declared;
  return changes.length > 0 || begun === null ? changes : known(policy, incident.level ?? undefined, begun);
}

function known(policy: Policy, name: string | undefined, from: Timestamp): readonly Stretch[] {
  const level = findLevel(policy, name ?? null);
  return level === null ? [] : [{ name: level.name, from }];
}

/** The worst of them, by rank; null where nobody ever said how bad it is. */
export function peakOf(incident: Incident, policy: Policy): string | null {
  const names = [...severities(incident, policy).map(({ name }) => name), incident.level];
  const levels = names.flatMap((name) => findLevel(policy, name) ?? []);
  return levels.toSorted((a, b) => a.rank - b.rank)[0]?.name ?? incident.level;
}
