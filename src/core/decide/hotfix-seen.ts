// A pull request that looks like a hotfix of an incident is offered the lane on the card, and nothing else happens to it.
import { hotfixByHand } from '../hotfix/by-hand.ts';
import { hotfixOf } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import type { Policy } from '../policy/policy.ts';
import type { TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft } from './draft.ts';

/** Whether it looks like a hotfix of this incident now and did not before, or the other way round. */
export function isNewlySeen(incident: Incident, { pull, like }: TriggerOf<'hotfix-seen'>, policy: Policy): boolean {
  if (incident.drill === true) return false;
  const { owner, repo, number } = incident.issue;
  const seen = hotfixByHand({ ...like, repository: `${owner}/${repo}` }, policy);
  const is = seen?.incident === number && like.state === 'open' && isActive(incident.status) && isFree(incident, pull);
  return is !== (incident.offered?.includes(pull) === true);
}

/** The draft with a pull request by hand offered the lane: the card says so, and nothing else happens. */
export function onHotfixSeen(draft: Draft, trigger: TriggerOf<'hotfix-seen'>): Draft {
  const { incident, situation } = draft;
  if (!isNewlySeen(incident, trigger, situation.policy)) return draft;
  const { pull } = trigger;
  const is = incident.offered?.includes(pull) !== true;
  return changed(draft, [{ kind: 'hotfix-offered', pull, is }], byItself(draft));
}

function isFree(incident: Incident, pull: number): boolean {
  const hotfix = hotfixOf(incident, pull);
  return (
    (hotfix === null || hotfix.state === 'refused') &&
    !incident.hotfixes?.some(({ adopts, state }) => adopts === pull && state === 'asked')
  );
}
