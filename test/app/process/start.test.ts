// The real process without a GitHub: what it says about its environment, and the set-up page.
import { afterEach, describe, expect, test } from 'vitest';
import { needs } from '../../../src/app/needs.ts';
import { send } from '../intake/fake-engine.ts';
import { type Started, startMain } from './start.ts';

const running: Started[] = [];

function start(env: Readonly<Record<string, string>>): Started {
  const started = startMain(env);
  running.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ kill }) => kill()));
});

test('production without credentials ends with 2 and says everything that is missing', async () => {
  const { ended, output } = start({ NODE_ENV: 'production' });
  expect(await ended).toEqual([2, null]);
  expect(output()).toContain('Firebreak cannot start: 3 problems in the environment.');
  for (const variable of ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']) expect(output()).toContain(`  ${variable}: `);
});

test('a secret never appears in what is said about it', async () => {
  const { ended, output } = start({ APP_ID: '1', PRIVATE_KEY: 'canary-key', WEBHOOK_SECRET: 'canary-secret' });
  expect(await ended).toEqual([2, null]);
  expect(output()).toContain('PRIVATE_KEY: it is not a private key.');
  expect(output()).not.toContain('canary');
});

describe('without credentials, outside production', () => {
  test("Probot's set-up page opens with our manifest, and nothing else is there", async () => {
    const { said, child, ended } = start({ PORT: '0', HOST: '127.0.0.1' });
    const { port = 0 } = await said('set-up');
    const page = await send(port, { method: 'GET', path: '/probot' });
    expect(page.status).toBe(200);
    expect(page.text).toContain(`"default_events":${JSON.stringify(needs.events.map(({ name }) => name))}`);
    expect((await send(port, { method: 'GET', path: '/healthz' })).status).toBe(404);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
