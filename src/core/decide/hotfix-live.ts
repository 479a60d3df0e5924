// A merged hotfix is followed to where it is deployed: then it is verified where the policy has it so, and watched.
import type { Situation } from '../brain.ts';
import type { FactRequest, Further } from '../facts.ts';
import { type Hotfix, undeployedHotfix } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { hotfixMessage } from '../messages/hotfix.ts';
import { versionsFrom } from '../mitigation/look-back.ts';
import type { Policy } from '../policy/policy.ts';
import { earlier, plus, type Timestamp } from '../time.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { verifying } from './verified.ts';
import { watching } from './watching.ts';

/** How often it is looked at what is live; an event of a deployment says it earlier. */
const EVERY = 'PT2M';

/** What is live where a merged hotfix is to arrive. */
export function liveForHotfix(incident: Incident | null, policy: Policy): Pick<FactRequest, 'live'> {
  const { environment } = policy.rollback;
  return awaited(incident) === null ? {} : { live: { environment, ...versionsFrom(policy, environment) } };
}

function awaited(incident: Incident | null): Hotfix | null {
  return incident !== null && isActive(incident.status) ? undeployedHotfix(incident) : null;
}

/** Whether what is live has the hotfix must be asked. */
export function toCompareHotfix({ facts }: Situation, incident: Incident): Further | null {
  const hotfix = awaited(incident);
  const { live, comparison } = facts;
  if (hotfix?.merged === undefined || live == null || comparison !== undefined) return null;
  if (live.sha === hotfix.merged.sha || hotfix.looked === live.id) return null;
  return { comparison: { from: live.sha, to: hotfix.merged.sha, branch: live.sha } };
}

/** The draft in which a hotfix that has arrived is verified, or watched. */
export function hotfixArrived(draft: Draft): Draft {
  const hotfix = awaited(draft.incident);
  const { live, comparison } = draft.situation.facts;
  if (hotfix?.merged === undefined || hotfix.pull === null || live == null) return draft;
  const { sha } = hotfix.merged;
  const pull = hotfix.pull.number;
  const isOfIt = comparison !== undefined && comparison.from === live.sha && comparison.to === sha;
  if (live.sha !== sha && !isOfIt) return draft;
  if (live.sha !== sha && comparison?.reachable !== true)
    return changed(draft, [{ kind: 'hotfix-looked', pull, live: live.id }], byItself(draft));
  return arrived(changed(draft, [{ kind: 'hotfix-live', pull }], byItself(draft)), hotfix);
}

function arrived(draft: Draft, hotfix: Hotfix): Draft {
  const { environment } = draft.situation.policy.rollback;
  const { draft: next, told } = verifying(draft, { key: hotfix.key, environment }) ?? watching(draft);
  const commander = next.incident.roles['commander']?.login ?? hotfix.by;
  return doing(next, {
    kind: 'comment',
    key: `hotfix/live/${hotfix.key}`,
    urgency: 'reply',
    message: hotfixMessage(hotfix, { is: 'live', environment, ...told }, [`@${commander}`]),
  });
}

/** When to look again. */
export function untilArrived(incident: Incident, at: Timestamp | null, now: Timestamp): Timestamp | null {
  if (awaited(incident) === null) return at;
  const next = plus(now, EVERY);
  return at === null ? next : earlier(at, next);
}
