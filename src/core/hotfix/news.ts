// What the incident is told of the pull requests of its lane.
import * as z from 'zod';
import { Judged } from '../incident/hotfix.ts';

/** A pull request that was opened for the incident, or is to be taken in. */
export const HotfixSeen = z.object({
  number: z.number().int(),
  url: z.string(),
  branch: z.string(),
  base: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed', 'merged']),
});
export type HotfixSeen = Readonly<z.infer<typeof HotfixSeen>>;

/** `judged`: what the gate says of its head, and who is to review it (handles). `merged`: `by` is who did; null: nobody is told. */
export const HotfixNews = z.discriminatedUnion('is', [
  z.object({ is: z.literal('judged'), judged: Judged, reviewers: z.array(z.string()) }),
  z.object({ is: z.literal('merged'), sha: z.string(), by: z.string().nullable() }),
  z.object({ is: z.literal('closed') }),
  z.object({ is: z.literal('reopened') }),
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
