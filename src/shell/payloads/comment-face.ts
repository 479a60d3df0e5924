// What is passed over of the event `issue_comment` without reading Markdown: no incident, our own, or not a line that may be for us.
import { hasCandidate } from '../../core/commands/grammar/candidate.ts';
import { credentialIn } from '../../core/credential.ts';
import { looksLikeIncident } from '../../core/incident/looks-like.ts';
import { type IgnoreReason, type IntakeSelf, labelsOf } from './reading.ts';
import type { CommentPayload } from './schema.ts';

/** Every action of the event. */
export const commentActions = { created: true, edited: true, deleted: true } as const;

/** Why it is none of our business, by where it is written; null: it may be. */
export function elsewhere(payload: CommentPayload): IgnoreReason | null {
  const { action, issue } = payload;
  if (!Object.hasOwn(commentActions, action)) return 'action-not-used';
  if (issue.pull_request) return 'pull-request';
  const face = { title: issue.title, body: issue.body ?? '', labels: labelsOf(payload) };
  return looksLikeIncident(face) ? null : 'not-an-incident';
}

/** Whether we wrote it. */
export function isOwn({ comment, sender }: CommentPayload, self: IntakeSelf): boolean {
  const appId = comment.performed_via_github_app?.id ?? null;
  return sender?.id === self.botId || comment.user?.id === self.botId || appId === self.appId;
}

/** Whether a text has nothing in it that could need an answer, wherever it stands. */
export function isChat(body: string): boolean {
  return !hasCandidate(body) && credentialIn(body) === null;
}
