// REST: pull requests: opened, listed, shown, changed.
import * as z from 'zod';
import { resolveRef } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { followOwners } from '../../pulls/code-owners.ts';
import { fetchHead, pointHead } from '../../pulls/head-ref.ts';
import { mergeableFor } from '../../pulls/mergeable.ts';
import { sizeOf } from '../../pulls/size.ts';
import { canSee } from '../../state/access.ts';
import { findUser } from '../../state/accounts.ts';
import { copyOf } from '../../state/forks.ts';
import type { PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { updateIssue } from '../../state/issues.ts';
import {
  createPullRequest,
  currentPullRequest,
  headRepositoryOf,
  pullRequestNumbered,
  pullRequestsOf,
  retarget,
} from '../../state/pull-requests.ts';
import { invalid, notFound, Refusal } from '../../state/refusal.ts';
import { findRepository, ownerOf } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  bodyAs,
  created,
  numberParam,
  ok,
  queryText,
  repositoryFor,
} from '../exchange.ts';
import { paged } from '../page.ts';
import { withRenderedBody } from '../rendered.ts';
import { fullPullShape, pullShape } from '../shapes/pulls.ts';

/** The pull request of the path, which the caller may read. */
export function pullFor(asked: Asked, permission = 'pull_requests'): PullRequestIssue {
  return pullRequestNumbered(asked.store, repositoryFor(asked, permission), numberParam(asked, 'pull_number'));
}

const NewPull = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  head: z.string(),
  base: z.string(),
  draft: z.boolean().optional(),
  issue: z.number().optional(),
  head_repo: z.string().optional(),
  maintainer_can_modify: z.boolean().optional(),
});

/** `POST /repos/{owner}/{repo}/pulls`: of a branch here, or in a fork that the caller may read. */
export async function create(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  const input = bodyAs(asked, NewPull);
  if (input.issue !== undefined) throw new Refusal(501, 'The sandbox does not turn issues into pull requests.');
  const { branch: head, repository: headRepository } = headOf(asked, repository, input);
  const [headSha, baseSha] = await Promise.all([
    branchSha(asked, headRepository, head, 'head'),
    branchSha(asked, repository, input.base, 'base'),
  ]);
  await fetchHead(asked.store, headRepository, repository, head);
  const size = await sizeOf(folderOf(asked.store, repository), baseSha, headSha);
  const opened = createPullRequest(asked.store, actor, repository, {
    title: input.title ?? '',
    body: input.body ?? null,
    draft: input.draft ?? false,
    base: input.base,
    head,
    headRepository,
    maintainerCanModify: input.maintainer_can_modify ?? true,
    baseSha,
    headSha,
    size,
  });
  await pointHead(asked.store, opened);
  const pull = await followOwners(asked.store, actor, opened);
  const answer = created(fullPullShape(asked.store, pull));
  return { ...answer, headers: { location: String(pullShape(asked.store, pull)['url']) } };
}

/** `branch` here, `owner:branch` in the copy of that account, or in `head_repo`. */
function headOf({ store, caller }: Asked, repository: Repository, { head, head_repo }: z.infer<typeof NewPull>) {
  const [owner, branch = ''] = head.includes(':') ? head.split(':', 2) : [undefined, head];
  const account = owner === undefined ? undefined : findUser(store, owner)?.id;
  const named =
    head_repo !== undefined && owner !== undefined
      ? findRepository(store, owner, head_repo.split('/').at(-1) ?? '')?.repository
      : copyOf(store, repository, account ?? (owner === undefined ? repository.ownerId : -1));
  if (named === undefined || !canSee(store, caller, named))
    throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  return { repository: named, branch };
}

async function branchSha(asked: Asked, repository: Repository, branch: string, field: string): Promise<string> {
  const sha = await resolveRef(folderOf(asked.store, repository), `refs/heads/${branch}`);
  if (sha === null) throw invalid({ resource: 'PullRequest', field, code: 'invalid' });
  return sha;
}

/** `GET /repos/{owner}/{repo}/pulls`: open ones, newest first, unless asked otherwise. */
export function list(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'pull_requests');
  const { state = 'open', sort = 'created', base, head } = asked.query;
  if (sort !== 'created' && sort !== 'updated')
    throw new Refusal(501, `The sandbox does not sort pull requests by ${String(sort)}.`);
  const found = pullRequestsOf(asked.store, repository).filter(({ state: is, pullRequest }) => {
    if (state !== 'all' && state !== is) return false;
    if (typeof base === 'string' && base !== pullRequest.base) return false;
    if (typeof head !== 'string' || !head.includes(':')) return head === undefined || head === pullRequest.head;
    const owner = ownerOf(asked.store, known(asked.store.repositories, pullRequest.headRepositoryId)).login;
    return head.toLowerCase() === `${owner}:${pullRequest.head}`.toLowerCase();
  });
  const key = (pull: PullRequestIssue) => (sort === 'updated' ? Date.parse(pull.updatedAt) : pull.number);
  const ascending = found.toSorted((a, b) => key(a) - key(b) || a.number - b.number);
  const direction = queryText(asked, 'direction') ?? (sort === 'created' ? 'desc' : 'asc');
  const ordered = direction === 'asc' ? ascending : ascending.toReversed();
  return paged(asked, ordered, (pull) => pullShape(asked.store, pull));
}

/** `GET /repos/{owner}/{repo}/pulls/{pull_number}`, with whether it can be merged. */
export async function get(asked: Asked): Promise<Answer> {
  const pull = pullFor(asked);
  const mergeable = await mergeableFor(asked.store, asked.caller, pull);
  return ok(withRenderedBody(asked, fullPullShape(asked.store, pull, mergeable), pull));
}

const ChangedPull = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
});

/** `PATCH /repos/{owner}/{repo}/pulls/{pull_number}`. */
export async function update(asked: Asked): Promise<Answer> {
  const { store } = asked;
  const actor = actorOf(asked);
  const pull = pullFor(asked);
  const { base, state, title, body } = bodyAs(asked, ChangedPull);
  if (state === 'open') await demandReopenable(asked, pull);
  const changes = {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(state === undefined ? {} : { state }),
  };
  if (Object.keys(changes).length > 0) updateIssue(store, actor, pull, changes);
  if (base !== undefined && base !== pull.pullRequest.base) {
    const baseSha = await branchSha(asked, repositoryOf(store, pull), base, 'base');
    const folder = folderOf(store, repositoryOf(store, pull));
    const size = await sizeOf(folder, baseSha, pull.pullRequest.headSha);
    await followOwners(store, actor, retarget(store, actor, currentPullRequest(store, pull), { base, baseSha, size }));
  }
  return ok(fullPullShape(store, currentPullRequest(store, pull)));
}

/** A merged one stays closed, and one needs its branch to be opened again. */
async function demandReopenable(asked: Asked, pull: PullRequestIssue): Promise<void> {
  if (pull.state === 'open') return;
  const { head, headSha, merge } = pull.pullRequest;
  const folder = folderOf(asked.store, headRepositoryOf(asked.store, pull));
  const there = await resolveRef(folder, `refs/heads/${head}`);
  if (merge === null && there === headSha) return;
  const problem = there === null ? `The ${head} branch was deleted.` : `The ${head} branch was moved meanwhile.`;
  const message = merge === null ? `state cannot be changed. ${problem}` : 'state cannot be changed.';
  throw invalid({ resource: 'PullRequest', code: 'invalid', field: 'state', message });
}

/** `GET …/pulls/{pull_number}/merge`: 204 once merged, 404 before. */
export function checkMerged(asked: Asked): Answer {
  if (pullFor(asked, 'contents').pullRequest.merge === null) throw notFound();
  return { status: 204 };
}
