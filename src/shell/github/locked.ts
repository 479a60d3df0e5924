// A page must arrive though the conversation is locked, where apps may not comment: unlock, comment, lock again (F-35).
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';
import { document, part } from './document.ts';
import { type EffectResult, GitHubRefused, GitHubUnavailable, type ReadyEffect } from './port.ts';
import { commentIn, done, failure, unanswered } from './results.ts';

type Page = Extract<ReadyEffect, { kind: 'comment' }>;

const Lock = z.object({
  node: z.object({ locked: z.boolean(), activeLockReason: z.string().nullish() }).partial().nullish(),
});

/**
 * `refused` is the result so far; it stands when the issue is not locked, or when the app may not unlock it. Never throws what GitHub did:
 * by now the other effects of the document are done, and an error would have them sent again.
 */
export async function commentOnLocked(
  client: Client,
  issue: IssueRef,
  page: Page,
  refused: EffectResult,
): Promise<EffectResult> {
  try {
    return await unlockAndComment(client, issue, page, refused);
  } catch (error) {
    if (error instanceof GitHubRefused) return refused;
    if (!(error instanceof GitHubUnavailable)) throw error;
    return { key: page.key, ok: false, fate: 'retry', status: error.status, message: error.message };
  }
}

async function unlockAndComment(
  client: Client,
  issue: IssueRef,
  page: Page,
  refused: EffectResult,
): Promise<EffectResult> {
  const lock = await readLock(client, issue);
  if (lock?.locked !== true) return refused;
  const { text, variables } = unlockedFor(issue, page, lock.activeLockReason ?? null);
  const written = await client.mutate('page', 'CommentOnLocked', text, variables);
  if (written.kind === 'unanswered') return unanswered(page, written.status, written.message);
  const { data, errors } = written.answer;
  const comment = commentIn(data, 'e0');
  if (comment !== null) return done(page, comment);
  const failed = errors.find(({ path }) => path[0] === 'e0') ?? errors[0];
  if (failed === undefined) return unanswered(page, 200, 'GitHub answered nothing for it.');
  const result = failure(page, failed);
  return result.ok || result.fate !== 'final'
    ? result
    : { ...result, status: 403, message: `The conversation is locked: ${result.message}` };
}

async function readLock(client: Client, issue: IssueRef) {
  const selection = part('node(id: $issue) { ... on Issue { locked activeLockReason } }', {
    issue: { type: 'ID!', value: issue.nodeId },
  });
  const { text, variables } = document('query', 'Lock', [selection]);
  const { data } = await client.query('Lock', text, variables);
  return Lock.parse(data ?? {}).node ?? null;
}

/** The mutations of a document run in order, each whatever became of the one before: the lock comes back even if the comment fails. */
function unlockedFor(issue: IssueRef, page: Page, reason: string | null) {
  return document('mutation', 'CommentOnLocked', [
    part('unlock: unlockLockable(input: { lockableId: $issue }) { clientMutationId }', {
      issue: { type: 'ID!', value: issue.nodeId },
    }),
    part(
      'e0: addComment(input: { subjectId: $issue, body: $body }) { commentEdge { node { id fullDatabaseId bodyHTML } } }',
      {
        body: { type: 'String!', value: page.text },
      },
    ),
    part('lock: lockLockable(input: { lockableId: $issue, lockReason: $reason }) { clientMutationId }', {
      reason: { type: 'LockReason', value: reason },
    }),
  ]);
}
