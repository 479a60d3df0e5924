// Readings of the event `issue_comment`: only a fresh comment can be a command (INV-6). https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment
import { scan } from '../../core/commands/scan.ts';
import { credentialIn } from '../../core/credential.ts';
import { type commentActions, elsewhere, isOwn } from './comment-face.ts';
import { commonOf, type IntakeSelf, type Reading } from './reading.ts';
import type { CommentPayload } from './schema.ts';

type Read = (payload: CommentPayload, self: IntakeSelf) => Reading;

/** Whether a new comment may need an answer: it may hold a command, or seems to contain a credential. */
export function mayNeedAnswer(body: string): boolean {
  return scan(body).length > 0 || credentialIn(body) !== null;
}

/** A comment without a line that may be a command is ignored, but for one that seems to contain a credential; what `gh issue close --comment` says is read from the thread at the close. */
const created: Read = (payload, self) => {
  const { comment } = payload;
  if (isOwn(payload, self)) return { ignored: 'own' };
  const body = comment.body ?? '';
  if (!mayNeedAnswer(body)) return { ignored: 'no-command' };
  const viaApp = comment.performed_via_github_app?.id ?? null;
  const appName = comment.performed_via_github_app?.name ?? null;
  const { id, node_id: nodeId, created_at: createdAt } = comment;
  return {
    trigger: {
      kind: 'commented',
      ...commonOf(payload, createdAt),
      comment: { id, nodeId, body, createdAt, viaApp, ...(appName === null ? {} : { appName }) },
    },
  };
};

/** Edits never run (AC-08); whoever corrects a command of their own so must hear it, and whoever writes a credential into a comment. What holds neither is of no interest. */
function edited(payload: CommentPayload, how: 'edited' | 'deleted'): Reading {
  const { comment, sender, changes } = payload;
  const body = comment.body ?? '';
  const bodyFrom = changes?.body?.from ?? null;
  if (how === 'deleted' || bodyFrom === null || sender?.type === 'Bot') return { ignored: 'edits-never-run' };
  const isTheirs = sender != null && sender.id === comment.user?.id;
  const isOfInterest = (isTheirs && scan(body).length > 0) || credentialIn(body, bodyFrom) !== null;
  if (!isOfInterest) return { ignored: 'edits-never-run' };
  const common = commonOf(payload, comment.updated_at);
  return { trigger: { kind: 'comment-edited', ...common, commentId: comment.id, body, bodyFrom } };
}

/** Anyone with write can change anyone's comment, our status card included (AC-14). */
function touched(how: 'edited' | 'deleted'): Read {
  return (payload, self) => {
    const { comment, sender } = payload;
    if (!comment.user || !self.botIds.includes(comment.user.id)) return edited(payload, how);
    if (sender?.id === self.botId) return { ignored: 'own' };
    const at = how === 'edited' ? comment.updated_at : payload.issue.updated_at;
    return { trigger: { kind: 'card-touched', ...commonOf(payload, at), commentId: comment.id, how } };
  };
}

const reads: Readonly<Record<keyof typeof commentActions, Read>> = {
  created,
  edited: touched('edited'),
  deleted: touched('deleted'),
};

/** The reading of an `issue_comment` payload; anything outside incident threads is met with silence and no request. */
export function readComment(payload: CommentPayload, self: IntakeSelf): Reading {
  const reason = elsewhere(payload);
  if (reason !== null) return { ignored: reason };
  const read = new Map<string, Read>(Object.entries(reads)).get(payload.action);
  return read === undefined ? { ignored: 'action-not-used' } : read(payload, self);
}
