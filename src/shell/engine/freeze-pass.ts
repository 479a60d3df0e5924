// One pass over heads: which branches are protected, what is posted there, and what must be.
import { exemptOf, gateChecksToPost, type Judgement, lateChecks, OPEN } from '../../core/hotfix/lane-checks.ts';
import { HOTFIX_CHECK } from '../../core/hotfix/own-checks.ts';
import type { Held } from '../../core/incident/freeze.ts';
import {
  type CheckToPost,
  checksToPost,
  FREEZE_CHECK,
  type Freezing,
  type Head,
  heldOf,
  type OwnCheck,
  type OwnChecks,
  type ProtectedBranch,
  releasedBy,
} from '../../core/mitigation/freeze-checks.ts';
import { POLICY_CHECK, POSTMORTEM_CHECK } from '../../core/proposal/check-names.ts';
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

/** The lanes of a repository's incidents. `pulls`: the pull requests in them, `heads`: their commits as far as the records know, of which `judged` were looked at just now. `isComplete`: all incidents are known, so that what is in no lane is in none. */
export type Lanes = {
  readonly pulls: ReadonlySet<number>;
  readonly heads: ReadonlySet<string>;
  readonly judged: readonly Judgement[];
  readonly isComplete: boolean;
  /** They are not, and that lasts: what waits for it says so. */
  readonly isOverdue: boolean;
  /** What else is to be said of their heads, in the same requests; absent: nothing. */
  readonly posts?: readonly CheckToPost[];
};

/** `held` null: not everything was looked at. `unsaid`: commits of which not all could be said, before all incidents are known. `isAsked`: a branch requires a check of ours. */
export type Pass = {
  readonly held: Held | null;
  readonly released: Held;
  readonly unsaid: ReadonlySet<string>;
  readonly isAsked: boolean;
  /** Heads of which a rule asks what they propose, and on which that does not stand. */
  readonly proposed: readonly Head[];
};

/** `own`: our checks on it, where they are known. */
export type OneHead = Pick<Extract<Ask, { is: 'head' }>, 'sha' | 'base' | 'pull' | 'group' | 'left'> & {
  readonly own?: OwnChecks;
};

const nothingSeen: Pass = {
  held: null,
  released: { pulls: 0, shown: [] },
  unsaid: new Set(),
  isAsked: false,
  proposed: [],
};

/** Looks at all open pull requests, or at these heads alone, and posts what differs. */
export async function passOver(
  parts: PassParts,
  wanted: 'all' | readonly OneHead[],
  freezing: readonly Freezing[],
  lanes: Lanes,
): Promise<Pass> {
  const { gateway, place, branches } = parts;
  if (wanted !== 'all' && wanted.length === 0) return nothingSeen;
  const known = await branches.of(gateway, place, wanted === 'all');
  const heads = wanted === 'all' ? await allHeads(parts) : await theseHeads(parts, wanted, known, { freezing, lanes });
  const asked = await asRequired(parts, heads, known, freezing);
  const exempt = exemptOf(heads, lanes.judged);
  const [gates, unsaid] = sayable(gateChecksToPost(heads, asked, lanes.pulls, lanes.judged), heads, lanes);
  const isKnown = lanes.isComplete || freezing.length > 0;
  const freezes = checksToPost(heads, asked, freezing, exempt).filter(({ sha }) => isKnown || exempt.has(sha));
  const checks = [...freezes, ...gates, ...(lanes.posts ?? [])];
  await postAll(parts, checks);
  const held = wanted === 'all' ? heldOf(heads, asked, exempt) : null;
  const isAsked = asked.some(({ requires, asksGate, asksPostmortem, asksPolicy }) =>
    [requires, asksGate, asksPostmortem, asksPolicy].includes(true),
  );
  const proposed = wanted === 'all' ? unjudgedIn(heads, asked) : [];
  return { held, released: releasedBy(checks, heads), unsaid, isAsked, proposed };
}

/** What was not read is not missing. */
function isMissing(check: OwnCheck | null | undefined): boolean {
  return check === null || check?.state === 'waiting';
}

function unjudgedIn(heads: readonly Head[], branches: readonly ProtectedBranch[]): readonly Head[] {
  const known = new Map(branches.map((branch) => [branch.name, branch]));
  return heads.filter(({ base, postmortem, policy }) => {
    const { asksPostmortem, asksPolicy } = known.get(base) ?? {};
    return (asksPostmortem === true && isMissing(postmortem)) || (asksPolicy === true && isMissing(policy));
  });
}

/** That something is no incident matter is only known when all incidents are. Where that lasts it is said, once. */
function sayable(
  gates: readonly CheckToPost[],
  heads: readonly Head[],
  { isComplete, isOverdue }: Lanes,
): readonly [readonly CheckToPost[], Set<string>] {
  const isSayable = ({ note }: CheckToPost) => isComplete || note !== OPEN;
  const unsaid = gates.filter((one) => !isSayable(one));
  const late = isOverdue ? lateChecks(unsaid, heads) : [];
  return [[...gates.filter(isSayable), ...late], new Set(unsaid.map(({ sha }) => sha))];
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

type Standing = { readonly freezing: readonly Freezing[]; readonly lanes: Lanes };

/** Nothing is asked of a head that nobody's rules, no freeze and no lane is about; and what our checks of it are is asked only of one that a freeze or a lane is about: elsewhere they pass, whatever was there. */
async function theseHeads(
  { gateway, place, branches }: PassParts,
  wanted: readonly OneHead[],
  known: readonly Branch[],
  { freezing, lanes }: Standing,
): Promise<readonly Head[]> {
  const heads: Head[] = [];
  for (const { sha, base, pull, group, left, own: read } of wanted) {
    const branch = known.find(({ name }) => name === base);
    const isHeld = freezing.length > 0 && branch !== undefined;
    const isInLane = left === true || lanes.heads.has(sha) || (pull !== null && lanes.pulls.has(pull));
    const asks = branch === undefined ? nothing : await branches.asks(gateway, place, branch);
    if (!isHeld && !isInLane && !asks.freeze && !asks.gate) continue;
    const matters = isHeld || isInLane || lanes.isOverdue;
    const own = matters ? (read ?? (await gateway.checksOn(place, sha))) : nothingPosted;
    if (own !== undefined) heads.push({ sha, base, pull, ...own, ...(group === true ? { group } : {}) });
  }
  return heads;
}

const nothingPosted = { check: null, gate: null };

/** Rulesets are asked only where it makes a difference: a head has no check of ours. */
async function asRequired(
  { gateway, place, branches }: PassParts,
  heads: readonly Head[],
  known: readonly Branch[],
  freezing: readonly Freezing[],
): Promise<readonly ProtectedBranch[]> {
  const lacks = (check: 'check' | 'gate') => new Set(heads.flatMap((head) => (head[check] == null ? [head.base] : [])));
  const [bare, ungated] = [lacks('check'), lacks('gate')];
  const isUnjudged = ({ postmortem, policy }: Head) => isMissing(postmortem) || isMissing(policy);
  const unjudged = new Set(heads.filter(isUnjudged).map(({ base }) => base));
  const asked: ProtectedBranch[] = [];
  for (const branch of known) {
    const isBare = freezing.length === 0 && bare.has(branch.name);
    const matters = isBare || ungated.has(branch.name) || unjudged.has(branch.name);
    const asks = matters ? await branches.asks(gateway, place, branch) : nothing;
    const { freeze: requires, gate: asksGate, postmortem: asksPostmortem, policy: asksPolicy } = asks;
    asked.push({ name: branch.name, requires, asksGate, asksPostmortem, asksPolicy });
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

/** Which of our checks are required before something is merged into a branch. */
export type Asks = {
  readonly freeze: boolean;
  readonly gate: boolean;
  readonly postmortem: boolean;
  readonly policy: boolean;
};

const nothing: Asks = { freeze: false, gate: false, postmortem: false, policy: false };

/** What is remembered of branches for a while: every push to a pull request asks. */
export type BranchMemory = {
  /** `fresh`: asked anew. */
  of(gateway: FreezeGateway, place: Place, fresh: boolean): Promise<readonly Branch[]>;
  asks(gateway: FreezeGateway, place: Place, branch: Branch): Promise<Asks>;
};

const KEPT = 'PT1M';

/** The memory of one process. */
export function createBranchMemory(clock: Clock): BranchMemory {
  type Rules = Map<string, readonly string[]>;
  type Kept = { readonly until: Timestamp; readonly branches: readonly Branch[]; readonly rules: Rules };
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
    async asks(gateway, place, { name, asks }) {
      const named = (all: readonly string[]): Asks => ({
        freeze: all.includes(FREEZE_CHECK),
        gate: all.includes(HOTFIX_CHECK),
        postmortem: all.includes(POSTMORTEM_CHECK),
        policy: all.includes(POLICY_CHECK),
      });
      if (Object.values(named(asks)).every(Boolean)) return named(asks);
      const rules = kept.get(nameOf(place))?.rules;
      const known = rules?.get(name) ?? (await gateway.askedByRules(place, name));
      rules?.set(name, known);
      return named([...asks, ...known]);
    },
  };
}
