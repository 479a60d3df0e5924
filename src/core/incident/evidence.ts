// What was gathered at the declaration, as the record knows of it.
import * as z from 'zod';

/** When, and the comment that has it: its number and its GraphQL id once they are known. `probes`: of each that was asked (by id) whether it went well; null: the run said nothing of it; absent: none has ended. */
export const Evidence = z.object({
  at: z.string(),
  comment: z.number().int().nullable(),
  node: z.string().optional(),
  /** Nobody could ask: there is no comment. */
  untold: z.literal(true).optional(),
  probes: z.array(z.object({ id: z.string(), ok: z.boolean().nullable() })).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** It was gathered, it was found where it is, or its probes have ended. */
export type Gathered = {
  readonly kind: 'gathered';
  readonly untold?: true;
  readonly comment?: { readonly id: number; readonly nodeId: string };
  readonly probes?: NonNullable<Evidence['probes']>;
};

export function gatheredIn(before: Evidence | undefined, { comment, probes, untold }: Gathered, at: string): Evidence {
  return {
    ...(before ?? { at, comment: null }),
    ...(untold === true ? { untold } : {}),
    ...(comment === undefined ? {} : { comment: comment.id, node: comment.nodeId }),
    ...(probes === undefined ? {} : { probes: [...probes] }),
  };
}
