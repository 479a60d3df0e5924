// Gaps heal (INV-9): what GitHub has and the inbox lacks is found, and done once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import type { DeliveryEntry } from '../../../src/shell/github/port.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { commented, deliveryOf, TestEngine } from '../../support/engine.ts';
import { bot } from '../../support/fake-thread.ts';

describe.each(databases)('comparing with GitHub on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let app: TestEngine;
  let issue: IssueRef;

  beforeAll(async () => {
    place = await fresh();
    app = await new TestEngine(place).start();
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });
  beforeEach(async () => {
    await app.reset();
    issue = app.github.issue(1);
    await app.open(issue);
    await app.idle();
  });

  async function compare() {
    const result = await app.engine.reconcile();
    await app.idle();
    return result;
  }

  describe('threads', () => {
    test('a command whose event never arrived is handled, once', async () => {
      app.github.comment(issue, '/say late');
      expect(await compare()).toMatchObject({ incidents: 1, unknown: 0, found: 1, failed: 0 });
      expect(await compare()).toMatchObject({ found: 0 });
      expect(app.github.said(issue)).toEqual(['declared', 'late']);
    });

    test('its event arriving afterwards changes nothing', async () => {
      const comment = app.github.comment(issue, '/say late');
      await compare();
      await app.engine.accept([deliveryOf(commented(issue, comment))]);
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', 'late']);
    });

    test.each([
      ['an edited command', '/say late', { edited: true }],
      ['a comment without a command', 'all fine?', {}],
      ['a comment of our own', '/say late', { by: bot }],
    ])('%s is left alone', async (_name, body, options) => {
      app.github.comment(issue, body, options);
      expect(await compare()).toMatchObject({ found: 0 });
      expect(app.github.said(issue).filter((text) => text === 'late')).toEqual([]);
    });

    test('an edited command is named in the log', async () => {
      app.github.comment(issue, '/say late', { edited: true });
      await compare();
      expect(app.log.map((line) => line.code)).toContain('late-comment-edited');
    });

    test('an issue that did not change is not asked about', async () => {
      await compare();
      await compare();
      const before = app.github.asked.length;
      await compare();
      expect(app.github.asked.slice(before)).toEqual(['deliveries', 'repositories', 'open incidents']);
    });

    test('a command of the second in which the list was read is found the next time', async () => {
      const at = app.clock.now();
      app.github.comment(issue, 'all fine?', { at });
      await compare();
      app.github.comment(issue, '/say late', { at });
      expect(await compare()).toMatchObject({ found: 1 });
      app.clock.setOffset(20_000);
      await compare();
      const before = app.github.asked.length;
      await compare();
      expect(app.github.asked.slice(before)).toEqual(['deliveries', 'repositories', 'open incidents']);
    });

    test('an incident that nobody told us of is declared', async () => {
      const other = app.github.issue(2);
      app.github.thread(other);
      expect(await compare()).toMatchObject({ incidents: 2, unknown: 1 });
      expect(app.github.said(other)).toEqual(['declared']);
    });

    test('one that ended and is known is not compared', async () => {
      app.github.thread(issue).ended = true;
      app.github.comment(issue, '/say late');
      const before = app.github.asked.length;
      expect(await compare()).toMatchObject({ unknown: 0, found: 0, failed: 0 });
      expect(app.github.asked.slice(before)).not.toContain(`comments ${issue.number}`);
    });

    test('one that ended and is not known is looked at once, since its deadlines go on (F-31)', async () => {
      const other = app.github.issue(2);
      app.github.thread(other).ended = true;
      expect(await compare()).toMatchObject({ incidents: 1, unknown: 0, failed: 0 });
      const looks = () => app.database.query(`SELECT 1 FROM firebreak.inbox WHERE guid LIKE 'rebuild:%'`);
      expect((await looks()).rows).toHaveLength(1);
      await compare();
      expect((await looks()).rows).toHaveLength(1);
    });

    test('an incident that is open here and not listed there is looked at once an hour', async () => {
      app.github.thread(issue).listed = false;
      const looks = () => app.handled.filter((row) => row.kind === 'look').length;
      const before = looks();
      await compare();
      await compare();
      expect(looks()).toBe(before + 1);
      await app.engine.setClockOffset(61 * 60_000);
      await compare();
      expect(looks()).toBe(before + 2);
    });

    test('one repository that cannot be read is counted, and tried again', async () => {
      app.github.comment(issue, '/say late');
      app.github.down = true;
      expect(await compare()).toMatchObject({ failed: 2, incidents: 0 });
      app.github.down = false;
      expect(await compare()).toMatchObject({ failed: 0, found: 1 });
    });
  });

  describe('a deleted database', () => {
    test('changes nothing that a person can see', async () => {
      await app.say(issue, '/say one');
      await app.idle();
      const before = app.github.thread(issue).comments;
      await app.forget();
      expect(await compare()).toMatchObject({ unknown: 1, found: 0, failed: 0 });
      expect(app.github.thread(issue).comments).toEqual(before);
    });

    test('loses no command that came meanwhile', async () => {
      await app.say(issue, '/say one');
      await app.idle();
      await app.forget();
      app.github.comment(issue, '/say two');
      expect(await compare()).toMatchObject({ found: 1 });
      expect(app.github.said(issue)).toEqual(['declared', 'one', 'two']);
    });

    test('does not answer a command twice whose answer was out before the card could say so', async () => {
      const [before] = app.github.cards(issue);
      await app.say(issue, '/say one');
      await app.idle();
      const thread = app.github.thread(issue);
      thread.comments = thread.comments.map((each) => (each.id === before?.id ? before : each));
      await app.forget();
      expect(await compare()).toMatchObject({ found: 1 });
      expect(app.github.said(issue)).toEqual(['declared', 'one']);
      expect(app.github.record(issue)?.revision).toBe(2);
    });

    test('is caught up after one comparison: effects are not looked for any more', async () => {
      await app.forget();
      await compare();
      const before = app.github.asked.length;
      await app.say(issue, '/say one', { at: new Date(Date.now() + 300_000).toISOString() });
      await app.idle();
      expect(app.github.asked.slice(before).some((what) => what.startsWith('find'))).toBe(false);
      expect(app.github.said(issue)).toEqual(['declared', 'one']);
    });

    test('an event that arrives before the comparison rebuilds the record too, and looks before it speaks', async () => {
      await app.forget();
      const before = app.github.asked.length;
      await app.say(issue, '/say one');
      await app.idle();
      expect(app.github.asked.slice(before).some((what) => what.startsWith('find'))).toBe(true);
      await compare();
      expect(app.github.said(issue)).toEqual(['declared', 'one']);
    });
  });

  describe('the delivery log', () => {
    const entry = (id: string, guid: string, statusCode: number, deliveredAt: string): DeliveryEntry => ({
      id,
      guid,
      event: 'issue_comment',
      action: 'created',
      deliveredAt,
      statusCode,
      redelivery: false,
    });

    test('what is missing is asked for by id, also what GitHub thinks arrived; what is there is not', async () => {
      await app.engine.accept([
        { hookId: '1', guid: 'known', event: 'star', action: null, trigger: null, ignored: 'unknown-event' },
      ]);
      const now = app.clock.now();
      app.github.log = [entry('1', 'known', 202, now), entry('2', 'failed', 503, now), entry('3', 'lost', 202, now)];
      expect(await compare()).toMatchObject({ redelivered: 2 });
      expect(app.github.redelivered.toSorted()).toEqual(['2', '3']);
    });

    test('of the time before this database only what failed is asked for', async () => {
      const before = new Date(Date.now() - 3_600_000).toISOString();
      app.github.log = [entry('1', 'arrived-then', 202, before), entry('2', 'failed-then', 502, before)];
      await compare();
      expect(app.github.redelivered).toEqual(['2']);
    });

    test('a delivery and its redeliveries are one, and it is asked for five times at most', async () => {
      const now = app.clock.now();
      app.github.log = [entry('1', 'stubborn', 502, now), entry('2', 'stubborn', 502, now)];
      for (let turn = 0; turn < 7; turn += 1) await compare();
      expect(app.github.redelivered).toHaveLength(5);
    });
  });

  test('two comparisons asked for at the same time are one', async () => {
    const [one, other] = await Promise.all([app.engine.reconcile(), app.engine.reconcile()]);
    expect(one).toBe(other);
  });
});
