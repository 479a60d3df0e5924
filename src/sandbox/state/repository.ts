// Repositories, their labels, and what grants access to them.
import type { Role } from './people.ts';

/** A grant on a repository: `roleName` differs from `base` only for custom roles. */
export type Grant = { readonly base: Role; readonly roleName: string };

/** A repository. Its files live in a bare git repository beside the store. */
export type Repository = {
  readonly id: number;
  readonly name: string;
  readonly ownerId: number;
  readonly private: boolean;
  /** Internal: private, and every member of the organisation may read it (about repository visibility); absent: no. */
  readonly internal?: boolean;
  readonly archived: boolean;
  readonly description: string | null;
  readonly defaultBranch: string;
  readonly hasIssues: boolean;
  readonly collaborators: ReadonlyMap<number, Grant>;
  readonly teams: ReadonlyMap<number, Grant>;
  /** Whether the token of a workflow may open and approve pull requests; absent: it may not, as in a new repository. */
  readonly actionsOpenPulls?: boolean;
  /** Names it had before (`owner/name`): requests there are answered with 301. */
  readonly formerNames: readonly string[];
  /** The repository that it is a fork of; absent: none. */
  readonly forkOfId?: number;
  readonly nextNumber: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly pushedAt: string;
};

/** What GitHub calls it in REST. */
export function visibilityOf({ private: isPrivate, internal }: Repository): 'public' | 'internal' | 'private' {
  if (!isPrivate) return 'public';
  return internal === true ? 'internal' : 'private';
}

/** A label of a repository; names are unique without regard to case. */
export type Label = {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
  readonly isDefault: boolean;
};
