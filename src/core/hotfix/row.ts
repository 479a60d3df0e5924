// One line of the gate: what must hold, whether it does, why, and who can do something about it.
import type { Lack } from './facts.ts';

/** Everything that must hold, in the order in which it is told. */
export const requirements = [
  'open',
  'newest-head',
  'incident',
  'level',
  'no-rollback',
  'rollback-ready',
  'source',
  'base',
  'size',
  'files',
  'markers',
  'draft',
  'checks',
  'approval',
  'objections',
] as const;
export type Requirement = (typeof requirements)[number];

/** Everything that a proper fix may be asked for, in the order in which it is told. */
export const fixRequirements = [
  'open',
  'newest-head',
  'linked',
  'draft',
  'cause-known',
  'cause-addressed',
  'reproduction',
  'checks',
  'staging',
  'monitoring',
  'approval',
  'objections',
  'rollback-plan',
  'temporary',
  'documentation',
] as const;
export type FixRequirement = (typeof fixRequirements)[number];

/** Of either gate. */
export type AnyRequirement = Requirement | FixRequirement;

/** `waits`: it may come to hold without a change of the pull request. */
export type Holds = 'yes' | 'no' | 'waits';

/** Who can make it hold. `nobody`: it comes by itself. */
export type Who = 'author' | 'reviewer' | 'responder' | 'administrator' | 'runner' | 'nobody';

/** `why` is Markdown in which everything that somebody wrote is inert. `who` null: it holds. */
export type Row = {
  readonly name: AnyRequirement;
  readonly holds: Holds;
  readonly why: string;
  readonly who: Who | null;
};

/** What a rule finds: at least one row, so that none passes by saying nothing. */
export type Rows = readonly [Row, ...Row[]];

export function holds(name: AnyRequirement, why: string): Row {
  return { name, holds: 'yes', why, who: null };
}

export function fails(name: AnyRequirement, why: string, who: Who): Row {
  return { name, holds: 'no', why, who };
}

export function waits(name: AnyRequirement, why: string, who: Who): Row {
  return { name, holds: 'waits', why, who };
}

/** What could not be read holds nothing. `what` is the list in our words. */
export function notRead(name: AnyRequirement, what: string, lacks: Lack): Row {
  switch (lacks) {
    case 'more':
      return waits(name, `There are more ${what} than are read.`, 'author');
    case 'refused':
      return waits(name, `GitHub does not let the app read the ${what}.`, 'administrator');
    case 'unanswered':
      return waits(name, `GitHub has not told the ${what}; they are asked for again.`, 'nobody');
    default:
      return unheardOf(name, what, lacks);
  }
}

function unheardOf(name: AnyRequirement, what: string, _lacks: never): Row {
  return waits(name, `The ${what} are not known.`, 'nobody');
}
