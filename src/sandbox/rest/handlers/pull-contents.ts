// REST: what is in a pull request, its reviews, and merging it.
import * as z from 'zod';
import { commitsBetween } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { mergePull } from '../../pulls/merge.ts';
import { pullsOfCommit } from '../../pulls/of-commit.ts';
import { changedSince, patchesSince } from '../../pulls/size.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { mergeMethods } from '../../state/pull-request.ts';
import { Refusal } from '../../state/refusal.ts';
import { reviewsOf, submitReview } from '../../state/reviews.ts';
import { type Answer, type Asked, actorOf, bodyAs, ok, param, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { commitShape, fileShape } from '../shapes/git.ts';
import { pullShape, reviewShape } from '../shapes/pulls.ts';
import { pullFor } from './pulls.ts';

/** GitHub lists this many commits of a pull request. */
const mostCommits = 250;

/** `GET …/pulls/{pull_number}/commits`: oldest first. */
export async function listCommits(asked: Asked): Promise<Answer> {
  const pull = pullFor(asked);
  const repository = repositoryOf(asked.store, pull);
  const { baseSha, headSha } = pull.pullRequest;
  const commits = await commitsBetween(folderOf(asked.store, repository), baseSha, headSha);
  return paged(asked, commits.slice(0, mostCommits), (commit) => commitShape(asked.store, repository, commit));
}

/** `GET …/pulls/{pull_number}/files`. */
export async function listFiles(asked: Asked): Promise<Answer> {
  const pull = pullFor(asked);
  const repository = repositoryOf(asked.store, pull);
  const { baseSha, headSha } = pull.pullRequest;
  const folder = folderOf(asked.store, repository);
  const files = await changedSince(folder, baseSha, headSha);
  const patches = await patchesSince(folder, baseSha, headSha);
  return paged(asked, files, (file) => fileShape(asked.store, repository, headSha, file, patches));
}

/** `GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls`. */
export async function ofCommit(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'pull_requests');
  const pulls = await pullsOfCommit(asked.store, repository, param(asked, 'commit_sha'));
  return paged(asked, pulls, (pull) => pullShape(asked.store, pull));
}

const Merge = z
  .object({
    commit_title: z.string().optional(),
    commit_message: z.string().optional(),
    sha: z.string().optional(),
    merge_method: z.enum(mergeMethods).optional(),
  })
  .nullish();

/** `PUT …/pulls/{pull_number}/merge`. */
export async function merge(asked: Asked): Promise<Answer> {
  const pull = pullFor(asked, 'metadata');
  const { merge_method, sha, commit_title, commit_message } = bodyAs(asked, Merge) ?? {};
  const input = { method: merge_method ?? 'merge', sha, title: commit_title, message: commit_message } as const;
  const merged = await mergePull(asked.store, actorOf(asked), pull, input);
  return ok({ sha: merged, merged: true, message: 'Pull Request successfully merged' });
}

const NewReview = z.object({
  body: z.string().optional(),
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).optional(),
  commit_id: z.string().optional(),
  comments: z.array(z.unknown()).optional(),
});

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

/** `POST …/pulls/{pull_number}/reviews`: submitted at once; pending ones and comments on lines are not implemented. */
export function createReview(asked: Asked): Answer {
  const pull = pullFor(asked);
  const { event, body, comments } = bodyAs(asked, NewReview);
  if (event === undefined) throw new Refusal(501, 'The sandbox does not implement pending reviews.');
  if ((comments ?? []).length > 0) throw new Refusal(501, 'The sandbox does not implement comments on lines.');
  const input = { state: states[event], body: body ?? '' };
  return ok(reviewShape(asked.store, pull, submitReview(asked.store, actorOf(asked), pull, input)));
}

/** `GET …/pulls/{pull_number}/reviews`: oldest first. */
export function listReviews(asked: Asked): Answer {
  const pull = pullFor(asked);
  return paged(asked, reviewsOf(asked.store, pull), (review) => reviewShape(asked.store, pull, review));
}
