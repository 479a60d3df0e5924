/** Check runs and suites, and commit statuses. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { createInstallationToken, known } from '../../src/sandbox/state/index.ts';
import { checker, headOf, openPull } from './support/changes.ts';
import { as, asBot, type Client, clientWith, localGithub, shop } from './support/local-github.ts';

/** GitHub Actions, by its installation token. */
function actions(sandbox: Sandbox): Client {
  const { store, seeded } = sandbox;
  const installation = [...store.installations.values()].find(({ appId }) => appId === seeded.actions.id);
  if (installation === undefined) throw new Error('GitHub Actions is not installed');
  const token = createInstallationToken(store, known(store.installations, installation.id));
  return clientWith(sandbox, `token ${token.token}`);
}

test('only apps make check runs: a person gets a 403, and so does an app without the permission', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const run = { name: 'ci', head_sha: await headOf(as(sandbox, 'lead')) };
  const refused = await as(sandbox, 'lead')('POST', `${shop}/check-runs`, run);
  expect([refused.status, refused.body.message]).toEqual([403, 'You must authenticate via a GitHub App.']);
  const reader = await asBot(sandbox, { permissions: { checks: 'read' } });
  expect((await reader('POST', `${shop}/check-runs`, run)).status).toBe(403);
  expect((await (await asBot(sandbox))('POST', `${shop}/check-runs`, run)).status).toBe(201);
});

test('a run goes from queued to its conclusion, and its suite with it; people read both', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const bot = await asBot(sandbox);
  const pull = await openPull(sandbox);
  const { sha } = pull.head;
  const made = (await bot('POST', `${shop}/check-runs`, { name: 'ci', head_sha: sha })).body;
  expect(made).toMatchObject({ status: 'queued', conclusion: null, app: { slug: 'firebreak' } });
  expect(made.pull_requests.map(({ number }: { number: number }) => number)).toEqual([pull.number]);
  const output = { title: 'Failed', summary: 'One test failed' };
  const ended = await bot('PATCH', `${shop}/check-runs/${made.id}`, { conclusion: 'failure', output });
  expect(ended.body).toMatchObject({ status: 'completed', conclusion: 'failure', output });
  const responder = as(sandbox, 'responder');
  const runs = (await responder('GET', `${shop}/commits/fix/check-runs?check_name=ci`)).body;
  expect([runs.total_count, runs.check_runs[0].id]).toEqual([1, made.id]);
  const suites = (await responder('GET', `${shop}/commits/${sha}/check-suites?app_id=${sandbox.app.id}`)).body;
  expect(suites.check_suites).toMatchObject([{ head_branch: 'fix', status: 'completed', conclusion: 'failure' }]);
  const inSuite = await responder('GET', `${shop}/check-suites/${suites.check_suites[0].id}/check-runs`);
  expect(inSuite.body.total_count).toBe(1);
});

test('a run made again is the one that counts; the older one is listed with filter=all', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const bot = await asBot(sandbox);
  const head_sha = await headOf(bot);
  for (const conclusion of ['failure', 'success'])
    await bot('POST', `${shop}/check-runs`, { name: 'ci', head_sha, conclusion });
  const latest = (await bot('GET', `${shop}/commits/main/check-runs`)).body.check_runs;
  expect(latest.map((run: { conclusion: string }) => run.conclusion)).toEqual(['success']);
  expect((await bot('GET', `${shop}/commits/main/check-runs?filter=all`)).body.total_count).toBe(2);
});

test('annotations of a run are added to those that are there, fifty with one request; people read them', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const bot = await asBot(sandbox);
  const head_sha = await headOf(bot);
  const one = (line: number) => ({
    path: 'README.md',
    ...{ start_line: line, end_line: line, start_column: 3, end_column: 5, annotation_level: 'failure' },
    ...{ title: 'E12', message: 'It blames.', raw_details: 'instead' },
  });
  const output = (lines: readonly number[]) => ({ title: 'Lint', summary: 'Some', annotations: lines.map(one) });
  const { id } = (await bot('POST', `${shop}/check-runs`, { name: 'lint', head_sha, output: output([1, 2]) })).body;
  const changed = await bot('PATCH', `${shop}/check-runs/${id}`, { conclusion: 'failure', output: output([3]) });
  expect(changed.body.output.annotations_count).toBe(3);
  const { body } = await as(sandbox, 'responder')('GET', `${shop}/check-runs/${id}/annotations`);
  expect(body).toEqual([1, 2, 3].map((line) => ({ ...one(line), blob_href: expect.stringContaining('README.md') })));
  const many = output(Array.from({ length: 51 }, (_, at) => at + 1));
  expect((await bot('POST', `${shop}/check-runs`, { name: 'lint', head_sha, output: many })).status).toBe(422);
  const torn = { ...output([]), annotations: [{ ...one(1), end_line: 2 }] };
  expect((await bot('POST', `${shop}/check-runs`, { name: 'lint', head_sha, output: torn })).status).toBe(422);
});

test('a run is changed by its own app only', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const head_sha = await headOf(as(sandbox, 'lead'));
  const { body } = await actions(sandbox)('POST', `${shop}/check-runs`, { name: 'build', head_sha });
  const refused = await (await asBot(sandbox))('PATCH', `${shop}/check-runs/${body.id}`, { conclusion: 'success' });
  expect([refused.status, refused.body.message]).toEqual([
    403,
    `Invalid app_id \`${sandbox.app.id}\` - check run can only be modified by the GitHub App that created it.`,
  ]);
});

test('commit statuses: the newest of each context counts, and write is needed to set one', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const sha = await headOf(responder);
  const set = (state: string, context: string) => responder('POST', `${shop}/statuses/${sha}`, { state, context });
  expect((await responder('GET', `${shop}/commits/main/status`)).body).toMatchObject({
    state: 'pending',
    total_count: 0,
  });
  for (const [state, context] of [
    ['failure', 'ci'],
    ['success', 'ci'],
    ['success', 'lint'],
  ] as const)
    expect((await set(state, context)).status).toBe(201);
  expect((await responder('GET', `${shop}/commits/main/status`)).body).toMatchObject({
    state: 'success',
    total_count: 2,
    sha,
  });
  expect((await responder('GET', `${shop}/commits/main/statuses`)).body).toHaveLength(3);
  await set('error', 'lint');
  expect((await responder('GET', `${shop}/commits/main/status`)).body.state).toBe('failure');
  const refused = await as(sandbox, 'reviewer')('POST', `${shop}/statuses/${sha}`, { state: 'success' });
  expect(refused.status).toBe(403);
});

test('a deployment waits for the statuses of its commit: all of them, or those it names', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const sha = await headOf(responder);
  await responder('POST', `${shop}/statuses/${sha}`, { state: 'success', context: 'ci' });
  await responder('POST', `${shop}/statuses/${sha}`, { state: 'pending', context: 'slow' });
  const deploy = (more: object) =>
    responder('POST', `${shop}/deployments`, { ref: 'main', auto_merge: false, ...more });
  expect((await deploy({})).status).toBe(409);
  expect((await deploy({ required_contexts: ['slow'] })).status).toBe(409);
  expect((await deploy({ required_contexts: ['ci'] })).status).toBe(201);
  expect((await deploy({ required_contexts: [] })).status).toBe(201);
});

/** A mutation of the app's, or of somebody else's; what it answers. */
async function mutate(client: Client, name: string, input: object) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { checkRun { id name status conclusion externalId title } } }`;
  const { body } = await client('POST', '/api/graphql', { query, variables: { input } });
  return body;
}

test('check runs are made and changed by mutations too, by an app, each its own', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const bot = await asBot(sandbox);
  const headSha = await headOf(bot);
  const repositoryId = (await bot('GET', shop)).body.node_id;
  const output = { title: 'Held', summary: 'An incident is open' };
  const asked = { repositoryId, headSha, name: 'freeze', status: 'IN_PROGRESS', externalId: 'held/1', output };
  const person = await mutate(as(sandbox, 'lead'), 'createCheckRun', asked);
  expect(person.errors[0]).toMatchObject({ type: 'FORBIDDEN', message: 'You must authenticate via a GitHub App.' });
  const { checkRun } = (await mutate(bot, 'createCheckRun', asked)).data.createCheckRun;
  expect(checkRun).toMatchObject({ status: 'IN_PROGRESS', conclusion: null, externalId: 'held/1', title: 'Held' });
  const gone = await mutate(bot, 'createCheckRun', { ...asked, headSha: '0'.repeat(40) });
  expect(gone.errors[0].type).toBe('UNPROCESSABLE');
  const ends = {
    repositoryId,
    checkRunId: checkRun.id,
    status: 'COMPLETED',
    conclusion: 'SUCCESS',
    externalId: 'open',
  };
  const others = await mutate(actions(sandbox), 'updateCheckRun', ends);
  expect(others.errors[0].type).toBe('FORBIDDEN');
  const { data } = await mutate(bot, 'updateCheckRun', ends);
  expect(data.updateCheckRun.checkRun).toMatchObject({ id: checkRun.id, status: 'COMPLETED', conclusion: 'SUCCESS' });
  const none = await mutate(bot, 'updateCheckRun', { ...ends, checkRunId: repositoryId });
  expect(none.errors[0].type).toBe('NOT_FOUND');
  const { body } = await bot('GET', `${shop}/commits/${headSha}/check-runs?filter=all`);
  expect(body.total_count).toBe(1);
});
