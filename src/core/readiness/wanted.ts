// What must be asked to judge an installation: whom and what its policy names.
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { namedIn } from './named-people.ts';
import { namedWorkflows } from './named-workflows.ts';

export type ReadinessWanted = {
  /** Logins, and `org/team`; workflows by file name; the environment of rollbacks. */
  readonly people: readonly string[];
  readonly teams: readonly string[];
  readonly workflows: readonly string[];
  readonly environment: string;
  /** So many forms and templates of issues at most. */
  readonly mostForms: number;
};

/** So many of each at most. */
export type Most = {
  readonly people: number;
  readonly teams: number;
  readonly workflows: number;
  readonly forms: number;
};

const ALL: Most = { people: Infinity, teams: Infinity, workflows: Infinity, forms: Infinity };

/** For an answer in a thread, where people wait: under sixty requests in all. */
export const MOST_IN_THREAD: Most = { people: 20, teams: 8, workflows: 8, forms: 8 };

/** Of a policy at an instant, each once. */
export function readinessWanted(policy: Policy, now: Timestamp, most: Most = ALL): ReadinessWanted {
  const { people, teams } = namedIn(policy, now);
  const workflows = new Set(namedWorkflows(policy).map(({ file }) => file));
  return {
    people: people.slice(0, most.people).map(({ name }) => name),
    teams: teams.slice(0, most.teams).map(({ name }) => name),
    workflows: [...workflows].slice(0, most.workflows),
    environment: policy.rollback.environment,
    mostForms: most.forms,
  };
}

/** How many are left out of what the policy names. */
export function leftOut(policy: Policy, now: Timestamp, most: Most): number {
  const count = ({ people, teams, workflows }: ReadinessWanted) => people.length + teams.length + workflows.length;
  return count(readinessWanted(policy, now)) - count(readinessWanted(policy, now, most));
}
