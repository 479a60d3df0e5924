// Who is asking: a person, an installed app with what its token allows, an app as itself, or nobody.
import type { App, Installation, Permissions } from './apps.ts';
import type { User } from './people.ts';

/** A person with a token, or in the web face. */
export type UserActor = { readonly kind: 'user'; readonly user: User };
/** An app's bot through an installation token: `permissions` and `repositoryIds` are the token's (null: all that are installed). */
export type InstallationActor = {
  readonly kind: 'installation';
  readonly user: User;
  readonly app: App;
  readonly installation: Installation;
  readonly permissions: Permissions;
  readonly repositoryIds: readonly number[] | null;
};
/** An app as itself, by its JWT: for `/app` only. */
export type AppActor = { readonly kind: 'app'; readonly app: App };
/** Nobody: public reading only. */
export type Anonymous = { readonly kind: 'anonymous' };

/** Whoever may change things. */
export type Actor = UserActor | InstallationActor;
/** Whoever may ask. */
export type Caller = Actor | AppActor | Anonymous;

/** The person as an actor. */
export function asUser(user: User): UserActor {
  return { kind: 'user', user };
}

/** The app that acts, for `performed_via_github_app`. */
export function viaAppId(actor: Actor): number | null {
  return actor.kind === 'installation' ? actor.app.id : null;
}
