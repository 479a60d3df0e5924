// Readings of the event `deployment_status`: something went live, so incidents that rolled back look whether it is what they took back.
import type { Reading } from './reading.ts';
import type { DeploymentPayload } from './schema.ts';

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#deployment_status */
export const deploymentActions = { created: true } as const;

export function readDeployment({ action, repository, deployment_status: status }: DeploymentPayload): Reading {
  if (!Object.hasOwn(deploymentActions, action)) return { ignored: 'action-not-used' };
  if (status.state !== 'success') return { ignored: 'nothing-live' };
  return { about: { repository: repository.id, at: status.created_at } };
}
