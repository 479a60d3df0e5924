// Which checks must be posted so that every head shows whether it is held: what is there already is the memory of what was done.

import { type Freeze, firstFrozen, type Held } from '../incident/freeze.ts';
import { freezeCheckText, MOST_SHOWN } from '../messages/freeze.ts';
import type { Annotation } from '../proposal/check-output.ts';

/** The name of the check, as branch rules require it. */
export const FREEZE_CHECK = 'firebreak / freeze';

/** An incident whose freeze holds. */
export type Freezing = { readonly number: number; readonly url: string; readonly freeze: Freeze };

/** Our own check on a commit, the newest: of other apps' checks of that name nothing is believed. `note` is what we wrote behind it. */
export type OwnCheck = { readonly id: string; readonly state: 'waiting' | 'passed' | 'other'; readonly note: string };

/** The newest of each of our checks on a commit; null where there is none. Those of what is proposed are absent where they were not read. */
export type OwnChecks = {
  readonly check: OwnCheck | null;
  readonly gate: OwnCheck | null;
  readonly postmortem?: OwnCheck | null;
  readonly policy?: OwnCheck | null;
};

/** A commit that would be merged into a branch. `pull`: its pull request, of a group in the merge queue (`group`) too. `gate`: our check of hotfixes on it; absent: not read. */
export type Head = {
  readonly sha: string;
  readonly base: string;
  readonly pull: number | null;
  readonly check: OwnCheck | null;
  readonly gate?: OwnCheck | null;
  /** Those of what is proposed; absent: not read. */
  readonly postmortem?: OwnCheck | null;
  readonly policy?: OwnCheck | null;
  readonly group?: true;
};

/** A branch that is protected; `requires`: merges into it need the check of the freeze, `asksGate`: that of hotfixes. */
export type ProtectedBranch = {
  readonly name: string;
  readonly requires: boolean;
  readonly asksGate?: boolean;
  /** The same of the checks of what is proposed. */
  readonly asksPostmortem?: boolean;
  readonly asksPolicy?: boolean;
};

/** A check to be posted: changed where our own still waits, else made anew. */
export type CheckToPost = {
  /** Which of our checks it is. */
  readonly name: string;
  readonly sha: string;
  /** The check of ours that is changed; null: a new one. */
  readonly id: string | null;
  readonly state: 'waiting' | 'passed' | 'failed' | 'neutral';
  readonly note: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string | null;
  /** On lines, added to those that it has; absent: none. */
  readonly annotations?: readonly Annotation[];
};

/** The incident that is named where one or several freeze. */
export function leadOf(freezing: readonly Freezing[]): Freezing | null {
  return firstFrozen(freezing);
}

/** What must be posted, each commit once. Where nothing is frozen, only what was held or is required to pass needs a word. `exempt`: commits that our own record lets through. */
export function checksToPost(
  heads: readonly Head[],
  branches: readonly ProtectedBranch[],
  freezing: readonly Freezing[],
  exempt: ReadonlySet<string> = new Set(),
): readonly CheckToPost[] {
  const lead = leadOf(freezing);
  const known = new Map(branches.map((branch) => [branch.name, branch]));
  // A commit may be the head of several pull requests: what holds one of them holds the commit.
  const commits = Map.groupBy(heads, ({ sha }) => sha);
  return [...commits].flatMap(([sha, same]) => {
    const bases = same.flatMap(({ base }) => known.get(base) ?? []);
    const check = same.find((head) => head.check !== null)?.check ?? null;
    return checkFor({ sha, check, bases }, exempt.has(sha) ? null : lead);
  });
}

type Commit = { readonly sha: string; readonly check: OwnCheck | null; readonly bases: readonly ProtectedBranch[] };

function checkFor({ sha, check, bases }: Commit, lead: Freezing | null): readonly CheckToPost[] {
  const held = bases.length === 0 ? null : lead;
  const state = held === null ? 'passed' : 'waiting';
  const note = held === null ? 'open' : `held/${held.number}/${held.freeze.since}`;
  if (check?.state === state && (state === 'passed' || check.note === note)) return [];
  if (held === null && check === null && !bases.some(({ requires }) => requires)) return [];
  const text = freezeCheckText(held === null ? null : { number: held.number, ...held.freeze });
  // A check that has ended stays as it is; a new one takes its place.
  const id = check?.state === 'waiting' ? check.id : null;
  return [{ name: FREEZE_CHECK, sha, id, state, note, ...text, url: held?.url ?? null }];
}

/** What is held back, of heads of open pull requests: those into protected branches. */
export function heldOf(
  heads: readonly Head[],
  branches: readonly ProtectedBranch[],
  exempt: ReadonlySet<string> = new Set(),
): Held {
  const names = new Set(branches.map(({ name }) => name));
  const numbers = heads.flatMap(({ sha, base, pull }) =>
    pull !== null && names.has(base) && !exempt.has(sha) ? [pull] : [],
  );
  return shortened(numbers);
}

/** What is let go by these checks. */
export function releasedBy(checks: readonly CheckToPost[], heads: readonly Head[]): Held {
  const freed = new Set(
    checks
      .filter(({ name, id, state }) => name === FREEZE_CHECK && id !== null && state === 'passed')
      .map(({ sha }) => sha),
  );
  return shortened(heads.flatMap(({ sha, pull }) => (pull !== null && freed.has(sha) ? [pull] : [])));
}

function shortened(numbers: readonly number[]): Held {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return { pulls: sorted.length, shown: sorted.slice(0, MOST_SHOWN) };
}
