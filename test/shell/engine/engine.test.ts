import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';

describe.each(databases)('the engine on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let app: TestEngine;
  beforeEach(async () => {
    place = await fresh();
    app = await new TestEngine(place).start();
  });
  afterEach(async () => {
    await app.stop();
    await place.dispose();
  });

  test('declares, answers and shows it on one card', async () => {
    const issue = app.github.issue(1);
    await app.open(issue);
    await app.say(issue, '/say hello');
    await app.idle();
    expect(app.github.said(issue)).toEqual(['declared', 'hello']);
    expect(app.github.cards(issue)).toHaveLength(1);
    expect(app.github.record(issue)?.revision).toBe(2);
  });
});
