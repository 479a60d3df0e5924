// What is live in an environment now.
import type { Timestamp } from '../time.ts';
import type { VersionsFrom } from './recent-past.ts';

/** Of which environment, and what tells it beside deployments; absent: nothing. */
export type LiveWanted = { readonly environment: string; readonly from?: VersionsFrom };

/** The newest version that is known to be there: the id of its deployment (GraphQL), release, tag or run, its commit, and when it first succeeded (a release, a tag: when it was made). */
export type LiveVersion = { readonly id: string; readonly sha: string; readonly at: Timestamp };
