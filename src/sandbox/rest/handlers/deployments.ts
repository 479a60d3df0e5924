// REST: deployments and their statuses.
import * as z from 'zod';
import { isFastForward, resolveCommit, resolveRef } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { type Deployment, deploymentStates } from '../../state/automation.ts';
import { latestRuns, suitesAt } from '../../state/checks.ts';
import { latestStatuses } from '../../state/commit-statuses.ts';
import { createDeployment, createDeploymentStatus, statusesOf } from '../../state/deployments.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import type { Repository } from '../../state/repository.ts';
import { standingOf } from '../../state/required-checks.ts';
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
import { deploymentShape, statusShape } from '../shapes/automation.ts';

const NewDeployment = z.object({
  ref: z.string(),
  task: z.string().optional(),
  auto_merge: z.boolean().optional(),
  required_contexts: z.array(z.string()).optional(),
  payload: z.unknown().optional(),
  environment: z.string().optional(),
  description: z.string().nullish(),
  transient_environment: z.boolean().optional(),
  production_environment: z.boolean().optional(),
});

/** `POST /repos/{owner}/{repo}/deployments`: 409 while a context that it requires has not passed. */
export async function create(asked: Asked): Promise<Answer> {
  const repository = repositoryFor(asked);
  const actor = actorOf(asked);
  const input = bodyAs(asked, NewDeployment);
  const folder = folderOf(asked.store, repository);
  const sha = await resolveCommit(folder, input.ref);
  if (sha === null) throw new Refusal(422, `No ref found for: ${input.ref}`);
  if (input.auto_merge !== false) await refuseMerge(repository, folder, input.ref, sha);
  if (!isGreen(asked, repository, sha, input.required_contexts))
    throw new Refusal(409, `Conflict: Commit status checks failed for ${input.ref}.`);
  const { ref, task, payload, environment, transient_environment, production_environment } = input;
  const deployment = createDeployment(asked.store, actor, repository, {
    ref,
    sha,
    description: input.description ?? null,
    ...(task === undefined ? {} : { task }),
    ...(payload === undefined ? {} : { payload }),
    ...(environment === undefined ? {} : { environment }),
    ...(transient_environment === undefined ? {} : { transientEnvironment: transient_environment }),
    ...(production_environment === undefined ? {} : { productionEnvironment: production_environment }),
  });
  return created(deploymentShape(asked.store, deployment));
}

/** Whether the statuses and checks of a commit have passed: those named, all there are where none are. */
function isGreen(asked: Asked, repository: Repository, sha: string, named: readonly string[] | undefined): boolean {
  const { store } = asked;
  const runs = suitesAt(store, repository, sha).flatMap((suite) => latestRuns(store, suite));
  const all = [
    ...runs.map(({ name }) => name),
    ...latestStatuses(store, repository, sha).map(({ context }) => context),
  ];
  const passed = (context: string) => standingOf(store, repository, sha, { context, appId: null }) === 'passed';
  return (named ?? all).every(passed);
}

/** `auto_merge` is on unless told otherwise: GitHub would merge the default branch into a branch that is behind it. */
async function refuseMerge(repository: Repository, folder: string, ref: string, sha: string): Promise<void> {
  if ((await resolveRef(folder, `refs/heads/${ref}`)) === null) return;
  const head = await resolveRef(folder, `refs/heads/${repository.defaultBranch}`);
  if (head !== null && !(await isFastForward(folder, head, sha)))
    throw new Refusal(501, `The sandbox does not implement auto_merge of ${repository.defaultBranch} into ${ref}.`);
}

/** `GET /repos/{owner}/{repo}/deployments`: newest first. */
export function list(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'deployments');
  const same = (name: string, value: string) => [undefined, 'none', value].includes(queryText(asked, name));
  const all = [...asked.store.deployments.values()].filter(
    (one) =>
      one.repositoryId === repository.id &&
      same('sha', one.sha) &&
      same('ref', one.ref) &&
      same('task', one.task) &&
      same('environment', one.environment),
  );
  return paged(asked, all.reverse(), (one) => deploymentShape(asked.store, one));
}

function deploymentFor(asked: Asked, permission = 'deployments'): Deployment {
  const repository = repositoryFor(asked, permission);
  const deployment = asked.store.deployments.get(numberParam(asked, 'deployment_id'));
  if (deployment?.repositoryId !== repository.id) throw notFound();
  return deployment;
}

/** `GET /repos/{owner}/{repo}/deployments/{deployment_id}`. */
export function get(asked: Asked): Answer {
  return ok(deploymentShape(asked.store, deploymentFor(asked)));
}

const NewStatus = z.object({
  state: z.enum(deploymentStates),
  description: z.string().optional(),
  environment: z.string().optional(),
  environment_url: z.string().optional(),
  log_url: z.string().optional(),
  target_url: z.string().optional(),
  auto_inactive: z.boolean().optional(),
});

/** `POST …/deployments/{deployment_id}/statuses`. */
export function createStatus(asked: Asked): Answer {
  const deployment = deploymentFor(asked, 'metadata');
  const input = bodyAs(asked, NewStatus);
  const logUrl = input.log_url ?? input.target_url;
  const status = createDeploymentStatus(asked.store, actorOf(asked), deployment, {
    state: input.state,
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.environment === undefined ? {} : { environment: input.environment }),
    ...(input.environment_url === undefined ? {} : { environmentUrl: input.environment_url }),
    ...(logUrl === undefined ? {} : { logUrl }),
    ...(input.auto_inactive === undefined ? {} : { autoInactive: input.auto_inactive }),
  });
  return created(statusShape(asked.store, status));
}

/** `GET …/deployments/{deployment_id}/statuses`: newest first. */
export function listStatuses(asked: Asked): Answer {
  return paged(asked, statusesOf(asked.store, deploymentFor(asked)), (one) => statusShape(asked.store, one));
}

/** `GET …/deployments/{deployment_id}/statuses/{status_id}`. */
export function getStatus(asked: Asked): Answer {
  const id = numberParam(asked, 'status_id');
  const status = statusesOf(asked.store, deploymentFor(asked)).find((one) => one.id === id);
  if (status === undefined) throw notFound();
  return ok(statusShape(asked.store, status));
}
