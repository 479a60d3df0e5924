// Where an incident's notices go in Slack, and how the record remembers it.
import * as z from 'zod';

const place = z.strictObject({
  channel: z.string().regex(/^[CGD][A-Z0-9]{2,30}$/),
  /** The message under which the others stand; null while there is none. */
  thread: z
    .string()
    .regex(/^\d{1,12}\.\d{1,8}$/)
    .nullable(),
  /** Made for this incident: its topic is set, and it is archived at the end. */
  own: z.boolean(),
});
export type Place = z.infer<typeof place>;

/** Null for none, and for what this adapter did not write. */
export function readRef(ref: string | null): Place | null {
  try {
    return place.parse(JSON.parse(ref ?? ''));
  } catch {
    return null;
  }
}

export function writeRef(at: Place): string {
  return JSON.stringify(at);
}
