// What the gate of a hotfix needs of GitHub, with the authority of one installation.
import type { HotfixFacts } from '../../../core/hotfix/facts.ts';
import type { Place } from '../freeze/port.ts';

/** A pull request to be judged, with the head and the base that an event told: the answer is of those that it has now. */
export type HotfixAsked = {
  readonly place: Place;
  readonly pull: number;
  readonly head: string;
  readonly base: string;
};

/** Throws `GitHubRefused` for a no about the pull request itself, and `GitHubUnavailable` when GitHub cannot be asked or asks to wait. */
export type HotfixGateway = {
  /** Everything about its head, in four requests whatever has moved and wherever it comes from; null: there is no such pull request. What is refused or cut short of a list is said with it. */
  facts(asked: HotfixAsked): Promise<HotfixFacts | null>;
  /** Open pull requests that GitHub links as closing one of these issues; one request. */
  closers(place: Place, issues: readonly number[]): Promise<readonly number[]>;
  /** Merges it where its head is still the one that was judged; into a merge queue where the branch has one, at its front where we may. */
  merge(place: Place, asked: MergeAsked): Promise<Merged>;
  /** Takes it out of the merge queue; one that is in none is no error. `id`: its GraphQL id. */
  dequeue(id: string): Promise<void>;
  /** Deletes a branch; one that is gone, or may not be deleted, is no error. */
  deleteBranch(place: Place, branch: string): Promise<void>;
};

/** `id`: its GraphQL id. `head`: the commit that was judged. */
export type MergeAsked = {
  readonly pull: number;
  readonly id: string;
  readonly head: string;
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly title: string;
  readonly message: string;
};

/** `behind`: at the end of the queue, since the app may not jump it. `refused`: in GitHub's words; `momentary`: it may be otherwise in a moment. */
export type Merged =
  | { readonly is: 'merged'; readonly sha: string }
  | { readonly is: 'queued'; readonly behind: boolean }
  | { readonly is: 'refused'; readonly why: string; readonly momentary: boolean };

/** One gateway for each installation. */
export type HotfixGateways = { readonly hotfixes: (installationId: number) => HotfixGateway };
