import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, toJson } from '../../../src/shell/engine/database/database.ts';
import { migrate } from '../../../src/shell/engine/database/migrations.ts';
import { databases, freshPglite, type TestDatabase } from '../../support/databases.ts';

describe.each(databases)('a database on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await fresh();
    database = await place.open();
  });
  afterAll(async () => {
    await database.close();
    await place.dispose();
  });

  const put = (name: string, value: unknown) =>
    database.query('INSERT INTO firebreak.meta (name, value) VALUES ($1, $2::text::jsonb)', [name, toJson(value)]);
  const get = async (name: string) =>
    (await database.query('SELECT value FROM firebreak.meta WHERE name = $1', [name])).rows.map((row) => row['value']);

  test('keeps what was stored when it is opened again', async () => {
    await put('kept', { n: 1 });
    await database.close();
    database = await place.open();
    expect(await get('kept')).toEqual([{ n: 1 }]);
  });

  test('gives numbers, dates and documents alike', async () => {
    const { rows } = await database.query<{ big: number; at: Date; document: unknown }>(
      `SELECT $1::bigint AS big, $2::timestamptz AS at, $3::text::jsonb AS document`,
      [9_007_199_254_740_991, '2026-03-01T04:05:06.789Z', toJson({ a: [1, null] })],
    );
    expect(rows[0]).toEqual({
      big: 9_007_199_254_740_991,
      at: new Date('2026-03-01T04:05:06.789Z'),
      document: { a: [1, null] },
    });
  });

  test('keeps nothing of a transaction that throws', async () => {
    const broken = database.transaction(async (tx) => {
      await tx.query(`INSERT INTO firebreak.meta (name, value) VALUES ('half', '1')`);
      throw new Error('stop');
    });
    await expect(broken).rejects.toThrow('stop');
    expect(await get('half')).toEqual([]);
  });

  test.each([
    ['a NUL', 'a\u0000b', 'a\ufffdb'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['what looks like an escape and is none', 'a\\u0000b', 'a\\u0000b'],
    ['an emoji', 'a🔥b', 'a🔥b'],
  ])('takes text with %s', async (name, text, stored) => {
    await put(name, { text });
    expect(await get(name)).toEqual([{ text: stored }]);
  });

  test('is brought up to date again without harm', async () => {
    await put('before', 1);
    await Promise.all([migrate(database), migrate(database)]);
    expect(await get('before')).toEqual([1]);
  });

  test('whose making was cut short is finished by the next start', async () => {
    await database.query('DROP SCHEMA firebreak CASCADE');
    await database.query('CREATE SCHEMA firebreak');
    await database.query('CREATE TABLE firebreak.migration (number int PRIMARY KEY)');
    await database.close();
    database = await place.open();
    await put('usable', true);
    expect(await get('usable')).toEqual([true]);
  });
});

test('a PGlite folder whose making was cut short is made anew', async () => {
  const place = await freshPglite();
  if (!('dataDir' in place.options.at)) throw new Error('This is no folder.');
  const { dataDir } = place.options.at;
  mkdirSync(join(dataDir, 'pglite.new'), { recursive: true });
  writeFileSync(join(dataDir, 'pglite.new', 'PG_VERSION'), 'half');
  const database = await place.open();
  expect((await database.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await database.close();
  expect(existsSync(join(dataDir, 'pglite.new'))).toBe(false);
  expect(readdirSync(dataDir)).toEqual(['pglite']);
  await place.dispose();
});
