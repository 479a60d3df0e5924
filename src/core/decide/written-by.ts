// Who wrote the description of an issue: what it says counts as far as they may say it. GitHub tells who edited it, not what of it is whose.
import type { Situation } from '../brain.ts';
import type { LiveIssue } from '../facts.ts';
import type { Person } from '../incident/record.ts';
import { hasRight } from '../policy/authority.ts';
import { compare, type Timestamp } from '../time.ts';
import { todaysPolicy } from './asked.ts';
import { namedClaimant } from './named-to-lead.ts';

/** The author and whoever edited it, or only who edited it since an instant; null is somebody whom GitHub does not name. */
function writers({ author, edits = [] }: LiveIssue, since: Timestamp | null = null): readonly (Person | null)[] {
  if (since === null) return [author, ...edits.map(({ by }) => by)];
  return edits.filter(({ at }) => compare(at, since) > 0).map(({ by }) => by);
}

/** Whether the person alone wrote it: only then its boxes are theirs. */
export function isWrittenBy(person: Person | null, live: LiveIssue): boolean {
  return person !== null && writers(live).every((writer) => writer?.id === person.id);
}

/** Whether everybody who wrote it may respond, as far as GitHub says now (INV-4). */
export function isByResponders(live: LiveIssue, situation: Situation): boolean {
  return writers(live).every((writer) => mayRespond(writer, situation));
}

/** Whether nobody but who may respond edited it since the incident was declared. */
export function isEditedByResponders(live: LiveIssue, declared: Timestamp, situation: Situation): boolean {
  return writers(live, declared).every((writer) => mayRespond(writer, situation));
}

/** Of those who wrote it, the logins whose rights a rebuilt record depends on: nobody of a text without ticks that was never edited. */
export function writersToAsk({ facts: { issue }, trigger }: Situation): readonly string[] {
  if (issue === null || ((issue.edits ?? []).length === 0 && !/\[x\]/i.test(issue.body))) return [];
  const people = writers(issue).flatMap((writer) => (writer === null || writer.bot ? [] : [writer]));
  return people.filter(({ id }) => id !== trigger.actor?.id).map(({ login }) => login.toLowerCase());
}

function mayRespond(person: Person | null, situation: Situation): boolean {
  if (person === null) return false;
  const claimant = { ...namedClaimant(situation, person.login.toLowerCase()), person };
  return hasRight('respond', claimant, todaysPolicy(situation)).allowed;
}
