// What is to be seen of an event at once, before the schemas and the loop are loaded: a workflow run starts for every comment and issue of a repository, and most are not ours.
import { elsewhere, isChat, isOwn } from './comment-face.ts';
import { isPlainComment, isPlainIssues } from './plain-shape.ts';
import { readIssues } from './read-issues.ts';
import type { IgnoreReason, IntakeSelf } from './reading.ts';
import type { CommentPayload } from './schema.ts';

/** `ours` and a reason say what `toTrigger` would say; `unclear` says nothing. */
export type Sight = 'ours' | 'unclear' | IgnoreReason;

/** Loads the reader of Markdown where a line may be a command. */
export async function atFirstSight(event: string, payload: unknown, self: IntakeSelf): Promise<Sight> {
  if (event === 'issues' && isPlainIssues(payload)) return sightOf(readIssues(payload, self));
  if (event === 'issue_comment' && isPlainComment(payload)) return ofComment(payload, self);
  return 'unclear';
}

async function ofComment(payload: CommentPayload, self: IntakeSelf): Promise<Sight> {
  const reason = elsewhere(payload);
  if (reason !== null) return reason;
  if (payload.action === 'created' && !isOwn(payload, self) && isChat(payload.comment.body ?? '')) return 'no-command';
  const { readComment } = await import('./read-comment.ts');
  return sightOf(readComment(payload, self));
}

function sightOf(reading: ReturnType<typeof readIssues>): Sight {
  if ('trigger' in reading) return 'ours';
  return 'ignored' in reading ? reading.ignored : 'unclear';
}
