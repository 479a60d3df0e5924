// Who looks at the pages: one of the sample people, chosen by a cookie, acting with their own token of the API.
import type { User } from '../state/people.ts';
import { createUserToken } from '../state/registered-apps.ts';
import type { Store } from '../state/store.ts';

/** A person and the token they act with. */
export type Viewer = { readonly user: User; readonly token: string };

/** The cookie that remembers who one is. */
export const viewerCookie = 'sandbox-person';

/** Everybody one can be, in the order in which they were made. */
export function peopleOf(store: Store): readonly User[] {
  return [...store.users.values()].filter(({ type }) => type === 'User');
}

/** The person of the cookie, else the first there is. Throws when the sandbox has nobody. */
export function viewerOf(store: Store, cookies: string | undefined): Viewer {
  const login = cookieIn(cookies ?? '', viewerCookie);
  const people = peopleOf(store);
  const user = people.find((one) => one.login === login) ?? people[0];
  if (user === undefined) throw new Error('There is nobody in this sandbox who could look at its pages.');
  return { user, token: tokenOf(store, user) };
}

function cookieIn(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

function tokenOf(store: Store, user: User): string {
  const known = [...store.tokens.values()].find((token) => token.kind === 'user' && token.userId === user.id);
  return known?.token ?? createUserToken(store, user);
}
