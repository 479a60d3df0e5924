// What makes the decisions of a drill those of a drill: nothing of it reaches the world, everything says so, and at its end there is a score card (decision 0037).
import type { Situation } from '../brain.ts';
import type { Decision } from '../decision.ts';
import { isPractice } from '../drill/dry.ts';
import { markedAsDrill, toldAsDrill } from '../drill/marked.ts';
import { isDrillTitle } from '../incident/drill-title.ts';
import { drillScore } from '../messages/drill-score.ts';
import { toSecond } from '../time.ts';
import { type Draft, doing } from './draft.ts';

/** The situation without channels where it is a drill, unless the policy lets drills use them. */
export function withoutChannels(situation: Situation): Situation {
  const { record, facts, policy, connected } = situation;
  const isDrill = record === null ? isDrillTitle(facts.issue?.title ?? '') : record.drill === true;
  return isDrill && connected !== undefined && !policy.drill.channels ? { ...situation, connected: [] } : situation;
}

/** The draft with the score card when a drill has just been closed. */
export function scored(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { closed, declared } = incident.milestones;
  const isOver = incident.status === 'closed' && situation.record?.status !== 'closed';
  if (incident.drill !== true || !isOver || closed === null || declared === null) return draft;
  return doing(draft, {
    kind: 'comment',
    key: `drill-score/${toSecond(closed)}`,
    urgency: 'reply',
    message: drillScore(incident, situation.policy),
  });
}

/** The decision with everything marked, and without what a drill does not do. */
export function asPractised(decision: Decision): Decision {
  if (decision.record?.drill !== true) return decision;
  return {
    ...decision,
    effects: decision.effects.filter(isPractice).map(markedAsDrill),
    ...(decision.tellings === undefined ? {} : { tellings: decision.tellings.map(toldAsDrill) }),
  };
}
