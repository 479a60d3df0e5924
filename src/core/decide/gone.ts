// When there is nothing to be done: the issue is gone, or the trigger concerns nobody.
import type { Situation } from '../brain.ts';
import { nextLook } from '../clock/due.ts';
import type { Decision } from '../decision.ts';
import type { Incident } from '../incident/record.ts';

/** Deleted or moved away: the record ends, no timer speaks any more, and nothing is sent (F-34). */
export function onGone(situation: Situation): Decision {
  const { record, facts, now } = situation;
  if (record === null || facts.gone === 'inaccessible') return nothing(situation, `ignored:${facts.gone ?? 'gone'}`);
  const ended: Incident = {
    ...record,
    revision: record.revision + 1,
    status: 'closed',
    timeline: [
      ...record.timeline,
      { at: now, kind: 'by-hand', by: null, text: `The issue was ${facts.gone}`, comment: null },
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

/** Nothing is done, and nothing is forgotten: what the clock has to say of a known incident it says later (F-31). */
export function nothing({ record, policy, now, connected }: Situation, outcome: string): Decision {
  const at = record === null ? null : nextLook(record, policy, now, connected);
  return { record, effects: [], outcome, lookAgainAt: at, log: [] };
}
