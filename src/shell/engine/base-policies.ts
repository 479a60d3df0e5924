// Policies that others lie over (`_extends`) live in other repositories: read when they are needed, and remembered for a while.
import type { PolicyFile } from '../../core/facts.ts';
import { compare, plus, type Timestamp } from '../../core/time.ts';
import type { IncidentGateway } from '../github/port.ts';
import type { Clock } from './clock.ts';

/** Reads the base by the name that the policy has for it (`owner/repository:path`). Throws what the gateway throws. */
export type BasePolicies = (gateway: Pick<IncidentGateway, 'policyAt'>, name: string) => Promise<PolicyFile | null>;

/** A change of a shared policy is seen after this long at the latest; asking each time would cost every command a request. */
const REMEMBERED_FOR = 'PT5M';

/** Remembers what was read, by name: one organisation's bases are read by many repositories. */
export function rememberBases(clock: Clock): BasePolicies {
  const known = new Map<string, { readonly file: PolicyFile | null; readonly until: Timestamp }>();
  return async (gateway, name) => {
    const now = clock.now();
    const found = known.get(name);
    if (found !== undefined && compare(found.until, now) > 0) return found.file;
    const file = await gateway.policyAt(name);
    known.set(name, { file, until: plus(now, REMEMBERED_FOR) });
    return file;
  };
}
