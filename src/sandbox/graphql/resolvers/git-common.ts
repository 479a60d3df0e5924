/** What every object of git has. */
import type { Repository } from '../../state/repository.ts';
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
