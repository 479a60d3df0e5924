// The smaller values of a record: milestones, deadlines, findings, severities that were said and are none.
import * as z from 'zod';
import { actionTypes } from '../postmortem/action-item.ts';

/** A GitHub account. Identity is the numeric id; a login can be renamed and is for display and mentions only. */
export const Person = z.object({
  id: z.number().int(),
  login: z.string(),
  nodeId: z.string(),
  bot: z.boolean().default(false),
});
export type Person = z.infer<typeof Person>;

/** Where the incident lives. `id` is the issue's database id, `nodeId` its GraphQL id. */
export const IssueRef = z.object({
  repositoryId: z.number().int(),
  owner: z.string(),
  repo: z.string(),
  number: z.number().int(),
  nodeId: z.string(),
});
export type IssueRef = z.infer<typeof IssueRef>;

export const timestampOrNull = z.string().nullable().default(null);

/** Instants that metrics and clocks are computed from (`S002-26`, Part D.1 of the requirements). */
export const Milestones = z.object({
  started: timestampOrNull,
  /** The first complaint of a user, and the first alert of a monitor: how much later the one is tells how well the other works. */
  complaint: timestampOrNull,
  alerted: timestampOrNull,
  detected: timestampOrNull,
  reported: timestampOrNull,
  declared: timestampOrNull,
  acknowledged: timestampOrNull,
  identified: timestampOrNull,
  mitigated: timestampOrNull,
  resolved: timestampOrNull,
  closed: timestampOrNull,
  /** When it last came back: what is counted from the declaration is counted from here then. */
  reopened: timestampOrNull,
});

export type Milestones = z.infer<typeof Milestones>;

/** A pull request that closes the issue of a proper fix, as GitHub links it, with what its gate said of its head: so many rows do not hold. */
export const ProperFix = z.object({
  number: z.number().int(),
  url: z.string(),
  head: z.string(),
  base: z.string(),
  conclusion: z.enum(['success', 'pending', 'failure']),
  open: z.number().int().nonnegative(),
  /** Accounts (ids) that are known to have pushed to it: none of them vouches for it. Absent: none is. */
  pushers: z.array(z.number().int()).optional(),
});

export type ProperFix = Readonly<z.infer<typeof ProperFix>>;

/** Something to be done by an instant; `due` null = by the policy's deadline, `done` null = not yet; `owner` absent = whoever led. */
export const Deadline = z.object({
  id: z.string(),
  what: z.string(),
  due: timestampOrNull,
  done: timestampOrNull,
  owner: Person.optional(),
  /** Of an action item its type, and the policy’s kind of tickets where one was named; absent: nobody said. */
  type: z.enum(actionTypes).optional(),
  ofKind: z.string().optional(),
  /** The issue that it has of its own; absent: none yet. */
  issue: z.object({ number: z.number().int(), url: z.string() }).optional(),
  /** Why GitHub opened none; absent: it was not asked, or did. */
  unfiled: z.string().optional(),
  /** Where a temporary fix stands in the code: the file, and words of its marker by which it is found there. Absent: it is no marked one. */
  marker: z.object({ path: z.string(), text: z.string() }).optional(),
  /** Pull requests that are its proper fix, each judged; absent: none is. */
  fixes: z.array(ProperFix).optional(),
});

export type Deadline = z.infer<typeof Deadline>;

/**
 * What an issue said of its severity when it was opened, where the policy has none of that name and meaning. `readAs` is the level of the
 * same rank that an answer of another runbook's form was taken for; absent = for none.
 */
export const UnknownSeverity = z.object({
  where: z.enum(['label', 'title', 'form']),
  said: z.string(),
  readAs: z.string().optional(),
});

export type UnknownSeverity = z.infer<typeof UnknownSeverity>;

/** A decision and why it was taken (`S004-28`). */
export const Decided = z.object({ number: z.number().int(), text: z.string(), because: z.string().nullable() });

export type Decided = z.infer<typeof Decided>;

/** What may be the cause, with what speaks for and against it (`S004-09`). */
export const Hypothesis = z.object({
  number: z.number().int(),
  text: z.string(),
  for: z.array(z.string()),
  against: z.array(z.string()),
});

export type Hypothesis = z.infer<typeof Hypothesis>;

/** Reminders are put off until then; `since` when the first one was said. */
export const Snooze = z.object({
  until: z.string(),
  by: z.string(),
  reason: z.string().nullable(),
  since: z.string().optional(),
});
