// REST: reactions to issues and to comments.
import * as z from 'zod';
import { commentIn } from '../../state/find-issue.ts';
import { type ReactionSubject, reactionContents } from '../../state/issue.ts';
import { addReaction, reactionsOf, removeReaction } from '../../state/reactions.ts';
import { notFound } from '../../state/refusal.ts';
import { type Answer, type Asked, actorOf, bodyAs, done, issueFor, numberParam, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { reactionShape } from '../shapes/issue.ts';

const Content = z.object({ content: z.enum(reactionContents) });

function subjectOf(asked: Asked): ReactionSubject {
  if (asked.params['comment_id'] === undefined) return { kind: 'issue', id: issueFor(asked).id };
  const comment = commentIn(asked.store, repositoryFor(asked, 'issues'), numberParam(asked, 'comment_id'));
  return { kind: 'comment', id: comment.id };
}

/** `GET …/reactions`, of one content when asked. */
export function list(asked: Asked): Answer {
  const { content } = asked.query;
  const all = reactionsOf(asked.store, subjectOf(asked)).filter(
    (one) => content === undefined || one.content === content,
  );
  return paged(asked, all, (reaction) => reactionShape(asked.store, reaction));
}

/** `POST …/reactions`: 200 when the same account had reacted so before. */
export function create(asked: Asked): Answer {
  const subject = subjectOf(asked);
  const { content } = bodyAs(asked, Content);
  const { reaction, made } = addReaction(asked.store, actorOf(asked), subject, content);
  return { status: made ? 201 : 200, body: reactionShape(asked.store, reaction) };
}

/** `DELETE …/reactions/{reaction_id}`. */
export function remove(asked: Asked): Answer {
  const subject = subjectOf(asked);
  const id = numberParam(asked, 'reaction_id');
  const reaction = reactionsOf(asked.store, subject).find((one) => one.id === id);
  if (reaction === undefined) throw notFound();
  removeReaction(asked.store, actorOf(asked), reaction);
  return done;
}
