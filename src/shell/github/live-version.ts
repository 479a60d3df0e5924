// Reads what is live in an environment: by success, never by what GitHub calls active.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { LiveVersion } from '../../core/mitigation/live-version.ts';
import { timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { around, document, part } from './document.ts';
import { tolerant } from './tolerant.ts';

const fields = `deployments(first: 5, environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { id commitOid createdAt statuses(first: 10) { nodes { state } } } }`;

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
  const asked = part(fields, {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    environment: { type: 'String!', value: environment },
  });
  const { text, variables } = document('query', 'Live', [
    around('repository(owner: $owner, name: $repo) {\n', [asked], '\n}'),
  ]);
  const read = await tolerant(
    client.turn.unasked,
    async () => Answer.parse((await client.query('Live', text, variables)).data).repository.deployments,
  );
  if (read === null) return undefined;
  const live = read.nodes.find((one) => one?.statuses?.nodes.some((status) => status?.state === 'SUCCESS') === true);
  return live == null ? null : { id: live.id, sha: live.commitOid, at: timestamp(live.createdAt) };
}
