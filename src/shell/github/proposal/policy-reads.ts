// What judging a changed policy reads of GitHub: with the authority of an installation in the app, with the token of a run in a workflow.
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { type BlobSeen, filesAt } from './files-at.ts';
import { mergeBaseOf } from './merge-base.ts';
import { type Believed, type PolicySeen, policyAtCommit, type Shown } from './policy-at-commit.ts';

/** All throw what the client throws. */
export type PolicyReads = {
  /** Files by `commit:path`, in their order; one request for twenty. */
  texts(place: Place, names: readonly string[]): Promise<readonly (string | null)[]>;
  /** `blob`: the file where it was read already. `believed`: see there. */
  policyAt(place: Shown, commit: string, blob?: BlobSeen | null, believed?: Believed): Promise<PolicySeen>;
  /** The commit that a branch and a head have in common. */
  mergeBase(place: Place, base: string, head: string): Promise<string>;
};

export function policyReads(client: Client): PolicyReads {
  return {
    texts: async (place, names) => (await filesAt(client, place, names)).map((blob) => blob?.text ?? null),
    policyAt: (place, commit, blob, believed) => policyAtCommit(client, place, commit, blob, believed),
    mergeBase: (place, base, head) => mergeBaseOf(client, place, base, head),
  };
}
