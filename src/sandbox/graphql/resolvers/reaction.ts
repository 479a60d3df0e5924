/** Fields of reactions and their groups. */
import type { Reaction, ReactionContent, ReactionSubject } from '../../state/issue.ts';
import { reactionContents } from '../../state/issue.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { reactionsOf } from '../../state/reactions.ts';
import { known, type Store } from '../../state/store.ts';
import { type Connection, connect } from '../connection.ts';
import {
  type Args,
  account,
  type Context,
  type Fields,
  issueThing,
  type Thing,
  thing,
  type Values,
} from '../things.ts';

/** GraphQL's words for the eight reactions. */
const words: Readonly<Record<ReactionContent, string>> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
};

/** The reaction that a word of GraphQL means. */
export function contentNamed(word: string): ReactionContent {
  const content = reactionContents.find((one) => words[one] === word);
  if (content === undefined) throw new TypeError(`${word} is no reaction`);
  return content;
}

/** The issue or comment a reaction is on. */
export function subjectThing(store: Store, subject: ReactionSubject): Thing {
  if (subject.kind === 'issue') return issueThing(known(store.issues, subject.id));
  return thing('IssueComment', known(store.comments, subject.id));
}

/** All eight groups, empty ones too, as GitHub lists them. */
export function reactionGroups(subject: ReactionSubject): readonly Thing[] {
  return reactionContents.map((content) => thing('ReactionGroup', { subject, content }));
}

/** The reactions to something, oldest first, of one content if asked. */
export function reactions(
  subject: ReactionSubject,
  args: Args,
  { store, actor }: Context,
): Connection & { readonly viewerHasReacted: boolean } {
  const wanted = typeof args['content'] === 'string' ? contentNamed(args['content']) : null;
  const found = reactionsOf(store, subject).filter(({ content }) => wanted === null || content === wanted);
  const page = connect(found, args, { name: 'reactions', key: ({ id }) => id, node: (one) => thing('Reaction', one) });
  return { ...page, viewerHasReacted: found.some(({ userId }) => userId === actor.user.id) };
}

/** Fields of `Reaction`. */
export const reactionFields: Fields<Reaction> = {
  id: ({ id }) => nodeIdOf('reaction', id),
  databaseId: ({ id }) => id,
  content: ({ content }) => words[content],
  createdAt: ({ createdAt }) => createdAt,
  user: ({ userId }, _args, { store }) => {
    const user = known(store.users, userId);
    return user.type === 'User' ? account(user) : null;
  },
  reactable: ({ subject }, _args, { store }) => subjectThing(store, subject),
};

/** Fields of `ReactionGroup`. */
export const reactionGroupFields: Fields<Values['ReactionGroup']> = {
  content: ({ content }) => words[content],
  createdAt: (group, _args, { store }) => inGroup(store, group)[0]?.createdAt ?? null,
  subject: ({ subject }, _args, { store }) => subjectThing(store, subject),
  viewerHasReacted: (group, _args, { store, actor }) =>
    inGroup(store, group).some(({ userId }) => userId === actor.user.id),
  reactors: (group, args, { store }) => people(store, inGroup(store, group), args, 'reactors'),
  users: (group, args, { store }) => {
    const persons = inGroup(store, group).filter(({ userId }) => known(store.users, userId).type === 'User');
    return people(store, persons, args, 'users');
  },
};

function inGroup(store: Store, { subject, content }: Values['ReactionGroup']): readonly Reaction[] {
  return reactionsOf(store, subject).filter((one) => one.content === content);
}

/** Only the count may be asked without `first` or `last` here. */
function people(store: Store, found: readonly Reaction[], args: Args, name: string): Connection {
  const page = 'first' in args || 'last' in args ? args : { ...args, first: 100 };
  const node = ({ userId }: Reaction) => account(known(store.users, userId));
  return connect(found, page, { name, key: ({ id }) => id, node, edge: ({ createdAt }) => ({ reactedAt: createdAt }) });
}
