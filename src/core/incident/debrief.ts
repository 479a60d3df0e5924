// What is done with people after an incident: when they meet about it, that they did, and that everybody was told what was learned (S003-38, S004-20).
import * as z from 'zod';

/** Who said so, and when. */
const Said = z.object({ by: z.string(), at: z.string() });

export const Debrief = z.object({
  /** When the postmortem is discussed: the newest word. */
  meets: Said.extend({ on: z.string() }).optional(),
  /** When it was. */
  held: Said.extend({ on: z.string() }).optional(),
  /** When what was learned was told to everybody. */
  shared: Said.optional(),
});
export type Debrief = Readonly<z.infer<typeof Debrief>>;
