// Deployments and their statuses.
import { demand } from './access.ts';
import { type Actor, viaAppId } from './actor.ts';
import type { Deployment, DeploymentState, DeploymentStatus } from './automation.ts';
import { ensureEnvironment } from './environments.ts';
import { Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** What a deployment is made of; `sha` is what `ref` points to, resolved by the caller. */
export type DeploymentInput = {
  readonly ref: string;
  readonly sha: string;
  readonly task?: string;
  readonly payload?: unknown;
  readonly environment?: string;
  readonly description?: string | null;
  readonly productionEnvironment?: boolean;
  readonly transientEnvironment?: boolean;
  readonly runId?: number;
};

const writing = { role: 'write', permission: 'deployments', level: 'write' } as const;

/** Makes a deployment. An environment called `production` is a production environment unless told otherwise. */
export function createDeployment(
  store: Store,
  actor: Actor,
  repository: Repository,
  input: DeploymentInput,
): Deployment {
  demand(store, actor, repository, writing);
  const environment = input.environment ?? 'production';
  const at = now(store);
  const deployment: Deployment = {
    id: nextId(store, 'deployment'),
    repositoryId: repository.id,
    ref: input.ref,
    sha: input.sha,
    task: input.task ?? 'deploy',
    payload: input.payload ?? {},
    environment,
    description: input.description ?? null,
    productionEnvironment: input.productionEnvironment ?? environment === 'production',
    transientEnvironment: input.transientEnvironment ?? false,
    creatorId: actor.user.id,
    viaAppId: viaAppId(actor),
    runId: input.runId ?? null,
    createdAt: at,
    updatedAt: at,
  };
  ensureEnvironment(store, repository, environment);
  store.deployments.set(deployment.id, deployment);
  appendEvent(store, { event: 'deployment', action: 'created', deployment, sender: actor.user, repository });
  return deployment;
}

/** The statuses of a deployment, newest first. */
export function statusesOf(store: Store, deployment: Deployment): readonly DeploymentStatus[] {
  return [...store.deploymentStatuses.values()].filter((one) => one.deploymentId === deployment.id).reverse();
}

/** What a status is made of. */
export type StatusInput = {
  readonly state: DeploymentState;
  readonly description?: string;
  readonly environment?: string;
  readonly environmentUrl?: string;
  readonly logUrl?: string;
  readonly autoInactive?: boolean;
};

/** Adds a status. A success makes earlier successes of the same *non-production*, non-transient environment inactive, unless `autoInactive` is false. */
export function createDeploymentStatus(
  store: Store,
  actor: Actor,
  deployment: Deployment,
  input: StatusInput,
): DeploymentStatus {
  demand(store, actor, known(store.repositories, deployment.repositoryId), writing);
  if ([...(input.description ?? '')].length > 140)
    throw new Refusal(422, 'Validation Failed', {
      errors: [
        {
          resource: 'DeploymentStatus',
          code: 'custom',
          field: 'description',
          message: 'description is too long (maximum is 140 characters)',
        },
      ],
    });
  const environment = input.environment ?? deployment.environment;
  if (input.state === 'success' && input.autoInactive !== false) retireOthers(store, actor, deployment, environment);
  return addStatus(store, actor, deployment, { ...input, environment });
}

function retireOthers(store: Store, actor: Actor, deployment: Deployment, environment: string): void {
  for (const other of store.deployments.values()) {
    const same = other.repositoryId === deployment.repositoryId && other.environment === environment;
    if (!same || other.id >= deployment.id || other.productionEnvironment || other.transientEnvironment) continue;
    if (statusesOf(store, other)[0]?.state === 'success')
      addStatus(store, actor, other, { state: 'inactive', environment });
  }
}

function addStatus(
  store: Store,
  actor: Actor,
  deployment: Deployment,
  input: StatusInput & { readonly environment: string },
): DeploymentStatus {
  const status: DeploymentStatus = {
    id: nextId(store, 'deploymentStatus'),
    deploymentId: deployment.id,
    state: input.state,
    description: input.description ?? '',
    environment: input.environment,
    environmentUrl: input.environmentUrl ?? '',
    logUrl: input.logUrl ?? '',
    creatorId: actor.user.id,
    viaAppId: viaAppId(actor),
    createdAt: now(store),
  };
  store.deploymentStatuses.set(status.id, status);
  store.deployments.set(deployment.id, { ...deployment, updatedAt: status.createdAt });
  const repository = known(store.repositories, deployment.repositoryId);
  appendEvent(store, {
    event: 'deployment_status',
    action: 'created',
    deployment,
    status,
    sender: actor.user,
    repository,
  });
  return status;
}
