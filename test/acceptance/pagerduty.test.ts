// PagerDuty talks back to the unmodified server: an acknowledgement there is an `/ack` here, by whom the policy says; all else changes nothing, and says so.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { now } from '../../src/sandbox/state/store.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

const secret = 'the-secret-of-the-subscription';

const policy = `preset: none
levels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }, { after: 15m, targets: [oncall], until: acknowledged }] }]
on_call: [{ id: oncall, people: ["@responder"], pagerduty_users: { PRESPONDER: responder, PCOMMANDER: commander, look@example.com: visitor } }]
`;

let story: Story;
let key: string;
let issue: number;

type Said = {
  readonly id?: string;
  readonly by?: object;
  readonly at?: string;
  readonly data?: object;
  readonly type?: string;
};

async function send(body: string, signature: string) {
  const headers = { 'content-type': 'application/json', 'x-pagerduty-signature': signature };
  const answer = await fetch(`http://127.0.0.1:${story.app.port()}/pagerduty`, { method: 'POST', headers, body });
  const said = { status: answer.status, text: (await answer.text()).trim() };
  await story.settle();
  return said;
}

async function incidentKey(issue: number): Promise<string> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop');
  return `${(data as { id: number }).id}#${issue}`;
}

function webhook(incident_key: string, { id = randomUUID(), by = { id: 'PRESPONDER' }, at = now(story.sandbox.store), data = {}, type = 'incident.acknowledged' }: Said = {}) {
  const agent = { type: 'user_reference', summary: 'Somebody', ...by };
  const event = { id, event_type: type, occurred_at: at, agent, data: { incident_key, ...data } };
  return JSON.stringify({ event });
} // biome-ignore format: the whole form at once

function signed(body: string, by = secret): string {
  return `v1=${createHmac('sha256', by).update(body).digest('hex')}`;
}

describe('with a secret', () => {
  beforeAll(async () => {
    story = await startStory({ policy, env: () => ({ FIREBREAK_PAGERDUTY_WEBHOOK_SECRET: `${secret} another-one` }) });
  });
  afterAll(() => story.end());

  beforeEach(async () => {
    issue = await story.declare();
    key = await incidentKey(issue);
    expect(await story.nextComment()).toContain('@responder');
    await story.later('PT5M');
    return () => finish();
  });

  /** The next test begins with silence. */
  async function finish() {
    await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${issue}`, {
      state: 'closed',
      state_reason: 'not_planned',
    });
    await story.settle();
    await readAll(story, issue);
  }

  test('who acknowledges there has acknowledged here and leads, and the ladder is silent; delivered again it is done once', async () => {
    const body = webhook(key);
    expect(await send(body, signed(body))).toEqual({ status: 202, text: 'accepted' });
    expect(await story.card()).toContain('acknowledged in PagerDuty');
    expect(await story.issue()).toMatchObject({ assignees: ['responder'] });
    expect((await send(body, signed(body, 'another-one'))).status).toBe(202);
    await story.later('PT15M');
    expect((await story.card()).split('acknowledged in PagerDuty')).toHaveLength(2);
    await story.silence();
  }); // biome-ignore format: one thought a line

  test('a forged signature, a body that is too large, an incident that is not known here: each is answered, nothing is done, and people are paged on', async () => {
    const body = webhook(key);
    for (const wrong of [signed(body, 'guessed'), 'v0=00', signed(webhook(key, { id: 'another' }))])
      expect(await send(body, wrong)).toEqual({ status: 401, text: expect.stringContaining('X-PagerDuty-Signature') });
    const large = webhook(key, { data: { title: 'x'.repeat(1024 * 1024) } });
    expect(await send(large, signed(large))).toMatchObject({ status: 413 });
    const foreign = webhook('7#4242');
    expect(await send(foreign, signed(foreign))).toEqual({ status: 202, text: 'ignored: unknown-incident' });
    expect(await send('{}', signed('{}'))).toMatchObject({ status: 400 });
    await story.later('PT10M');
    expect(await story.card()).not.toMatch(/PagerDuty/);
    expect(await story.nextComment()).toContain('@responder');
  }); // biome-ignore format: one thought a line

  test('whom no rotation knows, and who may not here, has not acknowledged: the card says so and people are paged on', async () => {
    const stranger = webhook(key, { by: { id: 'PSTRANGER' } });
    expect(await send(stranger, signed(stranger))).toEqual({ status: 202, text: 'accepted' });
    expect(await story.card()).toMatch(/PSTRANGER.*pagerduty\\?_users/);
    const looker = webhook(key, { by: { id: 'PLOOKER', email: 'Look@Example.com' } });
    expect(await send(looker, signed(looker))).toEqual({ status: 202, text: 'accepted' });
    expect(await story.card()).toMatch(/visitor, who may not here/);
    expect(await story.issue()).toMatchObject({ assignees: [] });
    await story.later('PT10M');
    expect(await story.nextComment()).toContain('@responder');
  }); // biome-ignore format: one thought a line

  test('what was done there before the incident came back answers nothing', async () => {
    const old = webhook(key);
    await story.say('responder', '/ack');
    await story.say('responder', '/resolve');
    await story.later('PT5M');
    // Whoever leads and reopens it is there: nobody would be paged.
    await story.say('lead', '/reopen it is back');
    await readAll(story, issue);
    expect((await send(old, signed(old))).status).toBe(202);
    expect(await story.card()).not.toContain('in PagerDuty');
    await story.later('PT15M');
    expect(await story.nextComment()).toContain('@responder');
  });

  test('a hand-off there is told, and who leads here stays', async () => {
    await story.say('lead', '/ack');
    await story.later('PT2M');
    const data = { assignees: [{ id: 'PRESPONDER', type: 'user_reference', summary: 'The responder' }] };
    const body = webhook(key, { type: 'incident.reassigned', data });
    expect((await send(body, signed(body))).status).toBe(202);
    expect(await story.card()).toContain('Reassigned in PagerDuty to responder');
    expect(await story.issue()).toMatchObject({ assignees: ['lead'] });
  });
});

describe('without a secret', () => {
  beforeAll(async () => {
    story = await startStory({ policy });
  });
  afterAll(() => story.end());

  test('there is no such place', async () => {
    const body = webhook('7#42');
    expect(await send(body, signed(body))).toEqual({ status: 404, text: 'There is nothing here.' });
  });
});

describe('with keys', () => {
  let pagerduty: HttpServer;

  beforeAll(async () => {
    pagerduty = await startHttpServer(({ method, path }) => {
      if (path === '/v2/enqueue') return { status: 202, body: '{"status":"success"}' };
      return { status: 200, body: method === 'GET' ? '{"incidents":[{"id":"PT4KHLK"}]}' : '{}' };
    });
    story = await startStory({
      policy: `${policy}channels: [{ id: pager, title: PagerDuty, kind: pagerduty }]\n`,
      env: () => ({
        FIREBREAK_PAGERDUTY_ROUTING_KEY: 'a'.repeat(32),
        FIREBREAK_PAGERDUTY_URL: pagerduty.url,
        FIREBREAK_PAGERDUTY_API_KEY: 'a-key-of-the-tests',
        FIREBREAK_PAGERDUTY_API_URL: pagerduty.url,
        FIREBREAK_PAGERDUTY_FROM: 'firebreak@example.com',
      }),
    });
  });
  afterAll(async () => {
    await story.end();
    await pagerduty.close();
  });

  test('S004-03 what is acknowledged here is acknowledged there, with the time of the alert and its details; what is handed over here is reassigned there', async () => {
    issue = await story.declare();
    await story.say('responder', '/ack p95 of checkout above 2 s for five minutes\n/time alerted=2026-11-21T07:55Z');
    const actions = () => pagerduty.asked.filter(({ path }) => path === '/v2/enqueue').map(({ body }) => JSON.parse(body).event_action);
    expect(actions()).toEqual(['trigger', 'acknowledge']);
    const card = await story.card(issue);
    expect(card).toMatch(/\*\*First alert\*\* \| 2026-11-21 07:55 UTC/);
    expect(card).toContain('p95 of checkout above 2 s for five minutes');
    await story.say('responder', '/ic @commander');
    const [put, ...others] = pagerduty.asked.filter(({ method }) => method === 'PUT');
    expect(others).toEqual([]);
    expect(put).toMatchObject({ path: '/incidents/PT4KHLK', headers: { from: 'firebreak@example.com', authorization: 'Token token=a-key-of-the-tests' } });
    expect(JSON.parse(put?.body ?? '')).toMatchObject({ incident: { assignments: [{ assignee: { id: 'PCOMMANDER' } }] } });
    await readAll(story, issue);
  }); // biome-ignore format: one thought a line
});
