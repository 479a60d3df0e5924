// Reads what is live in an environment: by success, never by what GitHub calls active.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { LiveVersion } from '../../core/mitigation/live-version.ts';
import { timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { tolerant, UNASKED } from './tolerant.ts';

const QUERY = `query Live($owner: String!, $repo: String!, $environment: String!) {
  repository(owner: $owner, name: $repo) {
    deployments(first: 5, environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { id commitOid createdAt statuses(first: 10) { nodes { state } } } } } }`;

const Answer = z.object({
  repository: z.object({
    deployments: z.object({
      nodes: z.array(
        z
          .object({
            id: z.string(),
            commitOid: z.string(),
            createdAt: z.string(),
            statuses: z.object({ nodes: z.array(z.object({ state: z.string() }).nullable()) }).nullish(),
          })
          .nullable(),
      ),
    }),
  }),
});

/** Null where nothing of the newest succeeded; undefined where GitHub does not tell. */
export async function liveVersion(
  client: Client,
  { owner, repo }: IssueRef,
  environment: string,
): Promise<LiveVersion | null | undefined> {
  const read = await tolerant(UNASKED, async () => ({
    nodes: Answer.parse((await client.query('Live', QUERY, { owner, repo, environment })).data).repository.deployments
      .nodes,
  }));
  if (read === null) return undefined;
  const live = read.nodes.find((one) => one?.statuses?.nodes.some((status) => status?.state === 'SUCCESS') === true);
  return live == null ? null : { id: live.id, sha: live.commitOid, at: timestamp(live.createdAt) };
}
