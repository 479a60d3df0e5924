// The policy at the head of a pull request, and where it left the branch that it goes to, where the pull request changes it or a base of this repository.
import { type Proposed, proposed } from '../../src/core/policy/proposed.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { POLICY_PATH } from '../../src/shell/github/facts-query.ts';
import { lookAtPull } from '../../src/shell/github/proposal/look.ts';
import { mergeBaseOf } from '../../src/shell/github/proposal/merge-base.ts';
import { policyAtCommit } from '../../src/shell/github/proposal/policy-at-commit.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import type { PullOfRun } from '../host/pull-request.ts';
import type { Place } from '../host/runner.ts';

/** `judged` null: it changes nothing of the policy. `notes`: what is not known, in sentences of ours. */
export type Checked = { readonly head: string; readonly judged: Proposed | null; readonly notes: readonly string[] };

/** One request where the policy is untouched and lies over no other; else three more, and one for each base. */
export async function check(client: Client, place: Place, { number, base }: PullOfRun): Promise<Checked> {
  const { head, files, unlisted, policy, isPrivate } = await lookAtPull(client, place, { number, base });
  const shown = { ...place, private: isPrivate };
  const now = await policyAtCommit(client, shown, `refs/heads/${base}`, policy);
  const notes = unlisted === 0 ? [] : [`It changes ${unlisted} files more than GitHub lists, which are not known.`];
  const changed = new Set(files.map(({ path }) => path));
  if (![POLICY_PATH, ...now.ownBases].some((path) => changed.has(path))) return { head, judged: null, notes };
  const before = await policyAtCommit(client, shown, await mergeBaseOf(client, place, base, head));
  const after = await policyAtCommit(client, shown, head);
  return { head, judged: proposed(readShipped().policies, before, after), notes };
}
