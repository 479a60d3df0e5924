// `FreezeGateway` over Octokit.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part } from '../document.ts';
import { GitHubRefused, GitHubUnavailable } from '../port.ts';
import { askedByRules, protectedBranches } from './branches.ts';
import { checksOn, headPage } from './heads.ts';
import type { DeploymentWord, FreezeGateway, Place } from './port.ts';
import { postChecks } from './post-checks.ts';

/** `appId`: who we are, asked of GitHub once. */
export function createFreezeGateway(
  client: Client,
  appId: () => Promise<number>,
  idOf = repositoryIds(client),
): FreezeGateway {
  return {
    branches: (place) => protectedBranches(client, place),
    askedByRules: (place, branch) => askedByRules(client, place, branch),
    heads: async (place, after) => headPage(client, await appId(), place, after),
    checksOn: async (place, sha) => checksOn(client, await appId(), place, sha),
    post: async (place, checks) => postChecks(client, await idOf(place), checks),
    answer: (place, run, word) => answerDeployment(client, place, run, word),
  };
}

const Repository = z.object({ repository: z.object({ id: z.string() }) });

/** GraphQL ids of repositories, each asked for once. */
export function repositoryIds(client: Client): (place: Place) => Promise<string> {
  const ids = new Map<string, string>();
  return async (place) => {
    const name = `${place.owner}/${place.repo}`;
    const id = ids.get(name) ?? (await repositoryId(client, place));
    ids.set(name, id);
    return id;
  };
}

async function repositoryId(client: Client, { owner, repo }: Place): Promise<string> {
  const variables = { owner: { type: 'String!', value: owner }, repo: { type: 'String!', value: repo } };
  const asked = document('query', 'RepositoryId', [part('repository(owner: $owner, name: $repo) { id }', variables)]);
  return Repository.parse(await askGraphql(client, 'RepositoryId', asked)).repository.id;
}

/** https://docs.github.com/en/rest/actions/workflow-runs#review-custom-deployment-protection-rules-for-a-workflow-run */
async function answerDeployment(client: Client, place: Place, run: number, word: DeploymentWord): Promise<void> {
  const notBefore = client.budget.spend('reply', 1);
  if (notBefore !== null) throw new GitHubUnavailable('Our share of the budget is spent.', { retryAt: notBefore });
  const route = 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule';
  const { environment, state, comment } = word;
  const body = { ...place, run_id: run, environment_name: environment, state, comment: comment.slice(0, 1024) };
  try {
    const written = await client.send('reply', route, body);
    if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
  } catch (error) {
    // Answered already, cancelled, or gone: nothing waits for the word any more.
    if (error instanceof GitHubRefused && (error.status === 422 || error.status === 404)) return;
    throw error;
  }
}
