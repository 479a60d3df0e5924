// A deployment as GraphQL tells of it, read the same way wherever it is asked for.
import * as z from 'zod';
import { type Deployment, type DeploymentState, DeploymentState as States } from '../../core/mitigation/recent-past.ts';
import { compare, timestamp } from '../../core/time.ts';

/** The nodes of a connection; null where GitHub did not tell. */
export function nodes<T extends z.ZodType>(node: T) {
  return z
    .object({ nodes: z.array(node.nullable()).nullish() })
    .nullish()
    .transform((found) => (found?.nodes == null ? null : found.nodes.filter((one) => one !== null)));
}

/** An account; null where it is gone. */
export const Named = z.object({ login: z.string() }).nullish();

/** The fields of it that are asked for; those of no importance to the asker may be left out. */
export const DeploymentAnswer = z.object({
  id: z.string(),
  environment: z.string().nullish(),
  originalEnvironment: z.string().nullish(),
  commitOid: z.string(),
  createdAt: z.string(),
  ref: z.object({ name: z.string() }).nullish(),
  creator: Named,
  statuses: nodes(z.object({ state: z.string(), createdAt: z.string(), logUrl: z.string().nullish() })),
});

/** `web`: the repository's address. Its statuses are the newest first. */
export function deploymentOf(one: z.infer<typeof DeploymentAnswer>, web: string): Deployment {
  const environment = one.originalEnvironment ?? one.environment ?? '';
  const statuses = (one.statuses ?? []).flatMap(({ state, createdAt }) => {
    const known = stateOf(state);
    return known === null ? [] : [{ state: known, at: timestamp(createdAt) }];
  });
  const log = one.statuses?.find(({ logUrl }) => logUrl != null && logUrl !== '')?.logUrl;
  return {
    id: one.id,
    environment,
    sha: one.commitOid,
    ref: one.ref?.name ?? one.commitOid.slice(0, 7),
    by: one.creator?.login ?? null,
    at: timestamp(one.createdAt),
    url: log ?? `${web}/deployments/${encodeURIComponent(environment)}`,
    statuses: statuses.sort((a, b) => compare(b.at, a.at)),
  };
}

function stateOf(state: string): DeploymentState | null {
  return States.safeParse(state.toLowerCase()).data ?? null;
}
