// GitHub failing in every way it has, at each kind of request: retried, waited for or reported as each deserves, never lost, never doubled.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { nowMs } from '../../src/sandbox/state/store.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll } from '../support/visible.ts';

/** A hanging request is given up after ten seconds, and what failed is tried again after ever longer pauses. */
const PATIENCE = 120_000;

let story: Story;
const told: number[] = [];
beforeAll(async () => {
  story = await startStory();
});
afterAll(async () => {
  for (const issue of told) await readAll(story, issue);
  await story.end();
});
afterEach(() => story.control('DELETE', 'faults'));

type Fault = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly times?: number;
  readonly after?: boolean;
  readonly hang?: boolean;
  readonly reset?: boolean;
};

type Place = { readonly route: string; readonly match?: string };
const facts: Place = { route: 'POST /graphql', match: 'query Facts' };
const effects: Place = { route: 'POST /graphql', match: 'mutation Effects' };
const pin: Place = { route: 'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin' };

/** GitHub's own way to say when the hour is over: an instant of its own clock. */
const hourIsUsedUp = (): Fault => ({
  status: 403,
  headers: {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(nowMs(story.sandbox.store) / 1000) + 300),
  },
});

/** Repeated until it is answered. The gateway tries a read three times by itself; the queue repeats the rest. */
const passing: readonly (readonly [string, Fault])[] = [
  ['401', { status: 401 }],
  ['401 again and again', { status: 401, times: 3 }],
  ['500', { status: 500 }],
  ['500 more often than the gateway tries', { status: 500, times: 4 }],
  ['502', { status: 502, times: 4 }],
  ['a reset connection', { reset: true, times: 4 }],
  ['no answer at all', { hang: true }],
];

/** Waited for as long as GitHub says. */
const waiting: readonly (readonly [string, () => Fault, string])[] = [
  ['403 with retry-after', () => ({ status: 403, headers: { 'retry-after': '90' } }), 'PT2M'],
  ['403 with nothing remaining', hourIsUsedUp, 'PT6M'],
  ['429 with retry-after', () => ({ status: 429, headers: { 'retry-after': '90' } }), 'PT2M'],
  ['429 without a word', () => ({ status: 429 }), 'PT2M'],
];

/** Carried out, and only the answer is lost. */
const doneAndLost: readonly (readonly [string, Fault])[] = [
  ['502', { status: 502, after: true }],
  ['500 twice', { status: 500, after: true, times: 2 }],
  ['a reset connection', { reset: true, after: true }],
  ['no answer at all', { hang: true, after: true }],
];

const refusals: readonly (readonly [string, Fault])[] = [
  ['403', { status: 403 }],
  ['404', { status: 404 }],
  ['422', { status: 422 }],
];

describe.each([
  ['the question for facts', facts],
  ['the document of effects', effects],
])('GitHub answers %s with', (_what, where) => {
  test.each(passing)(
    '%s: tried again',
    async (_name, fault) => {
      // A write is sent once at a time, so two failures outlast it.
      await order(where, where === effects && fault.times !== undefined ? { ...fault, times: 2 } : fault);
      await expectDeclaredOnce(await declare());
    },
    PATIENCE,
  );

  test.each(waiting)(
    '%s: waited for',
    async (_name, fault, until) => {
      await order(where, fault());
      const issue = await open();
      await faultMet();
      await story.later(until);
      await expectDeclaredOnce(issue);
    },
    PATIENCE,
  );
});

describe('GitHub carries the effects out and answers', () => {
  test.each(doneAndLost)(
    '%s: looked for, not done again',
    async (_name, fault) => {
      await order(effects, fault);
      await expectDeclaredOnce(await declare());
    },
    PATIENCE,
  );
});

describe('GitHub refuses the question for facts with', () => {
  test.each(refusals)(
    '%s: reported as dead, and found by the next comparison',
    async (_name, fault) => {
      await order(facts, { ...fault, times: 3 });
      const issue = await declare();
      await story.control('DELETE', 'faults');
      expect(story.app.output()).toContain('dead-row');
      await again();
      await expectDeclaredOnce(issue);
    },
    PATIENCE,
  );
});

describe('GitHub refuses the document of effects with', () => {
  test.each(refusals)(
    '%s: sent again, since it says nothing of the page in it',
    async (_name, fault) => {
      await order(effects, fault);
      const issue = await declare();
      await expectDeclaredOnce(issue);
    },
    PATIENCE,
  );
});

describe('GitHub answers the pin with', () => {
  test.each([...passing, ...refusals])(
    '%s: the card is as good without',
    async (_name, fault) => {
      await order(pin, fault);
      await expectDeclaredOnce(await declare());
    },
    PATIENCE,
  );

  test.each(waiting)(
    '%s: the card is as good without',
    async (_name, fault, until) => {
      await order(pin, fault());
      const issue = await declare();
      await story.later(until);
      await expectDeclaredOnce(issue);
    },
    PATIENCE,
  );
});

test(
  'GitHub is out for an hour: what was opened is declared, what came due is said once, what was commanded is done, and nothing twice',
  async () => {
    await story.later('PT1M');
    const known = await declare();
    await readAll(story, known);
    await story.control('POST', 'faults', { route: 'POST /graphql', status: 503, times: 1_000_000 });
    const fresh = await open();
    const path = `/repos/acme/shop/issues/${known}/comments`;
    const { data } = await story.api('responder', 'POST', path, { body: '/ack' });
    for (let quarter = 0; quarter < 4; quarter += 1) {
      story.sandbox.advance('PT15M');
      await story.app.tellTime();
    }
    await expect.poll(() => story.app.output(), { timeout: 120_000 }).toContain('github-unavailable');
    await story.control('DELETE', 'faults');
    await story.settle();
    expect(
      await story.reactions(typeof data === 'object' && data !== null && 'id' in data ? Number(data.id) : 0),
    ).toEqual(['+1']);
    expect((await keys(story, known)).filter((key) => key.includes('update'))).toHaveLength(1);
    await expectDeclaredOnce(known);
    await expectDeclaredOnce(fresh);
  },
  PATIENCE,
);

async function order(where: Place, fault: Fault): Promise<void> {
  await story.later('PT1M');
  await story.control('POST', 'faults', { ...where, ...fault });
}

/** Opens a P0 in a new minute of GitHub's for content, and does not wait. */
async function open(): Promise<number> {
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', {
    title: '[INCIDENT P0] Production down',
    labels: ['incident', 'P0'],
  });
  const issue = typeof data === 'object' && data !== null && 'number' in data ? Number(data.number) : 0;
  told.push(issue);
  return issue;
}

async function declare(): Promise<number> {
  const issue = await open();
  await story.settle();
  return issue;
}

/** Resolves when every ordered fault has been met. */
async function faultMet(): Promise<void> {
  await expect
    .poll(() => story.sandbox.store.faults.filter((fault) => fault.times > 0).length, { timeout: 120_000 })
    .toBe(0);
}

async function again(): Promise<void> {
  await story.app.stop();
  await story.app.start();
  await story.settle();
}

/** One page, one card, the labels; then it is closed, so that its clocks disturb no other test. */
async function expectDeclaredOnce(issue: number): Promise<void> {
  expect(await story.issue(issue)).toMatchObject({
    labels: ['P0', 'incident', 'status: investigating'],
    state: 'open',
  });
  expect(
    (await keys(story, issue)).filter((key) => key.includes('step-0-0')),
    story.app.output(),
  ).toHaveLength(1);
  await expectNothingTwice(story, issue);
  await story.say('lead', '/close --force tidied up', issue);
  expect(await story.issue(issue)).toMatchObject({ labels: ['P0', 'incident', 'status: closed'], state: 'closed' });
}
