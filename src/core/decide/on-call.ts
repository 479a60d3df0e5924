// The one place where rotations become people: a situation is decided under a policy whose roles are who is on call now.
import type { Situation } from '../brain.ts';
import type { Facts } from '../facts.ts';
import { type Known, nothingKnown, standingsOf } from '../oncall/standing.ts';
import { withOnCall } from '../oncall/with-on-call.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';

/** The situation with everybody on call in their roles, in the policy that holds and in the one that is offered. Whoever may not read the issue is in none. */
export function withPeopleOnCall(situation: Situation): Situation {
  const { policy, offered, facts, now } = situation;
  const known = knownOf(facts);
  const shut = new Set(whoIsShutOut(facts));
  const filled = (one: Policy): Policy => withoutPeople(withOnCall(one, now, known), shut);
  if (offered === null) return { ...situation, policy: filled(policy) };
  return { ...situation, policy: filled(policy), offered: { ...offered, policy: filled(offered.policy) } };
}

/** Accounts, by login in lower case, that there are and that may not read the repository: a mention looks as if it told them, and does not. */
export function whoIsShutOut({ people, cannotRead = [] }: Pick<Facts, 'people' | 'cannotRead'>): readonly string[] {
  return cannotRead.filter((login) => people[login] != null);
}

function withoutPeople(policy: Policy, shut: ReadonlySet<string>): Policy {
  if (shut.size === 0) return policy;
  const roles = Object.entries(policy.people).map(([role, handles]) => [
    role,
    handles.filter((handle) => !shut.has(nameOf(handle))),
  ]);
  return { ...policy, people: Object.fromEntries(roles) };
}

/** Named people that are asked about at most: each is a part of a question that is asked for every event. */
const MOST_NAMED = 30;

/** The accounts that a page may be for, by login in lower case: those on call, and those whom the policy names. */
export function accountsToReach(policy: Policy, at: Timestamp): readonly string[] {
  const named = Object.values(policy.people).flat().map(nameOf).filter(isPerson);
  return [...new Set([...accountsOnCall(policy, at), ...[...new Set(named)].slice(0, MOST_NAMED)])];
}

function nameOf(handle: string): string {
  return handle.slice(1).toLowerCase();
}

/** And no team. */
function isPerson(name: string): boolean {
  return name !== '' && !name.includes('/');
}

/** What the facts say about who can be on call. */
export function knownOf({
  schedules = {},
  people,
  cannotRead = [],
}: Pick<Facts, 'schedules' | 'people' | 'cannotRead'>): Known {
  const gone = Object.entries(people).flatMap(([login, person]) => (person === null ? [login.toLowerCase()] : []));
  return { schedules, gone: [...gone, ...cannotRead] };
}

/** The schedules of PagerDuty that the policy's rotations name, each once. */
export function schedulesFor({ policy }: Pick<Situation, 'policy'>): readonly string[] {
  return [...new Set(policy.onCall.flatMap(({ pagerduty }) => (pagerduty === null ? [] : [pagerduty])))];
}

/** The accounts, by login in lower case, that rotations of people have on call and behind: whoever is gone is not waited for. */
export function accountsOnCall(policy: Policy, at: Timestamp): readonly string[] {
  const standings = standingsOf(policy, at, nothingKnown).filter(({ rotation }) => rotation.team === null);
  const handles = standings.flatMap((standing) => [...standing.handles, ...standing.backup, ...standing.next]);
  return [...new Set(handles.map(nameOf))].filter(isPerson);
}
