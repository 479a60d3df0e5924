// What is seen of an event at first sight is what its whole reading says: nothing that was handled is passed over for it.
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { atFirstSight } from '../../../src/shell/payloads/at-first-sight.ts';
import { isPlainComment, isPlainIssues } from '../../../src/shell/payloads/plain-shape.ts';
import { CommentPayload, IssuesPayload } from '../../../src/shell/payloads/schema.ts';
import { toTrigger } from '../../../src/shell/payloads/to-trigger.ts';
import { bot, commented, issues, otherBot, self } from './payload-samples.ts';

const File = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));
const recorded = File.parse(createRequire(import.meta.url)('@octokit/webhooks-examples')).flatMap(
  ({ name, examples }) => examples.map((payload) => ({ event: name, payload })),
);

/** As a run of an Action sees it: with accounts that are trusted, and no app. */
const inRun = { botId: -1, botIds: [901], appId: -1 };
const selves = [self, inRun];

/** The whole reading in the words of the first sight. */
function wholly(event: string, payload: unknown, who: typeof self): string {
  const reading = toTrigger(event, payload, who);
  if ('trigger' in reading) return 'ours';
  return 'ignored' in reading ? reading.ignored : 'unclear';
}

async function expectSame(event: string, payload: unknown): Promise<string> {
  let seen = '';
  for (const who of selves) {
    seen = await atFirstSight(event, payload, who);
    if (seen !== 'unclear') expect([event, payload, seen]).toEqual([event, payload, wholly(event, payload, who)]);
  }
  return seen;
}

const bodies = [
  '/ack',
  'We look at it.',
  '```\n/ack\n```',
  '> /ack',
  '- /ack',
  '# /ack',
  '\u200b/ack',
  '\uff0fack',
  'see /var/log',
  'password: hunter2-Zx9qLm',
  '',
  null,
];
const samples = [
  ...bodies.flatMap((body) =>
    ['created', 'edited', 'deleted', 'pinned'].map((action) => ({
      event: 'issue_comment',
      payload: commented(action, { changes: { body: { from: 'before' } } }, { body }),
    })),
  ),
  ...[bot, otherBot, null].map((user) => ({
    event: 'issue_comment',
    payload: commented('created', { sender: user }, { user }),
  })),
  ...[
    'opened',
    'assigned',
    'labeled',
    'edited',
    'closed',
    'reopened',
    'locked',
    'transferred',
    'deleted',
    'pinned',
  ].flatMap((action) => [
    { event: 'issues', payload: issues(action, { label: { name: 'incident' }, changes: { title: { from: 'a' } } }) },
    { event: 'issues', payload: issues(action, { sender: bot }, { title: 'Paint the shed', labels: [] }) },
    { event: 'issues', payload: issues(action, {}, { pull_request: {} }) },
  ]),
];

test('of every recorded payload, under its own name and under those that are looked at', async () => {
  for (const { event, payload } of recorded) {
    for (const name of [event, 'issues', 'issue_comment']) await expectSame(name, payload);
  }
});

test('of every kind of comment and issue', async () => {
  for (const { event, payload } of samples) await expectSame(event, payload);
});

test('what GitHub recorded of comments and issues is clear at once', async () => {
  const own = recorded.filter(({ event }) => event === 'issues' || event === 'issue_comment');
  expect(own.length).toBeGreaterThan(20);
  for (const { event, payload } of own) {
    const reading = toTrigger(event, payload, inRun);
    if ('trigger' in reading || 'ignored' in reading)
      expect(await atFirstSight(event, payload, inRun)).not.toBe('unclear');
  }
});

test('an event of another name is not judged', async () => {
  expect(await atFirstSight('pull_request', commented('created'), inRun)).toBe('unclear');
});

/** Where something of a payload is, and what else stands there. */
const odd = fc.constantFrom<unknown>(
  null,
  undefined,
  0,
  -1,
  1.5,
  2 ** 60,
  '',
  'x',
  '2026-02-30T00:00:00Z',
  true,
  [],
  {},
  [{}],
);

/** The payload with one of its values, wherever it is, replaced. */
function changed(payload: unknown, at: number, value: unknown): unknown {
  let left = at % countOf(payload);
  const walk = (found: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(found)) return found.map(walk);
    if (typeof found !== 'object' || found === null) return found;
    return Object.fromEntries(Object.entries(found).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(payload);
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, inner) => sum + countOf(inner), 0);
}

const changedSample = fc
  .tuple(fc.constantFrom(...samples), fc.nat(), odd)
  .map(([{ event, payload }, at, value]) => ({ event, payload: changed(payload, at, value) }));

test('of payloads that are not what GitHub sends: any value in any place', async () => {
  await fc.assert(
    fc.asyncProperty(changedSample, async ({ event, payload }) => void (await expectSame(event, payload))),
    {
      numRuns: 3_000,
    },
  );
});

test('what is plain the schemas take', () => {
  fc.assert(
    fc.property(changedSample, ({ event, payload }) => {
      if (event === 'issues' && isPlainIssues(payload)) expect(IssuesPayload.safeParse(payload).error).toBeUndefined();
      if (event === 'issue_comment' && isPlainComment(payload))
        expect(CommentPayload.safeParse(payload).error).toBeUndefined();
    }),
    { numRuns: 3_000 },
  );
});
