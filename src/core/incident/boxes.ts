// The checklist of the form and that of the incident: which items the boxes of an issue's body tick, and what an edit changed of it.
import type { Form, FormField } from '../form/form.ts';
import { type FormReading, parseFormBody } from '../form/parse-body.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChecklistItem } from './checklist-item.ts';

/** Ids of the policy's items: those that a body's boxes tick, and those that have a line in it at all. */
export type BoxesSeen = { readonly ticked: readonly string[]; readonly there: readonly string[] };

/**
 * What a body of the policy's form ticks, matched by text; a line that is gone is not ticked. Null when the body does not say for certain
 * where a checklist is: then nothing of it counts, and nothing is taken back for it.
 */
export function boxesIn(body: string, form: Form, policy: Policy): BoxesSeen | null {
  const reading = parseFormBody(form, body);
  const lists = form.fields.filter((field) => isOfItems(field, policy));
  if (isUnsure(body, reading, lists)) return null;
  const ticked = Object.values(reading.fields).flatMap((field) =>
    field.type === 'checkboxes' ? field.value.flatMap(({ label, checked }) => (checked ? [label] : [])) : [],
  );
  return {
    ticked: policy.checklist.filter(({ text }) => ticked.includes(text.trim())).map(({ id }) => id),
    there: itemsBehind(['[x] ', '[ ] '], body, policy),
  };
}

/** Whether it is a checklist with items of the policy, and not what is confirmed before declaring. */
function isOfItems(field: FormField, policy: Policy): boolean {
  return (
    field.type === 'checkboxes' &&
    field.options.some(({ label }) => policy.checklist.some(({ text }) => text.trim() === label))
  );
}

/** The items that a body ticks anywhere, be it where no box counts: whatever may be such a tick. */
export function tickedAnywhere(body: string, policy: Policy): readonly string[] {
  return itemsBehind(['[x] '], body, policy);
}

/** A block without an end takes a list away only if the list's heading may stand in it: a list that is not there at all is deleted. */
function isUnsure(body: string, { problems, places }: FormReading, lists: readonly FormField[]): boolean {
  const isList = (key: string | null) => lists.some((list) => list.key === key);
  const mayHide = lists.some((list) => places[list.key] === undefined && hasHeading(body, list));
  return problems.some(({ code, field }) => {
    if (code === 'conflict') return isList(field);
    return (code === 'unclosed-fence' || code === 'unclosed-html') && (isList(field) || mayHide);
  });
}

function hasHeading(body: string, { heading }: FormField): boolean {
  return body.split(/[\r\n]+/).some((line) => line.replace(/^[\s>#*-]+/, '').trim() === heading);
}

/** The items whose text stands behind one of these marks, in whatever list. */
function itemsBehind(marks: readonly string[], body: string, policy: Policy): readonly string[] {
  const plain = asPlain(body);
  return policy.checklist
    .filter(({ text }) => marks.some((mark) => plain.includes(mark + asPlain(text).trim())))
    .map(({ id }) => id);
}

function asPlain(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

/**
 * What an edit ticked that is not done yet, and of what is done what it took away: a tick, or the line of an item that no command and no event had
 * ticked. `before` is null where the body did not say what was ticked; then an item is open again that a box had ticked and no box ticks any more,
 * and `others` are the ids that others than whoever made the edit may have ticked.
 */
export function boxesChanged(
  before: readonly string[] | null,
  after: BoxesSeen,
  others: readonly string[],
  checklist: readonly ChecklistItem[],
): { readonly ticked: readonly string[]; readonly unticked: readonly string[] } {
  const isTicked = (id: string) => after.ticked.includes(id);
  const open = checklist.filter(({ state }) => state !== 'done').map(({ id }) => id);
  const lost = checklist.filter(({ id, state, byBox }) => {
    if (state !== 'done' || isTicked(id)) return false;
    const wasTicked = before === null ? byBox === true : before.includes(id);
    return wasTicked && (byBox === true || after.there.includes(id));
  });
  return {
    ticked: after.ticked.filter((id) => open.includes(id) && !(before ?? others).includes(id)),
    unticked: lost.map(({ id }) => id),
  };
}
