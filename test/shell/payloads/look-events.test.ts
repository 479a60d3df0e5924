// Events that only say: look at it. A run's name says for which incident it was started, a deployment in which repository; nothing else of them is believed.
import { expect, test } from 'vitest';
import { toTrigger } from '../../../src/shell/payloads/to-trigger.ts';
import { self } from './payload-samples.ts';

const run = (action: string, display_title: string) => ({
  action,
  repository: { id: 3, name: 'shop', owner: { login: 'acme' } },
  workflow_run: { id: 1, display_title, updated_at: '2026-03-01T04:00:00Z', conclusion: 'success' },
});
const about = { about: { incident: '3#42', at: '2026-03-01T04:00:00Z' } };

test.each([
  ['completed', 'Roll back production to abc (firebreak-42-10003)', about],
  ['in_progress', 'firebreak-42-10003', about],
  ['requested', 'Roll back (firebreak-42-10003)', { ignored: 'action-not-used' }],
  ['completed', 'Build', { ignored: 'not-ours' }],
  ['completed', 'firebreak-42', { ignored: 'not-ours' }],
  ['completed', 'firebreak-42-', { ignored: 'not-ours' }],
  ['completed', 'unfirebreak-42-1', { ignored: 'not-ours' }],
  ['completed', 'firebreak-4242424242424242-1', { ignored: 'not-ours' }],
])('%s of %s', (action, title, reading) => {
  expect(toTrigger('workflow_run', run(action, title), self)).toEqual(reading);
});

test.each([
  ['created', 'success', { about: { repository: 3, at: '2026-03-01T04:00:00Z' } }],
  ['created', 'in_progress', { ignored: 'nothing-live' }],
  ['deleted', 'success', { ignored: 'action-not-used' }],
])('a deployment status that is %s with %s', (action, state, reading) => {
  const payload = {
    action,
    repository: run('', '').repository,
    deployment_status: { state, created_at: '2026-03-01T04:00:00Z' },
  };
  expect(toTrigger('deployment_status', payload, self)).toEqual(reading);
});
