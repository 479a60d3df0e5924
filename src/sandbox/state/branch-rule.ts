// What must be so before a branch moves: branch protection and rulesets.
import type { MergeMethod } from './pull-request.ts';

/** A check that must have passed; from any source, or from one app only. */
export type RequiredCheck = { readonly context: string; readonly appId: number | null };

/** Checks that must have passed; `strict`: on a head that has all of the base. */
export type RequiredChecks = { readonly strict: boolean; readonly checks: readonly RequiredCheck[] };

/** What of reviews a rule asks for besides their number. */
export type Reviewing = {
  /** Approvals end when something else is pushed. */
  readonly dismissStale: boolean;
  /** One of the owners of each changed file must approve. */
  readonly codeOwners: boolean;
  /** Somebody else than who pushed last must approve what was pushed. */
  readonly lastPush: boolean;
};

/** A rule for branches. `branches` are names or patterns: a protection has the one name, a ruleset what it includes and excludes. */
export type BranchRule = {
  readonly id: number;
  readonly repositoryId: number;
  readonly kind: 'protection' | 'ruleset';
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly requiredChecks: RequiredChecks | null;
  readonly approvals: number | null;
  readonly reviewing: Reviewing;
  /** How its merge queue merges; null without a queue. */
  readonly mergeQueue: MergeMethod | null;
  /** Whether it holds for administrators too; rulesets always do, as the sandbox has no bypass lists. */
  readonly forAdmins: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
};
