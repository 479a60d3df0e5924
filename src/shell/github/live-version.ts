// Reads what is live in an environment: what came last to success, as the windows of incidents have it (or what the policy has instead of deployments), never by what GitHub calls active.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import { livesOf } from '../../core/mitigation/incident-windows.ts';
import type { LiveVersion, LiveWanted } from '../../core/mitigation/live-version.ts';
import type { VersionsFrom } from '../../core/mitigation/recent-past.ts';
import { type DeployingRun, deployed, namedId, runId } from '../../core/mitigation/versions-from.ts';
import { compare } from '../../core/time.ts';
import type { Client } from './client.ts';
import { DeploymentAnswer, deploymentOf, nodes } from './deployment-answer.ts';
import { around, document, part } from './document.ts';
import { namedPart, namedVersions } from './named-versions.ts';
import { deployingRuns } from './recent-past.ts';
import { tolerant } from './tolerant.ts';

/** One that was created before others may succeed after them. */
const fields = `url defaultBranchRef { name }
  deployments(first: 10, environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { id environment originalEnvironment commitOid createdAt statuses(first: 10) { nodes { state createdAt } } } }`;

/** Of releases or tags, and of runs, of which many may be of other branches. */
const NEWEST = 5;
const RUNS = 20;

const Answer = z.object({
  repository: z.object({
    url: z.string(),
    defaultBranchRef: z.object({ name: z.string() }).nullish(),
    deployments: nodes(DeploymentAnswer),
  }),
});

/** Null where nothing of the newest succeeded; undefined where GitHub does not tell. What of all that tells it came last counts. */
export async function liveVersion(
  client: Client,
  issue: IssueRef,
  { environment, from }: LiveWanted,
): Promise<LiveVersion | null | undefined> {
  const runs = typeof from === 'object' ? deployingRuns(client, issue, from.runsOf, client.turn.unasked, RUNS) : [];
  const [told, ran] = await Promise.all([
    tolerant(client.turn.unasked, () => versionsTold(client, issue, { environment, from })),
    runs,
  ]);
  if (told === null || ran === null) return undefined;
  const { versions, branch } = told;
  const [first] = [...versions, ...deployed(ran, branch ?? '').flatMap(asLive)].sort((a, b) => compare(b.at, a.at));
  return first ?? null;
}

function asLive({ id, sha, endedAt, conclusion }: DeployingRun): readonly LiveVersion[] {
  return conclusion === 'success' ? [{ id: runId(id), sha, at: endedAt }] : [];
}

async function versionsTold(
  client: Client,
  { owner, repo }: IssueRef,
  { environment, from }: { readonly environment: string; readonly from: VersionsFrom | undefined },
): Promise<{ readonly versions: readonly LiveVersion[]; readonly branch: string | null }> {
  const asked = part(fields, {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    environment: { type: 'String!', value: environment },
  });
  const { text, variables } = document('query', 'Live', [
    around('repository(owner: $owner, name: $repo) {\n', [asked, ...namedPart(from, NEWEST)], '\n}'),
  ]);
  const { data } = await client.query('Live', text, variables);
  const { url, deployments, defaultBranchRef } = Answer.parse(data).repository;
  if (deployments === null) throw new Error('GitHub did not tell of deployments.');
  const read = deployments.map((one) => ({ ...deploymentOf(one, url), environment }));
  const [live] = livesOf(read, environment);
  const named = (typeof from === 'string' ? namedVersions(data) : null) ?? [];
  const versions = [
    ...(live === undefined ? [] : [{ id: live.deployment.id, sha: live.deployment.sha, at: live.since }]),
    ...named.flatMap((one) => (one.sha === null ? [] : [{ id: namedId(one), sha: one.sha, at: one.at }])),
  ];
  return { versions, branch: defaultBranchRef?.name ?? null };
}
