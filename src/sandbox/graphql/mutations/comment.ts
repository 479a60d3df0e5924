/** Mutations of comments and reactions. */
import { createComment, deleteComment, editComment, minimiseComment } from '../../state/comments.ts';
import { addReaction, reactionsOf, removeReaction } from '../../state/reactions.ts';
import { known } from '../../state/store.ts';
import { text } from '../arguments.ts';
import { contentNamed, reactionGroups, subjectThing } from '../resolvers/reaction.ts';
import { issueThing, thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { commentIn, issueOrPullIn, reactionSubjectIn } from './subject.ts';

/** Mutations of comments and reactions. */
export const commentMutations: Mutations = {
  addComment: (input, context) => {
    const { store, actor } = context;
    const issue = issueOrPullIn(input, 'subjectId', context);
    const comment = createComment(store, actor, issue, text(input, 'body'));
    const edge = {
      node: thing('IssueComment', comment),
      cursor: Buffer.from(`cursor:v2:${comment.id}`).toString('base64'),
    };
    return { commentEdge: edge, timelineEdge: edge, subject: issueThing(known(store.issues, issue.id)) };
  },
  updateIssueComment: (input, context) => {
    const edited = editComment(context.store, context.actor, commentIn(input, 'id', context), text(input, 'body'));
    return { issueComment: thing('IssueComment', edited) };
  },
  deleteIssueComment: (input, context) => {
    deleteComment(context.store, context.actor, commentIn(input, 'id', context));
    return {};
  },
  minimizeComment: (input, context) => {
    const comment = commentIn(input, 'subjectId', context);
    const hidden = minimiseComment(context.store, context.actor, comment, text(input, 'classifier'));
    return { minimizedComment: thing('IssueComment', hidden) };
  },
  unminimizeComment: (input, context) => {
    const shown = minimiseComment(context.store, context.actor, commentIn(input, 'subjectId', context), null);
    return { unminimizedComment: thing('IssueComment', shown) };
  },
  addReaction: (input, context) => {
    const subject = reactionSubjectIn(input, 'subjectId', context);
    const { reaction } = addReaction(context.store, context.actor, subject, contentNamed(text(input, 'content')));
    return {
      reaction: thing('Reaction', reaction),
      subject: subjectThing(context.store, subject),
      reactionGroups: reactionGroups(subject),
    };
  },
  removeReaction: (input, context) => {
    const { store, actor } = context;
    const subject = reactionSubjectIn(input, 'subjectId', context);
    const content = contentNamed(text(input, 'content'));
    const mine = reactionsOf(store, subject).find((one) => one.userId === actor.user.id && one.content === content);
    if (mine !== undefined) removeReaction(store, actor, mine);
    const reaction = mine === undefined ? null : thing('Reaction', mine);
    return { reaction, subject: subjectThing(store, subject), reactionGroups: reactionGroups(subject) };
  },
};
