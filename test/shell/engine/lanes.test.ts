// What channels are told: in order for each, once for each key, and by a channel that is down neither GitHub nor another channel is held up.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Offline } from '../../../src/core/channels/page-out-of-band.ts';
import type { Telling } from '../../../src/core/channels/telling.ts';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { plus } from '../../../src/core/time.ts';
import type { ToldOutcome } from '../../../src/shell/engine/lane-wanted.ts';
import type { Told } from '../../../src/shell/notify/port.ts';
import * as build from '../../support/builders.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { commented, deliveryOf, TestEngine } from '../../support/engine.ts';
import {
  aTelling,
  channelsOver,
  down,
  FakeChannel,
  type Heard,
  refused,
  tellingBrain,
} from '../../support/fake-channel.ts';
import { FakeGitHub } from '../../support/fake-thread.ts';

const MINUTE = 60_000;

describe.each(databases)('lanes on %s', (kind, fresh) => {
  let place: TestDatabase;
  let app: TestEngine;
  let issue: IssueRef;
  let next = 1;
  const a = new FakeChannel();
  const b = new FakeChannel();
  const heard: Heard[] = [];
  const outcomes: ToldOutcome[] = [];
  let more: Partial<Telling> = {};
  let offline: (given: Offline) => readonly Telling[] = () => [];

  beforeAll(async () => {
    place = await fresh();
    app = await twin().start();
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });
  beforeEach(async () => {
    issue = app.github.issue(next++);
    await app.open(issue);
    await app.idle();
    outcomes.length = 0;
  });
  afterEach(async () => {
    app.github.fault = () => null;
    app.github.down = false;
    offline = () => [];
    more = {};
    for (const channel of [a, b]) {
      channel.answer = () => ({ ok: true, ref: null });
      channel.told.length = 0;
    }
    await app.engine.setClockOffset(app.clock.offset() + 60 * MINUTE);
    await app.idle();
    heard.length = 0;
    for (const channel of [a, b]) channel.told.length = 0;
  });

  /** An instance on the same database and GitHub. */
  function twin(like?: TestEngine): TestEngine {
    return new TestEngine(
      place,
      like?.github ?? new FakeGitHub(),
      {},
      {
        brain: tellingBrain(['a', 'b'], heard, () => more),
        channels: {
          channels: channelsOver({ a, b }),
          text: ({ data }) => String(data['text']),
          web: 'https://github.test',
          pageOutOfBand: (given) => offline(given),
          onTold: (_connection, outcome) => outcomes.push(outcome),
        },
      },
    );
  }

  async function say(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await app.say(issue, `/say ${text}`);
    await app.idle();
  }
  const later = async (minutes: number) => {
    await app.engine.setClockOffset(app.clock.offset() + minutes * MINUTE);
    await app.idle();
  };

  test('each channel is told everything once, in order', async () => {
    await say('one', 'two', 'three');
    expect([a.texts, b.texts]).toEqual([
      ['one', 'two', 'three'],
      ['one', 'two', 'three'],
    ]);
    expect(new Set(a.told.map(({ key }) => key)).size).toBe(3);
    expect(a.told[0]?.incident).toBe(`7#${issue.number}`);
  });

  test('two channels over one connection are two readers: what one is told is no repetition of what the other is', async () => {
    more = { connection: 'a' };
    await say('one');
    expect(a.texts).toEqual(['one', 'one']);
    expect(new Set(a.told.map(({ key }) => key)).size).toBe(2);
  });

  test('what a channel gives back comes with the next notice, and is on the card', async () => {
    a.answer = () => ({ ok: true, ref: 'C1/17' });
    await say('one', 'two');
    expect(a.told.map(({ ref }) => ref)).toEqual([null, 'C1/17']);
    expect(heard.map(({ channel, state }) => [channel, state.ref])).toEqual([['a', 'C1/17']]);
  });

  test('what a channel gave back survives the database: it is on the card', async () => {
    a.answer = () => ({ ok: true, ref: 'C1/17' });
    await say('one');
    await say('two');
    await app.forget();
    await say('three');
    expect(a.told.map(({ text, ref }) => [text, ref])).toEqual([
      ['one', null],
      ['two', 'C1/17'],
      ['three', 'C1/17'],
    ]);
  });

  test('a notice that is not taken for its recipients’ sake holds up no other incident', async () => {
    a.answer = ({ text }) => (text === 'greylisted' ? { ...down, ofOne: true } : { ok: true, ref: null });
    await app.say(issue, '/say greylisted');
    await a.has(1);
    await app.idle();
    const other = app.github.issue(next++);
    await app.open(other);
    await app.say(other, '/say the page');
    await app.idle();
    expect(a.texts).toEqual(['greylisted', 'the page']);
    a.answer = () => ({ ok: true, ref: null });
  });

  describe('a channel that is down', () => {
    test('holds up neither GitHub nor another channel, and is told all of it in order when it is back', async () => {
      a.answer = () => down;
      await say('one', 'two');
      expect(app.github.said(issue)).toEqual(['declared', 'one', 'two']);
      expect(b.texts).toEqual(['one', 'two']);
      a.told.length = 0;
      a.answer = () => ({ ok: true, ref: null });
      await later(2);
      expect(a.texts).toEqual(['one', 'two']);
    });

    test('is on the record when it begins to fail and when it is back, and not in between', async () => {
      a.answer = () => down;
      await say('one');
      await later(1);
      await later(1);
      a.answer = () => ({ ok: true, ref: null });
      await later(10);
      expect(heard.map(({ state }) => state.problem)).toEqual(['unreachable', null]);
      expect(heard[0]?.state.since).not.toBeNull();
      expect(heard[1]?.state.since).toBeNull();
    });

    test('is not asked before it allows', async () => {
      const retryAt = plus(app.clock.now(), 'PT10M');
      a.answer = () => ({ ...down, retryAt }) as Told;
      await say('one');
      await later(9);
      expect(a.told).toHaveLength(1);
      a.answer = () => ({ ok: true, ref: null });
      await later(1.1);
      expect(a.texts).toEqual(['one', 'one']);
    });

    test('for long is told the newest state, not everything that it missed', async () => {
      a.answer = () => down;
      await say('one');
      await later(6);
      await say('two', 'three');
      a.told.length = 0;
      a.answer = () => ({ ok: true, ref: null });
      await later(10);
      expect(a.texts).toEqual(['three']);
      expect(outcomes).toContain('superseded');
    });
  });

  test('what a channel will never take is passed by, and said', async () => {
    a.answer = ({ text }) => (text === 'one' ? refused : { ok: true, ref: null });
    await say('one', 'two');
    expect(a.texts).toEqual(['one', 'two']);
    expect(app.log.map(({ code }) => code)).toContain('telling-failed');
    expect(heard.map(({ state }) => state.problem)).toEqual(['refused', null]);
  });

  test('a process that ends while it tells tells it again under the same key', async () => {
    a.answer = () => new Promise<Told>(() => undefined);
    await app.say(issue, '/say one');
    await a.has(1);
    await app.stop();
    a.answer = () => ({ ok: true, ref: null });
    await app.start();
    await a.has(2);
    await app.idle();
    expect(a.texts).toEqual(['one', 'one']);
    expect(new Set(a.told.map(({ key }) => key)).size).toBe(1);
  });

  if (kind === 'PostgreSQL') {
    test('two instances tell it once between them', async () => {
      const other = await twin(app).start();
      await say('one', 'two', 'three', 'four');
      await other.stop();
      expect([a.texts, b.texts]).toEqual([
        ['one', 'two', 'three', 'four'],
        ['one', 'two', 'three', 'four'],
      ]);
    });
  }

  describe('what stands in for a comment of GitHub', () => {
    /** Somebody writes `/say page`, and each channel stands in for the answer after a minute. */
    async function page(over: { readonly onceRefused?: true } = {}): Promise<void> {
      const comment = app.github.comment(issue, '/say page');
      more = { instead: { of: `say-${comment.id}`, from: plus(app.clock.now(), 'PT1M'), title: 'Chat', ...over } };
      await app.engine.accept([deliveryOf(commented(issue, comment))]);
    }

    test('is not told when GitHub took it within the minute', async () => {
      await page();
      await app.idle();
      await later(2);
      expect(a.texts).toEqual([]);
      expect(outcomes).toEqual(['superseded', 'superseded']);
    });

    test('below the worst level it is told once GitHub has refused it, and not before', async () => {
      app.github.fault = ({ key }) => (key.startsWith('say-') ? 'retry' : null);
      await page({ onceRefused: true });
      await app.until(() => app.log.some(({ code }) => code === 'effects-waiting'));
      await app.engine.setClockOffset(app.clock.offset() + 0.9 * MINUTE);
      app.github.fault = ({ key }) => (key.startsWith('say-') ? 'final' : null);
      await app.engine.setClockOffset(app.clock.offset() + 0.2 * MINUTE);
      await app.until(() => app.log.some(({ code }) => code === 'effect-failed'));
      await later(2);
      await a.has(1);
      expect(a.texts).toEqual(['page']);
    });

    test('is told when GitHub did not', async () => {
      app.github.fault = ({ key }) => (key.startsWith('say-') ? 'retry' : null);
      await page();
      await app.until(() => app.log.some(({ code }) => code === 'effects-waiting'));
      await app.engine.setClockOffset(app.clock.offset() + 0.9 * MINUTE);
      expect(a.texts).toEqual([]);
      await app.engine.setClockOffset(app.clock.offset() + 0.2 * MINUTE);
      await a.has(1);
      expect(a.texts).toEqual(['page']);
    });
  });

  describe('while GitHub cannot be asked', () => {
    test('whoever can open issues can have ten of an hour paged, and no more', async () => {
      await app.database.query(`INSERT INTO firebreak.tellings (incident_key, channel, key, issue, telling, out_of_band, state)
        SELECT '8#' || n, 'a', 'paged', jsonb_build_object('repositoryId', 8, 'number', n), '{}', true, 'done'
        FROM generate_series(1001, 1010) n`);
      const at = app.clock.now();
      offline = ({ trigger }) => (trigger.kind === 'opened' ? [aTelling('a', 'paged/p0-0', 'page', at)] : []);
      app.github.down = true;
      const other = { ...app.github.issue(next++), repositoryId: 8 };
      await app.open(other);
      await app.until(() => app.log.some(({ code }) => code === 'paged-too-often'));
      app.github.down = false;
      await app.idle();
      expect(a.texts).toEqual([]);
    });

    test('a page goes out once, however often it is tried, and what follows knows of it', async () => {
      const at = app.clock.now();
      offline = ({ trigger }) => (trigger.kind === 'commented' ? [aTelling('a', 'paged/p0-0', 'page', at)] : []);
      app.github.down = true;
      await app.say(issue, '/say help');
      await a.has(1);
      await app.engine.setClockOffset(app.clock.offset() + MINUTE);
      await app.engine.setClockOffset(app.clock.offset() + MINUTE);
      app.github.down = false;
      await app.idle();
      expect(a.texts).toEqual(['page', 'help']);
      expect(app.log.filter(({ text }) => text.includes(`7#${issue.number} is paged by a`))).toHaveLength(1);
    });
  });
});

describe.each(databases)('lanes when the policy changes, on %s', (_kind, fresh) => {
  const pager = new FakeChannel();
  const old = new FakeChannel();
  const heard: Heard[] = [];
  let place: TestDatabase;
  let app: TestEngine;
  const events: readonly Telling['event'][] = ['paged', 'closed'];
  const written = (text: string) => {
    app.github.policyFile = { source: 'test', version: text, text };
  };
  const bothChannels =
    'channels: [{ id: pagerduty, title: Pager, kind: pagerduty }, { id: webhook, title: Old, kind: webhook }]';

  beforeAll(async () => {
    place = await fresh();
    app = new TestEngine(
      place,
      new FakeGitHub(),
      {},
      {
        brain: tellingBrain(['pagerduty', 'webhook'], heard, (text) => ({
          event: events.find((event) => text.startsWith(event)) ?? 'update',
        })),
        policyFrom: (file) => {
          const written = file.text ?? '';
          const policy = build.policyOf(`preset: github\n${build.mapped}\n${written}`);
          return { policy, written, problems: [], lastGood: file.text === null ? null : file, needs: null, unsure: [] };
        },
        channels: {
          channels: channelsOver({ pagerduty: pager, webhook: old }),
          text: ({ data }) => String(data['text']),
          web: 'https://github.test',
          pageOutOfBand: () => [],
        },
      },
    );
    await app.start();
  });
  beforeEach(() => {
    written(bothChannels);
    for (const channel of [pager, old]) channel.told.length = 0;
    for (const channel of [pager, old]) channel.answer = () => down;
    heard.length = 0;
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });

  const back = async () => {
    for (const channel of [pager, old]) channel.answer = () => ({ ok: true, ref: null });
    for (const channel of [pager, old]) channel.told.length = 0;
    await app.engine.setClockOffset(app.clock.offset() + 10 * MINUTE);
    await app.idle();
  };

  test('an alert that was over before it was taken is not begun', async () => {
    const issue = app.github.issue(701);
    await app.open(issue);
    await app.say(issue, '/say paged');
    await pager.has(1);
    await app.say(issue, '/say closed since it was downgraded');
    await app.idle();
    await back();
    expect(pager.texts).toEqual(['closed since it was downgraded']);
  });

  test('what waits for a channel that was taken out of the policy is not told, and that is recorded once', async () => {
    const issue = app.github.issue(702);
    await app.open(issue);
    await app.say(issue, '/say one');
    await app.say(issue, '/say two');
    await app.idle();
    written('channels: [{ id: pagerduty, title: Pager, kind: pagerduty }]');
    await app.say(issue, '/note that has the policy read');
    await app.idle();
    await back();
    expect(old.texts).toEqual([]);
    expect(pager.texts.length).toBeGreaterThan(0);
    const dropped = heard.filter((one) => one.dropped !== undefined);
    expect(dropped.map(({ channel }) => channel)).toContain('webhook');
    expect(dropped.reduce((sum, one) => sum + (one.dropped ?? 0), 0), 'each is counted once').toBe(3);
  });
}); // biome-ignore format: one thought a line
