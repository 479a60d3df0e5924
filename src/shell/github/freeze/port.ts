// What the freeze of a repository needs of GitHub, with the authority of one installation.
import type { CheckToPost, Head, OwnChecks } from '../../../core/mitigation/freeze-checks.ts';

export type Place = { readonly owner: string; readonly repo: string };

/** A protected branch; `asks`: the checks that its protection asks for. What rulesets ask is a question of its own. */
export type Branch = { readonly name: string; readonly asks: readonly string[] };

/** A page of open pull requests, each with its head, and with the group that it is in where it is queued. */
export type HeadPage = { readonly heads: readonly Head[]; readonly next: string | null };

/** `lost`: the commit is not there any more. */
export type Posted = 'posted' | 'lost';

/** All methods throw `GitHubRefused` for a no, and `GitHubUnavailable` when GitHub cannot be asked or asks to wait. */
export type FreezeGateway = {
  /** Branches that protection or rulesets protect; one request for each hundred. */
  branches(place: Place): Promise<readonly Branch[]>;
  /** The checks that rulesets ask for before something is merged into the branch. */
  askedByRules(place: Place, branch: string): Promise<readonly string[]>;
  /** A hundred open pull requests; one request. `after`: where the page before ended. */
  heads(place: Place, after: string | null): Promise<HeadPage>;
  /** Our own checks on a commit; undefined when there is no such commit. One request. */
  checksOn(place: Place, sha: string): Promise<OwnChecks | undefined>;
  /** Posts at most `CHECKS_AT_ONCE`, in one request. */
  post(place: Place, checks: readonly CheckToPost[]): Promise<readonly Posted[]>;
  /** Answers the question whether a run may deploy; one that was answered meanwhile is no error. */
  answer(place: Place, run: number, word: DeploymentWord): Promise<void>;
};

/** `comment`: at most 1,024 characters. */
export type DeploymentWord = {
  readonly environment: string;
  readonly state: 'approved' | 'rejected';
  readonly comment: string;
};

/** Checks in one document: each is a mutation of its own, and they run one after the other within GitHub's ten seconds. */
export const CHECKS_AT_ONCE = 20;

/** One gateway for each installation. */
export type FreezeGateways = { readonly freezes: (installationId: number) => FreezeGateway };
