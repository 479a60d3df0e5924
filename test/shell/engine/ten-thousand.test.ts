// Ten thousand open incidents: what a look at the clock costs grows with what is due, not with what is open. Statements, rows and decisions are counted, not time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Brain } from '../../../src/core/brain.ts';
import { incidentKey } from '../../../src/core/trigger.ts';
import { systemClock } from '../../../src/shell/engine/clock.ts';
import type { Database, Queryable } from '../../../src/shell/engine/database/database.ts';
import { rollbacksElsewhere } from '../../../src/shell/engine/rollbacks.ts';
import { createTimers } from '../../../src/shell/engine/timers.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';
import { emptyRecord, FakeGitHub, fakeBrain } from '../../support/fake-thread.ts';

const HOUR = 3_600_000;
const DUE = 7;
const github = new FakeGitHub();

/** So many open incidents; each of the first `due` is due within the hour, the others in a month. */
async function fill(database: Database, open: number, due: number): Promise<void> {
  const now = Date.now();
  const rows = Array.from({ length: open }, (_, index) => {
    const record = emptyRecord(github.issue(index + 1));
    const until = new Date(now + (index < due ? HOUR / 2 : 30 * 24 * HOUR)).toISOString();
    return { key: incidentKey(record.issue), record: { ...record, monitoring: { until, announced: false } }, due_at: until };
  }); // biome-ignore format: one thought a line
  await database.query('TRUNCATE firebreak.incidents, firebreak.inbox, firebreak.effects');
  const sql = `INSERT INTO firebreak.incidents
      (key, issue, repository_id, installation_id, record, revision, card_revision, open, fresh, due_at)
    SELECT key, record -> 'issue', (record -> 'issue' ->> 'repositoryId')::bigint, 5, record, 0, 0, true, true, due_at
    FROM jsonb_to_recordset($1::text::jsonb) AS given (key text, record jsonb, due_at timestamptz)`;
  for (let start = 0; start < rows.length; start += 1000)
    await database.query(sql, [JSON.stringify(rows.slice(start, start + 1000))]);
  await database.query('ANALYZE firebreak.incidents');
}

type Work = { statements: number; answered: number; read: number };

type Node = {
  readonly 'Relation Name'?: string | undefined;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number | undefined;
  readonly Plans?: readonly Node[] | undefined;
};
const Node: z.ZodType<Node> = z.object({
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
  get Plans() {
    return z.array(Node).optional();
  },
});
const Explained = z.array(z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: Node })]) }));

/** Rows of the incidents that a plan looked at, kept or not. */
function rowsRead(node: Node): number {
  const own = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + rowsRead(plan), 0);
  return below + (node['Relation Name'] === 'incidents' ? own : 0);
}

/** The same database, each statement of which is counted with the rows it answered and the incidents it looked at. */
function counting(database: Database, work: Work): Database {
  const counted = (door: Queryable): Queryable => ({
    query: async (text, values) => {
      work.statements += 1;
      if (/^\s*SELECT/.test(text)) {
        const { rows } = await door.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
        work.read += rowsRead(Explained.parse(rows)[0]?.['QUERY PLAN'][0].Plan ?? { 'Actual Rows': 0, 'Actual Loops': 0 });
      }
      const answer = await door.query(text, values);
      work.answered += answer.rows.length;
      return answer as never;
    },
  });
  return { ...database, ...counted(database), transaction: (run) => database.transaction((tx) => run(counted(tx))) };
} // biome-ignore format: one thought a line

describe.each(databases)('on %s', (_kind, fresh) => {
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

  /** What one look at the clock does, the doorbells aside. */
  async function look(open: number, due: number): Promise<Work & { rung: number }> {
    await fill(database, open, due);
    const work = { statements: 0, answered: 0, read: 0 };
    const clock = systemClock();
    clock.setOffset(HOUR);
    const nothing = async () => undefined;
    const queue = { setTimer: nothing, ring: nothing, ringLater: nothing } as never;
    const rung = await createTimers(counting(database, work), queue, clock).sweep();
    return { ...work, rung };
  }

  test('a look at the clock does the same for a hundred open and for ten thousand', async () => {
    const few = await look(100, DUE);
    const many = await look(10_000, DUE);
    expect(many.rung).toBe(DUE);
    expect({ statements: many.statements, answered: many.answered }).toEqual({
      statements: few.statements,
      answered: few.answered,
    });
    // Of ten thousand, those that are due, a few times over.
    expect(many.read).toBeLessThanOrEqual(DUE * 4);
  });

  test('with nothing due it looks at none', async () => {
    expect(await look(10_000, 0)).toMatchObject({ statements: 1, answered: 0, read: 0, rung: 0 });
  });

  test('ten times as much that is due is ten times as many rows, in as many statements', async () => {
    const some = await look(10_000, DUE);
    const more = await look(10_000, DUE * 10);
    expect(more.statements).toBe(some.statements);
    expect(more.answered).toBeGreaterThanOrEqual(some.answered * 9);
    expect(more.answered).toBeLessThanOrEqual(some.answered * 11);
  });

  test('to see that no other incident rolls back, none of the others is read', async () => {
    await fill(database, 10_000, 0);
    const work = { statements: 0, answered: 0, read: 0 };
    expect(await rollbacksElsewhere(counting(database, work), github.issue(1))).toEqual([]);
    expect(work).toEqual({ statements: 1, answered: 0, read: 0 });
  });

  test('the engine decides what is due, once each, and asks GitHub about nothing else', async () => {
    await fill(database, 10_000, DUE);
    const decided: string[] = [];
    const brain: Brain = fakeBrain();
    const counted: Brain = {
      ...brain,
      decide: (situation) => {
        decided.push(`${situation.trigger.kind} ${situation.trigger.issue.number}`);
        return brain.decide(situation);
      },
    };
    const shared: TestDatabase = { ...place, open: async () => ({ ...database, close: async () => undefined }) };
    const app = await new TestEngine(shared, github, {}, { brain: counted }).start();
    await app.engine.setClockOffset(HOUR);
    await app.idle();
    await app.stop();
    const numbers = Array.from({ length: DUE }, (_, index) => index + 1);
    expect(decided.toSorted()).toEqual(numbers.map((number) => `tick ${number}`));
    const askedAbout = github.asked.map((what) => Number(what.split(' ')[1]));
    expect(new Set(askedAbout)).toEqual(new Set(numbers));
  });
});
