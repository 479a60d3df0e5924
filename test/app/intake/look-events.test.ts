// Events that carry no issue: every incident that they are about is looked at, once for each delivery.
import { expect, test } from 'vitest';
import { subjectKey } from '../../../src/core/trigger.ts';
import { issue } from '../../support/builders.ts';
import { send, sign, startIntake } from './fake-engine.ts';

const payload = JSON.stringify({
  action: 'created',
  repository: { id: 1, name: 'shop', owner: { login: 'acme' } },
  deployment_status: { state: 'success', created_at: '2026-03-01T04:00:00Z' },
});
const headers = {
  'x-github-event': 'deployment_status',
  'x-github-delivery': 'd-1',
  'x-hub-signature-256': sign(payload),
};
const located = [7, 8].map((number) => ({ issue: { ...issue, number }, installationId: 9 }));

test('each incident has a delivery of its own, under a name that is the same when it is delivered again', async () => {
  const asked: unknown[] = [];
  const locate = async (about: unknown) => {
    asked.push(about);
    return located;
  };
  const { port, stop, stored } = await startIntake({ locate });
  expect(await send(port, { headers, body: payload })).toMatchObject({ status: 202, text: 'accepted\n' });
  await stop();
  expect(asked).toEqual([{ repository: 1, at: '2026-03-01T04:00:00Z' }]);
  expect(stored.flat()).toMatchObject([
    { guid: 'd-1', trigger: { kind: 'tick', issue: { number: 7 }, actor: null } },
    { guid: 'd-1#8', trigger: { kind: 'tick', issue: { number: 8 } } },
  ]);
});

test('two of one second are two: the first is looked at before the second happens', async () => {
  const { port, stop, stored } = await startIntake({ locate: async () => located.slice(0, 1) });
  for (const guid of ['d-1', 'd-2'])
    await send(port, { headers: { ...headers, 'x-github-delivery': guid }, body: payload });
  await stop();
  const subjects = stored.flat().map(({ trigger }) => (trigger === null ? 'none' : subjectKey(trigger)));
  expect(subjects).toEqual([null, null]);
});

test('of no incident that is known here it is stored as ignored', async () => {
  const { port, stop, stored } = await startIntake();
  await send(port, { headers, body: payload });
  await stop();
  expect(stored.flat()).toMatchObject([{ guid: 'd-1', trigger: null, ignored: 'unknown-incident' }]);
});

test('what cannot be looked up is fetched again', async () => {
  const { port, stop, stored } = await startIntake({ locate: () => Promise.reject(new Error('no database')) });
  expect(await send(port, { headers, body: payload })).toMatchObject({ status: 503 });
  await stop();
  expect(stored).toEqual([]);
});
