// When there is nothing to be done: the issue is gone, or the trigger concerns nobody.
import type { Situation } from '../brain.ts';
import { nextLook } from '../clock/due.ts';
import type { Decision } from '../decision.ts';
import { isUnderWay } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';
import { untilFollowed } from './follow.ts';
import { untilRedeployed } from './redeployed.ts';

/** Deleted or moved away: the record ends, no timer speaks any more, and nothing is sent (F-34). */
export function onGone(situation: Situation): Decision {
  const { record, facts, now } = situation;
  if (record === null || facts.gone === 'inaccessible') return nothing(situation, `ignored:${facts.gone ?? 'gone'}`);
  if (isEnded(record)) return { ...nothing(situation, `done:${facts.gone}`), lookAgainAt: null };
  const ended: Incident = {
    ...record,
    revision: record.revision + 1,
    status: 'closed',
    ...withoutRuns(record, now),
    timeline: [
      ...record.timeline,
      { at: now, kind: 'by-hand', by: null, text: `${GONE} ${facts.gone}`, comment: null },
    ],
  };
  return {
    record: ended,
    effects: [],
    outcome: `done:${facts.gone}`,
    lookAgainAt: null,
    log: [{ level: 'warn', code: 'issue-gone', text: `The issue was ${facts.gone}; its timers are off.` }],
  };
}

const GONE = 'The issue was';

/** It was ended so before. */
function isEnded({ status, timeline }: Incident): boolean {
  return status === 'closed' && timeline.at(-1)?.kind === 'by-hand' && timeline.at(-1)?.text.startsWith(GONE) === true;
}

/** Nobody follows its runs any more: they are in nobody's way. */
function withoutRuns({ operations }: Incident, now: Timestamp): Pick<Incident, 'operations'> {
  if (operations === undefined) return {};
  return { operations: operations.map((one) => (isUnderWay(one) ? { ...one, state: 'lost', since: now } : one)) };
}

/** Nothing is done, and nothing is forgotten: what the clock has to say of a known incident it says later (F-31). */
export function nothing({ record, policy, now, connected }: Situation, outcome: string): Decision {
  const due = record === null ? null : nextLook(record, policy, now, connected);
  const at = record === null ? null : untilRedeployed(record, untilFollowed(record, due, now), now);
  return { record, effects: [], outcome, lookAgainAt: at, log: [] };
}
