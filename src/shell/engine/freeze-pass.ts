// One pass over heads: which branches are protected, what is posted there, and what must be.
import type { Held } from '../../core/incident/freeze.ts';
import {
  type CheckToPost,
  checksToPost,
  type Freezing,
  type Head,
  heldOf,
  type ProtectedBranch,
  releasedBy,
} from '../../core/mitigation/freeze-checks.ts';
import { isDue, plus, type Timestamp } from '../../core/time.ts';
import { type Branch, CHECKS_AT_ONCE, type FreezeGateway, type Place } from '../github/freeze/port.ts';
import type { Clock } from './clock.ts';
import { crashPoint } from './crash-points.ts';
import type { Ask } from './freeze-asks.ts';
import type { Log } from './log.ts';

export type PassParts = {
  readonly gateway: FreezeGateway;
  readonly place: Place;
  readonly branches: BranchMemory;
  readonly log: Log;
  readonly signal: AbortSignal;
};

/** `held` null: not everything was looked at. */
export type Pass = { readonly held: Held | null; readonly released: Held };

type OneHead = Extract<Ask, { is: 'head' }>;

/** Looks at all open pull requests, or at these heads alone, and posts what differs. */
export async function passOver(
  parts: PassParts,
  wanted: 'all' | readonly OneHead[],
  freezing: readonly Freezing[],
): Promise<Pass> {
  const { gateway, place, branches } = parts;
  const known = await branches.of(gateway, place, wanted === 'all');
  // Without a protected branch there is nothing to hold; what was held before one lost its protection must be let go.
  const heads = wanted === 'all' ? await allHeads(parts) : await theseHeads(parts, wanted, known, freezing);
  const asked = await asRequired(parts, heads, known, freezing);
  const checks = checksToPost(heads, asked, freezing);
  await postAll(parts, checks);
  return { held: wanted === 'all' ? heldOf(heads, asked) : null, released: releasedBy(checks, heads) };
}

async function allHeads({ gateway, place, signal }: PassParts): Promise<readonly Head[]> {
  const found: Head[] = [];
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const page = await gateway.heads(place, after);
    found.push(...page.heads);
    after = page.next;
  } while (after !== null);
  return found;
}

/** A head that has just moved has no check of ours, unless it is the head of another pull request too. */
async function theseHeads(
  { gateway, place, branches }: PassParts,
  wanted: readonly OneHead[],
  known: readonly Branch[],
  freezing: readonly Freezing[],
): Promise<readonly Head[]> {
  const heads: Head[] = [];
  for (const { sha, base, pull } of wanted) {
    const branch = known.find(({ name }) => name === base);
    const isHeld = freezing.length > 0 && branch !== undefined;
    if (!isHeld && (branch === undefined || !(await branches.requires(gateway, place, branch)))) continue;
    const check = await gateway.checkOn(place, sha);
    if (check !== undefined) heads.push({ sha, base, pull, check });
  }
  return heads;
}

/** Rulesets are asked only where it makes a difference: nothing is frozen, and a head has no check. */
async function asRequired(
  { gateway, place, branches }: PassParts,
  heads: readonly Head[],
  known: readonly Branch[],
  freezing: readonly Freezing[],
): Promise<readonly ProtectedBranch[]> {
  if (freezing.length > 0) return known;
  const bare = new Set(heads.filter(({ check }) => check === null).map(({ base }) => base));
  const asked: ProtectedBranch[] = [];
  for (const branch of known) {
    const requires = bare.has(branch.name) && (await branches.requires(gateway, place, branch));
    asked.push({ name: branch.name, requires });
  }
  return asked;
}

async function postAll({ gateway, place, log, signal }: PassParts, checks: readonly CheckToPost[]): Promise<void> {
  for (let start = 0; start < checks.length; start += CHECKS_AT_ONCE) {
    signal.throwIfAborted();
    const some = checks.slice(start, start + CHECKS_AT_ONCE);
    const posted = await gateway.post(place, some);
    const lost = some.filter((_check, index) => posted[index] === 'lost').map(({ sha }) => sha);
    if (lost.length > 0)
      log('info', 'check-lost', `Commits that are gone got no check: ${lost.join(', ')}`, { ...place });
    crashPoint('between-checks');
  }
}

/** What is remembered of branches for a while: every push to a pull request asks. */
export type BranchMemory = {
  /** `fresh`: asked anew. */
  of(gateway: FreezeGateway, place: Place, fresh: boolean): Promise<readonly Branch[]>;
  /** Whether the check is required before something is merged into it. */
  requires(gateway: FreezeGateway, place: Place, branch: Branch): Promise<boolean>;
};

const KEPT = 'PT1M';

/** The memory of one process. */
export function createBranchMemory(clock: Clock): BranchMemory {
  type Kept = { readonly until: Timestamp; readonly branches: readonly Branch[]; readonly rules: Map<string, boolean> };
  const kept = new Map<string, Kept>();
  const nameOf = ({ owner, repo }: Place) => `${owner}/${repo}`;
  return {
    async of(gateway, place, fresh) {
      const known = kept.get(nameOf(place));
      if (!fresh && known !== undefined && !isDue(known.until, clock.now())) return known.branches;
      const branches = await gateway.branches(place);
      kept.set(nameOf(place), { until: plus(clock.now(), KEPT), branches, rules: new Map() });
      return branches;
    },
    async requires(gateway, place, { name, requires }) {
      if (requires) return true;
      const rules = kept.get(nameOf(place))?.rules;
      const known = rules?.get(name) ?? (await gateway.isRequired(place, name));
      rules?.set(name, known);
      return known;
    },
  };
}
