// The answer to the query, as far as it is read. What is null was not given, and is never taken for an empty list.
import * as z from 'zod';

const Forward = z.object({ hasNextPage: z.boolean() });
const Backward = z.object({ hasPreviousPage: z.boolean() });

const Account = z.object({ __typename: z.string(), login: z.string(), databaseId: z.number().nullish() }).nullish();
export type Account = z.infer<typeof Account>;

const User = z.object({ user: z.object({ databaseId: z.number().nullish() }).nullish() }).nullish();

export const Review = z.object({
  fullDatabaseId: z.union([z.string(), z.number()]),
  state: z.string(),
  submittedAt: z.string().nullish(),
  authorCanPushToRepository: z.boolean(),
  author: Account,
  commit: z.object({ oid: z.string() }).nullish(),
});

export const PullCommit = z.object({
  commit: z.object({
    oid: z.string(),
    committer: User,
    authors: z.object({ pageInfo: Forward, nodes: z.array(User).nullish() }),
  }),
});

export const Run = z.object({
  id: z.string(),
  externalId: z.string().nullish(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  isRequired: z.boolean(),
});

export const Suite = z.object({
  app: z.object({ databaseId: z.number().nullish() }).nullish(),
  workflowRun: z.object({ event: z.string(), runNumber: z.number(), workflow: z.object({ id: z.string() }) }).nullish(),
  checkRuns: z.object({ pageInfo: Forward, nodes: z.array(Run.nullable()).nullish() }).nullish(),
});

export const Context = z.object({ context: z.string(), state: z.string(), isRequired: z.boolean(), creator: Account });

/** Something of that id that is no commit has no id here. */
export const Commit = z.object({
  oid: z.string().optional(),
  checkSuites: z.object({ pageInfo: Forward, nodes: z.array(Suite.nullable()).nullish() }).nullish(),
  /** Null where nobody has posted a status, and where it may not be read: the errors tell which. */
  status: z.object({ contexts: z.array(Context) }).nullish(),
});

const Closing = z.object({ number: z.number(), repository: z.object({ nameWithOwner: z.string() }) });

export const Pull = z.object({
  id: z.string(),
  mergeCommit: z.object({ oid: z.string() }).nullish(),
  mergedBy: z.object({ login: z.string() }).nullish(),
  mergeQueueEntry: z.object({ state: z.string(), headCommit: z.object({ oid: z.string() }).nullish() }).nullish(),
  number: z.number(),
  state: z.string(),
  isDraft: z.boolean(),
  title: z.string(),
  body: z.string(),
  baseRefName: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  isCrossRepository: z.boolean(),
  headRepository: z.object({ id: z.string() }).nullish(),
  author: Account,
  reviews: z.object({ pageInfo: Backward, nodes: z.array(Review.nullable()).nullish() }).nullish(),
  /** When it was last moved to another base, by GitHub's own clock. */
  retargets: z.object({ nodes: z.array(z.object({ createdAt: z.string() }).nullable()).nullish() }).nullish(),
  commits: z.object({ pageInfo: Backward, nodes: z.array(PullCommit.nullable()).nullish() }),
  closingIssuesReferences: z.object({ pageInfo: Forward, nodes: z.array(Closing.nullable()).nullish() }).nullish(),
  /** Its newest commit: where the head is another than the one that was asked about. */
  tip: z.object({ nodes: z.array(z.object({ commit: Commit }).nullable()).nullish() }).nullish(),
});

/** A folder has none of the fields. */
const OwnersFile = z.object({ text: z.string().nullish(), isTruncated: z.boolean().nullish() }).partial().nullish();

export const HotfixAnswer = z.object({
  repository: z
    .object({
      nameWithOwner: z.string(),
      defaultBranchRef: z.object({ name: z.string() }).nullish(),
      pullRequest: Pull.nullish(),
      object: Commit.nullish(),
      owners0: OwnersFile,
      owners1: OwnersFile,
      owners2: OwnersFile,
    })
    .nullish(),
});
export type HotfixAnswer = z.infer<typeof HotfixAnswer>;
