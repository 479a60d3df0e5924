// What the record keeps of a channel beside GitHub: what it gave back for this incident, and since when it takes nothing.
import * as z from 'zod';

/** What is known of a channel. `ref`: what it gave back; `since`: when it began to fail, with how; null = it does not. */
export const ChannelState = z.object({
  ref: z.string().nullable(),
  since: z.string().nullable(),
  problem: z.enum(['unreachable', 'refused']).nullable(),
});
export type ChannelState = z.infer<typeof ChannelState>;
