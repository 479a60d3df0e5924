// One line of the checklist as the record keeps it.
import * as z from 'zod';

/** What proves an item of the checklist (`proof.ts`). */
export const proofs = [
  'declared',
  'severity',
  'paged',
  'answered',
  'acknowledged',
  'identified',
  'mitigated',
  'verified',
  'watched',
  'resolved',
  'scheduled',
  'drafted',
  'assigned',
  'met',
  'shared',
  'debriefed',
] as const;
export type Proof = (typeof proofs)[number];

export const ChecklistItem = z.object({
  id: z.string(),
  text: z.string(),
  /** What ticks it by itself; null: a person does. */
  tickedWhen: z.enum(proofs).nullable().default(null),
  state: z.enum(['open', 'done', 'not-applicable']),
  by: z.string().nullable(),
  at: z.string().nullable(),
  /** Done by its box in the form, and by no command or event; absent = it is not. */
  byBox: z.literal(true).optional(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** The item in another state, not by its box. */
export function inState(
  { byBox: _, ...item }: ChecklistItem,
  state: Pick<ChecklistItem, 'state' | 'by' | 'at'>,
): ChecklistItem {
  return { ...item, ...state };
}

/** The item as if nobody had done it. */
export function openAgain(item: ChecklistItem): ChecklistItem {
  return inState(item, { state: 'open', by: null, at: null });
}
