// The door over real HTTP: what is let in, what is turned away, and that nothing is stored of what is turned away.
import { afterEach, describe, expect, test } from 'vitest';
import type { IntakeParts } from '../../../src/app/intake/intake.ts';
import { issues, self } from '../../shell/payloads/payload-samples.ts';
import { deliver, secret, send, sign, startIntake } from './fake-engine.ts';

const opened = JSON.stringify(issues('opened'));
const closers: (() => Promise<void>)[] = [];

async function start(over: Partial<IntakeParts> = {}) {
  const started = await startIntake(over);
  closers.push(started.stop);
  return started;
}

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

describe('a delivery', () => {
  test.each(['/api/github/webhooks', '/'])('to %s is stored, then answered 202', async (path) => {
    const { port, stored, notes } = await start();
    const answer = await deliver(port, opened, {}, path);
    expect(answer.status).toBe(202);
    expect(stored.flat()).toMatchObject([
      {
        hookId: '4711',
        guid: 'b2c3d4e5-0000-4000-8000-000000000001',
        event: 'issues',
        action: 'opened',
        trigger: { kind: 'opened' },
        ignored: null,
      },
    ]);
    expect(notes).toEqual(['accepted']);
  });

  test("is verified as in GitHub's documentation", async () => {
    const { port, stored } = await start();
    const vector = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const answer = await deliver(port, 'Hello, World!', { 'x-hub-signature-256': vector });
    expect(answer.status).toBe(202);
    expect(stored.flat()).toMatchObject([{ trigger: null, ignored: 'not-json' }]);
  });

  test('signed with the previous secret is taken during a rotation', async () => {
    const { port, stored } = await start({ secrets: ['the new secret', secret] });
    expect((await deliver(port, opened)).status).toBe(202);
    expect((await deliver(port, opened, { 'x-hub-signature-256': sign(opened, 'the new secret') })).status).toBe(202);
    expect(stored.flat()).toHaveLength(2);
  });

  test('is not answered before it is committed', async () => {
    const commit = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const { port } = await start({
      accept: () => {
        asked.resolve();
        return commit.promise;
      },
    });
    let answered = false;
    const answer = deliver(port, opened).then((given) => {
      answered = true;
      return given;
    });
    await asked.promise;
    await send(port, { method: 'GET', path: '/nothing' });
    expect(answered).toBe(false);
    commit.resolve();
    expect((await answer).status).toBe(202);
  });

  test('that cannot be stored is answered 503', async () => {
    const { port, notes } = await start({ accept: () => Promise.reject(new Error('disk full')) });
    expect((await deliver(port, opened)).status).toBe(503);
    expect(notes).toEqual(['unstored']);
  });

  test('replayed under the same id is handed on each time: the inbox knows repeats', async () => {
    const { port, stored } = await start();
    const answers = await Promise.all(Array.from({ length: 100 }, () => deliver(port, opened)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(stored.flat().map(({ guid }) => guid)).size).toBe(1);
  });
});

describe('a signature', () => {
  const good = sign(opened);
  const rows: readonly [string, Record<string, string | readonly string[] | undefined>, string][] = [
    ['that is missing', { 'x-hub-signature-256': undefined }, 'missing'],
    ['that is empty', { 'x-hub-signature-256': '' }, 'malformed'],
    [
      'of the old kind only',
      { 'x-hub-signature-256': undefined, 'x-hub-signature': 'sha1=7d38cdd689735b008b3c702edd92eea23791c5f6' },
      'missing',
    ],
    ['of the old kind in the new header', { 'x-hub-signature-256': `sha1=${'a'.repeat(40)}` }, 'malformed'],
    ['that is cut short', { 'x-hub-signature-256': good.slice(0, -2) }, 'malformed'],
    ['that is too long', { 'x-hub-signature-256': `${good}00` }, 'malformed'],
    ['without its prefix', { 'x-hub-signature-256': good.slice(7) }, 'malformed'],
    ['in capitals', { 'x-hub-signature-256': good.toUpperCase() }, 'malformed'],
    ['by another secret', { 'x-hub-signature-256': sign(opened, 'development') }, 'wrong'],
    ['by an empty secret', { 'x-hub-signature-256': sign(opened, '') }, 'wrong'],
    ['of another body', { 'x-hub-signature-256': sign(`${opened} `) }, 'wrong'],
    ['given twice', { 'x-hub-signature-256': [good, good] }, 'duplicate'],
    ['given twice, one of them wrong', { 'x-hub-signature-256': [sign(opened, 'x'), good] }, 'duplicate'],
  ];
  test.each(rows)('%s is refused with 401, and nothing is stored', async (_name, headers, why) => {
    const { port, stored, notes } = await start();
    const usual = { 'x-github-event': 'issues', 'x-github-delivery': 'd-1', 'x-hub-signature-256': good, ...headers };
    const flat = Object.entries(usual).flatMap(([name, value]) =>
      [value ?? []].flat().flatMap((one: string) => [name, one]),
    );
    const lines = ['host', 'localhost', 'content-length', String(Buffer.byteLength(opened)), ...flat];
    expect((await send(port, { headers: lines, body: opened })).status).toBe(401);
    expect(stored).toEqual([]);
    expect(notes).toEqual([`rejected:${why}`]);
  });

  test('is checked before anything else is said about a delivery', async () => {
    const { port, stored } = await start();
    const answer = await deliver(port, 'null', {
      'x-hub-signature-256': sign('null', 'x'),
      'x-github-event': undefined,
    });
    expect(answer.status).toBe(401);
    expect(stored).toEqual([]);
  });
});

describe('headers', () => {
  test.each(['x-github-event', 'x-github-delivery'])('without %s the delivery cannot be kept, 400', async (name) => {
    const { port, stored } = await start();
    for (const value of [undefined, '', 'x'.repeat(5_000)]) {
      expect((await deliver(port, opened, { [name]: value })).status).toBe(400);
    }
    expect(stored).toEqual([]);
  });
  test('without a hook id it is kept under "unknown"', async () => {
    const { port, stored } = await start();
    expect((await deliver(port, opened, { 'x-github-hook-id': undefined })).status).toBe(202);
    expect(stored.flat()).toMatchObject([{ hookId: 'unknown' }]);
  });
});

describe('a body that is not ours to understand is stored as ignored, 202', () => {
  const rows: readonly [string, string | Buffer, string, string][] = [
    ['null', 'null', 'issues', 'unexpected-shape'],
    ['a number', '1', 'issues', 'unexpected-shape'],
    ['a list', '[]', 'issue_comment', 'unexpected-shape'],
    ['nothing', '', 'issues', 'not-json'],
    ['half of it', opened.slice(0, 100), 'issues', 'not-json'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'issues', 'not-json'],
    ['a form', `payload=${encodeURIComponent(opened)}`, 'issues', 'not-json'],
    ['deeply nested', '['.repeat(100_000) + ']'.repeat(100_000), 'issues', 'unexpected-shape'],
    ['an unknown event', '{"action":"created"}', 'no_such_event', 'event-not-used'],
    ['a ping', '{"zen":"Design for failure."}', 'ping', 'event-not-used'],
  ];
  test.each(rows)('%s', async (_name, body, event, ignored) => {
    const { port, stored, failures } = await start();
    expect((await deliver(port, body, { 'x-github-event': event })).status).toBe(202);
    expect(stored.flat()).toMatchObject([{ event, trigger: null, ignored }]);
    expect(failures).toEqual([]);
  });

  test('a body of another event under our name', async () => {
    const { port, stored } = await start();
    await deliver(port, JSON.stringify({ action: 'opened', pull_request: {}, sender: {} }));
    expect(stored.flat()).toMatchObject([{ ignored: 'unexpected-shape' }]);
  });
});

describe('anything else', () => {
  const rows = [
    ['GET', '/'],
    ['GET', '/api/github/webhooks'],
    ['PUT', '/api/github/webhooks'],
    ['POST', '/probot'],
    ['POST', '/healthz'],
    ['GET', '/probot/setup?code=1'],
    ['POST', '/api/github/webhooks/'],
    ['GET', '//'],
  ] as const;
  test.each(rows)('%s %s is not there', async (method, path) => {
    const { port } = await start();
    expect((await send(port, { method, path })).status).toBe(404);
  });

  test('a fault of ours is a 500 that says nothing, and is reported', async () => {
    const fail = () => {
      throw new Error('secret detail');
    };
    const { port, failures } = await start({ pages: new Map([['/healthz', fail]]) });
    const answer = await send(port, { method: 'GET', path: '/healthz' });
    expect(answer).toMatchObject({ status: 500, text: 'Internal error.\n' });
    expect(failures).toHaveLength(1);
  });

  test('an intake without a secret does not start', async () => {
    await expect(startIntake({ secrets: [] })).rejects.toThrow('would believe anyone');
  });
});

test('who we are is asked for each delivery: it may become known later', async () => {
  let botId = 0;
  const { port, stored } = await start({ self: () => ({ ...self, botId }) });
  const labeled = JSON.stringify(issues('labeled', { label: { name: 'P0' } }));
  await deliver(port, labeled);
  botId = 11;
  await deliver(port, labeled);
  expect(stored.flat().map(({ ignored }) => ignored)).toEqual([null, 'own']);
});
