// `author_association`: how GitHub describes an author's tie to a repository, which is no statement about rights.
import type { User } from './people.ts';
import type { Repository } from './repository.ts';
import type { Store } from './store.ts';

/** The ties the sandbox knows. */
export type Association = 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'NONE';

/** The author's tie: owner, member of the owning organisation, collaborator, or none. Bots have none. */
export function associationOf(store: Store, user: User, repository: Repository): Association {
  if (user.type === 'Bot') return 'NONE';
  if (user.id === repository.ownerId) return 'OWNER';
  if (store.organisations.get(repository.ownerId)?.members.has(user.id)) return 'MEMBER';
  return repository.collaborators.has(user.id) ? 'COLLABORATOR' : 'NONE';
}
