// A review of a hotfix that was asked for and does not come: the next step of the ladder is told, once.
import { type Hotfix, openHotfixes } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { levelOf, pagedBy } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { plus } from '../time.ts';
import { type Once, once } from './once.ts';

/** One for each hotfix of which a review was asked and whose gate waits for one. */
export function reviews(incident: Incident, policy: Policy): readonly Once[] {
  if (!isActive(incident.status)) return [];
  return openHotfixes(incident).flatMap(({ key, reviewers, judged }) =>
    reviewers === undefined || judged?.review !== true
      ? []
      : once(incident, 'review', key, plus(reviewers.at, policy.hotfix.reviewWithin)),
  );
}

/** The first step of the ladder with somebody who was not asked, as handles; none where everybody on it was. */
export function furtherReviewers(incident: Incident, policy: Policy, key: string): readonly string[] {
  const level = levelOf(policy, incident);
  const asked = new Set((hotfixNamed(incident, key)?.reviewers?.asked ?? []).map((handle) => handle.toLowerCase()));
  for (const step of (level?.escalation ?? []).keys()) {
    const others = pagedBy(policy, level, step).filter((handle) => !asked.has(handle.toLowerCase()));
    if (others.length > 0) return others;
  }
  return [];
}

/** The hotfix with this key; null where there is none. */
export function hotfixNamed({ hotfixes = [] }: Incident, key: string): Hotfix | null {
  return hotfixes.find((one) => one.key === key) ?? null;
}
