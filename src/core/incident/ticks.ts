// Ticks that people make, by command or in the form: items are done, open again or not applicable, with who and when; and gates that were overridden, in words.
import type { Cause, Change } from './change.ts';
import { type ChecklistItem, inState, openAgain } from './checklist-item.ts';
import type { Incident } from './record.ts';

type Ticks = Extract<Change, { kind: 'ticks' }>;
type Boxes = Extract<Change, { kind: 'boxes' }>;

/** The incident with its items in another state. */
export function withTicks(incident: Incident, { ids, state }: Ticks, { by, at }: Cause): Incident {
  const made = state === 'open' ? { state, by: null, at: null } : { state, by: by?.login ?? null, at };
  const checklist = incident.checklist.map((item) => (ids.includes(item.id) ? inState(item, made) : item));
  return { ...incident, checklist };
}

const words: Readonly<Record<ChecklistItem['state'], string>> = {
  done: 'Done',
  open: 'Open again',
  'not-applicable': 'Not applicable',
};

export function ticksInWords({ state, text }: Ticks): string {
  return `${words[state]}: ${text}`;
}

/** The reason first: a long list is cut at its end. */
export function overriddenInWords({ before, reason, open }: Extract<Change, { kind: 'overridden' }>): string {
  return `Overridden before ${before}: ${reason}. Open: ${open.join('; ')}`;
}

/** The incident with the boxes of its form as an edit left them. */
export function withBoxes(incident: Incident, change: Boxes, cause: Cause): Incident {
  return { ...incident, checklist: incident.checklist.map((item) => boxed(item, change, cause)) };
}

/** A tick in the form is that of whoever made it; an item that is not applicable stays so until its box is ticked. */
function boxed(item: ChecklistItem, { ticked, unticked }: Boxes, cause: Cause): ChecklistItem {
  if (ticked.includes(item.id) && item.state !== 'done')
    return { ...item, state: 'done', by: cause.by?.login ?? null, at: cause.at, byBox: true };
  return unticked.includes(item.id) && item.state === 'done' ? openAgain(item) : item;
}

export function boxesInWords({ checklist }: Incident, { ticked, unticked }: Boxes): string {
  const texts = (ids: readonly string[]) =>
    checklist
      .filter(({ id }) => ids.includes(id))
      .map(({ text }) => text)
      .join('; ');
  const done = ticked.length === 0 ? [] : [`Ticked in the form: ${texts(ticked)}`];
  const open = unticked.length === 0 ? [] : [`Open again in the form: ${texts(unticked)}`];
  return [...done, ...open].join('. ');
}
