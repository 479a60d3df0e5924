// Which incidents of a repository an event of its runs and deployments is for: those that have started something and are open, or over and still looked at.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/shell/engine/database/database.ts';
import { databaseStore } from '../../../src/shell/engine/database-store.ts';
import { locate } from '../../../src/shell/engine/known-incidents.ts';
import * as build from '../../support/builders.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';

describe.each(databases)('on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    place = await fresh();
    database = await place.open();
    const nothing = async () => undefined;
    const store = databaseStore({ database, deliver: nothing, schedule: nothing, policies: new Map() }, null);
    for (const number of [7, 8, 9]) {
      const issue = { ...build.issue, number, repositoryId: 1 };
      const key = `1#${number}`;
      const before = await store.load(key);
      const record = { ...build.anIncident(), issue, revision: 0, operations: [] };
      const more = { cardRevision: -1, fresh: false, rebuiltAt: null, dueAt: null, effects: [], labelIds: {} };
      await store.commit({ ...more, key, issue, installationId: 5, before, record, lookFirst: false, outcome: 'done' });
    }
    await database.query("UPDATE firebreak.incidents SET open = false, due_at = now() WHERE key = '1#8'");
    await database.query("UPDATE firebreak.incidents SET open = false, due_at = NULL WHERE key = '1#9'");
  });
  afterAll(async () => {
    await database.close();
    await place.dispose();
  });

  test('an incident that is over is among them while it is looked at', async () => {
    const found = await locate(database, { repository: 1, at: build.T0 });
    expect(found.map(({ issue }) => issue.number)).toEqual([7, 8]);
  });
});
