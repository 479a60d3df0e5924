/** Mutations that ask for a merge: auto-merge and the merge queue. */
import { aheadBehind } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { removeGroup } from '../../pulls/merge-queue.ts';
import { mergeableFor } from '../../pulls/mergeable.ts';
import { queueOf } from '../../state/branch-rules.ts';
import type { PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { dequeue, disableAutoMerge, enableAutoMerge, enqueue } from '../../state/merge-requests.ts';
import { mergeMethods } from '../../state/pull-request.ts';
import { demandMerge } from '../../state/pull-requests.ts';
import { Refusal } from '../../state/refusal.ts';
import { ruleAgainst } from '../../state/required-checks.ts';
import { optionalText } from '../arguments.ts';
import { notImplemented } from '../failure.ts';
import { type Args, account, type Context, thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { pullIn } from './subject.ts';

/** Mutations of pull requests. */
export const pullRequestMutations: Mutations = {
  enablePullRequestAutoMerge: async (input, context) => {
    const { store, actor } = context;
    const pull = lookedAt(input, context);
    if (optionalText(input, 'authorEmail') !== undefined)
      throw notImplemented('EnablePullRequestAutoMergeInput.authorEmail');
    const { state } = await mergeableFor(store, actor, pull);
    const isQueued = queueOf(store, repositoryOf(store, pull), pull.pullRequest.base) !== null;
    if (!isQueued && (state === 'clean' || state === 'unstable'))
      throw new Refusal(422, `Pull request is in ${state} status`);
    const method = mergeMethods.find((one) => one.toUpperCase() === optionalText(input, 'mergeMethod')) ?? 'merge';
    const title = optionalText(input, 'commitHeadline') ?? null;
    const message = optionalText(input, 'commitBody') ?? null;
    const changed = enableAutoMerge(store, actor, pull, { method, title, message });
    return { actor: account(actor.user), pullRequest: thing('PullRequest', changed) };
  },
  disablePullRequestAutoMerge: (input, context) => {
    const { store, actor } = context;
    const changed = disableAutoMerge(store, actor, pullIn(input, 'pullRequestId', context));
    return { actor: account(actor.user), pullRequest: thing('PullRequest', changed) };
  },
  enqueuePullRequest: async (input, context) => {
    const { store, actor } = context;
    const pull = lookedAt(input, context);
    const { base, baseSha, headSha } = pull.pullRequest;
    const repository = repositoryOf(store, pull);
    if (queueOf(store, repository, base) === null)
      throw new Refusal(422, `The merge queue is not enabled for the branch ${base}`);
    const { behind } = await aheadBehind(folderOf(store, repository), baseSha, headSha);
    const problem = ruleAgainst(store, actor, pull, behind > 0, 'passed');
    if (problem !== null) throw new Refusal(422, problem);
    return { mergeQueueEntry: thing('MergeQueueEntry', enqueue(store, actor, pull, input['jump'] === true)) };
  },
  dequeuePullRequest: async (input, context) => {
    const { store, actor } = context;
    const pull = pullIn(input, 'id', context);
    demandMerge(store, actor, pull);
    const { queued } = pull.pullRequest;
    if (queued === null) throw new Refusal(422, 'Pull request is not in the queue');
    dequeue(store, actor.user, pull, 'MANUAL');
    if (queued.group !== null) await removeGroup(store, repositoryOf(store, pull), queued.group, pull);
    return { mergeQueueEntry: thing('MergeQueueEntry', pull) };
  },
};

/** The pull request of the input, whose head must be the one that was looked at. */
function lookedAt(input: Args, context: Context): PullRequestIssue {
  const pull = pullIn(input, 'pullRequestId', context);
  const expected = optionalText(input, 'expectedHeadOid');
  if (expected !== undefined && expected !== pull.pullRequest.headSha)
    throw new Refusal(422, 'Head branch was modified. Review and try the merge again.');
  return pull;
}
