// Webhooks against a real receiver that verifies what it gets with the library of Standard Webhooks, as a receiver of theirs would.
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { noticeEvents } from '../../../src/shell/notify/port.ts';
import { webhookBody } from '../../../src/shell/notify/webhook/body.ts';
import { createWebhookChannel, type WebhookSettings } from '../../../src/shell/notify/webhook.ts';
import { deadUrl, type HttpServer, type Reply, startHttpServer } from '../../support/http-server.ts';
import { aNotice, patient } from '../../support/notices.ts';

const secret = `whsec_${Buffer.from('a secret that is long enough').toString('base64')}`;
const newer = `whsec_${Buffer.from('the secret that comes after it').toString('base64')}`;
const now = '2026-03-01T04:05:00Z';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function receiver(answer: () => Reply = () => ({ status: 204 })): Promise<HttpServer> {
  const server = await startHttpServer(answer);
  servers.push(server);
  return server;
}

function channel(url: string, over: Partial<WebhookSettings> = {}) {
  return createWebhookChannel({ url, secrets: [secret], allowPrivate: true, now: () => now, ...over });
}

/** Verifies as of the time in the header: the library knows only the real clock. */
function verified(server: HttpServer, by: string): unknown {
  const asked = server.asked.at(-1);
  const id = String(asked?.headers['webhook-id']);
  const at = Number(asked?.headers['webhook-timestamp']);
  const signed = new Webhook(by).sign(id, new Date(at * 1000), asked?.body ?? '');
  expect(String(asked?.headers['webhook-signature']).split(' ')).toContain(signed);
  return JSON.parse(asked?.body ?? '');
}

describe('a webhook', () => {
  test('is signed, says what its description says, and has the key as its id', async () => {
    const server = await receiver();
    expect(await channel(`${server.url}/hook`).tell(aNotice(), patient)).toEqual({ ok: true, ref: null });
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      path: '/hook',
      headers: {
        'content-type': 'application/json',
        'webhook-id': '7#42:page:first:1',
        'webhook-timestamp': String(Date.parse(now) / 1000),
      },
    });
    const body = webhookBody.parse(verified(server, secret));
    expect(body).toMatchObject({
      type: 'incident.paged',
      timestamp: '2026-03-01T04:00:00Z',
      data: { level: 'P0', rank: 1 },
    });
  });

  test('to the public has no address of the issue', async () => {
    const server = await receiver();
    await channel(`${server.url}/hook`).tell(aNotice({ url: null }), patient);
    expect(webhookBody.parse(verified(server, secret)).data.url).toBeNull();
  });

  test('is verified by the library itself when the clock is right', async () => {
    const server = await receiver();
    await channel(server.url, { now: () => new Date().toISOString() }).tell(aNotice(), patient);
    const asked = server.asked[0];
    const headers = Object.fromEntries(
      Object.entries(asked?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(new Webhook(secret).verify(asked?.body ?? '', headers)).toMatchObject({ type: 'incident.paged' });
    expect(() => new Webhook(newer).verify(asked?.body ?? '', headers)).toThrow('No matching signature');
  });

  test('is signed by both secrets while they are being changed', async () => {
    const server = await receiver();
    await channel(server.url, { secrets: [newer, secret] }).tell(aNotice(), patient);
    verified(server, secret);
    verified(server, newer);
  });

  test('has the same id and body when it is repeated', async () => {
    const server = await receiver();
    const hook = channel(server.url);
    await hook.tell(aNotice(), patient);
    await hook.tell(aNotice(), patient);
    const [first, second] = server.asked;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
  });

  test.each(noticeEvents)('of %s fits the description', async (event) => {
    const server = await receiver();
    await channel(server.url).tell(aNotice({ event, level: null, rank: null, to: ['on-call'] }), patient);
    expect(webhookBody.parse(JSON.parse(server.asked[0]?.body ?? '')).type).toBe(`incident.${event}`);
  });
});

describe('what a receiver answers', () => {
  test.each([
    { name: 'any 2xx is taken', reply: { status: 299 }, told: { ok: true } },
    { name: '410 ends it', reply: { status: 410 }, told: { ok: false, fate: 'final' } },
    { name: '404 is final', reply: { status: 404 }, told: { ok: false, fate: 'final', message: 'The webhook answered 404.' } },
    { name: '429 waits as it says', reply: { status: 429, headers: { 'retry-after': '90' } }, told: { ok: false, fate: 'retry', retryAt: '2026-03-01T04:06:30.000Z' } },
    { name: '503 waits until a date', reply: { status: 503, headers: { 'retry-after': 'Sun, 01 Mar 2026 04:10:00 GMT' } }, told: { ok: false, fate: 'retry', retryAt: '2026-03-01T04:10:00.000Z' } },
    { name: 'a date that has passed is now', reply: { status: 503, headers: { 'retry-after': 'Sun, 01 Mar 2026 03:00:00 GMT' } }, told: { ok: false, fate: 'retry', retryAt: '2026-03-01T04:05:00.000Z' } },
    { name: 'nobody waits for a year', reply: { status: 429, headers: { 'retry-after': '31536000' } }, told: { ok: false, fate: 'retry', retryAt: '2026-03-02T04:05:00.000Z' } },
    { name: 'nonsense says nothing of when', reply: { status: 429, headers: { 'retry-after': 'soon' } }, told: { ok: false, fate: 'retry', retryAt: null } },
    { name: '500 is tried again', reply: { status: 500 }, told: { ok: false, fate: 'retry', retryAt: null } },
    { name: 'a cut connection is tried again', reply: 'cut' as const, told: { ok: false, fate: 'retry' } },
    { name: 'an endless answer is not read on', reply: 'endless' as const, told: { ok: true } },
  ])('$name', async ({ reply, told }) => {
    const server = await receiver(() => reply);
    expect(await channel(server.url).tell(aNotice(), patient)).toMatchObject(told);
  }); // biome-ignore format: a table

  test('a redirect is not followed', async () => {
    const other = await receiver();
    const server = await receiver(() => ({ status: 307, headers: { location: other.url } }));
    expect(await channel(server.url).tell(aNotice(), patient)).toMatchObject({ ok: false, fate: 'final' });
    expect(other.asked).toEqual([]);
  });

  test('nobody there is tried again', async () => {
    expect(await channel(await deadUrl()).tell(aNotice(), patient)).toMatchObject({
      fate: 'retry',
      message: 'The webhook could not be reached (ECONNREFUSED).',
    });
  });

  test('who never answers is given up', async () => {
    const server = await receiver(() => 'hang');
    expect(await channel(server.url, { patience: 20 }).tell(aNotice(), patient)).toMatchObject({
      ok: false,
      fate: 'retry',
    });
  });

  test('ends when it is called off, before and while it is asked', async () => {
    const server = await receiver(() => 'hang');
    expect(await channel(server.url).tell(aNotice(), AbortSignal.abort())).toMatchObject({ fate: 'retry' });
    const off = new AbortController();
    const told = channel(server.url).tell(aNotice(), off.signal);
    await server.until(1);
    off.abort();
    expect(await told).toMatchObject({ ok: false, fate: 'retry' });
  });
});

describe('a webhook is not made into a way in', () => {
  const outside = { allowPrivate: false };

  test.each([
    'http://example.com/hook',
    'ftp://example.com/hook',
    'file:///etc/passwd',
    'https://user:password@example.com/',
    'https://127.0.0.1/',
    'https://0.0.0.0/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://10.1.2.3/',
    'https://172.31.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'no address at all',
  ])('never to %s', async (url) => {
    expect(await channel(url, outside).tell(aNotice(), patient)).toMatchObject({ ok: false, fate: 'final' });
  });

  test.each([
    { name: 'an address inside', addresses: ['10.0.0.7'] },
    { name: 'one inside among others', addresses: ['93.184.215.14', '127.0.0.1'] },
    { name: 'the metadata service', addresses: ['169.254.169.254'] },
    { name: 'nothing', addresses: [] },
  ])('never to a name that resolves to $name', async ({ addresses }) => {
    const resolve = async () => addresses.map((address) => ({ address, family: 4 }));
    const told = await channel('https://hooks.example.com/x', { ...outside, resolve }).tell(aNotice(), patient);
    expect(told).toMatchObject({ ok: false, fate: 'final' });
  });

  test('a name is looked up once, for the connection itself: what it resolves to later gains nothing', async () => {
    const answers = [[{ address: '192.168.0.9', family: 4 }], [{ address: '93.184.215.14', family: 4 }]];
    const looked: string[] = [];
    const resolve = async (host: string) => {
      looked.push(host);
      return answers.shift() ?? [];
    };
    const told = await channel('https://hooks.example.com/x', { ...outside, resolve }).tell(aNotice(), patient);
    expect(told).toMatchObject({ ok: false, fate: 'final' });
    expect(looked).toEqual(['hooks.example.com']);
  });

  test('a name that does not resolve now is tried again', async () => {
    const resolve = async () => Promise.reject(Object.assign(new Error('no'), { code: 'EAI_AGAIN' }));
    const told = await channel('https://hooks.example.com/x', { ...outside, resolve }).tell(aNotice(), patient);
    expect(told).toMatchObject({ ok: false, fate: 'retry', message: 'The webhook could not be reached (EAI_AGAIN).' });
  });

  test.each([
    { name: 'none', secrets: [] },
    { name: 'a short one', secrets: ['whsec_c2hvcnQ='] },
    { name: 'one that is no base64', secrets: ['whsec_this is not base64, though it is long'] },
  ])('without a proper secret ($name) nothing is sent', async ({ secrets }) => {
    const server = await receiver();
    expect(await channel(server.url, { secrets }).tell(aNotice(), patient)).toMatchObject({ ok: false, fate: 'final' });
    expect(server.asked).toEqual([]);
  });

  test('no answer and no address shows a secret', async () => {
    const server = await receiver(() => ({ status: 400, body: `you sent ${secret}` }));
    const told = await channel(`${server.url}/hook?token=hidden-word`).tell(aNotice(), patient);
    expect(JSON.stringify(told)).not.toMatch(/whsec|hidden-word/);
    expect(server.asked[0]?.body).not.toContain('whsec');
  });
});
