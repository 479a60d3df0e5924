// The one place where rotations become people: a situation is decided under a policy whose roles are who is on call now.
import type { Situation } from '../brain.ts';
import type { Facts } from '../facts.ts';
import { type Known, nothingKnown, standingsOf } from '../oncall/standing.ts';
import { withOnCall } from '../oncall/with-on-call.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';

/** The situation with everybody on call in their roles, in the policy that holds and in the one that is offered. */
export function withPeopleOnCall(situation: Situation): Situation {
  const { policy, offered, facts, now } = situation;
  const known = knownOf(facts);
  if (offered === null) return { ...situation, policy: withOnCall(policy, now, known) };
  const next = { ...offered, policy: withOnCall(offered.policy, now, known) };
  return { ...situation, policy: withOnCall(policy, now, known), offered: next };
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
  return [...new Set(handles.map((handle) => handle.slice(1).toLowerCase()))].filter((name) => !name.includes('/'));
}
