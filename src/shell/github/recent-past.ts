// Reads what happened to an environment lately: one GraphQL query and one REST call, side by side; what GitHub does not tell is named and left out.

import type { PastWanted, RecentPast } from '../../core/mitigation/recent-past.ts';
import { type DeployingRun, type NamedVersion, withNamed, withRuns } from '../../core/mitigation/versions-from.ts';
import { compare } from '../../core/time.ts';
import type { Client } from './client.ts';
import type { GraphqlAnswer } from './graphql-answer.ts';
import { namedVersions } from './named-versions.ts';
import type { Place } from './past/pages.ts';
import { readHistory } from './past-answer.ts';
import { pastQuery } from './past-query.ts';
import { DeployingRunAnswer, FailedRunAnswer, type FailedRunRead, isElsewhere, RunsAnswer } from './past-runs.ts';
import { tolerant } from './tolerant.ts';

/** Never throws for what GitHub refuses or cannot say: that part is in `unread`. Lists are newest first. */
export async function recentPast(
  client: Client,
  issue: Place,
  wanted: PastWanted,
  patience: number,
): Promise<RecentPast> {
  const [{ named, ...history }, runs, deploying] = await Promise.all([
    tolerant(patience, () => historyOf(client, issue, wanted)).then(
      (read) => read ?? { ...readHistory(nothing, wanted), named: null },
    ),
    wanted.withCauses === false ? noRuns : tolerant(patience, () => failedRuns(client, issue, wanted)),
    typeof wanted.from === 'object' ? deployingRuns(client, issue, wanted.from.runsOf, patience) : null,
  ]);
  const past = {
    ...history,
    failedRuns: (runs?.runs ?? []).filter((run) => !isElsewhere(run, history.branch)),
    unread: [...history.unread, ...(runs === null ? ['workflow runs'] : [])],
    cut: [...history.cut, ...(runs?.isCut === true ? [`${RUNS} failed workflow runs`] : [])],
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
  { owner, repo }: Place,
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

async function historyOf(client: Client, issue: Place, wanted: PastWanted): Promise<History> {
  const { text, variables } = pastQuery(issue, wanted);
  const answer = await client.query('RecentPast', text, variables);
  return { ...readHistory(answer, wanted), named: namedVersions(answer.data) };
}

/** Runs that are looked through: those of a busy day, in one page. Where a day has more, those that failed are asked for apart. */
const RUNS = 100;

const noRuns: Failed = { runs: [], isCut: false };

type Failed = { readonly runs: readonly FailedRunRead[]; readonly isCut: boolean };

async function failedRuns(client: Client, issue: Place, { since }: PastWanted): Promise<Failed> {
  const all = await runsSince(client, issue, { created: `>=${since}` });
  if (!all.isCut) return all;
  const failed = await runsSince(client, issue, { created: `>=${since}`, status: 'failure' });
  const each = new Map([...all.runs, ...failed.runs].map((run) => [run.id, run]));
  return { runs: [...each.values()].sort((a, b) => compare(b.at, a.at)), isCut: failed.isCut };
}

async function runsSince(
  client: Client,
  { owner, repo }: Place,
  of: { readonly created: string; readonly status?: 'failure' },
): Promise<Failed> {
  const { data } = await client.get('GET /repos/{owner}/{repo}/actions/runs', { owner, repo, per_page: RUNS, ...of });
  const { workflow_runs: page, total_count: all = page.length } = RunsAnswer.parse(data);
  const found = page.flatMap((run) => FailedRunAnswer.safeParse(run).data ?? []);
  return { runs: found.sort((a, b) => compare(b.at, a.at)), isCut: all > page.length };
}
