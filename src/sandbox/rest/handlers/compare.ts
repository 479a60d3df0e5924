// REST: two commits compared, and branches merged without a pull request.
import * as z from 'zod';
import {
  aheadBehind,
  commitsBetween,
  filesBetween,
  isFastForward,
  mergeBase,
  mergedTree,
  patchesBetween,
  readCommit,
  resolveCommit,
  resolveRef,
  updateRef,
  writeCommit,
} from '../../git/index.ts';
import { announcePush, folderOf } from '../../git-host.ts';
import { compareStatus } from '../../pulls/size.ts';
import { githubSignature, signatureOf } from '../../signature.ts';
import { demand } from '../../state/access.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { type Answer, type Asked, actorOf, bodyAs, created, done, param, repositoryFor } from '../exchange.ts';
import { slice } from '../page.ts';
import { commitShape, fileShape } from '../shapes/git.ts';
import { repositoryPage, repositoryUrl } from '../shapes/urls.ts';

/** Without paging GitHub lists this many commits, the newest ones. */
const mostCommits = 250;
/** GitHub lists this many files, on the first page. */
const mostFiles = 300;

/** `GET /repos/{owner}/{repo}/compare/{base}...{head}`. */
export async function compare(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked, 'contents');
  const { store } = asked;
  const folder = folderOf(store, repository);
  const [baseName, headName] = namesOf(asked);
  const [base, head] = await Promise.all([resolveCommit(folder, baseName), resolveCommit(folder, headName)]);
  if (base === null || head === null) throw notFound();
  const common = await mergeBase(folder, base, head);
  if (common === null) throw notFound(`No common ancestor between ${baseName} and ${headName}.`);
  const [{ ahead, behind }, commits, files, patches, baseCommit, commonCommit] = await Promise.all([
    aheadBehind(folder, base, head),
    commitsBetween(folder, base, head),
    filesBetween(folder, common, head),
    patchesBetween(folder, common, head),
    readCommit(folder, base),
    readCommit(folder, common),
  ]);
  if (baseCommit === null || commonCommit === null) throw notFound();
  const { items, headers } = pageOf(asked, commits);
  const url = `${repositoryUrl(store, repository)}/compare/${baseName}...${headName}`;
  const page = `${repositoryPage(store, repository)}/compare`;
  const body = {
    url,
    html_url: `${page}/${baseName}...${headName}`,
    permalink_url: `${page}/${base}...${head}`,
    diff_url: `${page}/${baseName}...${headName}.diff`,
    patch_url: `${page}/${baseName}...${headName}.patch`,
    base_commit: commitShape(store, repository, baseCommit),
    merge_base_commit: commitShape(store, repository, commonCommit),
    status: compareStatus(ahead, behind),
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: items.map((commit) => commitShape(store, repository, commit)),
    ...(isFirstPage(asked)
      ? { files: files.slice(0, mostFiles).map((file) => fileShape(store, repository, head, file, patches)) }
      : {}),
  };
  return { status: 200, body, headers };
}

function namesOf(asked: Asked): readonly [string, string] {
  const whole = param(asked, 'basehead');
  const [base = '', head = ''] = whole === '' ? [param(asked, 'base'), param(asked, 'head')] : whole.split('...', 2);
  if (base === '' || head === '') throw notFound();
  const elsewhere = [base, head].find((name) => name.includes(':'));
  if (elsewhere !== undefined) throw new Refusal(501, `The sandbox does not compare across forks (${elsewhere}).`);
  return [base, head];
}

function isFirstPage(asked: Asked): boolean {
  return Number(asked.query['page'] ?? 1) === 1;
}

function pageOf<T>(asked: Asked, commits: readonly T[]) {
  const isPaged = new URL(asked.target, 'http://sandbox.invalid').searchParams;
  if (isPaged.has('page') || isPaged.has('per_page')) return slice(asked, commits);
  return { items: commits.slice(-mostCommits), headers: {} };
}

const Merging = z.object({ base: z.string(), head: z.string(), commit_message: z.string().optional() });

/** `POST /repos/{owner}/{repo}/merges`: 204 when there is nothing to merge, 409 for a conflict. */
export async function merge(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  const { store } = asked;
  demand(store, actor, repository, { role: 'write', permission: 'contents', level: 'write' });
  const folder = folderOf(store, repository);
  const input = bodyAs(asked, Merging);
  const ref = `refs/heads/${input.base}`;
  const [base, head] = await Promise.all([resolveRef(folder, ref), resolveCommit(folder, input.head)]);
  if (base === null) throw notFound('Base does not exist');
  if (head === null) throw notFound('Head does not exist');
  if (await isFastForward(folder, head, base)) return done;
  const tree = await mergedTree(folder, base, head);
  if (tree === null) throw new Refusal(409, 'Merge conflict');
  const message = input.commit_message ?? `Merge ${input.head} into ${input.base}`;
  const by = { author: signatureOf(store, actor), committer: githubSignature(store) };
  const oid = await writeCommit(folder, { tree, parents: [base, head], message, ...by });
  const moved = await updateRef(folder, ref, oid);
  const commit = await readCommit(folder, oid);
  if (!moved.ok || commit === null) throw new Refusal(409, 'Merge conflict');
  await announcePush(store, repository, { ref, before: base, after: oid }, actor);
  return created(commitShape(store, repository, commit));
}
