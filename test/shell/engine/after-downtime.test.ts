// What came due while nothing ran: people may have answered meanwhile, and what they said comes first.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IssueRef } from '../../../src/core/incident/record.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';

const MINUTE = 60_000;

describe.each(databases)('a timer that came due while nothing ran, on %s', (_kind, fresh) => {
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
    await app.say(issue, '/wait PT15M');
    await app.idle();
    await app.stop();
  });

  const start = async () => {
    app.clock.setOffset(20 * MINUTE);
    await app.start();
    await app.idle();
  };
  const outcomes = () => app.handled.filter(({ kind }) => kind === 'tick').map(({ outcome }) => outcome);

  test('comes after the command whose event nobody took, once', async () => {
    app.github.comment(issue, '/say back');
    await start();
    expect(app.github.said(issue)).toEqual(['declared', 'back', 'due']);
    expect(outcomes()).toEqual(['deferred:unread-commands', 'done:tick']);
  });

  test('that the command has put off is not due any more', async () => {
    app.github.comment(issue, '/wait PT1H');
    await start();
    expect(app.github.said(issue)).toEqual(['declared']);
    expect(outcomes()).toEqual(['deferred:unread-commands', 'done:not-due']);
  });

  test('comes at once where nobody said anything', async () => {
    app.github.comment(issue, 'all fine?');
    await start();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
    expect(outcomes()).toEqual(['done:tick']);
  });

  test('is not read for when it comes due later', async () => {
    await app.start();
    app.github.asked.length = 0;
    await app.engine.setClockOffset(20 * MINUTE);
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
    expect(app.github.asked.filter((what) => what.startsWith('comments'))).toEqual([]);
  });

  test('comes all the same when the thread cannot be shown', async () => {
    app.github.unlisted = true;
    await start();
    expect(app.github.said(issue)).toEqual(['declared', 'due']);
  });
});
