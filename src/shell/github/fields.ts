// The fields asked of GraphQL and how they are read: accounts, comments, labels. Unknown fields of an answer are ignored.
import * as z from 'zod';
import type { LiveComment } from '../../core/facts.ts';
import type { Person } from '../../core/incident/record.ts';
import { timestamp } from '../../core/time.ts';

const accountFields = `{ __typename login ... on User { id databaseId } ... on Bot { id databaseId }
  ... on Organization { id databaseId } ... on Mannequin { id databaseId } }`;

/**
 * Fields of `IssueComment`. Its database id is the full one: `databaseId` has 32 bits and is too small for today's comments. GraphQL does not
 * name the app that made it: compare the author's numeric id.
 */
export const commentFields = `id fullDatabaseId body createdAt updatedAt lastEditedAt createdViaEmail
  author ${accountFields} editor ${accountFields} reactionGroups { content viewerHasReacted }`;

/** `author` or `editor` with the fields of a `Person`. */
export function accountField(name: string): string {
  return `${name} ${accountFields}`;
}

const AccountAnswer = z.object({
  __typename: z.string(),
  login: z.string(),
  id: z.string().nullish(),
  databaseId: z.number().nullish(),
});

/** A person of an `Actor` or `User`; null for accounts that are gone ("ghost") or have no id. GraphQL names bots without `[bot]`. */
export const Account = AccountAnswer.nullish().transform((account): Person | null => {
  if (account?.id == null || account.databaseId == null) return null;
  const bot = account.__typename === 'Bot';
  const login = bot && !account.login.endsWith('[bot]') ? `${account.login}[bot]` : account.login;
  return { id: account.databaseId, login, nodeId: account.id, bot };
});

/** A 64-bit number: GraphQL sends it as text. */
export const BigNumber = z.union([z.string().regex(/^\d+$/), z.number(), z.bigint()]).transform(Number);

const Reaction = z.object({ content: z.string(), viewerHasReacted: z.boolean() });

/** A comment with `commentFields`. */
export const CommentAnswer = z
  .object({
    id: z.string(),
    fullDatabaseId: BigNumber,
    body: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
    lastEditedAt: z.string().nullish(),
    createdViaEmail: z.boolean().nullish(),
    author: Account,
    editor: Account,
    reactionGroups: z.array(Reaction).nullish(),
  })
  .transform((comment) => ({ live: liveComment(comment), updatedAt: timestamp(comment.updatedAt) }));

type Read = {
  readonly id: string;
  readonly fullDatabaseId: number;
  readonly body: string;
  readonly createdAt: string;
  readonly lastEditedAt?: string | null | undefined;
  readonly createdViaEmail?: boolean | null | undefined;
  readonly author: Person | null;
  readonly editor: Person | null;
  readonly reactionGroups?: readonly z.infer<typeof Reaction>[] | null | undefined;
};

function liveComment(read: Read): LiveComment {
  const reacted = (content: string) =>
    (read.reactionGroups ?? []).some((group) => group.content === content && group.viewerHasReacted);
  return {
    id: read.fullDatabaseId,
    nodeId: read.id,
    body: read.body,
    author: read.author,
    editor: read.editor,
    edited: read.lastEditedAt != null,
    ...(read.createdViaEmail === true ? { byEmail: true } : {}),
    createdAt: timestamp(read.createdAt),
    acknowledged: acknowledged(reacted),
  };
}

function acknowledged(reacted: (content: string) => boolean): LiveComment['acknowledged'] {
  if (reacted('CONFUSED')) return 'refused';
  return reacted('THUMBS_UP') ? 'accepted' : null;
}

/** A page of a connection. */
export function page<T extends z.ZodType>(node: T) {
  return z.object({
    nodes: z
      .array(node.nullable())
      .nullish()
      .transform((nodes) => nodes ?? []),
    pageInfo: z.object({
      hasNextPage: z.boolean().default(false),
      endCursor: z.string().nullish(),
      hasPreviousPage: z.boolean().default(false),
      startCursor: z.string().nullish(),
    }),
  });
}
