// A run's name says which incident it was started for; nothing else of it is believed.
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
