// A page that reaches nobody, since nobody is mapped, is not forgotten: somebody may be mapped while the incident is open, and no event tells us.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, isDue, minutesBetween, plus, type Timestamp } from '../time.ts';
import { nextLook } from './due.ts';
import { escalations } from './ladder.ts';
import { heldReportFrom } from './put-off.ts';
import { reachedFrom } from './reached.ts';

/** A minute at first, then a tenth of how long it has waited, an hour at most: a repository that never maps anybody costs little. */
const SHARE = 10;
const LONGEST = 60;

/** When to look at the incident again, seen from `now`; null when nothing will be due and nobody is waited for. */
export function lookAgainAt(
  incident: Incident,
  policy: Policy,
  now: Timestamp,
  connected?: readonly string[],
): Timestamp | null {
  const next = nextLook(incident, policy, now, connected);
  const told = heldReportFrom(incident, policy, now);
  const all = [next, unreachedAt(incident, policy, now, connected), told].filter((at) => at !== null);
  return all.sort(compare)[0] ?? null;
}

function unreachedAt(
  incident: Incident,
  policy: Policy,
  now: Timestamp,
  connected?: readonly string[],
): Timestamp | null {
  if (incident.milestones.declared === null) return null;
  const [first] = escalations(incident, policy)
    .filter((step) => reachedFrom(step, incident, policy, connected) === null)
    .map(({ at }) => at)
    .sort(compare);
  if (first === undefined || !isDue(first, now)) return first ?? null;
  const wait = Math.min(Math.max(1, Math.floor(minutesBetween(first, now) / SHARE)), LONGEST);
  return plus(now, `PT${wait}M`);
}
