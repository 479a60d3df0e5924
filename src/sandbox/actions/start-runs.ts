// Makes the runs that a happening starts: of the files at its commit whose `on:` it fits.
import {
  createRef,
  filesBetween,
  mergeBase,
  mergedTree,
  readCommit,
  resolveRef,
  updateRef,
  writeCommit,
} from '../git/index.ts';
import { folderOf } from '../git-folder.ts';
import type { Workflow } from '../state/automation.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { createRun } from '../state/runs.ts';
import { now, type Store } from '../state/store.ts';
import { putWorkflow, workflowAt } from '../state/workflows.ts';
import { type FileAtCommit, filesAt } from './files-at.ts';
import type { Happening } from './happening.ts';
import { planOf, scopeOf } from './run-of-file.ts';
import { scheduleLines } from './schedule-lines.ts';
import { eventsOf, isStarted } from './trigger-filter.ts';

/** Whose files, and what their runs are for: `head` is what a run is shown with. */
type Place = {
  readonly ref: string;
  readonly sha: string;
  readonly head: string;
  readonly headBranch: string | null;
  /** With what it is compared for filters on paths; null: with nothing. */
  readonly before: string | null;
};

/** Starts all of them. Rejects where the sandbox itself is wrong, or cannot read a file that is a workflow. */
export async function startRunsFor(store: Store, happening: Happening): Promise<void> {
  const folder = folderOf(store, happening.repository);
  const place = await placeOf(store, happening, folder);
  if (place === null) return;
  const paths = async () => changedPaths(folder, place);
  for (const { path, file } of await filesAt(folder, place.sha)) {
    if (happening.cron !== null && !scheduleLines(file.on).includes(happening.cron)) continue;
    if (!(await isStarted(file.on, { ...happening, paths }))) continue;
    const workflow =
      workflowAt(store, happening.repository, path) ??
      putWorkflow(store, happening.repository, { path, name: file.name ?? path });
    if (workflow.state === 'active') await start(store, happening, place, { workflow, path, file });
  }
}

async function start(
  store: Store,
  happening: Happening,
  place: Place,
  { workflow, file }: FileAtCommit & { readonly workflow: Workflow },
): Promise<void> {
  const { repository, event, payload, actor } = happening;
  const { ref, sha, head, headBranch } = place;
  const commit = await readCommit(folderOf(store, repository), head);
  if (commit === null) throw new Error(`${head} of ${event} is no commit`);
  const scope = scopeOf({
    store,
    repository,
    workflow,
    event,
    ref,
    sha,
    inputs: {},
    payload,
    actorId: actor.id,
    run: null,
  });
  createRun(store, { user: actor }, workflow, {
    ...{ event, ref, sha, commit, payload, inputs: {} },
    ...(headBranch === null ? {} : { headBranch }),
    ...planOf(file, happening.title ?? workflow.name, scope),
  });
}

const SKIPS = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]/i;

async function placeOf(store: Store, { where, repository, event }: Happening, folder: string): Promise<Place | null> {
  if (where.is === 'pull') return placeOfPull(store, where.pull, folder, event);
  if (where.is === 'at') {
    const message = (await readCommit(folder, where.sha))?.message ?? '';
    const { ref, sha, before } = where;
    return event === 'push' && SKIPS.test(message) ? null : { ref, sha, head: sha, headBranch: null, before };
  }
  const ref = `refs/heads/${repository.defaultBranch}`;
  const sha = await resolveRef(folder, ref);
  return sha === null ? null : { ref, sha, head: sha, headBranch: null, before: null };
}

/** What merging it would be, made where some file may be started; none where it conflicts. Once it is merged, the commit that it became. */
async function placeOfPull(
  store: Store,
  { number, pullRequest }: PullRequestIssue,
  folder: string,
  event: string,
): Promise<Place | null> {
  const { head: headBranch, headSha: head, baseSha, merge } = pullRequest;
  const listens = async (sha: string) =>
    (await filesAt(folder, sha)).some(({ file }) => eventsOf(file.on).includes(event));
  if (!(await listens(head)) && !(await listens(baseSha))) return null;
  if (SKIPS.test((await readCommit(folder, head))?.message ?? '')) return null;
  const ref = `refs/pull/${number}/merge`;
  const before = await mergeBase(folder, baseSha, head);
  if (merge !== null) return { ref, sha: merge.sha, head, headBranch, before };
  const tree = await mergedTree(folder, baseSha, head);
  if (tree === null) return null;
  const author = { name: 'GitHub', email: 'noreply@github.com', date: new Date(now(store)) };
  const sha = await writeCommit(folder, {
    tree,
    parents: [baseSha, head],
    author,
    message: `Merge ${head} into ${baseSha}`,
  });
  const moved = await updateRef(folder, ref, sha, true);
  if (!moved.ok) await createRef(folder, ref, sha);
  return { ref, sha, head, headBranch, before };
}

async function changedPaths(folder: string, { before, head }: Place): Promise<readonly string[]> {
  const from = before ?? (await readCommit(folder, head))?.parents[0];
  return from === undefined ? [] : (await filesBetween(folder, from, head)).map(({ path }) => path);
}
