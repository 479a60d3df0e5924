// Accounts of the sandbox: people, bots, organisations and their teams.

/** An account: a person, an app's bot (`firebreak[bot]`), or an organisation (which shares the number space of users). */
export type User = {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
  readonly name: string | null;
  readonly email: string | null;
  readonly createdAt: string;
};

/** What an organisation adds to its account (same id). `baseRole` is what members get on every repository. */
export type Organisation = {
  readonly id: number;
  readonly login: string;
  readonly baseRole: Role | null;
  /** User id → organisation role. */
  readonly members: ReadonlyMap<number, 'admin' | 'member'>;
};

/** A team; members of a child team count as members of its parent. */
export type Team = {
  readonly id: number;
  readonly organisationId: number;
  readonly slug: string;
  readonly name: string;
  readonly parentId: number | null;
  readonly members: ReadonlyMap<
    number,
    { readonly role: 'member' | 'maintainer'; readonly state: 'active' | 'pending' }
  >;
};

/** Repository roles, weakest first. */
export const roles = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
/** A repository role; a custom role has a name of its own and stands on one of these. */
export type Role = (typeof roles)[number];
