// How loud a thing that is due is: a page, a reminder, or only a line on the card (DESIGN section 5: a comment is for what a person must do now).
import type { Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { addressees } from './addressees.ts';
import type { Due } from './due.ts';

/** What was to be done at once was asked for by the page of that moment: nobody is told a second later that they are late. */
export function isAtOnce({ kind }: Due, level: Level | null): boolean {
  return kind === 'response' && /^PT0[SM]$/.test(level?.respondWithin ?? '');
}

/** `page`: a comment that is no part of the hourly budget; `card`: no comment is made for it. */
export type Sound = 'page' | 'reminder' | 'card';

const pages: readonly Due['kind'][] = ['escalation', 'response', 'timebox', 'review'];

/** What a ticket of the backlog is owed as well: somebody put it there. */
const owed: readonly Due['kind'][] = [
  'timebox',
  'backfill',
  'temporary-fix',
  'follow-up',
  'backfill-late',
  'temporary-fix-late',
  'follow-up-late',
];

/** A ticket of the backlog pages nobody, also when a time-box of it is over. A budget is on the card; so is whatever a ticket of the backlog misses, and what would be said to nobody (`S001-08`, C33). */
export function soundOf(item: Due, incident: Incident, policy: Policy): Sound {
  const level = levelOf(policy, incident);
  if (item.kind === 'phase-over' || isOfTicket(item, level) || isAtOnce(item, level)) return 'card';
  if ('about' in item && addressees(item, incident, policy).length === 0) return 'card';
  return pages.includes(item.kind) && level?.backlog !== true ? 'page' : 'reminder';
}

function isOfTicket(item: Due, level: Level | null): boolean {
  return level?.backlog === true && 'about' in item && !owed.includes(item.kind);
}
