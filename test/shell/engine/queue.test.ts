// The doorbells: what a job that failed for good does, and that several instances on one server keep the order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/shell/engine/database/database.ts';
import { createQueue, type Queue } from '../../../src/shell/engine/queue.ts';
import { databases, freshPostgres, type TestDatabase } from '../../support/databases.ts';
import { commented, deliveryOf, TestEngine } from '../../support/engine.ts';
import { FakeGitHub } from '../../support/fake-thread.ts';

describe.each(databases)('a doorbell on %s', (_kind, fresh) => {
  let place: TestDatabase;
  let database: Database;
  let queue: Queue;
  const answered: string[] = [];
  const dead: string[] = [];
  let waiting: (() => void)[] = [];
  const changed = () => {
    for (const wake of waiting.splice(0)) wake();
  };
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => waiting.push(resolve));
  }

  beforeAll(async () => {
    place = await fresh();
    database = await place.open();
    queue = createQueue(database, () => undefined, { retryDelay: 0, retryBackoff: false, later: 1 });
    await queue.start({
      work: async (incident) => {
        answered.push(incident);
        changed();
      },
      timers: async () => undefined,
      dead: async (incident) => {
        dead.push(incident);
        changed();
      },
    });
  });
  afterAll(async () => {
    waiting = [];
    await queue.stop(1000);
    await database.close();
    await place.dispose();
  });

  const ring = (...incidents: string[]) => database.transaction((tx) => queue.ring(tx, incidents));

  test('rings only when its transaction commits', async () => {
    const undone = database.transaction(async (tx) => {
      await queue.ring(tx, ['undone']);
      throw new Error('stop');
    });
    await expect(undone).rejects.toThrow('stop');
    await ring('done');
    await until(() => answered.includes('done'));
    expect(answered).toEqual(['done']);
  });

  test('that failed for good is told, and frees its incident', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const failed = `INSERT INTO pgboss.job (id, name, policy, singleton_key, data, state, completed_on)
      VALUES ($1, 'work', 'key_strict_fifo', 'stuck', '{"incident":"stuck"}', 'failed', now())`;
    await database.query(failed, [id]);
    await ring('stuck');
    const told = `INSERT INTO pgboss.job (name, policy, data, source_name, source_id)
      VALUES ('work-dead', 'standard', '{"incident":"stuck"}', 'work', $1)`;
    expect(answered).not.toContain('stuck');
    await database.query(told, [id]);
    await until(() => answered.includes('stuck'));
    expect(dead).toEqual(['stuck']);
  });
});

test('two instances on one server handle each incident in order and each delivery once', async () => {
  const place = await freshPostgres();
  const github = new FakeGitHub();
  const one = await new TestEngine(place, github).start();
  const two = await new TestEngine(place, github).start();
  const issues = Array.from({ length: 6 }, (_, index) => github.issue(index + 1));
  const words = Array.from({ length: 10 }, (_, index) => `w${index}`);
  for (const issue of issues) await one.open(issue);
  for (const [turn, word] of words.entries()) {
    const taking = turn % 2 === 0 ? one : two;
    const comments = issues.map((issue) => commented(issue, github.comment(issue, `/say ${word}`)));
    await taking.engine.accept(comments.map((comment) => deliveryOf(comment)));
  }
  await one.idle();
  for (const issue of issues) expect(github.said(issue)).toEqual(['declared', ...words]);
  expect(one.handled.length + two.handled.length).toBe(issues.length * (words.length + 1));
  await Promise.all([one.stop(), two.stop()]);
  await place.dispose();
});
