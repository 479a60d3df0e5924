// Which mentions in a text name somebody: GitHub links (and tells) only accounts that exist, and teams whose members the writer may see.
import { findOrganisation, findTeam, findUser } from './accounts.ts';
import type { Team, User } from './people.ts';
import { ownerOf } from './repositories.ts';
import type { Repository } from './repository.ts';
import type { Store } from './store.ts';

/** What a mention resolves to. */
export type Mention =
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'team'; readonly team: Team; readonly organisation: string };

/** `@login` and `@org/team`, with what must not stand before or after them. */
export const mentionPattern = /(?<![\w/`.@-])@([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})(?:\/([a-z\d][\w-]*))?(?![\w-])/gi;

/** What `@login` or `@org/team` names in a repository, or null. Teams resolve only in repositories of their organisation, and only when `seesTeams`. */
export function resolveMention(
  store: Store,
  repository: Repository,
  name: { readonly login: string; readonly team: string | undefined },
  seesTeams: boolean,
): Mention | null {
  if (name.team === undefined) {
    const user = findUser(store, name.login);
    return user ? { kind: 'user', user } : null;
  }
  const organisation = findOrganisation(store, name.login);
  if (!seesTeams || !organisation || ownerOf(store, repository).id !== organisation.id) return null;
  const team = findTeam(store, organisation, name.team);
  return team ? { kind: 'team', team, organisation: organisation.login } : null;
}
