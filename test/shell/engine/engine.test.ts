import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { commented, deliveryOf, TestEngine } from '../../support/engine.ts';
import type { Fault } from '../../support/fake-thread.ts';

describe.each(databases)('the engine on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let app: TestEngine;
  let next = 1;
  let issue: IssueRef;

  beforeAll(async () => {
    place = await fresh();
    app = await new TestEngine(place).start();
  });
  afterAll(async () => {
    await app.stop();
    await place.dispose();
  });
  beforeEach(() => {
    app.github.fault = () => null;
    app.github.hold = async () => undefined;
    app.github.down = false;
    issue = app.github.issue(next++);
  });

  /** The next effects whose key begins so meet these fates, one each; then all is well. */
  function fates(prefix: string, ...list: Fault[]): void {
    app.github.fault = (effect) => (effect.key.startsWith(prefix) ? (list.shift() ?? null) : null);
  }

  async function declared(): Promise<void> {
    await app.open(issue);
    await app.idle();
  }

  describe('one incident', () => {
    test('is declared, answered and shown on one card', async () => {
      await app.open(issue);
      await app.say(issue, '/say hello');
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', 'hello']);
      expect(app.github.cards(issue)).toHaveLength(1);
      expect(app.github.record(issue)?.revision).toBe(2);
    });

    test('is handled in the order of arrival, however much arrives at once', async () => {
      await app.open(issue);
      const words = Array.from({ length: 30 }, (_, index) => `n${index}`);
      const comments = words.map((word) => app.github.comment(issue, `/say ${word}`));
      await app.engine.accept(comments.map((comment) => deliveryOf(commented(issue, comment))));
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', ...words]);
    });

    test('is asked nothing about by a comment that is none of our business', async () => {
      await declared();
      const before = app.github.asked.length;
      await app.say(issue, 'looks bad');
      await app.idle();
      expect(app.github.asked.slice(before)).toEqual([]);
      expect(app.handled.at(-1)).toMatchObject({
        key: `7#${issue.number}`,
        outcome: 'ignored:not-ours',
        state: 'done',
      });
    });

    test('does not wait for another one that GitHub keeps waiting', async () => {
      const other = app.github.issue(next++);
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      app.github.hold = (asked) => (asked.number === other.number ? held : Promise.resolve());
      await app.open(other);
      await app.open(issue);
      await app.until(() => app.handled.some((row) => row.key === `7#${issue.number}`));
      expect(app.github.said(other)).toEqual([]);
      release();
      await app.idle();
      expect(app.github.said(other)).toEqual(['declared']);
    });
  });

  describe('a delivery', () => {
    test('that comes twice is handled once', async () => {
      await declared();
      const delivery = deliveryOf(commented(issue, app.github.comment(issue, '/say once')));
      await app.engine.accept([delivery, delivery]);
      await app.engine.accept([delivery]);
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', 'once']);
    });

    test('that is replayed under another id is stored and not handled again', async () => {
      await declared();
      const trigger = commented(issue, app.github.comment(issue, '/say once'));
      await app.engine.accept([deliveryOf(trigger, 'replay-a')]);
      await app.engine.accept([deliveryOf(trigger, 'replay-b')]);
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', 'once']);
      const { rows } = await app.database.query(
        `SELECT guid, state, outcome FROM firebreak.inbox WHERE guid LIKE 'replay-%' ORDER BY guid`,
      );
      expect(rows).toEqual([
        { guid: 'replay-a', state: 'done', outcome: 'done:say' },
        { guid: 'replay-b', state: 'ignored', outcome: 'ignored:repeated' },
      ]);
      await app.database.query(`DELETE FROM firebreak.inbox WHERE guid LIKE 'replay-%'`);
    });

    test('that is not for us is stored with the reason', async () => {
      const guid = `star-${issue.number}`;
      const ignored = { hookId: '1', guid, event: 'star', action: 'created', trigger: null, ignored: 'unknown-event' };
      await app.engine.accept([ignored]);
      const { rows } = await app.database.query('SELECT state, outcome FROM firebreak.inbox WHERE guid = $1', [guid]);
      expect(rows).toEqual([{ state: 'ignored', outcome: 'ignored:unknown-event' }]);
    });

    test('with characters that no database takes is stored all the same', async () => {
      await declared();
      await app.say(issue, '/say a\u0000b\ud800c');
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', 'a\ufffdb\ufffdc']);
    });

    test('that always fails is given up after five attempts, says so, and does not hold up the next', async () => {
      await declared();
      await app.say(issue, '/boom');
      await app.say(issue, '/say after');
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', 'after']);
      expect(app.alerts.at(-1)).toMatchObject({ code: 'dead-row', incident: `7#${issue.number}` });
      const mine = app.handled.filter((row) => row.key === `7#${issue.number}`);
      expect(mine.map((row) => row.state)).toEqual(['done', 'dead', 'done']);
      const { rows } = await app.database.query(
        `SELECT attempts, error FROM firebreak.inbox WHERE state = 'dead' AND incident_key = $1`,
        [`7#${issue.number}`],
      );
      expect(rows).toEqual([{ attempts: 5, error: 'boom' }]);
    });
  });

  describe('an effect', () => {
    test.each<[string, Fault[], number]>([
      ['whose answer was lost after it was performed', ['performed-but-uncertain'], 1],
      ['whose answer was lost and that was not performed', ['lost-and-uncertain'], 1],
      ['that may pass later', ['retry', 'retry'], 1],
      ['that was certainly not sent', ['unavailable'], 1],
      ['that never will', ['final'], 0],
    ])('%s is there exactly as often as it should be', async (_name, list, times) => {
      await declared();
      fates('say-', ...list);
      await app.say(issue, '/say x');
      await app.idle();
      expect(app.github.said(issue).filter((text) => text === 'x')).toHaveLength(times);
      expect(app.github.record(issue)?.revision).toBe(2);
    });

    test.each<[string, Fault]>([
      ['performed', 'performed-but-uncertain'],
      ['lost', 'lost-and-uncertain'],
    ])(
      'that creates the card and whose answer was lost (%s) leaves one card, also when a newer one is due',
      async (_name, fate) => {
        fates('card-', fate);
        await app.open(issue);
        await app.say(issue, '/say x');
        await app.idle();
        expect(app.github.cards(issue)).toHaveLength(1);
        expect(app.github.record(issue)?.revision).toBe(2);
      },
    );

    test('that must wait does not hold up what comes behind it', async () => {
      await declared();
      let held = true;
      app.github.fault = (effect) => (held && effect.kind === 'card' ? 'retry' : null);
      await app.say(issue, '/say one');
      await app.say(issue, '/say two');
      const mine = () => app.handled.filter((row) => row.key === `7#${issue.number}`).length;
      await app.until(() => mine() === 3);
      await app.say(issue, '/say three');
      await app.until(() => mine() === 4);
      expect(app.github.said(issue)).toEqual(['declared', 'one', 'two', 'three']);
      expect(app.github.record(issue)?.revision).toBe(1);
      held = false;
      await app.idle();
      expect(app.github.record(issue)?.revision).toBe(4);
      const { rows } = await app.database.query(
        `SELECT key, state FROM firebreak.effects WHERE incident_key = $1 AND key LIKE 'card-%' ORDER BY id`,
        [`7#${issue.number}`],
      );
      expect(rows.map((row) => row['state'])).toEqual(['done', 'superseded', 'superseded', 'done']);
    });

    test('is looked for before it is sent again, and only then', async () => {
      await declared();
      const before = app.github.asked.length;
      fates('say-', 'lost-and-uncertain');
      const { id } = await app.say(issue, '/say x');
      await app.idle();
      const asked = app.github.asked.slice(before).filter((what) => !what.startsWith('facts'));
      expect(asked).toEqual([
        `perform ${issue.number} say-${id} card-2`,
        `find ${issue.number} say-${id}`,
        `perform ${issue.number} say-${id}`,
      ]);
    });

    test('that failed for good is in the log, and the rest of the decision is done', async () => {
      await declared();
      fates('say-', 'final');
      const { id } = await app.say(issue, '/say x');
      await app.idle();
      expect(app.log).toContainEqual(
        expect.objectContaining({ code: 'effect-failed', text: expect.stringContaining(`say-${id}`) }),
      );
      expect(app.github.record(issue)?.seen.ids).toContain(id);
    });

    test('that is decided again under the same key is done once', async () => {
      await declared();
      const { id } = await app.say(issue, '/say x');
      await app.idle();
      // The record forgets that it answered, as a decision repeated after a lost commit would.
      const forget = `UPDATE firebreak.incidents SET record = jsonb_set(record, '{seen,ids}', '[]') WHERE key = $1`;
      await app.database.query(forget, [`7#${issue.number}`]);
      await app.database.query('UPDATE firebreak.inbox SET subject_key = NULL WHERE subject_key = $1', [
        `comment:${id}`,
      ]);
      const comment = app.github.thread(issue).comments.find((each) => each.id === id);
      if (comment === undefined) throw new Error('The comment is gone.');
      await app.engine.accept([deliveryOf(commented(issue, comment))]);
      await app.idle();
      expect(app.github.said(issue)).toEqual(['declared', 'x']);
    });
  });

  test('waits while GitHub is down, without using up attempts, and goes on in order', async () => {
    await declared();
    app.github.down = true;
    await app.say(issue, '/say one');
    await app.say(issue, '/say two');
    const failures = () => app.log.filter((line) => line.code === 'github-unavailable').length;
    const before = failures();
    await app.until(() => failures() >= before + 2);
    const { rows } = await app.database.query(
      `SELECT attempts FROM firebreak.inbox WHERE incident_key = $1 AND state = 'waiting' ORDER BY id`,
      [`7#${issue.number}`],
    );
    expect(rows.every((row) => Number(row['attempts']) <= 1)).toBe(true);
    app.github.down = false;
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'one', 'two']);
    expect(app.alerts.filter((alert) => alert.incident === `7#${issue.number}`)).toEqual([]);
  });

  test('decides again when another process saved first', async () => {
    await declared();
    let first = true;
    app.github.hold = async () => {
      if (!first) return;
      first = false;
      const elsewhere = `UPDATE firebreak.incidents
        SET revision = 7, record = jsonb_set(record, '{revision}', '7') WHERE key = $1`;
      await app.database.query(elsewhere, [`7#${issue.number}`]);
    };
    await app.say(issue, '/say x');
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'x']);
    expect(app.github.record(issue)?.revision).toBe(8);
  });

  test('puts back a card that was deleted, once', async () => {
    await declared();
    const thread = app.github.thread(issue);
    thread.comments = thread.comments.filter((each) => !each.body.includes('<card>'));
    await app.say(issue, '/say x');
    await app.idle();
    expect(app.github.cards(issue)).toHaveLength(1);
    expect(app.github.record(issue)?.revision).toBe(2);
  });

  test('counts what it did', () => {
    const stats = app.engine.stats();
    expect(stats.handled).toBe(app.handled.length);
    expect(stats.dead).toBe(1);
    expect(stats.repeated).toBeGreaterThanOrEqual(3);
    expect(Object.values(stats.outcomes).reduce((sum, count) => sum + count, 0)).toBe(stats.handled);
  });
});
