// PagerDuty against a real server that takes only what PagerDuty's published description allows.
import { afterEach, describe, expect, test } from 'vitest';
import { createPagerdutyChannel, type PagerdutySettings } from '../../../src/shell/notify/pagerduty.ts';
import { type Asked, deadUrl, type HttpServer, type Reply, startHttpServer } from '../../support/http-server.ts';
import { aNotice, ISSUE_URL, patient } from '../../support/notices.ts';
import { enqueueRequest, updateIncidentRequest } from './pagerduty-schema.ts';

const now = '2026-03-01T04:05:00Z';
const routingKey = 'e93facc04764012d7bfb002500d5d1a6';
const accepted: Reply = { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"7#42"}' };

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Answers as PagerDuty does: what its description does not allow is a 400. */
async function pagerduty(answer: (asked: Asked) => Reply = () => accepted): Promise<HttpServer> {
  const server = await startHttpServer((asked) => {
    if (asked.path !== '/v2/enqueue') return answer(asked);
    const fits = enqueueRequest.safeParse(JSON.parse(asked.body));
    return fits.success ? answer(asked) : { status: 400, body: JSON.stringify(fits.error.issues) };
  });
  servers.push(server);
  return server;
}

function channel(url: string, over: Partial<PagerdutySettings> = {}) {
  return createPagerdutyChannel({ routingKey, url, now: () => now, ...over });
}

function sent(server: HttpServer): readonly unknown[] {
  return server.asked.map(({ body }) => JSON.parse(body));
}

describe('an alert per incident', () => {
  test.each([
    { event: 'opened', action: 'trigger' },
    { event: 'paged', action: 'trigger' },
    { event: 'severity', action: 'trigger' },
    { event: 'reopened', action: 'trigger' },
    { event: 'acknowledged', action: 'acknowledge' },
    { event: 'resolved', action: 'resolve' },
    { event: 'closed', action: 'resolve' },
  ] as const)('$event → $action', async ({ event, action }) => {
    const server = await pagerduty();
    expect(await channel(server.url).tell(aNotice({ event, ref: 'kept' }), patient)).toEqual({ ok: true, ref: 'kept' });
    expect(sent(server)).toMatchObject([{ event_action: action, dedup_key: '7#42', routing_key: routingKey }]);
  });

  test.each(['status', 'update', 'assigned'] as const)('%s changes nothing there and asks nothing', async (event) => {
    const server = await pagerduty();
    expect(await channel(server.url).tell(aNotice({ event }), patient)).toEqual({ ok: true, ref: null });
    expect(server.asked).toEqual([]);
  });

  test('says what happened, where, and links the issue', async () => {
    const server = await pagerduty();
    await channel(server.url).tell(aNotice(), patient);
    expect(sent(server)).toMatchObject([
      {
        client_url: ISSUE_URL,
        links: [{ href: ISSUE_URL, text: 'Incident on GitHub' }],
        payload: {
          summary: '[P0] Checkout fails for everybody',
          source: 'github.com/acme/shop',
          severity: 'critical',
          timestamp: '2026-03-01T04:00:00Z',
          custom_details: { level: 'P0', status: 'investigating', text: `P0: checkout fails. Incident (${ISSUE_URL})` },
        },
      },
    ]);
  });

  test.each([
    { rank: 1, severity: 'critical' },
    { rank: 2, severity: 'error' },
    { rank: 3, severity: 'warning' },
    { rank: 4, severity: 'info' },
    { rank: 7, severity: 'info' },
    { rank: null, severity: 'error' },
  ])('rank $rank is $severity there', async ({ rank, severity }) => {
    const server = await pagerduty();
    await channel(server.url).tell(aNotice({ rank }), patient);
    expect(sent(server)).toMatchObject([{ payload: { severity } }]);
  });

  test('a repetition has the same dedup key, so there is one alert', async () => {
    const server = await pagerduty();
    const one = channel(server.url);
    await one.tell(aNotice(), patient);
    await one.tell(aNotice(), patient);
    expect(sent(server)[1]).toEqual(sent(server)[0]);
  });

  test.each([
    { name: 'a summary that is too long', over: { summary: 'x'.repeat(5_000) } },
    { name: 'a summary that is cut within an emoji', over: { summary: '🔥'.repeat(1_200) } },
    { name: 'line breaks and invisible characters', over: { summary: 'a\r\nb\u202ec\u0000' } },
    { name: 'no summary', over: { summary: ' ', level: null } },
    { name: 'a long text', over: { text: 'line\n\n'.repeat(20_000) } },
    { name: 'a long name of the incident', over: { incident: `7#${'4'.repeat(300)}` } },
  ])('$name is still taken', async ({ over }) => {
    const server = await pagerduty();
    expect(await channel(server.url).tell(aNotice(over), patient)).toMatchObject({ ok: true });
    expect(server.asked[0]?.body.length).toBeLessThan(20_000);
  });
});

describe('what PagerDuty answers', () => {
  test.each([
    { name: '400 is final', reply: { status: 400, body: `no such key ${routingKey}` }, told: { fate: 'final' } },
    { name: '403 is final', reply: { status: 403 }, told: { fate: 'final' } },
    { name: '429 waits as it says', reply: { status: 429, headers: { 'retry-after': '30' } }, told: { fate: 'retry', retryAt: '2026-03-01T04:05:30.000Z' } },
    { name: '429 without a time', reply: { status: 429 }, told: { fate: 'retry', retryAt: null } },
    { name: '500 is tried again', reply: { status: 500, body: '<html>' }, told: { fate: 'retry' } },
    { name: 'a redirect is not followed', reply: { status: 302, headers: { location: 'https://example.com/' } }, told: { fate: 'retry' } },
    { name: 'a page instead of an answer', reply: { status: 200, body: '<html>log in</html>' }, told: { fate: 'retry' } },
    { name: 'a cut connection', reply: 'cut' as const, told: { fate: 'retry' } },
  ])('$name', async ({ reply, told }) => {
    const server = await pagerduty(() => reply);
    const answer = await channel(server.url).tell(aNotice(), patient);
    expect(answer).toMatchObject({ ok: false, ...told });
    expect(JSON.stringify(answer)).not.toContain(routingKey);
  }); // biome-ignore format: a table

  test('nobody there, nobody answering, and being called off are tried again', async () => {
    const server = await pagerduty(() => 'hang');
    expect(await channel(await deadUrl()).tell(aNotice(), patient)).toMatchObject({ fate: 'retry', message: 'PagerDuty could not be reached (ECONNREFUSED).' });
    expect(await channel(server.url, { patience: 20 }).tell(aNotice(), patient)).toMatchObject({ fate: 'retry' });
    const off = new AbortController();
    const other = await pagerduty(() => 'hang');
    const told = channel(other.url).tell(aNotice(), off.signal);
    await other.until(1);
    off.abort();
    expect(await told).toMatchObject({ fate: 'retry' });
  }); // biome-ignore format: one thought a line

  test('an address that is none is final', async () => {
    expect(await channel('nowhere').tell(aNotice(), patient)).toMatchObject({ ok: false, fate: 'final' });
  });
});

describe('a hand-off', () => {
  const assigning = (url: string) => ({ token: 'y_NbAkKc66ryYTWUXYEu', from: 'firebreak@example.com', url });
  const open: Reply = { status: 200, body: '{"incidents":[{"id":"PT4KHLK"}],"more":false}' };
  const handOff = aNotice({ event: 'assigned', to: ['PXPGF42'] });

  function rest(get: Reply, put: Reply = { status: 200, body: '{}' }): Promise<HttpServer> {
    return pagerduty(({ method, body }) => {
      if (method === 'GET') return get;
      return updateIncidentRequest.safeParse(JSON.parse(body)).success ? put : { status: 400 };
    });
  }

  test('gives the open incident there to whom it was handed here', async () => {
    const server = await rest(open);
    expect(await channel(server.url, { assigning: assigning(server.url) }).tell(handOff, patient)).toMatchObject({ ok: true });
    expect(server.asked.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      'GET /incidents?incident_key=7#42&limit=1&statuses[]=triggered&statuses[]=acknowledged',
      'PUT /incidents/PT4KHLK',
    ]);
    expect(server.asked[1]?.headers).toMatchObject({ from: 'firebreak@example.com', authorization: 'Token token=y_NbAkKc66ryYTWUXYEu' });
    expect(sent({ ...server, asked: server.asked.slice(1) })).toEqual([
      { incident: { type: 'incident_reference', assignments: [{ assignee: { id: 'PXPGF42', type: 'user_reference' } }] } },
    ]);
  }); // biome-ignore format: one thought a line

  test('also to an escalation policy', async () => {
    const server = await rest(open);
    const notice = { ...handOff, to: ['policy:PGZ43Z4'] };
    await channel(server.url, { assigning: assigning(server.url) }).tell(notice, patient);
    expect(server.asked[1]?.body).toContain('"escalation_policy":{"id":"PGZ43Z4"');
  });

  test.each([
    { name: 'no incident there is no fault', get: { status: 200, body: '{"incidents":[]}' }, told: { ok: true } },
    { name: 'garbage is tried again', get: { status: 200, body: '<html>' }, told: { fate: 'retry' } },
    { name: 'an id that would lead elsewhere is garbage', get: { status: 200, body: '{"incidents":[{"id":"../users/P1"}]}' }, told: { fate: 'retry' } },
    { name: 'a wrong token is final', get: { status: 401 }, told: { fate: 'final' } },
    { name: 'too many requests wait', get: { status: 429, headers: { 'ratelimit-reset': '12' } }, told: { fate: 'retry', retryAt: '2026-03-01T04:05:12.000Z' } },
  ])('$name', async ({ get, told }) => {
    const server = await rest(get);
    const answer = await channel(server.url, { assigning: assigning(server.url) }).tell(handOff, patient);
    expect(answer).toMatchObject(told);
    expect(JSON.stringify(answer)).not.toContain('y_NbAkKc66ryYTWUXYEu');
  }); // biome-ignore format: a table

  test('whom PagerDuty cannot know is refused and nothing is asked', async () => {
    const server = await rest(open);
    const notice = { ...handOff, to: ['someone@example.com\r\nFrom: x'] };
    const told = await channel(server.url, { assigning: assigning(server.url) }).tell(notice, patient);
    expect(told).toMatchObject({ ok: false, fate: 'final' });
    expect(server.asked).toEqual([]);
  });

  test('when it fails at the second step is tried again', async () => {
    const server = await rest(open, { status: 502 });
    const told = await channel(server.url, { assigning: assigning(server.url) }).tell(handOff, patient);
    expect(told).toMatchObject({ ok: false, fate: 'retry', message: 'PagerDuty answered 502 to the hand-off.' });
  });
});
