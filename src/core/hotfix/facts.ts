// What the gate must know, as plain values: what could not be read is said with each list, so that nothing is taken for nothing.
import type { Permission } from '../facts.ts';
import type { Status } from '../incident/record.ts';
import type { OwnChecks } from '../mitigation/freeze-checks.ts';
import type { Policy } from '../policy/policy.ts';
import type { CheckState } from './check-state.ts';

/** Why a list is not whole. `more`: it is longer than is read. `refused`: GitHub does not let the app read it. `unanswered`: GitHub did not answer. */
export type Lack = 'more' | 'refused' | 'unanswered';

/** A list with what is missing of it; null: nothing is. */
export type Listed<T> = { readonly items: readonly T[]; readonly lacks: Lack | null };

/** The pull request now. `sha` is its head, which may be another than the one that is judged. */
export type HotfixPull = {
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged' | 'unknown';
  readonly draft: boolean;
  readonly title: string;
  readonly body: string;
  readonly sha: string;
  readonly branch: string;
  /** `unknown`: the repository that it comes from is gone, or not told. */
  readonly from: 'here' | 'fork' | 'unknown';
  readonly base: string;
  /** Account id; null: the account is gone. */
  readonly author: number | null;
  readonly authorLogin: string | null;
  /** Its GraphQL id. */
  readonly id: string;
  /** The commit that it was merged as; null: it is not. */
  readonly mergedAs: string | null;
  /** The login of who merged it; null: nobody did, or it is not told. */
  readonly mergedBy: string | null;
  /** It is in the merge queue. */
  readonly queued: boolean;
  /** The commit of its group there; null: it has none. */
  readonly group: string | null;
  /** Handles that own some of what it changes, by the base branch's `CODEOWNERS`; empty where there is no such file. */
  readonly owners: readonly string[];
  /** Lines added and removed; null: not told. */
  readonly changedLines: number | null;
  /** Issues of this repository that merging it closes, as GitHub links them; of what is in code or quoted nothing is linked. */
  readonly closes: Listed<number>;
};

/** A changed file. `previous`: what it was called before. `patch` null: GitHub shows none, as of a binary or very large file. */
export type ChangedFile = {
  readonly path: string;
  readonly previous: string | null;
  readonly changedLines: number;
  readonly patch: string | null;
};

/** A check that the rules of the base branch require; `app`: the only source that counts, null: any. */
export type RequiredCheck = { readonly name: string; readonly app: number | null };

/** A check run or commit status of a commit. */
export type SeenCheck = {
  readonly name: string;
  readonly sha: string;
  /** The id of the app that made it; null: none did, or GitHub does not tell. */
  readonly app: number | null;
  /** The account that posted a commit status; null: it is a run, or not told. */
  readonly postedBy: number | null;
  /** What makes it again when it is run again, such as the workflow and its event: of these only the newest counts. */
  readonly origin: string;
  /** Grows with each new one, such as GitHub's id: never an instant, which whoever posts a check may choose. Null: not told. */
  readonly order: number | null;
  readonly state: CheckState;
};

export const reviewStates = ['approved', 'changes_requested', 'commented', 'dismissed', 'pending', 'unknown'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** A review. `id` grows with each new one. */
export type SeenReview = {
  readonly id: number;
  readonly state: ReviewState;
  /** The commit that was looked at; null: it is gone. */
  readonly sha: string | null;
  /** Account id; null: the account is gone. */
  readonly by: number | null;
  readonly login: string;
  readonly bot: boolean;
  readonly permission: Permission | 'unknown';
  /** It was given while the pull request went to another branch, so that another change was seen; absent: it was not. */
  readonly otherBase?: true;
};

/** Everything about one head of one pull request. */
export type HotfixFacts = {
  /** The head that is judged; the check is posted on it. */
  readonly head: string;
  readonly pull: HotfixPull;
  readonly defaultBranch: string | null;
  /** Our own app's id. */
  readonly self: number;
  readonly files: Listed<ChangedFile>;
  /** Account ids of those who wrote its commits: authors, co-authors, committers, and whoever is known to have pushed. */
  readonly writers: Listed<number>;
  readonly required: Listed<RequiredCheck>;
  readonly checks: Listed<SeenCheck>;
  readonly reviews: Listed<SeenReview>;
  /** Our own checks on the head, which nothing is judged by; absent: they were not told. */
  readonly own?: OwnChecks;
};

/** What the record of the incident says, which alone puts a pull request into the lane. */
export type HotfixRecord = {
  readonly incident: number;
  readonly status: Status;
  readonly level: string | null;
  /** The pull requests of its lane. */
  readonly pulls: readonly number[];
  readonly rollbackTarget: 'known' | 'none' | 'not-looked' | 'unread';
  /** Why rolling back would not do, as somebody said; null: nobody has. */
  readonly whyNoRollback: string | null;
};

/** `none`: no incident has the pull request in its lane. `unread`: it is not known whether one has. */
export type RecordSeen = HotfixRecord | 'none' | 'unread';

/** What the gate goes by. */
export type GatePolicy = Pick<Policy, 'hotfix' | 'temporaryFixes'> & {
  readonly levels: readonly Pick<Policy['levels'][number], 'name' | 'hotfix'>[];
};
