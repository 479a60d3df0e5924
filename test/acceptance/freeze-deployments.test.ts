// What a freeze does beside pull requests: the merge queue, and deployments whose environment asks the app.
import { afterEach, expect, test } from 'vitest';
import { putFile } from '../sandbox/actions/support.ts';
import { openPull, requireChecks } from '../sandbox/support/changes.ts';
import { as, type Client, shop } from '../sandbox/support/local-github.ts';
import { CHECK, checksOn, declared, freezing, statesOn } from '../support/frozen.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

/** The queue of main, whose groups need two checks: ours and `ci`. */
async function withQueue(lead: Client): Promise<void> {
  const checks = [{ context: 'ci' }, { context: CHECK, integration_id: story.sandbox.app.id }];
  const queue = {
    ...{ merge_method: 'SQUASH', grouping_strategy: 'ALLGREEN', check_response_timeout_minutes: 60 },
    ...{
      max_entries_to_build: 1,
      max_entries_to_merge: 1,
      min_entries_to_merge: 1,
      min_entries_to_merge_wait_minutes: 0,
    },
  };
  const { status, text } = await lead('POST', `${shop}/rulesets`, {
    name: 'Queue',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      {
        type: 'required_status_checks',
        parameters: { required_status_checks: checks, strict_required_status_checks_policy: false },
      },
      { type: 'merge_queue', parameters: queue },
    ],
  });
  expect(status, text).toBe(201);
}

const groups = () =>
  [...story.sandbox.store.issues.values()].flatMap(({ pullRequest }) => pullRequest?.queued?.group ?? []);

test('a merge queue waits with its groups while it is frozen, those that are new too, and goes on by itself', async () => {
  story = await startStory({ policy: freezing });
  const lead = as(story.sandbox, 'lead');
  await withQueue(lead);
  const responder = as(story.sandbox, 'responder');
  const pass = (sha: string) => responder('POST', `${shop}/statuses/${sha}`, { state: 'success', context: 'ci' });
  const pulls = [await openPull(story.sandbox, 'first'), await openPull(story.sandbox, 'second')];
  await story.settle();
  for (const pull of pulls) {
    // Only a ruleset asks for the check: it passes all the same.
    expect(await statesOn(story, pull.head.sha)).toEqual(['success']);
    await pass(pull.head.sha);
    const query = `mutation { enqueuePullRequest(input: { pullRequestId: "${pull.node_id}" }) { mergeQueueEntry { position } } }`;
    expect((await responder('POST', '/api/graphql', { query })).body.errors).toBeUndefined();
    await story.settle();
  }
  const [waiting] = groups();
  expect(await statesOn(story, waiting?.sha ?? '')).toEqual(['success']);
  const issue = await declared(story);
  expect(await statesOn(story, waiting?.sha ?? '')).toEqual(['success', 'in_progress']);
  await pass(waiting?.sha ?? '');
  await story.settle();
  expect(groups()).toEqual([waiting]);
  const query = `mutation { dequeuePullRequest(input: { id: "${pulls[0]?.node_id}" }) { mergeQueueEntry { state } } }`;
  await responder('POST', '/api/graphql', { query });
  await story.settle();
  const [next] = groups();
  expect(await statesOn(story, next?.sha ?? '')).toEqual(['in_progress']);
  await pass(next?.sha ?? '');
  await story.settle();
  expect(groups()).toEqual([next]);
  await story.say('responder', '/unfreeze', issue);
  await readAll(story, issue);
  expect(groups()).toEqual([]);
  expect((await lead('GET', pulls[1]?.path ?? '')).body.merged).toBe(true);
});

const job = (name: string) => `name: ${name}
on:
  workflow_dispatch:
    inputs:
      sha: { required: false, type: string }
      environment: { required: false, type: string }
      incident: { required: false, type: string }
      key: { required: false, type: string }
run-name: ${name} (\${{ inputs.key }})
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: echo deployed
`;

type Run = {
  readonly id: number;
  readonly display_title: string;
  readonly conclusion: string | null;
  readonly status: string;
};

async function runsOf(file: string): Promise<readonly Run[]> {
  return (await as(story.sandbox, 'lead')('GET', `${shop}/actions/workflows/${file}/runs`)).body.workflow_runs;
}

async function atRest(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await story.settle();
    await story.sandbox.runs.idle();
  }
  await story.settle();
}

async function deploy(ref = 'main'): Promise<Run | undefined> {
  await as(story.sandbox, 'lead')('POST', `${shop}/actions/workflows/deploy.yml/dispatches`, { ref });
  await atRest();
  return (await runsOf('deploy.yml'))[0];
}

test('a deployment is refused while it is frozen whatever its branch is called, the rollback of the record is not, and the end says which to run again', async () => {
  story = await startStory({ policy: freezing, runs: 'execute', history: true });
  const lead = as(story.sandbox, 'lead');
  for (const name of ['deploy', 'rollback-production']) await putFile(lead, `.github/workflows/${name}.yml`, job(name));
  await requireChecks(story.sandbox, [{ context: CHECK, app_id: story.sandbox.app.id }]);
  await lead('PUT', `${shop}/environments/production`, {});
  const { id } = story.sandbox.app;
  const path = `${shop}/environments/production/deployment_protection_rules`;
  expect((await lead('POST', path, { integration_id: id })).status).toBe(201);
  const head = (await lead('GET', `${shop}/git/ref/heads/main`)).body.object.sha;
  await lead('POST', `${shop}/git/refs`, { ref: 'refs/heads/rollback/production', sha: head });
  expect(await deploy()).toMatchObject({ conclusion: 'success' });

  const issue = await declared(story, { body: 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating' });
  const refused = await deploy('rollback/production');
  expect(refused).toMatchObject({ conclusion: 'failure' });
  expect(await story.card(issue)).toContain(`1 deployment refused ([${refused?.id}](`);
  await story.say('responder', '/rollback', issue);
  await atRest();
  await readAll(story, issue);
  const [rollback] = await runsOf('rollback-production.yml');
  expect(rollback?.display_title).toContain(`firebreak-${issue}-`);
  expect(rollback).toMatchObject({ conclusion: 'success' });

  await story.say('responder', '/unfreeze', issue);
  const said = await readAll(story, issue);
  expect(said.at(-1)).toContain('**The freeze is over: lifted by responder.** Released: 1 pull request (#');
  expect(said.at(-1)).toContain(`- \`production\`: [run ${refused?.id}](`);
  expect(await deploy()).toMatchObject({ conclusion: 'success' });
  expect(await checksOn(story, head)).toEqual([]);
  // It brought what was rolled back, which is told.
  await readAll(story, issue);
});
