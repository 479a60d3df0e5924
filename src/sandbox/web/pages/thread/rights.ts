// Which controls of a thread somebody sees. The API decides what is done; this only leaves out what it would refuse.
import { type Role, roles } from '../../../state/people.ts';
import type { Visit } from '../../visit.ts';

/** What somebody may do in a thread (repository roles for an organisation). */
export type Rights = {
  /** Close and reopen. */
  readonly state: boolean;
  /** Put labels and assignees. */
  readonly triage: boolean;
  /** Lock, and comment where it is locked. */
  readonly write: boolean;
  /** Change title and description. */
  readonly edit: boolean;
};

/** Where a piece of a thread stands: who looks, the issue, the path of its page, and what they may. */
export type Place = { readonly visit: Visit; readonly issueId: number; readonly base: string; readonly rights: Rights };

/** The rights of a role, and of the author. */
export function rightsOf(roleName: string, isAuthor: boolean): Rights {
  const names: readonly string[] = roles;
  const reaches = (role: Role) => names.indexOf(roleName) >= roles.indexOf(role);
  const [triage, write] = [reaches('triage'), reaches('write')];
  return { state: triage || isAuthor, triage, write, edit: write || isAuthor };
}
