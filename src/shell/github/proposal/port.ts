// What the checks of what pull requests propose need of GitHub, with the authority of one installation.
import type { CheckToPost, OwnChecks } from '../../../core/mitigation/freeze-checks.ts';
import type { Place } from '../freeze/port.ts';
import type { IncidentIssue } from '../past/incidents.ts';
import type { BlobSeen } from './files-at.ts';
import type { ChangedPath } from './look.ts';
import type { PolicyReads } from './policy-reads.ts';

/** `base`: the branch that it goes to, as far as events told; null: it is asked for. */
export type PullWanted = { readonly number: number; readonly base: string | null };

/** A pull request as it stands. `unlisted`: how many more it changes, which GitHub does not list. */
export type LookedAt = {
  readonly number: number;
  readonly isOpen: boolean;
  readonly head: string;
  readonly base: string;
  readonly files: readonly ChangedPath[];
  readonly unlisted: number;
  /** That of its base; undefined: another branch's was asked for. */
  readonly policy: BlobSeen | null | undefined;
  readonly isPrivate: boolean;
  /** Null: GitHub does not show the head yet. */
  readonly own: OwnChecks | null;
};

/** All methods throw `GitHubRefused` for a no, and `GitHubUnavailable` when GitHub cannot be asked or asks to wait. */
export type ProposalGateway = PolicyReads & {
  /** At most `LOOKED_AT_ONCE`, in their order; null for one that is not there. */
  look(place: Place, wanted: readonly PullWanted[]): Promise<readonly (LookedAt | null)[]>;
  /** Issues with what may be their cards; null: there is none, not in the map: it is not told. One request. */
  incidents(place: Place, numbers: readonly number[]): Promise<ReadonlyMap<number, IncidentIssue | null>>;
  /** Which of these accounts (`login`, `org/team`) there are; null: that is not told. One request. */
  accounts(handles: readonly string[]): Promise<readonly string[] | null>;
  /** The GraphQL id of the check, null where the commit is gone. One request. */
  post(place: Place, check: CheckToPost): Promise<string | null>;
};

/** One gateway for each installation. */
export type ProposalGateways = { readonly proposals: (installationId: number) => ProposalGateway };
