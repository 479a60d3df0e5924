// What somebody must take before anything else: the lead, and the severity. Asked for again a few times, further and further apart, and then no more.
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { levelOf, pagedBy } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { compare, type Duration, isLonger, plus, type Timestamp } from '../time.ts';
import { type Once, once } from './once.ts';
import { begun, respondBy } from './targets.ts';

/** How long whoever was told has before they are asked again, where the level has no target of its own. */
const PATIENCE: Duration = 'PT15M';

/** The pauses after that: four times in a day, then the card alone says it. */
const AGAIN: readonly Duration[] = ['PT0S', 'PT1H', 'PT4H', 'PT24H'];

/** Nobody leads, or nobody has said how bad it is: neither holds the other up, and a request for an update says the first by itself. */
export function nobody(incident: Incident, policy: Policy): readonly Once[] {
  const since = begun(incident);
  if (since === null || !isActive(incident.status) || incident.status === 'monitoring') return [];
  return levelOf(policy, incident) === null
    ? noSeverity(incident, policy, since)
    : nobodyLeads(incident, policy, incident.ladder.since ?? since);
}

function noSeverity(incident: Incident, policy: Policy, since: Timestamp): readonly Once[] {
  if (pagedBy(policy, null, 0).length === 0) return [];
  const about = incident.level ?? 'none';
  return AGAIN.flatMap((pause) => once(incident, 'no-severity', about, plus(plus(since, PATIENCE), pause)));
}

/** A level that pages nobody asks nobody; where the missed response, or requests for an update, say it, it needs no question of its own. */
function nobodyLeads(incident: Incident, policy: Policy, since: Timestamp): readonly Once[] {
  const level = levelOf(policy, incident);
  if (level === null || level.backlog || level.escalation.length === 0) return [];
  if (incident.roles['commander'] !== undefined || pagedBy(policy, level, 0).length === 0) return [];
  const request = firstRequest(level);
  if (request === null ? isMissedInstead(incident, policy, since) : isMadeAgain(level)) return [];
  const first = plus(since, request ?? PATIENCE);
  const pauses = request === null ? AGAIN : AGAIN.slice(1);
  return pauses.flatMap((pause) => once(incident, 'nobody-leads', level.name, plus(first, pause)));
}

/** A request for an update that comes within an hour says it the first time, one that comes again within a day says it from then on. */
const SOON: Duration = 'PT1H';
const AGAIN_WITHIN: Duration = 'PT24H';

/** After how long the first request says it; null where none does, or too late. */
function firstRequest({ updates }: Level): Duration | null {
  const wait = updates?.first ?? updates?.every ?? null;
  return wait === null || isLonger(wait, SOON) ? null : wait;
}

function isMadeAgain({ updates }: Level): boolean {
  const every = updates?.every ?? null;
  return every !== null && !isLonger(every, AGAIN_WITHIN);
}

/** A target that was past when the severity was raised is missed with its page: nobody would be told again. */
function isMissedInstead(incident: Incident, policy: Policy, since: Timestamp): boolean {
  const target = respondBy(incident, policy);
  return target !== null && compare(target, since) > 0;
}
