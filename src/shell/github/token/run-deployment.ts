// The deployment of a workflow run that puts a version live: begun before anything is done, ended as the run ends, and made once.
import * as z from 'zod';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { GitHubUnavailable } from '../port.ts';

/** `run` names the run and its attempt; it is in the description, by which a deployment whose answer was lost is found again. `url`: of the run. */
export type RunDeployment = {
  readonly sha: string;
  readonly environment: string;
  readonly run: string;
  readonly incident: number | null;
  readonly url: string;
};

/** GitHub's states that a run can end in. */
export type EndState = 'success' | 'failure' | 'error';

const Listed = z.array(z.object({ id: z.number().int(), description: z.string().nullish() }));
const Made = z.object({ id: z.number().int() });
const Begun = z.object({ environment: z.string(), sha: z.string(), description: z.string().nullish() });

/**
 * The id of the deployment, which is in progress then. Nothing is merged for it and no check holds it up: it is a version that was live before.
 * https://docs.github.com/en/rest/deployments/deployments#create-a-deployment Throws what the client throws, and `GitHubUnavailable` where nobody knows whether it was made.
 */
export async function beginDeployment(client: Client, place: Place, wanted: RunDeployment): Promise<number> {
  const id = (await made(client, place, wanted)) ?? (await make(client, place, wanted));
  await say(client, place, id, { state: 'in_progress', log_url: wanted.url });
  return id;
}

/** A deployment of this run that has ended so; `run` as above. */
export type DeploymentEnd = {
  readonly id: number;
  readonly run: string;
  readonly state: EndState;
  readonly url: string;
};

/** Says how it ended, and returns of what. Throws as above, and in words where the deployment is of another run. */
export async function endDeployment(
  client: Client,
  place: Place,
  { id, run, state, url }: DeploymentEnd,
): Promise<{ readonly environment: string; readonly sha: string }> {
  const route = 'GET /repos/{owner}/{repo}/deployments/{deployment_id}';
  const { data } = await client.get(route, { ...at(place), deployment_id: id });
  const { environment, sha, description } = Begun.parse(data);
  const isOurs = described({ run, incident: null }) === description?.split(' for incident ')[0];
  if (!isOurs)
    throw new Error(`The deployment ${id} was not begun by this run. Expected: the output of its first step`);
  await say(client, place, id, { state, log_url: url });
  return { environment, sha };
}

async function made(client: Client, place: Place, wanted: RunDeployment): Promise<number | null> {
  const { sha, environment } = wanted;
  const asked = { ...at(place), sha, environment, per_page: 100 };
  const { data } = await client.get('GET /repos/{owner}/{repo}/deployments', asked);
  return Listed.parse(data).find(({ description }) => description === described(wanted))?.id ?? null;
}

async function make(client: Client, place: Place, wanted: RunDeployment): Promise<number> {
  const { sha, environment, run, incident } = wanted;
  const written = await client.send('page', 'POST /repos/{owner}/{repo}/deployments', {
    ...at(place),
    ref: sha,
    environment,
    auto_merge: false,
    required_contexts: [],
    description: described(wanted),
    payload: { run, incident },
  });
  if (written.kind === 'answered') return Made.parse(written.answer.data).id;
  const found = await made(client, place, wanted);
  if (found === null) throw new GitHubUnavailable('GitHub did not say whether the deployment was made', written);
  return found;
}

function described({ run, incident }: Pick<RunDeployment, 'run' | 'incident'>): string {
  return `Rollback by run ${run}${incident === null ? '' : ` for incident #${incident}`}`;
}

/** Saying the same twice changes nothing. */
async function say(client: Client, place: Place, id: number, status: Readonly<Record<string, string>>): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses';
  for (let tries = 1; ; tries += 1) {
    const written = await client.send('page', route, { ...at(place), deployment_id: id, ...status });
    if (written.kind === 'answered') return;
    if (tries === TRIES) throw new GitHubUnavailable(`GitHub did not take the status: ${written.message}`, written);
    await client.sleep(PAUSE * tries);
  }
}

const TRIES = 3;
/** Milliseconds. */
const PAUSE = 1000;

function at({ owner, repo }: Place): Place {
  return { owner, repo };
}
