// Reads what happened to an environment lately: one GraphQL query and one REST call, side by side; what GitHub does not tell is named and left out.
import type { IssueRef } from '../../core/incident/record.ts';
import type { FailedRun, PastWanted, RecentPast } from '../../core/mitigation/recent-past.ts';
import { type DeployingRun, type NamedVersion, withNamed, withRuns } from '../../core/mitigation/versions-from.ts';
import { compare } from '../../core/time.ts';
import type { Client } from './client.ts';
import type { GraphqlAnswer } from './graphql-answer.ts';
import { namedVersions } from './named-versions.ts';
import { readHistory } from './past-answer.ts';
import { pastQuery } from './past-query.ts';
import { DeployingRunAnswer, FailedRunAnswer, RunsAnswer } from './past-runs.ts';
import { tolerant } from './tolerant.ts';

/** Never throws for what GitHub refuses or cannot say: that part is in `unread`. Lists are newest first. */
export async function recentPast(
  client: Client,
  issue: IssueRef,
  wanted: PastWanted,
  patience: number,
): Promise<RecentPast> {
  const [{ named, ...history }, runs, deploying] = await Promise.all([
    tolerant(patience, () => historyOf(client, issue, wanted)).then(
      (read) => read ?? { ...readHistory(nothing, wanted), named: null },
    ),
    tolerant(patience, () => failedRuns(client, issue, wanted)),
    typeof wanted.from === 'object' ? deployingRuns(client, issue, wanted.from.runsOf, patience) : null,
  ]);
  const past = {
    ...history,
    failedRuns: runs ?? [],
    unread: [...history.unread, ...(runs === null ? ['workflow runs'] : [])],
  };
  if (wanted.from === undefined) return past;
  const { environment, from } = wanted;
  return typeof from === 'string' ? withNamed(past, environment, named) : withRuns(past, environment, deploying);
}

/** Versions that are looked through. */
const VERSIONS = 50;

/** The newest runs of the workflow that deploys; null where GitHub does not tell. */
export async function deployingRuns(
  client: Client,
  { owner, repo }: IssueRef,
  workflow: string,
  patience: number,
  most = VERSIONS,
): Promise<readonly DeployingRun[] | null> {
  const route = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
  return tolerant(patience, async () => {
    const { data } = await client.get(route, { owner, repo, workflow_id: workflow, per_page: most });
    return RunsAnswer.parse(data).workflow_runs.flatMap((run) => DeployingRunAnswer.safeParse(run).data ?? []);
  });
}

const nothing: GraphqlAnswer = { data: null, errors: [] };

type History = Omit<RecentPast, 'failedRuns'> & { readonly named: readonly NamedVersion[] | null };

async function historyOf(client: Client, issue: IssueRef, wanted: PastWanted): Promise<History> {
  const { text, variables } = pastQuery(issue, wanted);
  const answer = await client.query('RecentPast', text, variables);
  return { ...readHistory(answer, wanted), named: namedVersions(answer.data) };
}

/** Runs that are looked through: those of a busy day, in one page. */
const RUNS = 100;

async function failedRuns(
  client: Client,
  { owner, repo }: IssueRef,
  { since }: PastWanted,
): Promise<readonly FailedRun[]> {
  const asked = { owner, repo, per_page: RUNS, created: `>=${since}` };
  const { data } = await client.get('GET /repos/{owner}/{repo}/actions/runs', asked);
  const found = RunsAnswer.parse(data).workflow_runs.flatMap((run) => FailedRunAnswer.safeParse(run).data ?? []);
  return found.sort((a, b) => compare(b.at, a.at));
}
