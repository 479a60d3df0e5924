// Schedules of PagerDuty over a real connection: what is asked is what PagerDuty documents, and nothing it does delays a page for long.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { pagerDutySchedules } from '../../../src/shell/notify/pagerduty-schedules.ts';

/** `GET /oncalls` as documented: https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls */
const Query = z.strictObject({
  'schedule_ids[]': z.array(z.string().regex(/^[A-Z0-9]+$/)),
  'include[]': z.array(z.enum(['escalation_policies', 'users', 'schedules'])),
  time_zone: z.tuple([z.string()]),
  since: z.tuple([z.iso.datetime()]),
  until: z.tuple([z.iso.datetime()]),
  limit: z.tuple([z.coerce.number().int().max(100)]),
  offset: z.tuple([z.coerce.number().int().min(0)]),
});
const Headers = z.object({
  authorization: z.literal('Token token=a-key'),
  accept: z.literal('application/vnd.pagerduty+json;version=2'),
});

type Asked = z.infer<typeof Query>;

const NOW = '2026-03-01T04:00:00Z';

/** An entry as PagerDuty gives it; of it only the user's address and the two ends matter here. */
function entry(email: string, start: string | null, end: string | null) {
  const user = { id: 'PUSER01', type: 'user', summary: 'Somebody', email, name: 'Somebody', role: 'user' };
  const reference = { id: 'PABC123', type: 'schedule_reference', summary: 'Ours', self: null, html_url: null };
  const policy = { id: 'PPOL001', type: 'escalation_policy_reference', summary: 'Ours' };
  return { escalation_policy: policy, escalation_level: 1, schedule: reference, user, start, end };
}

let asked: Asked[] = [];
let answer: (query: Asked, response: ServerResponse) => void;
let now = NOW;
let complaints: string[] = [];
const server = createServer((request: IncomingMessage, response) => {
  const url = new URL(request.url ?? '', 'http://localhost');
  expect(request.method).toBe('GET');
  expect(url.pathname).toBe('/oncalls');
  Headers.parse(request.headers);
  const query = Query.parse(Object.fromEntries([...url.searchParams.keys()].map((key) => [key, url.searchParams.getAll(key)])));
  asked.push(query);
  answer(query, response);
}); // biome-ignore format: one thought a line

beforeEach(async () => {
  asked = [];
  complaints = [];
  now = NOW;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function source(patience = 3000) {
  const { port } = server.address() as AddressInfo;
  const complain = (text: string) => complaints.push(text);
  return pagerDutySchedules({ key: 'a-key', baseUrl: `http://127.0.0.1:${port}`, now: () => now, complain, patience });
}

function gives(body: object, status = 200): (query: Asked, response: ServerResponse) => void {
  return (_query, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
} // biome-ignore format: one thought a line

const current = entry('ops@example.com', '2026-03-01T00:00:00Z', '2026-03-02T00:00:00+01:00');
const shift = { email: 'ops@example.com', from: '2026-03-01T00:00:00Z', until: '2026-03-01T23:00:00Z' };

describe('an answer', () => {
  test('is asked for the schedule, a week ahead, with the addresses of users', async () => {
    answer = gives({ oncalls: [current], limit: 100, offset: 0, more: false, total: null });
    expect(await source().read('PABC123')).toEqual({ shifts: [shift], trouble: null });
    expect(asked).toMatchObject([{ 'schedule_ids[]': ['PABC123'], 'include[]': ['users'], since: [NOW], until: ['2026-03-08T04:00:00Z'], offset: [0] }]);
  }); // biome-ignore format: one thought a line

  test('of several pages is read to its end', async () => {
    answer = ({ offset: [offset] }, response) =>
      gives({ oncalls: [current], more: offset < 200 })({} as Asked, response);
    expect((await source().read('PABC123')).shifts).toHaveLength(3);
    expect(asked.map(({ offset }) => offset[0])).toEqual([0, 100, 200]);
  });

  test('without beginning or end, and without an address, is one', async () => {
    answer = gives({ oncalls: [entry('a@example.com', null, null), { ...current, user: { id: 'P1', type: 'user_reference' } }] });
    expect((await source().read('PABC123')).shifts).toEqual([{ email: 'a@example.com', from: null, until: null }, { ...shift, email: '' }]);
  }); // biome-ignore format: one thought a line

  test('is good for a minute, and one question serves all who ask at once', async () => {
    answer = gives({ oncalls: [current] });
    const schedules = source();
    await Promise.all([schedules.read('PABC123'), schedules.read('PABC123')]);
    now = '2026-03-01T04:00:59Z';
    await schedules.read('PABC123');
    expect(asked).toHaveLength(1);
    now = '2026-03-01T04:01:00Z';
    await schedules.read('PABC123');
    expect(asked).toHaveLength(2);
  });
});

describe('no answer', () => {
  test.each([
    { name: 'a fault of theirs', trouble: 'no-answer', fault: gives({ error: { message: 'Internal', code: 2000 } }, 500) },
    { name: 'too many requests', trouble: 'no-answer', fault: gives({ error: { message: 'Rate Limit Exceeded', code: 2020 } }, 429) },
    { name: 'a key that is none', trouble: 'refused', fault: gives({ error: { message: 'Unauthorized' } }, 401) },
    { name: 'a text that is no JSON', trouble: 'no-answer', fault: (_query: Asked, response: ServerResponse) => response.end('<html>') },
    { name: 'another shape', trouble: 'no-answer', fault: gives({ on_calls: [] }) },
    { name: 'a broken connection', trouble: 'no-answer', fault: (_query: Asked, response: ServerResponse) => response.destroy() },
    { name: 'a redirect, which would take the key elsewhere', trouble: 'no-answer', fault: (_query: Asked, response: ServerResponse) => response.writeHead(302, { location: '/elsewhere' }).end() },
  ])('$name: the last that is known holds, and the key is not told', async ({ trouble, fault }) => {
    const schedules = source();
    answer = gives({ oncalls: [current] });
    await schedules.read('PABC123');
    now = '2026-03-01T04:02:00Z';
    answer = fault;
    expect(await schedules.read('PABC123')).toEqual({ shifts: [shift], trouble });
    expect(complaints).toHaveLength(1);
    expect(complaints.join()).not.toContain('a-key');
  }); // biome-ignore format: a table

  test('silence ends when patience does; nobody is asked again within the minute', async () => {
    answer = () => undefined;
    const schedules = source(50);
    expect(await schedules.read('PABC123')).toEqual({ shifts: [], trouble: 'no-answer' });
    expect(await schedules.read('PABC123')).toEqual({ shifts: [], trouble: 'no-answer' });
    expect(complaints).toEqual(['PagerDuty did not say who is on call by the schedule PABC123 (TimeoutError).']);
  });
});
