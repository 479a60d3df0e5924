// What PagerDuty says: genuine or forged, for us or not. The payloads have the form of PagerDuty's documentation (`docs/webhooks/01-Overview.md` of github.com/PagerDuty/developer-docs).
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readPagerdutyWebhook } from '../../../src/shell/notify/pagerduty-inbound.ts';

const secret = 'the-secret-of-the-subscription';

function user(id: string, summary: string) {
  return { id, summary, type: 'user_reference', html_url: `https://acme.pagerduty.com/users/${id}`, self: '…' };
}

function webhook(event: object = {}, data: object = {}): Buffer {
  return Buffer.from(
    JSON.stringify({
      event: {
        id: '5ac64822-4adc-4fda-ade0-410becf0de4f',
        event_type: 'incident.acknowledged',
        resource_type: 'incident',
        occurred_at: '2026-03-01T04:07:22.169Z',
        agent: user('PLH1HKV', 'The responder'),
        client: { name: 'PagerDuty' },
        data: {
          id: 'PGR0VU2',
          type: 'incident',
          status: 'acknowledged',
          incident_key: '7#42',
          title: 'Ünïcode “title”',
          assignees: [user('PTUXL6G', 'The next one')],
          resolve_reason: null,
          ...data,
        },
        ...event,
      },
    }),
  );
}

function signed(body: Buffer, by = secret): string {
  return `v1=${createHmac('sha256', by).update(body).digest('hex')}`;
}

function read(body: Buffer) {
  return readPagerdutyWebhook(body, signed(body), [secret]);
}

describe('what people do there', () => {
  test('an acknowledgement is by whoever acknowledged', () => {
    expect(read(webhook())).toEqual({
      ok: true,
      said: {
        kind: 'acknowledged',
        incident: '7#42',
        who: { id: 'PLH1HKV', name: 'The responder', email: null },
        at: '2026-03-01T04:07:22.169Z',
        id: '5ac64822-4adc-4fda-ade0-410becf0de4f',
      },
    });
  });

  test.each(['incident.reassigned', 'incident.delegated'])('%s is to whoever has it now', (event_type) => {
    expect(read(webhook({ event_type }))).toMatchObject({ said: { kind: 'reassigned', who: { id: 'PTUXL6G' } } });
  });

  test('an address is taken where there is one', () => {
    const agent = { ...user('PLH1HKV', 'The responder'), email: 'responder@example.com' };
    expect(read(webhook({ agent }))).toMatchObject({ said: { who: { email: 'responder@example.com' } } });
  });

  test.each([
    { name: 'a kind that nobody has heard of', body: webhook({ event_type: 'incident.sung' }, { incident_key: 5 }) },
    { name: 'a service', body: webhook({ event_type: 'service.updated', agent: null, data: { id: 'PF9KMXH' } }) },
    { name: 'the ping of a new subscription', body: webhook({ event_type: 'pagey.ping', data: { message: 'Hello!' } }) },
    { name: 'an incident of something else', body: webhook({}, { incident_key: 'd3640fbd41094207a1c11e58e46b1662' }) },
    { name: 'an incident without a key', body: webhook({}, { incident_key: null }) },
    { name: 'what our own event acknowledged', body: webhook({ agent: { id: 'PINT', type: 'events_api_v2_inbound_integration_reference' } }) },
    { name: 'what nobody acknowledged', body: webhook({ agent: null }) },
    { name: 'a hand-off to a schedule', body: webhook({ event_type: 'incident.delegated' }, { assignees: [] }) },
  ])('$name is nothing for us', ({ body }) => {
    expect(read(body)).toEqual({ ok: true, said: null });
  }); // biome-ignore format: a table
});

describe('a webhook that is not PagerDuty’s', () => {
  const body = webhook();
  test.each([
    { name: 'no signature', header: undefined },
    { name: 'an empty one', header: '' },
    { name: 'one by another secret', header: signed(body, 'guessed') },
    { name: 'one of another body', header: signed(webhook({ id: 'other' })) },
    { name: 'another version', header: signed(body).replace('v1=', 'v0=') },
    { name: 'the bare digest', header: signed(body).slice(3) },
    { name: 'half a signature', header: signed(body).slice(0, 35) },
    { name: 'no hexadecimal', header: `v1=${'z'.repeat(64)}` },
  ])('has $name', ({ header }) => {
    const told = readPagerdutyWebhook(body, header, [secret]);
    expect(told).toMatchObject({ ok: false, problem: 'forged' });
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  test('nothing is genuine without a secret, not even what the empty secret signs', () => {
    expect(readPagerdutyWebhook(body, signed(body, ''), [''])).toMatchObject({ problem: 'forged' });
    expect(readPagerdutyWebhook(body, signed(body), [])).toMatchObject({ problem: 'forged' });
  });

  test('one that was changed by a blank is forged: the raw body counts', () => {
    const changed = Buffer.concat([body, Buffer.from(' ')]);
    expect(readPagerdutyWebhook(changed, signed(body), [secret])).toMatchObject({ problem: 'forged' });
  });

  test('any of several signatures and secrets is enough while they are being changed', () => {
    const header = `${signed(body, 'retired')}, ${signed(body)}`;
    expect(readPagerdutyWebhook(body, header, ['new-secret', secret])).toMatchObject({ ok: true });
  });
});

describe('a genuine webhook that cannot be read', () => {
  test.each([
    { name: 'is no JSON', body: Buffer.from('{"event":') },
    { name: 'is no event', body: Buffer.from('[]') },
    { name: 'has no time', body: webhook({ occurred_at: 'yesterday' }) },
    { name: 'has no id', body: webhook({ id: '' }) },
    { name: 'is not UTF-8', body: Buffer.from([0xff, 0xfe]) },
  ])('$name', ({ body }) => {
    expect(read(body)).toMatchObject({ ok: false, problem: 'unreadable' });
  });
});
