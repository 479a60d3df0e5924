// What a restart finds, in every state in which a process can end between two commits, and what it makes of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LiveComment } from '../../../src/core/facts.ts';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { createQueue } from '../../../src/shell/engine/queue.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { commented, deliveryOf, TestEngine } from '../../support/engine.ts';

describe.each(databases)('a restart on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let app: TestEngine;
  let issue: IssueRef;
  const key = '7#1';

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

  /** An answered command whose traces are taken back to an earlier state, as if the process had ended there. */
  async function answered(): Promise<LiveComment> {
    const comment = await app.say(issue, '/say x');
    await app.idle();
    return comment;
  }

  async function rowIs(state: 'waiting' | 'decided'): Promise<void> {
    const last = `SELECT max(id) FROM firebreak.inbox WHERE incident_key = $1`;
    await app.database.query(`UPDATE firebreak.inbox SET state = $2, attempts = 1 WHERE id = (${last})`, [key, state]);
  }

  async function effectsAre(states: Readonly<Record<string, 'pending' | 'sent' | 'done'>>): Promise<void> {
    for (const [effect, state] of Object.entries(states)) {
      await app.database.query('UPDATE firebreak.effects SET state = $2 WHERE incident_key = $1 AND key = $3', [
        key,
        state,
        effect,
      ]);
    }
  }

  function unsay(comment: LiveComment): void {
    const thread = app.github.thread(issue);
    thread.comments = thread.comments.filter((each) => !each.body.includes(`<key>say-${comment.id}</key>`));
  }

  async function afterwards(): Promise<void> {
    await app.restart();
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'x']);
    expect(app.github.cards(issue)).toHaveLength(1);
    expect(app.github.record(issue)?.revision).toBe(2);
    const { rows } = await app.database.query('SELECT DISTINCT state FROM firebreak.inbox');
    expect(rows).toEqual([{ state: 'done' }]);
  }

  test('with a delivery stored and its doorbell lost: handled', async () => {
    const comment = app.github.comment(issue, '/say x');
    await app.engine.accept([deliveryOf(commented(issue, comment))]);
    await app.database.query(`DELETE FROM pgboss.job WHERE name = 'work' AND state < 'active'`);
    await afterwards();
  });

  test('with everything decided and nothing sent: sent', async () => {
    const comment = await answered();
    unsay(comment);
    await rowIs('decided');
    await effectsAre({ [`say-${comment.id}`]: 'pending', 'card-2': 'pending' });
    await afterwards();
  });

  test('with an effect sent, performed and its answer lost: found, not sent again', async () => {
    const comment = await answered();
    await rowIs('decided');
    await effectsAre({ [`say-${comment.id}`]: 'sent', 'card-2': 'sent' });
    await afterwards();
  });

  test('with an effect sent and never performed: looked for, then sent', async () => {
    const comment = await answered();
    unsay(comment);
    await rowIs('decided');
    await effectsAre({ [`say-${comment.id}`]: 'sent', 'card-2': 'sent' });
    await afterwards();
  });

  test('with the first of two effects noted: goes on with the second', async () => {
    const comment = await answered();
    await rowIs('decided');
    await effectsAre({ [`say-${comment.id}`]: 'done', 'card-2': 'sent' });
    await afterwards();
  });

  test('with all effects noted and the row not: ends the row', async () => {
    await answered();
    await rowIs('decided');
    const before = app.github.asked.length;
    await afterwards();
    expect(app.github.asked.slice(before)).toEqual([]);
  });

  test('with an effect left over of a row that is done: sent', async () => {
    const comment = await answered();
    unsay(comment);
    await effectsAre({ [`say-${comment.id}`]: 'pending' });
    await afterwards();
  });

  test('with a doorbell that a dead process was answering: answered again', async () => {
    await app.stop();
    const database = await place.open();
    await hold(database);
    await database.close();
    await app.start();
    await app.say(issue, '/say x');
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'x']);
  });

  /** A job of the incident that is active and whose heartbeat is over, as a SIGKILL leaves it. */
  async function hold(database: Awaited<ReturnType<TestDatabase['open']>>): Promise<void> {
    const queue = createQueue(database, () => undefined);
    const nobody = async () => undefined;
    await queue.start({ work: nobody, timers: nobody, dead: nobody });
    await queue.stop(1000);
    await database.query(
      `INSERT INTO pgboss.job (name, policy, singleton_key, data, state, started_on, heartbeat_on, heartbeat_seconds, retry_limit)
       VALUES ('work', 'key_strict_fifo', $1, $2::text::jsonb, 'active', now() - interval '1 minute', now() - interval '1 minute', 10, 5)`,
      [key, JSON.stringify({ incident: key })],
    );
  }

  test('with a row that ended the process each time it was handled: given up, and the next is handled', async () => {
    await app.say(issue, '/nothing');
    await app.idle();
    await rowIs('waiting');
    await app.database.query(`UPDATE firebreak.inbox SET attempts = 5 WHERE state = 'waiting'`);
    await app.restart();
    await app.say(issue, '/say x');
    await app.idle();
    expect(app.alerts.map((alert) => alert.code)).toEqual(['dead-row']);
    expect(app.github.said(issue)).toEqual(['declared', 'x']);
  });

  test('stops in the middle of an incident and leaves the rest for the next start', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    app.github.hold = () => {
      begun();
      return held;
    };
    await app.say(issue, '/say one');
    await app.say(issue, '/say two');
    await beginning;
    const stopped = app.stop();
    app.github.hold = async () => undefined;
    release();
    await stopped;
    expect(app.github.said(issue)).toEqual(['declared', 'one']);
    await app.start();
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'one', 'two']);
  });

  test('refuses deliveries once it is stopped', async () => {
    const { engine } = app;
    await app.stop();
    await expect(engine.accept([])).rejects.toThrow('not running');
    await app.start();
  });
});
