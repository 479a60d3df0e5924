// What somebody may do in a repository: from the facts query where GitHub says it there, else from the REST endpoint for it.
import * as z from 'zod';
import { type ActorFacts, type Permission, permissions } from '../../core/facts.ts';
import type { Client } from './client.ts';
import type { CollaboratorEdge } from './facts-answer.ts';
import { isBot } from './facts-query.ts';
import { GitHubRefused } from './port.ts';

type Standing = Omit<ActorFacts, 'teams'>;

const none: Standing = { permission: 'none', roleName: null };
const unknown: Standing = { permission: 'unknown', roleName: null };

/** What the query said about the actor. `edges` null: GitHub did not let us read it there. */
export type Asked = {
  readonly edges: readonly (CollaboratorEdge | null)[] | null;
  readonly private: boolean;
  /** Whoever belongs to the enterprise may read it, collaborator or not: only REST says whether somebody does. */
  readonly internal: boolean;
};

/** Who is nobody's collaborator may still read a public repository. Null: ask by REST. */
export function standingIn({ edges, private: isPrivate, internal }: Asked, login: string): Standing | null {
  if (isBot(login)) return none;
  if (edges === null) return null;
  const edge = edges.find((one) => one?.node == null || one.node.login.toLowerCase() === login.toLowerCase()) ?? null;
  if (edge === null && internal) return null;
  if (edge === null) return isPrivate ? none : { permission: 'read', roleName: 'read' };
  const permission = toPermission(edge.permission);
  return permission === null ? unknown : { permission, roleName: roleOf(edge, permission) };
}

function toPermission(word: string): Permission | null {
  return permissions.find((one) => one === word.toLowerCase()) ?? null;
}

/** Sources know three strengths only; a custom role is told by its name. */
const strength: Readonly<Record<Permission, string>> = {
  none: 'NONE',
  read: 'READ',
  triage: 'READ',
  write: 'WRITE',
  maintain: 'WRITE',
  admin: 'ADMIN',
};

function roleOf({ permissionSources }: CollaboratorEdge, permission: Permission): string {
  const custom = (permissionSources ?? []).find(
    ({ permission: level, roleName }) =>
      level === strength[permission] && roleName != null && toPermission(roleName) === null,
  );
  return custom?.roleName ?? permission;
}

const Answer = z.object({ permission: z.string(), role_name: z.string().nullish() });

/** `permission` folds maintain into write and triage into read, so the role's name says more. Anything unreadable is `unknown`: authority fails closed. */
export async function askStanding(client: Client, owner: string, repo: string, username: string): Promise<Standing> {
  try {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const { permission, role_name: role } = Answer.parse((await client.get(route, { owner, repo, username })).data);
    const known = (role == null ? null : toPermission(role)) ?? toPermission(permission);
    return known === null ? unknown : { permission: known, roleName: role ?? known };
  } catch (error) {
    return error instanceof GitHubRefused && error.status === 404 ? none : unknown;
  }
}
