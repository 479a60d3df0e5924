/** What every object of git has. */
import type { Repository } from '../../state/repository.ts';
import type { Store } from '../../state/store.ts';
import { type Fields, type GitThing, thing } from '../things.ts';

/** Fields of all of them. */
export const gitCommon: Fields<GitThing> = {
  oid: ({ oid }) => oid,
  abbreviatedOid: ({ oid }) => oid.slice(0, 7),
  repository: ({ repository }) => thing('Repository', repository),
};

/** The global id of something in a repository's git. */
export function gitId(prefix: string, repository: Repository, name: string): string {
  return `${prefix}_${Buffer.from(`${repository.id}:${name}`).toString('base64url')}`;
}

/** The reference that a global id names, by either interface; null for what is none. It may be gone. */
export function refNamed(store: Store, id: string): { readonly repository: Repository; readonly name: string } | null {
  const encoded = /^REF_(?:kwDO)?([\w-]+)$/.exec(id)?.[1] ?? '';
  const [, number = '', name = ''] = /^(\d+):(.+)$/.exec(Buffer.from(encoded, 'base64url').toString()) ?? [];
  const repository = store.repositories.get(Number(number));
  return repository === undefined ? null : { repository, name };
}
