// What the gate of a hotfix needs of GitHub, with the authority of one installation.
import type { HotfixFacts } from '../../../core/hotfix/facts.ts';
import type { Place } from '../freeze/port.ts';

/** A head of a pull request to be judged, and the branch that it goes to, as an event told them. */
export type HotfixAsked = {
  readonly place: Place;
  readonly pull: number;
  readonly head: string;
  readonly base: string;
};

/** Throws `GitHubRefused` for a no about the pull request itself, and `GitHubUnavailable` when GitHub cannot be asked or asks to wait. */
export type HotfixGateway = {
  /** Everything about one head, in four requests, of a fork one more for each who approved; null: there is no such pull request. What is refused or cut short of a list is said with it. */
  facts(asked: HotfixAsked): Promise<HotfixFacts | null>;
};

/** One gateway for each installation. */
export type HotfixGateways = { readonly hotfixes: (installationId: number) => HotfixGateway };
