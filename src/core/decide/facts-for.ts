// What must be known for a trigger, asked in one go; nothing for what is none of ours.

import type { Self, Situation } from '../brain.ts';
import { understood } from '../commands/index.ts';
import { type ParsedLine, parseComment } from '../commands/parse.ts';
import type { FactRequest } from '../facts.ts';
import type { Incident, Person } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Trigger } from '../trigger.ts';
import { answererIn, answererToAsk } from './alert-answered.ts';
import { evidenceFor, isUnlinked } from './evidence.ts';
import { runsFor } from './follow.ts';
import { followUpsFor } from './follow-up-moved.ts';
import { ownersFor } from './hotfix.ts';
import { liveForHotfix } from './hotfix-live.ts';
import { ourLabels } from './labels.ts';
import { pastFor } from './look-back.ts';
import { namedPeople, namedToStand, otherIssues } from './named-people.ts';
import { isNotOurs } from './not-ours.ts';
import { accountsToReach } from './on-call.ts';
import { postmortemFor } from './postmortem.ts';
import { ownersNamed, tableFor } from './pushed-table.ts';
import { authorToAsk, strangersIn, wasHere } from './rebuild.ts';
import { liveFor } from './redeployed.ts';
import { reportsCounted } from './reports-counted.ts';
import { teamsUnheard } from './unheard.ts';
import { writersToAsk } from './written-by.ts';

/** Null: nothing about it concerns us. */
export function factsFor(trigger: Trigger, record: Incident | null, policy: Policy, self: Self): FactRequest | null {
  if (isNotOurs(trigger, record, policy, self)) return null;
  const lines = trigger.kind === 'commented' ? parseComment(trigger.comment.body, understood) : [];
  const others = otherIssues(lines, trigger.issue);
  const answerer = answererIn(trigger, policy);
  const reached = accountsToReach(policy, trigger.at);
  return {
    actor: trigger.actor?.login ?? null,
    comment: trigger.kind === 'commented' ? trigger.comment.nodeId : null,
    card: record?.card?.nodeId ?? 'find',
    people: [...new Set([...namedPeople(lines), ...answerer, ...reached])],
    ...(reached.length === 0 ? {} : { readers: reached }),
    ...(answerer.length === 0 ? standingsOf(lines, trigger.actor) : { standings: answerer }),
    ...(others.length === 0 ? {} : { others }),
    ...(trigger.kind === 'unheard' ? { members: teamsUnheard(trigger) } : {}),
    ...ownersFor(trigger, record),
    labels: ourLabels(policy),
    recentComments: recentFor(trigger, record),
    threadIfNoCard: record === null,
    ...(trigger.kind === 'closed' && record !== null ? { closer: true as const } : {}),
    ...reportsCounted(trigger, record, policy),
    ...pastFor(trigger, record, policy),
    ...evidenceFor(trigger, record, policy),
    ...runsFor(record, policy),
    ...liveForHotfix(record, policy),
    ...liveFor(record, policy, trigger.at),
    ...followUpsFor(trigger, record),
    ...postmortemFor(trigger, record),
    ...(trigger.kind === 'document-pushed' ? tableFor(trigger, record) : {}),
  };
}

function recentFor(trigger: Trigger, record: Incident | null): number {
  if (record !== null && isUnlinked(record)) return 20;
  return trigger.kind === 'closed' ? 5 : 0;
}

function standingsOf(lines: readonly ParsedLine[], actor: Person | null): Pick<FactRequest, 'standings'> {
  const standings = namedToStand(lines).filter((login) => login !== actor?.login.toLowerCase());
  return standings.length === 0 ? {} : { standings };
}

/** Logins that a record to be rebuilt or a table depends on, and that are not known with their standing. */
export function peopleFor(situation: Situation): readonly string[] {
  if (situation.trigger.kind === 'alert-answered') return answererToAsk(situation);
  if (situation.trigger.kind === 'document-pushed') return ownersNamed(situation);
  if (situation.record !== null || !wasHere(situation)) return [];
  return [...new Set([...strangersIn(situation), ...authorToAsk(situation), ...writersToAsk(situation)])];
}
