import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toJson } from '../../../src/shell/engine/database/database.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';

describe.each(databases)('a database on %s', (_kind, fresh) => {
  let place: TestDatabase;
  beforeAll(async () => {
    place = await fresh();
  });
  afterAll(() => place.dispose());

  test('opens twice in a row and keeps what was stored', async () => {
    const first = await place.open();
    await first.query(`INSERT INTO firebreak.meta (name, value) VALUES ('probe', $1::text::jsonb)`, [toJson({ n: 1 })]);
    await first.close();
    const second = await place.open();
    const { rows } = await second.query(`SELECT value FROM firebreak.meta WHERE name = 'probe'`);
    await second.close();
    expect(rows).toEqual([{ value: { n: 1 } }]);
  });
});
