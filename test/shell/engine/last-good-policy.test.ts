// The last good policy of a repository, as the stores remember it: its text counts, and a deleted file leaves none behind.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PolicyFile } from '../../../src/core/facts.ts';
import { cardStore } from '../../../src/shell/engine/card-store.ts';
import type { Database } from '../../../src/shell/engine/database/database.ts';
import { databaseStore } from '../../../src/shell/engine/database-store.ts';
import type { RecordStore } from '../../../src/shell/engine/store.ts';
import { freshPglite, type TestDatabase } from '../../support/databases.ts';

const REPOSITORY = 7;
const file = (text: string): PolicyFile => ({ source: 'acme/shop/.github/firebreak.yml', version: 'v1', text });

describe.each(['a database', 'a process'])('in %s', (kind) => {
  let place: TestDatabase;
  let database: Database;
  let store: RecordStore;
  /** The same store in another process, which has nothing in memory. */
  let other: RecordStore;
  beforeAll(async () => {
    place = await freshPglite();
    database = await place.open();
  });
  beforeEach(async () => {
    await database.query('TRUNCATE firebreak.policies');
    const schedule = async () => undefined;
    const inDatabase = () => databaseStore({ database, schedule, deliver: schedule, policies: new Map() }, null);
    store = kind === 'a database' ? inDatabase() : cardStore();
    other = kind === 'a database' ? inDatabase() : store;
  });
  afterAll(async () => {
    await database.close();
    await place.dispose();
  });

  test('another text under the same version, which is what a changed base makes of a file, is kept', async () => {
    await store.keepPolicy(REPOSITORY, file('{"levels":[]}'), []);
    await store.keepPolicy(REPOSITORY, file('{"levels":[{"name":"P0"}]}'), []);
    expect(await other.lastGoodPolicy(REPOSITORY)).toEqual(file('{"levels":[{"name":"P0"}]}'));
  });

  test('none is left when there is none any more', async () => {
    await store.keepPolicy(REPOSITORY, file('{}'), []);
    await store.keepPolicy(REPOSITORY, null, []);
    expect([await store.lastGoodPolicy(REPOSITORY), await other.lastGoodPolicy(REPOSITORY)]).toEqual([null, null]);
  });
});
