// Policies that others lie over (`_extends`) live in other repositories: read when they are needed, and remembered for a while.
import type { PolicyFile } from '../../core/facts.ts';
import { compare, plus, type Timestamp } from '../../core/time.ts';
import { GitHubUnavailable, type IncidentGateway } from '../github/port.ts';
import type { Clock } from './clock.ts';

/** Reads the base by the name that the policy has for it (`owner/repository:path`). Throws what the gateway throws, unless it was read before. */
export type BasePolicies = (
  gateway: Pick<IncidentGateway, 'policyAt'>,
  installationId: number | null,
  name: string,
) => Promise<PolicyFile | null>;

/** A change of a shared policy is seen after this long at the latest; asking each time would cost every command a request. */
const REMEMBERED_FOR = 'PT5M';

/** How many are remembered; more are asked for anew. */
const KEPT = 1000;

type Remembered = { readonly until: Timestamp; readonly answer: () => PolicyFile | null };

/** Remembers what was read or refused, by installation and name: one organisation's bases are read by many repositories, and by nobody else. */
export function rememberBases(clock: Clock): BasePolicies {
  const known = new Map<string, Remembered>();
  return async (gateway, installationId, name) => {
    const now = clock.now();
    const key = JSON.stringify([installationId, name]);
    const found = known.get(key);
    if (found !== undefined && compare(found.until, now) > 0) return found.answer();
    const answer = await asked(() => gateway.policyAt(name), found);
    if (known.size >= KEPT) known.clear();
    known.set(key, { answer, until: plus(now, REMEMBERED_FOR) });
    return answer();
  };
}

/** What GitHub said. While it cannot be asked, what it said the last time is better than nothing. */
async function asked(
  ask: () => Promise<PolicyFile | null>,
  before: Remembered | undefined,
): Promise<Remembered['answer']> {
  try {
    const file = await ask();
    return () => file;
  } catch (error) {
    if (error instanceof GitHubUnavailable && before !== undefined) return before.answer;
    if (error instanceof GitHubUnavailable) throw error;
    return () => {
      throw error;
    };
  }
}
