// Who is asked to review a hotfix at once: those whose code it is, on call first (a team, when one of it is), else whom the policy names, else whoever is paged first.
import type { Incident } from '../incident/record.ts';
import { handlesOf, levelOf, pagedBy } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';

/** More would be nobody's turn. */
const MOST = 3;

export type Reviewed = {
  /** Code owners of what is changed, as handles. */
  readonly owners: readonly string[];
  /** The login of who opened it; null: nobody that is known. */
  readonly author: string | null;
  /** Of owning teams (`org/team`), the logins of their members; null: the app cannot see them. Absent: not asked. */
  readonly members?: Readonly<Record<string, readonly string[] | null>> | undefined;
};

/** Teams whose members are asked for at most: each is a request. */
const MOST_TEAMS = 3;

/** Owning teams (`org/team`) whose members tell whether one of them is on call. */
export function owningTeams(owners: readonly string[]): readonly string[] {
  const teams = owners.filter((handle) => handle.includes('/')).map((handle) => handle.replace(/^@/, ''));
  return [...new Set(teams)].slice(0, MOST_TEAMS);
}

/** Handles, best first, without the author. Whom the policy has on call is in its `people` (`decide/on-call.ts`). */
export function reviewersOf(
  incident: Incident,
  policy: Policy,
  { owners, author, members = {} }: Reviewed,
): readonly string[] {
  const level = levelOf(policy, incident);
  const onCall = new Set(pagedBy(policy, level, 0).map(lower));
  const named = handlesOf(policy, policy.hotfix.reviewBy);
  const isOnCall = (handle: string) =>
    onCall.has(lower(handle)) ||
    (members[handle.replace(/^@/, '')] ?? []).some((login) => onCall.has(lower(`@${login}`)));
  const byCode = [...owners.filter(isOnCall), ...owners.filter((handle) => !isOnCall(handle))];
  const first = [byCode, named, pagedBy(policy, level, 0)]
    .map((some) => without(some, author))
    .find((some) => some.length > 0);
  return (first ?? []).slice(0, MOST);
}

function without(handles: readonly string[], author: string | null): readonly string[] {
  const others = handles.filter((handle) => author === null || lower(handle) !== `@${author.toLowerCase()}`);
  return [...new Map(others.map((handle) => [lower(handle), handle])).values()];
}

function lower(handle: string): string {
  return handle.toLowerCase();
}
