// PagerDuty's webhooks at the door: 202 only once it is stored, under the event's own id; what cannot be stored or looked up is to be sent again.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { IntakeParts } from '../../../src/app/intake/intake.ts';
import { issue } from '../../support/builders.ts';
import { send, startIntake } from './fake-engine.ts';

const pagerduty = { secrets: ['s'] };
const locate = async () => [{ issue, installationId: 9 }];
const agent = { id: 'PRESP01', type: 'user_reference', summary: 'A name' };
const event = {
  id: 'event-1',
  event_type: 'incident.acknowledged',
  occurred_at: '2026-03-01T04:07:22Z',
  agent,
  data: { incident_key: '1#7' },
};

async function posted(over: Partial<IntakeParts>, change: object = {}) {
  const body = JSON.stringify({ event: { ...event, ...change } });
  const signature = `v1=${createHmac('sha256', 's').update(body).digest('hex')}`;
  const { port, stop, stored, notes } = await startIntake({ pagerduty, locate, ...over });
  const { status } = await send(port, { path: '/pagerduty', headers: { 'x-pagerduty-signature': signature }, body });
  await stop();
  return { status, stored: stored.flat(), notes };
}

test('is stored under the id of the event, without the name of anybody', async () => {
  const { status, stored, notes } = await posted({});
  expect({ status, notes }).toEqual({ status: 202, notes: ['accepted'] });
  expect(stored).toMatchObject([
    { hookId: 'pagerduty', guid: 'event-1', trigger: { kind: 'alert-answered', issue, installationId: 9, who: 'PRESP01', actor: null } },
  ]);
  expect(JSON.stringify(stored)).not.toContain('A name');
}); // biome-ignore format: one thought a line

test.each<[string, Partial<IntakeParts>]>([
  ['stored', { accept: () => Promise.reject(new Error('no disk')) }],
  ['looked up', { locate: () => Promise.reject(new Error('no database')) }],
])('what cannot be %s is to be sent again', async (_what, over) => {
  expect(await posted(over)).toEqual({ status: 503, stored: [], notes: ['unstored'] });
});

test('what is nothing for us is not stored', async () => {
  expect(await posted({}, { event_type: 'pagey.ping' })).toEqual({ status: 202, stored: [], notes: ['ignored'] });
});
