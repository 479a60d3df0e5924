// REST: what is in a pull request, and merging it.
import * as z from 'zod';
import { commitsBetween } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { mergePull } from '../../pulls/merge.ts';
import { pullsOfCommit } from '../../pulls/of-commit.ts';
import { changedSince, patchesSince } from '../../pulls/size.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { mergeMethods } from '../../state/pull-request.ts';
import { type Answer, type Asked, actorOf, bodyAs, ok, param, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { commitShape, fileShape } from '../shapes/git.ts';
import { pullShape } from '../shapes/pulls.ts';
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
