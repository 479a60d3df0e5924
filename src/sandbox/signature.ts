// Who a commit through the API is by: the account, under its no-reply address; GitHub itself is its committer where GitHub made it.
import type { Signature } from './git/index.ts';
import type { Actor } from './state/actor.ts';
import { nowMs, type Store } from './state/store.ts';

/** The account as an author, now by the sandbox's clock. */
export function signatureOf(store: Store, actor: Actor): Signature {
  const { login, id, name } = actor.user;
  return { name: name ?? login, email: `${id}+${login}@users.noreply.github.com`, date: new Date(nowMs(store)) };
}

/** GitHub as the committer of what its merge button made. */
export function githubSignature(store: Store): Signature {
  return { name: 'GitHub', email: 'noreply@github.com', date: new Date(nowMs(store)) };
}
