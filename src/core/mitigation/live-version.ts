// What is live in an environment now.
import type { Timestamp } from '../time.ts';

/** The newest deployment that succeeded: its GraphQL id, its commit, and when it was made. */
export type LiveVersion = { readonly id: string; readonly sha: string; readonly at: Timestamp };
