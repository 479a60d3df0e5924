// Who may do what: fails closed, says which rule decided and who can.
import type { ActorFacts } from '../facts.ts';
import type { Person } from '../incident/record.ts';
import type { Grant, Policy, Right } from './policy.ts';

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: string; readonly who: string };

/** Whether the actor holds a right now. A role GitHub did not tell counts for nothing (INV-4); bots have none. */
export function mayDo(right: Right, actor: Person | null, facts: ActorFacts, policy: Policy): Verdict {
  const grant = policy.authority[right];
  const allowed =
    actor !== null &&
    !actor.bot &&
    ((facts.permission !== 'unknown' && grant.roles.includes(facts.permission)) ||
      grant.users.some((user) => sameLogin(user, actor.login)) ||
      grant.teams.some((team) => facts.teams.includes(team)));
  return allowed ? { allowed: true } : { allowed: false, rule: `authority.${right}`, who: inWords(grant) };
}

/** The teams that could give the right and whose membership is not known yet; empty when the role or login decides. */
export function teamsToAsk(right: Right, actor: Person | null, facts: ActorFacts, policy: Policy): readonly string[] {
  if (actor === null || actor.bot || mayDo(right, actor, facts, policy).allowed) return [];
  return policy.authority[right].teams;
}

function sameLogin(written: string, login: string): boolean {
  return written.replace(/^@/, '').toLowerCase() === login.toLowerCase();
}

/** A grant in words for a refusal: `people with the role write, maintain or admin, @lead, acme/on-call`. */
export function inWords(grant: Grant): string {
  const roles = grant.roles.length === 0 ? [] : [`people with the repository role ${grant.roles.join(', ')}`];
  const users = grant.users.map((user) => user.replace(/^@/, ''));
  const all = [...roles, ...users, ...grant.teams.map((team) => `the team ${team.replace(/^@/, '')}`)];
  return all.length === 0 ? 'nobody' : all.join('; ');
}
