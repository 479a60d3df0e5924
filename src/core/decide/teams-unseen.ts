// What a refusal says of teams that the app may not see: nobody counts as their member, and who set it up can change that.
import type { ActorFacts } from '../facts.ts';
import { inert } from '../markdown/inert.ts';
import type { Verdict } from '../policy/authority.ts';

type Denied = Extract<Verdict, { allowed: false }>;

/** A sentence behind those who are allowed; empty when the app sees every team that would decide. */
export function teamsUnseen({ teams }: Denied, { unseen = [] }: ActorFacts): string {
  const hidden = teams.filter((team) => unseen.includes(team));
  if (hidden.length === 0) return '';
  const [be, members] = hidden.length === 1 ? ['the team', 'its members'] : ['the teams', 'their members'];
  return ` The app cannot see ${be} ${hidden.map((team) => inert(team)).join(', ')}, so nobody counts as one of ${members}: whoever set the app up can correct the name, or let it read the members of the organisation.`;
}
