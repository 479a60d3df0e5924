// Channels beside GitHub, told by the unmodified server over real connections: in order, signed, once for each key, whatever is down or killed when.
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Asked, type HttpServer, type Reply, startHttpServer } from '../support/http-server.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll } from '../support/visible.ts';

/** What failed is tried again after ever longer pauses. */
const PATIENCE = 120_000;

const secret = `whsec_${Buffer.from('a secret that is long enough').toString('base64')}`;

const policy = `preset: github
people: { devops: ["@acme/on-call"], ceo: ["@lead"], manager: ["@commander"] }
channels:
  - { id: ops, title: Ops, kind: webhook, connection: ops }
  - { id: rescue, title: Rescue, kind: webhook, connection: rescue, events: [closed], fallback: true }
  - { id: later, title: Later, kind: webhook, connection: later }
`;

let story: Story;
let ops: HttpServer;
let rescue: HttpServer;
let answer: (asked: Asked) => Reply;
const taken: Reply = { status: 204 };
const issues: number[] = [];

beforeAll(async () => {
  answer = () => taken;
  ops = await startHttpServer((asked) => answer(asked));
  rescue = await startHttpServer(() => taken);
  story = await startStory({
    policy,
    env: () => ({
      FIREBREAK_WEBHOOK_PRIVATE: 'yes',
      FIREBREAK_WEBHOOK_URL_OPS: ops.url,
      FIREBREAK_WEBHOOK_SECRET_OPS: secret,
      FIREBREAK_WEBHOOK_URL_RESCUE: rescue.url,
      FIREBREAK_WEBHOOK_SECRET_RESCUE: secret,
    }),
  });
});
afterAll(async () => {
  for (const issue of issues) await readAll(story, issue);
  await story.end();
  await ops.close();
  await rescue.close();
});
beforeEach(async () => {
  await story.later('PT1M');
  for (const server of [ops, rescue]) server.asked.length = 0;
});
afterEach(async () => {
  answer = () => taken;
  await story.control('DELETE', 'faults');
});

/** Opens a P0 and does not wait. */
async function open(): Promise<number> {
  const body = { title: '[INCIDENT P0] Production down', labels: ['incident', 'P0'] };
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', body);
  const issue = typeof data === 'object' && data !== null && 'number' in data ? Number(data.number) : 0;
  issues.push(issue);
  return issue;
}

async function declare(): Promise<number> {
  const issue = await open();
  await story.settle();
  return issue;
}

/** Closes it, so that its clocks disturb no other story. */
async function over(issue: number): Promise<void> {
  await story.say('lead', '/close --force tidied up', issue);
}

/** What a receiver was told, each with a signature that holds. */
function heard(server: HttpServer): readonly string[] {
  return server.asked.map(({ body, headers }) => {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers;
    const signed = {
      'webhook-id': String(id),
      'webhook-timestamp': String(at),
      'webhook-signature': String(signature),
    };
    expect(signed['webhook-signature']).toBe(
      new Webhook(secret).sign(signed['webhook-id'], new Date(Number(at) * 1000), body),
    );
    const { type } = JSON.parse(body) as { readonly type: string };
    return type.replace('incident.', '');
  });
}

const ids = (server: HttpServer) => server.asked.map(({ headers }) => String(headers['webhook-id']));

/** Moves the clock without waiting for the server to come to rest: GitHub is down. */
async function pass(duration: string): Promise<void> {
  story.sandbox.advance(duration);
  await story.app.tellTime();
}

test('an incident is told from its beginning to its end, in order', async () => {
  const issue = await declare();
  await story.say('responder', '/ack', issue);
  await story.say('responder', '/update found it', issue);
  await over(issue);
  expect(heard(ops)).toEqual(['opened', 'paged', 'acknowledged', 'update', 'resolved', 'closed']);
  expect(new Set(ids(ops)).size).toBe(6);
  expect(heard(rescue)).toEqual(['closed']);
});

test('a channel that is not connected is on the card', async () => {
  const issue = await declare();
  expect(await story.card(issue)).toContain('Later is not connected here');
  await over(issue);
});

test(
  'a channel that is down delays neither GitHub nor another channel, is on the card, and is told in order when it is back',
  async () => {
    answer = () => ({ status: 503 });
    const issue = await declare();
    await story.say('responder', '/ack', issue);
    expect((await story.issue(issue)).assignees).toEqual(['responder']);
    expect(await story.card(issue)).toContain('Ops has not been reached since');
    answer = () => taken;
    ops.asked.length = 0;
    await story.later('PT1M');
    // The page was answered before the channel could be paged.
    expect(heard(ops)).toEqual(['opened', 'acknowledged']);
    expect(await story.card(issue)).not.toContain('Ops has not been reached');
    await over(issue);
  },
  PATIENCE,
);

test(
  'killed while a channel is told: it is told again under the same key, and the rest once',
  async () => {
    answer = () => 'hang';
    const issue = await open();
    await ops.until(1);
    await story.app.kill();
    answer = () => taken;
    await story.app.start();
    await story.settle();
    expect(heard(ops)).toEqual(['opened', 'opened', 'paged']);
    expect(ids(ops)[0]).toBe(ids(ops)[1]);
    await over(issue);
  },
  PATIENCE,
);

test(
  'the database is deleted: what may not have been told is told under the same keys, and what follows as ever',
  async () => {
    const issue = await declare();
    const before = ids(ops);
    await story.app.stop();
    await story.app.forget();
    await story.app.start();
    await story.settle();
    expect(new Set(ids(ops))).toEqual(new Set(before));
    ops.asked.length = 0;
    await story.say('responder', '/ack', issue);
    expect(heard(ops)).toEqual(['acknowledged']);
    await over(issue);
  },
  PATIENCE,
);

test(
  'a P0 page that GitHub does not take within a minute goes out by the fallback, once, and GitHub has it later',
  async () => {
    await story.control('POST', 'faults', {
      route: 'POST /graphql',
      match: 'mutation Effects',
      status: 503,
      times: 1_000_000,
    });
    const issue = await open();
    // The minute runs on while this is awaited, as long as the machine takes: that nothing goes out before it, lanes are held to on a clock of their own.
    await ops.until(2);
    expect(heard(ops)).toEqual(['opened', 'paged']);
    await pass('PT1M');
    await rescue.until(1);
    await pass('PT1M');
    await story.control('DELETE', 'faults');
    await story.settle();
    expect(heard(rescue)).toEqual(['paged']);
    expect((await keys(story, issue)).filter((key) => key.includes('step-0-0'))).toHaveLength(1);
    const page = (await story.comments(issue)).find(({ body }) => body.includes('step-0-0'));
    expect(page?.body).toContain('GitHub did not take this for a while: Rescue was told of this already.');
    await expectNothingTwice(story, issue);
    await over(issue);
  },
  PATIENCE,
);

test('a P0 page that GitHub takes goes out by no other way', async () => {
  const issue = await declare();
  await story.later('PT2M');
  expect(heard(rescue)).toEqual([]);
  await over(issue);
});

test(
  'GitHub is down when a P0 is opened: after a minute the fallback is paged, once, and the page that follows says so',
  async () => {
    await story.control('POST', 'faults', { route: 'POST /graphql', status: 503, times: 1_000_000 });
    const issue = await open();
    await expect.poll(() => story.app.output(), { timeout: 30_000 }).toContain('github-unavailable');
    expect(heard(rescue)).toEqual([]);
    await pass('PT1M');
    await rescue.until(1);
    await pass('PT1M');
    await story.control('DELETE', 'faults');
    await story.settle();
    expect(heard(rescue)).toEqual(['paged']);
    const page = (await story.comments(issue)).find(({ body }) => body.includes('step-0-0'));
    expect(page?.body).toContain('Rescue was told of this already');
    await expectNothingTwice(story, issue);
    await over(issue);
  },
  PATIENCE,
);

test(
  'GitHub refuses a P0 page: the fallback has it, and the card says so, once, until somebody acknowledges',
  async () => {
    await story.control('POST', 'faults', { route: 'POST /graphql', match: 'step-0-0', status: 422, times: 5 });
    const issue = await open();
    await expect
      .poll(() => pass('PT15S').then(() => story.app.output()), { timeout: 60_000 })
      .toContain('effect-failed');
    await rescue.until(1);
    await story.settle();
    expect(heard(rescue)).toEqual(['paged']);
    const said = /GitHub refused the page to .+?, which goes out by Ops and Rescue instead/g;
    const card = await story.card(issue);
    expect(card).toContain('the card says so until somebody acknowledges');
    await story.app.stop();
    await story.app.start();
    await story.settle();
    expect((await story.card(issue)).match(said)).toHaveLength(card.match(said)?.length ?? 0);
    await story.say('responder', '/ack', issue);
    expect((await story.card(issue)).match(said), 'the line of the timeline').toHaveLength(1);
    await expectNothingTwice(story, issue);
    await over(issue);
  },
  PATIENCE,
);
