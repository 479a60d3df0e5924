// The end of an incident whose postmortem is published: where nothing that closing asks for is open, it closes by itself. What needs no postmortem is closed by people (`/close`).
import { isOpen } from '../checklist/gate.ts';
import { closing, closingPassage } from '../commands/close.ts';
import { postmortemMessage } from '../messages/postmortem.ts';
import { compare } from '../time.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';

/** The draft, closed and told so, where the postmortem was published before and the last that was open is done now. */
export function closedByItself(draft: Draft): Draft {
  const { situation } = draft;
  if (situation.record?.postmortem?.state !== 'published') return draft;
  const closed = closedWherePublished(draft);
  const { postmortem } = closed.incident;
  if (closed === draft || postmortem === undefined) return draft;
  const message = postmortemMessage(postmortem, { is: 'over' }, [], closed.incident, situation.policy);
  return doing(closed, { kind: 'comment', key: 'postmortem/over', urgency: 'reply', message });
}

/** The draft, closed where it is resolved, told in a postmortem that was published since, and nothing is open before closing, be it held or only listed; else as it was. */
export function closedWherePublished(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { status, postmortem, milestones } = incident;
  const { published } = postmortem ?? {};
  if (status !== 'resolved' || milestones.resolved === null || published === undefined) return draft;
  if (postmortem?.state !== 'published' || compare(published.at, milestones.resolved) < 0) return draft;
  const { held, listed } = closingPassage(incident, situation.policy, byItself(draft));
  if (isOpen(held) || isOpen(listed)) return draft;
  return changed(draft, closing(incident, null), byItself(draft));
}
