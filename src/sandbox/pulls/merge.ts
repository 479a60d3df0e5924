// Merges pull requests with real git, as far as the rules of the base branch let them.
import {
  aheadBehind,
  commitsBetween,
  mergedTree,
  rebased,
  type Signature,
  updateRef,
  writeCommit,
} from '../git/index.ts';
import { announcePush, folderOf } from '../git-host.ts';
import { githubSignature, signatureOf } from '../signature.ts';
import type { Actor } from '../state/actor.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import type { MergeMethod } from '../state/pull-request.ts';
import { currentPullRequest, demandMerge, headRepositoryOf, markMerged } from '../state/pull-requests.ts';
import { closeNamed } from '../state/push.ts';
import { Refusal } from '../state/refusal.ts';
import { ownerOf } from '../state/repositories.ts';
import { ruleAgainst } from '../state/required-checks.ts';
import type { Store } from '../state/store.ts';

/** How to merge: `sha` is the head that was looked at; title and message replace GitHub's. */
export type MergeInput = {
  readonly method: MergeMethod;
  readonly sha?: string | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  /** Asked for earlier: rights were looked at then, and every rule holds. */
  readonly automatic?: boolean;
};

/** The commit that merged it: 405 when it cannot be or the rules are against it, 409 for another head than the one looked at. */
export async function mergePull(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  input: MergeInput,
): Promise<string> {
  const current = currentPullRequest(store, pull);
  if (input.automatic !== true) demandMerge(store, actor, current);
  const { draft, head, headSha, base, baseSha } = current.pullRequest;
  if (current.state === 'closed') throw notMergeable();
  if (draft) throw new Refusal(405, 'Pull Request is still a draft');
  if (input.sha !== undefined && input.sha !== headSha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  const repository = repositoryOf(store, current);
  const folder = folderOf(store, repository);
  const tree = await mergedTree(folder, baseSha, headSha);
  if (tree === null) throw notMergeable();
  const { behind } = await aheadBehind(folder, baseSha, headSha);
  const problem = ruleAgainst(store, input.automatic === true ? null : actor, current, behind > 0);
  if (problem !== null) throw new Refusal(405, problem);
  const from = `${ownerOf(store, headRepositoryOf(store, current)).login}/${head}`;
  const by = { author: signatureOf(store, actor), committer: githubSignature(store) };
  const sha = await commitOf(folder, current, { tree, from, input, ...by });
  const moved = await updateRef(folder, `refs/heads/${base}`, sha);
  if (!moved.ok) throw new Refusal(405, 'Base branch was modified. Review and try the merge again.');
  markMerged(store, actor, current, sha);
  if (base === repository.defaultBranch)
    closeNamed(store, repository, { text: current.body ?? '', commitId: sha }, actor);
  await announcePush(store, repository, { ref: `refs/heads/${base}`, before: baseSha, after: sha }, actor);
  return sha;
}

function notMergeable(): Refusal {
  return new Refusal(405, 'Pull Request is not mergeable');
}

/** What that commit is made of. */
export type Making = {
  readonly tree: string;
  readonly from: string;
  readonly input: MergeInput;
  readonly author: Signature;
  readonly committer: Signature;
};

/** The commit that a way of merging makes, before anything moves. */
export async function commitOf(folder: string, pull: PullRequestIssue, making: Making): Promise<string> {
  const { tree, input, author, committer } = making;
  const { baseSha, headSha } = pull.pullRequest;
  if (input.method === 'rebase') {
    const top = await rebased(folder, baseSha, headSha, committer);
    if (top === null) throw new Refusal(405, "This branch can't be rebased");
    return top;
  }
  const squash = input.method === 'squash';
  const usual = squash ? await squashWords(folder, pull) : mergeWords(pull, making.from);
  const message = `${input.title ?? usual.title}\n\n${input.message ?? usual.message}`;
  const parents = squash ? [baseSha] : [baseSha, headSha];
  return writeCommit(folder, { tree, parents, author, committer, message });
}

function mergeWords({ number, title }: PullRequestIssue, from: string) {
  return { title: `Merge pull request #${number} from ${from}`, message: title };
}

/** One commit keeps its own message; several are listed under the pull request's title. */
async function squashWords(folder: string, { number, title, pullRequest }: PullRequestIssue) {
  const commits = await commitsBetween(folder, pullRequest.baseSha, pullRequest.headSha);
  const [first, ...others] = commits;
  if (first !== undefined && others.length === 0) {
    const [headline = title, ...body] = first.message.split('\n');
    return { title: `${headline} (#${number})`, message: body.join('\n').trim() };
  }
  return { title: `${title} (#${number})`, message: commits.map(({ message }) => `* ${message}`).join('\n\n') };
}
