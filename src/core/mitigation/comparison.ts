// What lies between two versions: what going back from one to the other would take away.

/** `from` is live, `to` is where it would go back to; both are commits, all forty digits. `branch` is the default one. */
export type ComparisonWanted = { readonly from: string; readonly to: string; readonly branch: string };

/** A commit; `message` is all that its author wrote, absent where only the title is known. */
export type Lost = { readonly sha: string; readonly title: string; readonly message?: string };

/** What GitHub says of them. Null parts were not told. */
export type Comparison = ComparisonWanted & {
  /** Commits that `from` has and `to` has not, newest first, as far as they were listed; `count` is how many there are. */
  readonly lost: readonly Lost[] | null;
  readonly count: number | null;
  /** Paths that differ, as far as they were listed; `allFiles`: those are all. */
  readonly files: readonly string[] | null;
  readonly allFiles: boolean;
  /** Whether the default branch has `to`. */
  readonly reachable: boolean | null;
};
