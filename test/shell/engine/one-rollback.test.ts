// One rollback of an environment at a time in a repository, whichever incidents ask: the second to be saved is decided again, knowing of the first.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/core/incident/operation.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import type { Database } from '../../../src/shell/engine/database/database.ts';
import { databaseStore } from '../../../src/shell/engine/database-store.ts';
import type { RecordStore } from '../../../src/shell/engine/store.ts';
import * as build from '../../support/builders.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';

const rollback = (issue: number, environment: string, state: Operation['state'] = 'asked'): Operation => ({
  key: `firebreak-${issue}-1`,
  kind: 'rollback',
  title: 'rollback',
  environment,
  from: null,
  to: null,
  next: null,
  workflow: 'rollback-production.yml',
  branch: 'main',
  inputs: {},
  because: null,
  by: 'responder',
  at: build.T0,
  state,
  run: { id: issue, url: `https://github.example/runs/${issue}` },
  step: null,
  since: build.T0,
});

describe.each(databases)('on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let database: Database;
  let store: RecordStore;

  beforeAll(async () => {
    place = await fresh();
    database = await place.open();
    const nothing = async () => undefined;
    store = databaseStore({ database, deliver: nothing, schedule: nothing, policies: new Map() }, null);
  });
  afterAll(async () => {
    await database.close();
    await place.dispose();
  });
  beforeEach(() => database.query('DELETE FROM firebreak.incidents'));

  const recordOf = (number: number, repositoryId: number, revision: number): Incident => ({
    ...build.anIncident(),
    issue: { ...build.issue, number, repositoryId },
    revision,
  });

  async function save(number: number, operations: Operation[] | null, repositoryId = 1) {
    const key = `${repositoryId}#${number}`;
    const before = await store.load(key);
    const bare = recordOf(number, repositoryId, (before.record?.revision ?? -1) + 1);
    const record = operations === null ? bare : { ...bare, operations };
    const more = { cardRevision: -1, fresh: false, rebuiltAt: null, dueAt: null, effects: [], labelIds: {} };
    const { issue } = record;
    return store.commit({ ...more, key, issue, installationId: 5, before, record, lookFirst: false, outcome: 'done' });
  }

  async function incidents(...numbers: readonly number[]): Promise<void> {
    for (const number of numbers) expect(await save(number, null)).toBe('saved');
  }

  test.each([
    ['the same environment is not begun', 'production', 'running', 1, 'conflict'],
    ['another environment is', 'staging', 'running', 1, 'saved'],
    ['the same environment is once the other has ended', 'production', 'failed', 1, 'saved'],
    ['the environment of another repository is', 'production', 'running', 2, 'saved'],
  ] as const)('a rollback of %s', async (_name, environment, state, repository, outcome) => {
    await incidents(7);
    await save(7, [rollback(7, 'production', state)]);
    expect(await save(8, null, repository)).toBe('saved');
    expect(await save(8, [rollback(8, environment)], repository)).toBe(outcome);
  });

  test('one of an incident that is over and that nobody follows any more is in nobody’s way', async () => {
    await incidents(7);
    await save(7, [rollback(7, 'production', 'running')]);
    await database.query("UPDATE firebreak.incidents SET open = false, due_at = NULL WHERE key = '1#7'");
    expect(await save(8, null)).toBe('saved');
    expect(await save(8, [rollback(8, 'production')])).toBe('saved');
  });

  test('of two that are saved at the same time one is', async () => {
    await incidents(7, 8);
    const both = await Promise.all([save(7, [rollback(7, 'production')]), save(8, [rollback(8, 'production')])]);
    expect([...both].sort()).toEqual(['conflict', 'saved']);
  });

  test('one that goes on is saved as it goes on, and what is read from GitHub is what it is', async () => {
    await incidents(7);
    await save(7, [rollback(7, 'production')]);
    expect(await save(7, [rollback(7, 'production', 'running')])).toBe('saved');
    expect(await save(9, [rollback(9, 'production', 'running')])).toBe('saved');
  });

  test('each is told of those of others', async () => {
    await incidents(7, 8);
    await save(7, [rollback(7, 'production', 'running')]);
    const { issue } = recordOf(8, 1, 0);
    const run = { id: 7, url: 'https://github.example/runs/7' };
    expect(await store.rollbacksElsewhere(issue)).toEqual([{ number: 7, environment: 'production', run }]);
    expect(await store.rollbacksElsewhere({ ...issue, number: 7 })).toEqual([]);
  });
});
