// What GitHub tells of the pull request of a postmortem: when it was written, and with every look after that.
import * as z from 'zod';

const state = z.enum(['open', 'closed', 'merged']);
const pull = { number: z.number().int(), url: z.string(), state, draft: z.boolean() };

/** What came of writing it. `questions`: how many are left in the file. `url` of a file: on the default branch. */
export const PostmortemAnswer = z.object({
  ...pull,
  path: z.string(),
  questions: z.number().int().nonnegative(),
  /** Code owners of the file, as handles. */
  owners: z.array(z.string()),
  /** Whether anything was committed. */
  changed: z.boolean(),
});
export type PostmortemAnswer = Readonly<z.infer<typeof PostmortemAnswer>>;

/** What a look asks for: the newest pull request of this branch, and this file on it. */
export type PostmortemWanted = { readonly branch: string; readonly path: string };

/** `text`: the file as the branch has it; null where it is not there, or not shown. */
export const PostmortemSeen = z.object({ ...pull, text: z.string().nullable() });
export type PostmortemSeen = Readonly<z.infer<typeof PostmortemSeen>>;
