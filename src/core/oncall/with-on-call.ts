// A policy at an instant: the same policy, with the roles that rotations fill.
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { type Known, peopleOf, standingsOf } from './standing.ts';

/** The policy whose `people` are those on call. A role that its rotation leaves to nobody stays with whom `people` says; the very same policy where there is no rotation. */
export function withOnCall(policy: Policy, now: Timestamp, known: Known): Policy {
  if (policy.onCall.length === 0) return policy;
  return { ...policy, people: { ...policy.people, ...peopleOf(standingsOf(policy, now, known)) } };
}
