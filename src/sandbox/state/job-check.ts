// The check run that a job is, by the same number, where its run is for what is proposed or pushed: branch rules know a job by its name.
// https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/about-status-checks
import type { Job, RunStatus } from './automation.ts';
import { createCheckRun, updateCheckRun } from './checks.ts';
import { known, type Store } from './store.ts';

/** GitHub Actions on github.com, whose checks they are. */
const ACTIONS = 15_368;
const events = ['pull_request', 'pull_request_review', 'merge_group', 'push'];

/** Makes the check run of a job, or moves it on. */
export function showAsCheck(store: Store, job: Job): void {
  const run = store.workflowRuns.get(job.runId);
  if (run === undefined || !events.includes(run.event)) return;
  const actor = actionsOn(store, run.repositoryId);
  if (actor === null) return;
  const before = store.checkRuns.get(job.id);
  const [status, conclusion] = [statusOf(job.status), job.conclusion ?? undefined];
  const state = { name: job.name, status, conclusion, externalId: `job ${job.id}` };
  if (before === undefined) {
    const about = { commit: run.headCommit, branch: run.headBranch };
    createCheckRun(store, actor, known(store.repositories, run.repositoryId), { id: job.id, ...state, ...about });
  } else if (before.status !== status || before.name !== job.name) updateCheckRun(store, actor, before, state);
}

function statusOf(status: RunStatus): 'queued' | 'in_progress' | 'completed' {
  return status === 'completed' || status === 'in_progress' ? status : 'queued';
}

function actionsOn(store: Store, repositoryId: number) {
  const { ownerId } = known(store.repositories, repositoryId);
  const app = store.apps.get(ACTIONS);
  const installation = [...store.installations.values()].find(
    (one) => one.appId === ACTIONS && one.accountId === ownerId,
  );
  if (app === undefined || installation === undefined) return null;
  const { permissions } = installation;
  const user = known(store.users, app.userId);
  return { kind: 'installation', user, app, installation, permissions, repositoryIds: [repositoryId] } as const;
}
