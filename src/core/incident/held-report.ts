// A report that nobody is told of yet, on its record.
import * as z from 'zod';

/** A report of which the first responder is told only then, and the name of that comment; `digest`: of others with it. */
export const HeldReport = z.object({
  until: z.string(),
  key: z.string(),
  digest: z.boolean().optional(),
  /** The end of the quiet hours, when all that wait for it are told together; it alone is told before if its severity cannot wait any more. */
  together: z.string().optional(),
  /** It was told before, and tells only of the others. */
  told: z.boolean().optional(),
});
