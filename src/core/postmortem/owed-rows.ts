// What an incident owes as the rows of its document say it: one for each proper fix, temporary fix and follow-up.
import { reach } from '../clock/calendar.ts';
import { type DeadlineList, type DeadlineRef, deadlineLists } from '../incident/deadline-change.ts';
import type { Deadline, Incident } from '../incident/record.ts';
import { inert, oneVisibleLine } from '../markdown/inert.ts';
import { dueWithin } from '../messages/owed.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import type { ActionType } from './action-item.ts';
import { dayMeant } from './due-date.ts';
import type { OwedItem } from './in-step.ts';
import { LONGEST_WORDS, shortened } from './table.ts';

/** A proper fix keeps it from coming back; a temporary one that goes takes back what was done in the heat. Of a follow-up, people say what it is for. */
const types: Readonly<Record<DeadlineList, ActionType | null>> = {
  backfills: 'prevent',
  temporaryFixes: 'mitigate',
  followUps: null,
};

/** How the words of one begin in the document. */
export const verbs: Readonly<Record<DeadlineList, string>> = {
  backfills: 'Replace the hotfix with the proper fix: ',
  temporaryFixes: 'Remove the temporary fix: ',
  followUps: '',
};

/** The type of one as the document says it; null: nobody said. */
export function typeOf({ type }: Deadline, list: DeadlineList): ActionType | null {
  return type ?? types[list];
}

/** When it is due: by its own date, or the policy's time after the resolution. */
export function dueOf(
  { due }: Deadline,
  list: DeadlineList,
  { milestones }: Incident,
  policy: Policy,
): Timestamp | null {
  const within = dueWithin(list, policy);
  const { resolved } = milestones;
  return due ?? (within === null || resolved === null ? null : reach(resolved, within, policy));
}

/** Everything that it owes, as it is read from the rows that the app writes of it; `id` is `list/id`. */
export function owedRows(incident: Incident, policy: Policy): readonly OwedItem[] {
  return deadlineLists.flatMap((list) => incident[list].map((item) => owedRow(item, list, incident, policy)));
}

function owedRow(item: Deadline, list: DeadlineList, incident: Incident, policy: Policy): OwedItem {
  return {
    id: nameOf({ list, id: item.id }),
    what: shortened(inert(`${verbs[list]}${oneVisibleLine(item.what)}`)),
    type: typeOf(item, list),
    owner: item.owner?.login ?? null,
    due: dayMeant((dueOf(item, list, incident, policy) ?? '').slice(0, 10), 0),
    issue: item.issue?.number ?? null,
    status: item.done === null ? 'open' : 'done',
  };
}

/** The name of one among all rows. */
export function nameOf({ list, id }: DeadlineRef): string {
  return `${list}/${id}`;
}

/** Which one a name means; null: none of the record's. */
export function refOf(name: string): DeadlineRef | null {
  const list = deadlineLists.find((one) => name.startsWith(`${one}/`));
  return list === undefined ? null : { list, id: name.slice(list.length + 1) };
}

/** What is to be done by the words of a row; null where a fix is called otherwise than the app calls it: its name is that of the hotfix. */
export function whatIn(words: string, { list }: DeadlineRef): string | null {
  if (!words.startsWith(verbs[list])) return null;
  const rest = words.slice(verbs[list].length).trim();
  return rest === '' ? null : rest.slice(0, LONGEST_WORDS);
}
