// Whether an incident freezes, settled at the end of every decision: by its severity's policy or by hand, until it is over, lifted, or its time is up.
import type { Situation } from '../brain.ts';
import { isFreezeOver } from '../clock/freeze-limit.ts';
import { holdingFreeze } from '../incident/freeze.ts';
import type { FreezeChange } from '../incident/freeze-change.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { freezeMessage } from '../messages/freeze.ts';
import { liftersOf } from '../mitigation/lifters.ts';
import { levelOf } from '../policy/find.ts';
import { plus } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { todaysPolicy } from './asked.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { asMayBeShown } from './security.ts';

/** The draft with its freeze begun or ended, as it must be now. */
export function freezeSettled(draft: Draft): Draft {
  const change = ending(draft) ?? beginning(draft);
  return change === null ? draft : changed(draft, [change], byItself(draft));
}

function ending({ incident, situation: { now, policy } }: Draft): FreezeChange | null {
  const freeze = holdingFreeze(incident);
  if (freeze === null) return null;
  if (!isActive(incident.status)) return { kind: 'unfrozen', why: 'over', reason: null };
  if (isFreezeOver(incident, now)) return { kind: 'unfrozen', why: 'limit', reason: null };
  if (freeze.by === null && !isFreezing(incident, policy)) return { kind: 'unfrozen', why: 'level', reason: null };
  return null;
}

function beginning({ incident, situation }: Draft): FreezeChange | null {
  const { now, policy } = situation;
  if (incident.drill === true || !holdsBack(situation) || !isActive(incident.status) || !isFreezing(incident, policy))
    return null;
  if (incident.freeze !== undefined && mayNotBeginAgain(incident.freeze)) return null;
  const lifts = liftersOf(incident, todaysPolicy(situation));
  return { kind: 'frozen', until: plus(now, policy.freeze.limit), because: null, lifts };
}

/** In force, or ended by a person or by its time: only `/freeze` begins another. */
function mayNotBeginAgain({ ended }: NonNullable<Incident['freeze']>): boolean {
  return ended === undefined || ended.why === 'lifted' || ended.why === 'limit';
}

function isFreezing(incident: Incident, policy: Situation['policy']): boolean {
  return levelOf(policy, incident)?.freeze === true;
}

/** A workflow run has nobody who posts checks when a head moves, nor who takes them away. */
export function holdsBack({ trigger }: Pick<Situation, 'trigger'>): boolean {
  return trigger.via !== 'action';
}

/** What the reader of the card must know of a freeze that is not kept: no host for it, or GitHub takes no checks. */
export function freezeNotices(incident: Incident, situation: Situation): Incident['notices'] {
  if (!isActive(incident.status)) return [];
  const problem = holdingFreeze(incident)?.problem;
  if (problem !== undefined) {
    const text = `Merges are not held: GitHub does not take the checks (${problem}). Whoever installed the app accepts its new permissions (checks, merge queues) on GitHub; until then hold merges by hand.`;
    return [{ key: 'freeze-refused', text }];
  }
  if (
    incident.drill === true ||
    holdsBack(situation) ||
    incident.freeze !== undefined ||
    !isFreezing(incident, situation.policy)
  )
    return [];
  const text =
    'The policy freezes at this severity, and a workflow run is at work, which holds nothing: hold merges and deployments by hand, or run the app.';
  return [{ key: 'freeze-unheld', text }];
}

/** Whether the record does not have it yet. */
export function isFreezeNews(record: Incident | null, { news }: TriggerOf<'freeze-news'>): boolean {
  const freeze = record?.freeze;
  if (freeze === undefined) return false;
  switch (news.is) {
    case 'held':
      return (
        freeze.ended === undefined &&
        (freeze.problem !== (news.problem ?? undefined) ||
          (news.held !== null && JSON.stringify(freeze.held) !== JSON.stringify(news.held)))
      );
    case 'refused':
      return true;
    case 'released':
      return freeze.ended !== undefined && freeze.told === undefined;
  }
}

/** The draft with what the worker found, and with the one comment that says what is released. */
export function onFreezeNews(draft: Draft, { news }: TriggerOf<'freeze-news'>): Draft {
  const { incident } = draft;
  const by = byItself(draft);
  switch (news.is) {
    case 'held':
      return changed(draft, [{ kind: 'held', held: news.held, problem: news.problem }], by);
    case 'refused':
      return changed(draft, [{ kind: 'deployment-refused', deployment: news.deployment }], by);
    case 'released': {
      const { freeze } = asMayBeShown(incident, draft.situation);
      const told = changed(draft, [{ kind: 'freeze-told', on: news.on }], by);
      if (freeze?.ended === undefined || news.on !== null) return told;
      const message = freezeMessage(freeze, freeze.ended, news.released);
      return doing(told, {
        kind: 'comment',
        key: `freeze-released/${freeze.ended.at}`,
        urgency: 'decoration',
        message,
      });
    }
  }
}
