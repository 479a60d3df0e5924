// What pages read of the API's answers.
import * as z from 'zod';

/** Whoever wrote or did something. */
export const Person = z.object({ login: z.string(), type: z.string() });
export type Person = z.infer<typeof Person>;

/** A label, its colour as six hexadecimal digits. */
export const Label = z.object({ name: z.string(), color: z.string(), description: z.string().nullish() });
export type Label = z.infer<typeof Label>;

/** Counts by reaction, in GitHub's order. */
export const Reactions = z.object({
  '+1': z.number(),
  '-1': z.number(),
  laugh: z.number(),
  hooray: z.number(),
  confused: z.number(),
  heart: z.number(),
  rocket: z.number(),
  eyes: z.number(),
});
export type Reactions = z.infer<typeof Reactions>;

/** `issue`, with its body rendered. */
export const Issue = z.object({
  id: z.number(),
  number: z.number(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  locked: z.boolean(),
  user: Person,
  labels: z.array(Label),
  assignees: z.array(Person),
  comments: z.number(),
  created_at: z.string(),
  closed_at: z.string().nullable(),
  author_association: z.string(),
  body: z.string().nullable(),
  body_html: z.string().default(''),
  reactions: Reactions,
  /** Only a pull request has it. */
  pull_request: z.object({ merged_at: z.string().nullish() }).optional(),
});
export type Issue = z.infer<typeof Issue>;

/** `issue-comment`, with its body rendered. */
export const Comment = z.object({
  id: z.number(),
  user: Person,
  created_at: z.string(),
  updated_at: z.string(),
  author_association: z.string(),
  body: z.string(),
  body_html: z.string(),
  pin: z.object({ pinned_by: Person }).nullish(),
  minimized: z.object({ reason: z.string() }).nullish(),
  reactions: Reactions,
});
export type Comment = z.infer<typeof Comment>;

/** What happened between the comments. */
export const IssueEvent = z.object({
  id: z.number(),
  event: z.string(),
  actor: Person,
  created_at: z.string(),
  label: z.object({ name: z.string(), color: z.string() }).optional(),
  assignee: Person.optional(),
  rename: z.object({ from: z.string(), to: z.string() }).optional(),
  state_reason: z.string().nullish(),
});
export type IssueEvent = z.infer<typeof IssueEvent>;

/** A person's role: what they may do with a repository. */
export const Permission = z.object({ role_name: z.string() });

/** A file; its content is Base64. */
export const FileContent = z.object({ type: z.literal('file'), content: z.string() });
/** A file or folder in a folder. */
export const FolderEntry = z.object({ name: z.string(), path: z.string(), type: z.string() });

/** The number of a new issue. */
export const Numbered = z.object({ number: z.number() });
/** The id of a new comment. */
export const Identified = z.object({ id: z.number() });
