// Whether a pull request can be merged as things are, in the words of `mergeable` and `mergeable_state`.
import { aheadBehind, mergedTree } from '../git/index.ts';
import { folderOf } from '../git-host.ts';
import type { Caller } from '../state/actor.ts';
import { latestRuns, suitesAt } from '../state/checks.ts';
import { latestStatuses } from '../state/commit-statuses.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import { ruleAgainst } from '../state/required-checks.ts';
import type { Store } from '../state/store.ts';

/** `mergeable` is null for a closed one, of which nobody computes it. */
export type MergeableState = {
  readonly mergeable: boolean | null;
  readonly state: 'unknown' | 'dirty' | 'draft' | 'blocked' | 'unstable' | 'clean';
};

/** For this caller: administrators may be free of a rule. */
export async function mergeableFor(store: Store, caller: Caller, pull: PullRequestIssue): Promise<MergeableState> {
  if (pull.state === 'closed') return { mergeable: null, state: 'unknown' };
  const folder = folderOf(store, repositoryOf(store, pull));
  const { baseSha, headSha, draft } = pull.pullRequest;
  if ((await mergedTree(folder, baseSha, headSha)) === null) return { mergeable: false, state: 'dirty' };
  if (draft) return { mergeable: true, state: 'draft' };
  const { behind } = await aheadBehind(folder, baseSha, headSha);
  const actor = caller.kind === 'user' || caller.kind === 'installation' ? caller : null;
  if (actor !== null && ruleAgainst(store, actor, pull, behind > 0) !== null)
    return { mergeable: true, state: 'blocked' };
  return { mergeable: true, state: isStable(store, pull) ? 'clean' : 'unstable' };
}

function isStable(store: Store, pull: PullRequestIssue): boolean {
  const repository = repositoryOf(store, pull);
  const { headSha } = pull.pullRequest;
  const runs = suitesAt(store, repository, headSha).flatMap((suite) => latestRuns(store, suite));
  const passed = runs.every(({ conclusion }) => ['success', 'neutral', 'skipped'].includes(conclusion ?? ''));
  return passed && latestStatuses(store, repository, headSha).every(({ state }) => state === 'success');
}
