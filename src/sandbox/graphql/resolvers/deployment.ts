/** Deployments and their statuses, and the lists of them. */
import { resolveRef } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import type { Deployment, DeploymentState, DeploymentStatus } from '../../state/automation.ts';
import { statusesOf } from '../../state/deployments.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { Repository } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import { object, optionalTexts } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { demandRead } from '../rights.ts';
import { type Args, account, type Context, countable, type Fields, type Thing, thing } from '../things.ts';
import { databaseId } from './database-id.ts';

/** `repository.deployments`, by creation: those to one of the environments if asked. */
export function repositoryDeployments(repository: Repository, args: Args, context: Context): Connection {
  demandRead(context, repository, 'deployments');
  const environments = optionalTexts(args, 'environments');
  const { direction } = { direction: 'ASC', ...object(args, 'orderBy') };
  const found = [...context.store.deployments.values()].filter(
    ({ repositoryId, environment }) =>
      repositoryId === repository.id && (environments === undefined || environments.includes(environment)),
  );
  const ordered = direction === 'DESC' ? found.toReversed() : found;
  return connect(ordered, countable(args), {
    name: 'deployments',
    key: ({ id }) => id,
    node: (one) => thing('Deployment', one),
  });
}

/** What a deployment is in, by its newest status. */
const states: Readonly<Record<DeploymentState, string>> = {
  error: 'ERROR',
  failure: 'FAILURE',
  inactive: 'INACTIVE',
  in_progress: 'IN_PROGRESS',
  queued: 'QUEUED',
  pending: 'PENDING',
  success: 'ACTIVE',
};

/** A branch or tag by its short name; null for a commit. */
async function refOf(deployment: Deployment, { store }: Context): Promise<Thing | null> {
  const repository = known(store.repositories, deployment.repositoryId);
  for (const name of [`refs/heads/${deployment.ref}`, `refs/tags/${deployment.ref}`]) {
    const oid = await resolveRef(folderOf(store, repository), name);
    if (oid !== null) return thing('Ref', { repository, name, oid });
  }
  return null;
}

/** Fields of `Deployment`. */
export const deploymentFields: Fields<Deployment> = {
  id: ({ id }) => nodeIdOf('deployment', id),
  databaseId: ({ id }) => databaseId('Deployment', id),
  commitOid: ({ sha }) => sha,
  commit: ({ sha, repositoryId }, _args, { store }) => {
    const repository = known(store.repositories, repositoryId);
    return thing('Commit', { repository, folder: folderOf(store, repository), oid: sha });
  },
  ref: (deployment, _args, context) => refOf(deployment, context),
  environment: ({ environment }) => environment,
  originalEnvironment: ({ environment }) => environment,
  latestEnvironment: (deployment, _args, { store }) =>
    statusesOf(store, deployment)[0]?.environment ?? deployment.environment,
  task: ({ task }) => task,
  payload: ({ payload }) => JSON.stringify(payload),
  description: ({ description }) => description,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  creator: ({ creatorId }, _args, { store }) => account(known(store.users, creatorId)),
  repository: ({ repositoryId }, _args, { store }) => thing('Repository', known(store.repositories, repositoryId)),
  state: (deployment, _args, { store }) => states[statusesOf(store, deployment)[0]?.state ?? 'pending'],
  latestStatus: (deployment, _args, { store }) => {
    const [latest] = statusesOf(store, deployment);
    return latest === undefined ? null : thing('DeploymentStatus', latest);
  },
  statuses: (deployment, args, { store }) =>
    connect(statusesOf(store, deployment), countable(args), {
      name: 'statuses',
      key: ({ id }) => id,
      node: (one) => thing('DeploymentStatus', one),
    }),
};

/** Fields of `DeploymentStatus`. */
export const deploymentStatusFields: Fields<DeploymentStatus> = {
  id: ({ id }) => nodeIdOf('deploymentStatus', id),
  state: ({ state }) => state.toUpperCase(),
  description: ({ description }) => description,
  environment: ({ environment }) => environment,
  environmentUrl: ({ environmentUrl }) => (environmentUrl === '' ? null : environmentUrl),
  logUrl: ({ logUrl }) => (logUrl === '' ? null : logUrl),
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ createdAt }) => createdAt,
  creator: ({ creatorId }, _args, { store }) => account(known(store.users, creatorId)),
  deployment: ({ deploymentId }, _args, { store }) => thing('Deployment', known(store.deployments, deploymentId)),
};
