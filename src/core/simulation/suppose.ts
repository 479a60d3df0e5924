// What a simulation may take for granted whoever would ask for it: a hotfix, a temporary fix, a follow-up, each with the policy's deadline.
import type { Deadline, Incident } from '../incident/record.ts';
import type { Level } from '../policy/policy.ts';

/** What can be supposed to be there from the declaration on. */
export const suppositions = ['hotfix', 'temporary-fix', 'follow-up'] as const;
export type Supposition = (typeof suppositions)[number];

/** Those that cannot be at a level: a hotfix where the policy allows none. */
export function notPossible(all: readonly Supposition[], level: Level | null): readonly Supposition[] {
  return all.filter((one) => one === 'hotfix' && level?.hotfix?.allowed === false);
}

/** The record with them in it. */
export function supposing(incident: Incident, all: readonly Supposition[]): Incident {
  const { backfills, temporaryFixes, followUps } = incident;
  return {
    ...incident,
    backfills: [...backfills, ...deadline(all, 'hotfix')],
    temporaryFixes: [...temporaryFixes, ...deadline(all, 'temporary-fix')],
    followUps: [...followUps, ...deadline(all, 'follow-up')],
  };
}

function deadline(all: readonly Supposition[], one: Supposition): readonly Deadline[] {
  return all.includes(one) ? [{ id: one, what: 'as supposed', due: null, done: null }] : [];
}
