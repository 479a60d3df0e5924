// What the incident is told of the pull requests of its lane.
import * as z from 'zod';
import { Judged } from '../incident/hotfix.ts';
import { ProperFix } from '../incident/record-parts.ts';

/** A pull request that was opened for the incident, or is to be taken in. */
export const HotfixSeen = z.object({
  number: z.number().int(),
  url: z.string(),
  branch: z.string(),
  base: z.string(),
  head: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed', 'merged']),
  /** Accounts (ids) that are known to have pushed to it before; absent: none is. */
  pushers: z.array(z.number().int()).optional(),
});
export type HotfixSeen = Readonly<z.infer<typeof HotfixSeen>>;

/** A temporary fix that is marked in the code. `marker` null: it is not on the default branch. */
export const MarkedFix = z.object({
  what: z.string(),
  marker: z.object({ path: z.string(), text: z.string() }).nullable(),
});
export type MarkedFix = z.infer<typeof MarkedFix>;

/** `judged`: what the gate says of its head; `wants`: a review, by one of the `owners` (handles) of what it changes and never by its `author`. `merged`: as this commit; `passed`: its gate would have let this head through, else somebody else merged it, `by` whom where that is known. `fix`: it is the proper fix with this id among the record's backfills; null: not any more. */
export const HotfixNews = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('judged'),
    judged: Judged,
    wants: z.boolean(),
    owners: z.array(z.string()),
    author: z.string().nullable(),
    /** Accounts (ids) that are known to have pushed to it; absent: none. */
    pushers: z.array(z.number().int()).optional(),
  }),
  z.object({
    is: z.literal('merged'),
    sha: z.string(),
    head: z.string(),
    passed: z.boolean(),
    by: z.string().nullable(),
    fixes: z.array(MarkedFix).optional(),
  }),
  z.object({ is: z.literal('closed') }),
  z.object({ is: z.literal('reopened') }),
  z.object({ is: z.literal('fix'), of: z.string(), fix: ProperFix.nullable() }),
]);
export type HotfixNews = Readonly<z.infer<typeof HotfixNews>>;

/** What of a pull request makes it look like a hotfix. */
export const HotfixLike = z.object({
  title: z.string(),
  branch: z.string(),
  body: z.string(),
  state: z.enum(['open', 'closed']),
});
export type HotfixLike = Readonly<z.infer<typeof HotfixLike>>;
