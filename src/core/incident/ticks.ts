// Ticks that people make: items are done, open again or not applicable, with who and when; and gates that were overridden, in words.
import type { Cause, Change } from './change.ts';
import type { ChecklistItem, Incident } from './record.ts';

type Ticks = Extract<Change, { kind: 'ticks' }>;

/** The incident with its items in another state. */
export function withTicks(incident: Incident, { ids, state }: Ticks, { by, at }: Cause): Incident {
  const made = state === 'open' ? { state, by: null, at: null } : { state, by: by?.login ?? null, at };
  const checklist = incident.checklist.map((item) => (ids.includes(item.id) ? { ...item, ...made } : item));
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
