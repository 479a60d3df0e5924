// `action/verify`: as a step of any workflow, and in the verification workflow that docs/actions.md shows, from `/verify` to the card (S003-19, S004-13).
import { afterEach, describe, expect, test } from 'vitest';
import { commit } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { documentedWorkflow } from '../support/documented-workflow.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { commandsIn } from '../support/pull-run.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { type RunResult, runAction } from '../support/workflow-run.ts';

let story: Story;
let service: HttpServer;
let asked: string[] = [];
let answers: number[] = [];
afterEach(async () => {
  await story.end();
  await service.close();
});

/** A service whose answers have these statuses, then 200; `/down` is always broken. */
async function serve(...statuses: number[]): Promise<void> {
  asked = [];
  answers = statuses;
  service = await startHttpServer(({ path }) => {
    asked.push(path);
    const body = JSON.stringify({ errors: { 'a/b': 0.004 }, p95: 2150, text: 'Your basket' });
    return { status: path === '/down' ? 500 : (answers.shift() ?? 200), body };
  });
}

const host = () => new URL(service.url).host;

async function begin(...statuses: number[]): Promise<void> {
  await serve(...statuses);
  story = await startStory({ asleep: true });
}

/** A step with these inputs. */
const verify = (inputs: Readonly<Record<string, string>>): Promise<RunResult> =>
  runAction(story, 'verify', { name: 'push', payload: {} }, { hosts: host(), interval: '0', ...inputs });

const report = (run: RunResult) =>
  (JSON.parse(run.outputs['report'] ?? '[]') as readonly { id: string; result: string; says: string }[]).map(
    ({ id, result, says }) => `${id} ${result}: ${says}`,
  );

describe('a step', () => {
  test('passes where health, what users do and numbers are as they are to be, and says so in a table', async () => {
    await begin();
    const run = await verify({
      health: `${service.url}/health\n${service.url}/api/health\n`,
      smoke: `200 ${service.url}/cart Your basket`,
      metrics: `/errors/a~1b < 0.01 ${service.url}/stats\n/p95 > 100 ${service.url}/stats`,
    });
    expect(run, run.log).toMatchObject({
      code: 0,
      outputs: { passed: 'true', kinds: '["health","function","metric"]' },
    });
    expect(report(run)).toEqual([
      'health-1 passed: answered 200',
      'health-2 passed: answered 200',
      'smoke-1 passed: answered 200',
      'metric-1 passed: 0.004, below 0.01',
      'metric-2 passed: 2150, above 100',
    ]);
    expect(run.summary).toContain('| metric-1 | metric | passed | 0.004, below 0.01 |');
    expect(commandsIn(run.log)).toEqual([]);
  });

  test('tries again what does not pass at first', async () => {
    await begin(503, 503);
    expect(await verify({ health: `${service.url}/health` })).toMatchObject({ code: 0, outputs: { passed: 'true' } });
    expect(asked).toEqual(['/health', '/health', '/health']);
  });

  test('does not try more often than it is told', async () => {
    await begin(503, 503);
    const run = await verify({ health: `${service.url}/health`, attempts: '2' });
    expect(run).toMatchObject({ code: 1, outputs: { passed: 'false' } });
    expect(asked).toHaveLength(2);
  });

  test('is red where one does not pass, with an annotation for each, and hides no other', async () => {
    await begin();
    const run = await verify({
      health: `${service.url}/down\n${service.url}/health`,
      smoke: `200 ${service.url}/cart Checkout\n404 ${service.url}/gone`,
      metrics: `/p95 < 2000 ${service.url}/stats\n/none < 1 ${service.url}/stats`,
    });
    expect(run).toMatchObject({ code: 1, outputs: { passed: 'false' } });
    expect(run.summary).toContain('5 of 6 did not pass');
    expect(run.log).toContain('health-2: answered 200');
    expect(commandsIn(run.log).map(({ name, message }) => `${name} ${message}`)).toEqual([
      'error health-1: answered 500',
      'error smoke-1: answered 200, without the text that is expected',
      'error smoke-2: answered 200, not 404',
      'error metric-1: 2150, not below 2000',
      'error metric-2: answered 200, without a number where the policy says it is',
    ]);
  });

  test('asks nothing inside the network of the runner that the workflow does not list', async () => {
    await begin();
    const run = await verify({
      hosts: '',
      checks: JSON.stringify([
        { id: 'plain', kind: 'health', url: `${service.url}/health` },
        { id: 'metadata', kind: 'health', url: 'https://169.254.169.254/latest/meta-data' },
        { id: 'inside', kind: 'health', url: `https://${host()}/health` },
      ]),
    });
    expect(run).toMatchObject({ code: 1, outputs: { passed: 'false' } });
    expect(report(run).map((line) => line.split(':')[0])).toEqual([
      'plain unknown',
      'metadata unknown',
      'inside unknown',
    ]);
    expect(asked).toEqual([]);
  });

  test('without checks of its own makes those of the policy; what has no address is left to people', async () => {
    await serve();
    const checks = `verify:\n  - { id: api, text: The API answers, kind: health, url: "${service.url}/api" }\n  - { id: logs, text: No errors in the logs, kind: logs }\n`;
    story = await startStory({ asleep: true, policy: `preset: github\n${checks}` });
    const run = await verify({});
    expect(run, run.log).toMatchObject({ code: 0, outputs: { passed: 'true' } });
    expect(report(run)).toEqual(expect.arrayContaining(['api passed: answered 200']));
    expect(commandsIn(run.log).map(({ name }) => name)).not.toContain('error');
  });
});

describe('what cannot be read is red before anything is asked', () => {
  test.each([
    ['a name with a command', { checks: '[{"id":"x\\n::add-mask::y","kind":"health"}]' }, 'Letters, digits, - and _'],
    ['what is no JSON', { checks: '{' }, 'checks is no JSON of checks'],
    ['an address of another kind', { health: 'file:///etc/passwd' }, 'An address with https is expected'],
    ['a line without a status', { smoke: 'https://shop.example/' }, 'A status, an address'],
    ['a line without a limit', { metrics: '/p95 https://shop.example/' }, 'A JSON pointer'],
    ['no whole number', { health: 'https://shop.example/', attempts: 'many' }, 'attempts is "many"'],
    ['no check of these kinds', { health: 'https://shop.example/', only: 'latency' }, 'There is no check to be made'],
  ])('%s', async (_what, inputs, says) => {
    await begin();
    const run = await verify(inputs);
    expect(run.code).toBe(1);
    const [problem, ...others] = commandsIn(run.log);
    expect(problem).toMatchObject({ name: 'error', message: expect.stringContaining(says) });
    expect(others).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('the workflow of the page, for /verify', () => {
  const people = 'people: { devops: ["@acme/on-call"] }\nverification: { workflow: verify-production.yml }\n';

  async function verified(below: number): Promise<string> {
    await serve();
    const checks = `verify:\n  - { id: health, text: Health endpoint, kind: health, url: "${service.url}/health" }\n  - { id: p95, text: Fast enough, kind: latency, url: "${service.url}/stats", path: p95, below: ${below} }\n  - { id: smoke, text: Smoke tests, kind: function }\n`;
    story = await startStory({ runs: 'execute', policy: `preset: github\n${people}${checks}` });
    const inputs = { hosts: host(), interval: '0' };
    const file = documentedWorkflow('Verify production', {
      ...{ Health: inputs, 'Error rate': inputs, Latency: inputs },
      Function: { ...inputs, smoke: `200 ${service.url}/cart Your basket` },
    });
    await commit(as(story.sandbox, 'lead'), 'main', '.github/workflows/verify-production.yml', file);
    const issue = await story.declare();
    await readAll(story, issue);
    await story.say('responder', '/verify');
    for (let round = 0; round < 4; round += 1) {
      await story.sandbox.runs.idle();
      await story.settle();
    }
    await readAll(story, issue);
    return story.card(issue);
  }

  test('tells the incident what passed', async () => {
    const card = await verified(3000);
    for (const text of ['Health endpoint', 'Fast enough', 'Smoke tests']) expect(card).toContain(`✅ passed: ${text}`);
  });

  test('tells the incident what failed, and nothing else', async () => {
    const card = await verified(2000);
    expect(card).toContain('❌ **failed**: Fast enough');
    for (const text of ['Health endpoint', 'Smoke tests']) expect(card).toContain(`✅ passed: ${text}`);
  });
});
