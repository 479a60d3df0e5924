// Reactions to issues and comments. GitHub sends no webhook for them (webhook events and payloads).
import { demand } from './access.ts';
import type { Actor } from './actor.ts';
import { issueOfComment } from './comments.ts';
import type { Issue, Reaction, ReactionContent, ReactionSubject } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import { notFound } from './refusal.ts';
import { known, nextId, now, type Store } from './store.ts';

/** The reactions to an issue or comment, oldest first. */
export function reactionsOf(store: Store, subject: ReactionSubject): readonly Reaction[] {
  return [...store.reactions.values()].filter(({ subject: on }) => on.kind === subject.kind && on.id === subject.id);
}

/** Reacts; `made` is false when the same account had reacted so before (REST answers 200 then, not 201). */
export function addReaction(
  store: Store,
  actor: Actor,
  subject: ReactionSubject,
  content: ReactionContent,
): { readonly reaction: Reaction; readonly made: boolean } {
  const repository = repositoryOf(store, issueOf(store, subject));
  demand(store, actor, repository, { role: 'read', permission: 'issues', level: 'write' });
  const before = reactionsOf(store, subject).find((one) => one.userId === actor.user.id && one.content === content);
  if (before) return { reaction: before, made: false };
  const id = nextId(store, 'reaction');
  const reaction = { id, subject, userId: actor.user.id, content, createdAt: now(store) };
  store.reactions.set(id, reaction);
  return { reaction, made: true };
}

/** Takes back one's own reaction; people with write may take back anyone's. */
export function removeReaction(store: Store, actor: Actor, reaction: Reaction): void {
  const repository = repositoryOf(store, issueOf(store, reaction.subject));
  const demanded = { role: 'write', permission: 'issues', level: 'write', authorId: reaction.userId } as const;
  demand(store, actor, repository, demanded);
  store.reactions.delete(reaction.id);
}

function issueOf(store: Store, subject: ReactionSubject): Issue {
  if (subject.kind === 'issue') return known(store.issues, subject.id);
  const comment = store.comments.get(subject.id);
  if (comment === undefined) throw notFound();
  return issueOfComment(store, comment);
}
