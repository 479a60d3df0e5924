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
  'watched',
  'resolved',
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
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;
