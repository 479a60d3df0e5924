// A later deployment that has what was rolled back is told at once, to whoever leads and whoever rolled back (`S002-17`, `S002-18`).

import type { Situation } from '../brain.ts';
import type { FactRequest, Further } from '../facts.ts';
import type { Operation } from '../incident/operation.ts';
import { BY_ITSELF } from '../incident/operation-change.ts';
import type { Incident } from '../incident/record.ts';
import { isLookedAt, watchedRollback } from '../incident/rolled-back.ts';
import { redeployedMessage } from '../messages/redeployed.ts';
import type { Comparison } from '../mitigation/comparison.ts';
import { versionsFrom } from '../mitigation/look-back.ts';
import { isReverted, marksOf } from '../mitigation/reverted.ts';
import { pullsToRevert } from '../mitigation/to-revert.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, earlier, plus, type Timestamp } from '../time.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { revertsOf } from './reverts.ts';

/** How often it is looked at what is live, by how long ago it was rolled back; an event of a deployment says it earlier. */
const STEPS = [
  { within: 'PT6H', every: 'PT2M' },
  { within: 'PT24H', every: 'PT15M' },
] as const;
const AT_LAST = 'PT3H';

/** What is live where a rollback is watched. */
export function liveFor(incident: Incident | null, policy: Policy, now: Timestamp): Pick<FactRequest, 'live'> {
  const environment = incident === null ? null : (watchedRollback(incident, now)?.environment ?? null);
  return environment === null ? {} : { live: { environment, ...versionsFrom(policy, environment) } };
}

/** Whether what is live has what was rolled back must be asked. */
export function toCompareLive({ facts, now }: Situation, incident: Incident): Further | null {
  const rollback = watchedRollback(incident, now);
  const { live, comparison } = facts;
  if (rollback?.from == null || live == null || comparison !== undefined || isLookedAt(rollback, live)) return null;
  return { comparison: { from: live.sha, to: rollback.from.sha, branch: live.sha } };
}

/** The draft with the news that it is live again; each deployment is told once. One that GitHub does not compare is told too: nobody knows. */
export function redeployed(draft: Draft): Draft {
  const { incident, situation } = draft;
  const rollback = watchedRollback(incident, situation.now);
  const { live, comparison } = situation.facts;
  if (rollback?.from == null || live == null || comparison === undefined || isLookedAt(rollback, live)) return draft;
  if (comparison.from !== live.sha || comparison.to !== rollback.from.sha) return draft;
  const isMended = comparison.reachable !== false && isTakenAway(incident, rollback, comparison);
  const isAgain = comparison.reachable !== false && !isMended;
  const { key, by } = rollback;
  const next = changed(draft, [{ kind: 'deployed-since', key, live, isAgain, isMended }], byItself(draft));
  if (!isAgain) return next;
  const leads = incident.roles['commander']?.login;
  const told = [...new Set([leads, by === BY_ITSELF ? undefined : by])].flatMap((login) =>
    login === undefined ? [] : [`@${login}`],
  );
  return doing(next, {
    kind: 'comment',
    key: `again/${key}/${live.id}`,
    urgency: 'page',
    message: redeployedMessage(rollback, live, {
      told,
      unsure: comparison.reachable === null,
      reverts: revertsOf(next, rollback),
    }),
  });
}

/** Its commits are there, and so is a revert of them. Where GitHub does not list all that came since, nobody knows. */
function isTakenAway(incident: Incident, rollback: Operation, { lost, count }: Comparison): boolean {
  if (lost === null || count !== lost.length) return false;
  const { from, took = [] } = rollback;
  const own = from === null ? [] : marksOf([{ sha: from.sha, title: '' }]);
  const pulls = pullsToRevert(incident, rollback).map((number) => `#${number}`);
  return isReverted([...took, ...own, ...pulls], lost);
}

/** When to look again. */
export function untilRedeployed(incident: Incident, at: Timestamp | null, now: Timestamp): Timestamp | null {
  const rollback = watchedRollback(incident, now);
  if (rollback === null) return at;
  const step = STEPS.find(({ within }) => compare(now, plus(rollback.since, within)) < 0);
  const next = plus(now, step?.every ?? AT_LAST);
  return at === null ? next : earlier(at, next);
}
