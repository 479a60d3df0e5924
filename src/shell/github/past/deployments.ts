// Every deployment of an environment, with its statuses.
import type { Deployment } from '../../../core/mitigation/recent-past.ts';
import type { Client } from '../client.ts';
import { DeploymentAnswer, deploymentOf } from '../deployment-answer.ts';
import { type Place, repositoryPages } from './pages.ts';

/** A deployment has few statuses; of one with more the newest tell what became of it. */
const STATUSES = 30;

const selection = `list: deployments(first: 100, after: $after, environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }) {
  nodes { id environment latestEnvironment originalEnvironment commitOid createdAt ref { name } creator { login }
    statuses(first: ${STATUSES}) { nodes { state createdAt logUrl } } }
  pageInfo { hasNextPage endCursor } }`;

/** Page by page, newest first. Throws what `repositoryPages` throws; `GitHubRefused` also where the token may not read deployments. */
export async function* deploymentsTo(
  client: Client,
  place: Place,
  environment: string,
): AsyncGenerator<readonly Deployment[]> {
  const variables = { environment: { type: 'String!', value: environment } };
  const asked = { name: 'AllDeployments', selection, variables, node: DeploymentAnswer };
  for await (const { nodes } of repositoryPages(client, place, asked)) yield nodes.map((one) => deploymentOf(one, ''));
}
