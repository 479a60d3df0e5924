import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';

const MINUTE = 60_000;

describe.each(databases)('a timer on %s', (_kind, fresh) => {
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

  const ticks = () => app.handled.filter((row) => row.kind === 'tick');

  test('fires once, when it is due and not before', async () => {
    await app.say(issue, '/wait PT1S');
    await app.until(() => ticks().length > 0);
    await app.idle();
    const until = app.github.said(issue);
    expect(until).toEqual(['declared', 'due']);
    expect(ticks().map((row) => row.outcome)).toEqual(['done:tick']);
  });

  test('that was moved fires at its new time only', async () => {
    await app.say(issue, '/wait PT1S');
    await app.say(issue, '/wait PT30M');
    await app.idle();
    await app.engine.setClockOffset(29 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared']);
    await app.engine.setClockOffset(31 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });

  test('fires at once when the clock jumps over it, and not again when the clock jumps back', async () => {
    await app.say(issue, '/wait PT15M');
    await app.idle();
    await app.engine.setClockOffset(14 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared']);
    await app.engine.setClockOffset(16 * MINUTE);
    await app.idle();
    await app.engine.setClockOffset(0);
    await app.engine.setClockOffset(20 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });

  test('set while the clock was ahead does not fire early when the clock goes back', async () => {
    await app.engine.setClockOffset(10 * MINUTE);
    await app.say(issue, '/wait PT1S');
    await app.idle();
    await app.engine.setClockOffset(0);
    await app.database.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'timers' AND state = 'created'`);
    await untilNoTimerIsDue();
    expect(app.github.said(issue)).toEqual(['declared']);
    await app.engine.setClockOffset(11 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });

  /** pg-boss has fired what is due by real time. */
  async function untilNoTimerIsDue(): Promise<void> {
    const due = `SELECT 1 AS one FROM pgboss.job
      WHERE name = 'timers' AND state IN ('created', 'retry', 'active') AND start_after <= now()`;
    while ((await app.database.query(due)).rows.length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  test('that came due while nothing ran fires at the start', async () => {
    await app.say(issue, '/wait PT15M');
    await app.idle();
    await app.stop();
    app.clock.setOffset(MINUTE * 60 * 24 * 20);
    await app.start();
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });

  test('whose job was lost fires all the same', async () => {
    await app.say(issue, '/wait PT15M');
    await app.idle();
    await app.database.query(`DELETE FROM pgboss.job WHERE name = 'timers'`);
    await app.engine.setClockOffset(16 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });

  test('survives a deleted database: the card brings it back, and it fires once', async () => {
    await app.say(issue, '/wait PT15M');
    await app.idle();
    await app.stop();
    await place.forget();
    await app.start();
    await app.engine.reconcile();
    await app.idle();
    await app.engine.setClockOffset(16 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });

  test('that fired just before the database was deleted is not answered twice', async () => {
    await app.say(issue, '/wait PT15M');
    await app.idle();
    const [before] = app.github.cards(issue);
    await app.engine.setClockOffset(16 * MINUTE);
    await app.idle();
    await app.stop();
    await place.forget();
    // The page went out and the process ended before it could edit the card.
    const thread = app.github.thread(issue);
    thread.comments = thread.comments.map((each) => (each.id === before?.id ? before : each));
    await app.start();
    await app.engine.reconcile();
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
    expect(app.github.record(issue)?.monitoring).toBeNull();
  });

  test('whose tick was given up is looked at again', async () => {
    await app.say(issue, '/wait PT15M');
    await app.idle();
    const { rows } = await app.database.query<{ due_at: Date }>('SELECT due_at FROM firebreak.incidents');
    const at = rows[0]?.due_at.toISOString() ?? '';
    const short = at.replace(/\.?0*Z$/, 'Z');
    await app.database.query(
      `INSERT INTO firebreak.inbox (hook_id, guid, event, incident_key, subject_key, state)
       VALUES ('firebreak', $1, 'tick', '7#1', $1, 'dead')`,
      [`tick:7#1:${short}`],
    );
    await app.engine.setClockOffset(21 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });
});
