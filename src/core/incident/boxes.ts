// The checklist of the form and that of the incident: which items the boxes of an issue's body tick, and what an edit changed of it.
import type { Form } from '../form/form.ts';
import { parseFormBody } from '../form/parse-body.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChecklistItem } from './checklist-item.ts';

/**
 * Ids of the policy's items that are ticked in a body of its form, matched by their text; a line that is gone is not ticked. Null when the body
 * does not say for certain where a checklist is: then nothing of it counts, and nothing is taken back for it.
 */
export function tickedIn(body: string, form: Form, policy: Policy): readonly string[] | null {
  const { fields, problems } = parseFormBody(form, body);
  const lists = form.fields.filter(({ type }) => type === 'checkboxes').map(({ key }) => key);
  const unsure = ['conflict', 'unclosed-fence', 'unclosed-html'];
  if (problems.some(({ code, field }) => unsure.includes(code) && (code !== 'conflict' || lists.includes(field ?? ''))))
    return null;
  const ticked = Object.values(fields).flatMap((field) =>
    field.type === 'checkboxes' ? field.value.flatMap(({ label, checked }) => (checked ? [label] : [])) : [],
  );
  return policy.checklist.filter(({ text }) => ticked.includes(text.trim())).map(({ id }) => id);
}

/** What an edit ticked that is not done yet, and of what that is done it took the tick away. */
export function boxesChanged(
  before: readonly string[],
  after: readonly string[],
  checklist: readonly ChecklistItem[],
): { readonly ticked: readonly string[]; readonly unticked: readonly string[] } {
  const isDone = (id: string) => checklist.find((item) => item.id === id)?.state === 'done';
  const has = (id: string) => checklist.some((item) => item.id === id);
  return {
    ticked: after.filter((id) => !before.includes(id) && has(id) && !isDone(id)),
    unticked: before.filter((id) => !after.includes(id) && isDone(id)),
  };
}
