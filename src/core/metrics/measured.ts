// What of an incident is measured: the one narrow value that every metric is made from (`measure.ts` makes it from a record).
import type { Timestamp } from '../time.ts';
import type { Known } from './known.ts';
import type { Stretch } from './spans.ts';

/** `reported`: nobody declared it, so it is no incident yet. */
export type Outcome = 'incident' | 'reported' | 'declined' | 'duplicate';

/** Who or what noticed it first. */
export type Source = 'monitoring' | 'customers' | 'colleagues';

/** So many came due, and so many of them in time. */
export type Kept = { readonly due: number; readonly onTime: number };

/** A time at one severity; `level` null: nobody had said how bad it is. */
export type AtLevel = Stretch & { readonly level: string | null };

export type OwedKind = 'follow-up' | 'proper-fix' | 'temporary-fix';

/** Something that the incident left to be done; `due` null: there is no deadline; `since` null: it is not known since when. */
export type Owed = {
  readonly kind: OwedKind;
  readonly since: Timestamp | null;
  readonly due: Timestamp | null;
  readonly done: Timestamp | null;
};

/** What was done at once about a version in production; `of` is the deployment that was live, `to` the commit that took its place. */
export type Intervention = {
  readonly kind: 'rollback' | 'hotfix';
  readonly environment: string | null;
  readonly at: Timestamp;
  /** Of a rollback the version that was gone back to, of a hotfix what it was merged as. */
  readonly sha: string;
  /** When a hotfix was seen live; null: not, or it is a rollback. */
  readonly live: Timestamp | null;
  /** The deployment (GraphQL id) that was live when it went wrong; null: not known. */
  readonly wasLive: string | null;
};

/** All instants are UTC. */
export type MeasuredIncident = {
  readonly number: number;
  readonly drill: boolean;
  readonly outcome: Outcome;
  /** When it was declared; null: it was not. */
  readonly declared: Timestamp | null;
  /** When the impact began, as people said it; what is only taken from the opening of the issue is not known. */
  readonly began: Known<Timestamp>;
  readonly detected: Known<Timestamp>;
  readonly acknowledged: Known<Timestamp>;
  /** When the last required role was filled. */
  readonly mobilised: Known<Timestamp>;
  readonly mitigated: Known<Timestamp>;
  /** The last resolution. */
  readonly resolved: Known<Timestamp>;
  readonly firstUpdate: Known<Timestamp>;
  readonly reopened: Known<number>;
  /** Between a resolution and the return after it: nobody worked. */
  readonly away: Known<readonly Stretch[]>;
  /** Customers suffered; begins with `began`. */
  readonly impact: Known<readonly Stretch[]>;
  /** From the declaration to the last resolution, without `away`. */
  readonly levels: Known<readonly AtLevel[]>;
  /** Null: it never had a severity. */
  readonly peak: Known<string | null>;
  readonly close: Known<string | null>;
  readonly services: Known<readonly string[]>;
  readonly source: Known<Source>;
  /** The words for the source, for counting; those of a team's own too. */
  readonly sourceWords: Known<string>;
  readonly updates: Known<Kept>;
  readonly escalations: Known<Kept>;
  readonly owed: readonly Owed[];
  readonly postmortem: Known<{ readonly due: Timestamp; readonly published: Timestamp | null }>;
  readonly interventions: readonly Intervention[];
};
