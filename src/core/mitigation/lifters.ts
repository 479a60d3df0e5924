// Who may lift a freeze, in words: for the check that holds a pull request.
import type { ActorFacts } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { mayDo } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';

const nobody: ActorFacts = { permission: 'none', roleName: null, teams: [] };

/** Longest that is kept. */
const LONGEST = 300;

/** As a refusal of `/unfreeze` would name them; mentions nobody. */
export function liftersOf({ level, status }: Incident, policy: Policy): string {
  const asked = { right: 'respond', command: 'unfreeze', levels: [level], status } as const;
  const verdict = mayDo(asked, { person: null, facts: nobody, viaApp: null }, policy);
  return verdict.allowed ? 'anybody' : verdict.who.slice(0, LONGEST);
}
