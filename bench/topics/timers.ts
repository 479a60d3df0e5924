// Timers with ten thousand open incidents: how late they are, and what a look costs that finds nothing due.
import { setTimeout as wait } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { createMetrics } from '../../src/app/metrics/metrics.ts';
import { wire } from '../../src/app/wire.ts';
import { incidentKey } from '../../src/core/trigger.ts';
import { systemClock } from '../../src/shell/engine/clock.ts';
import type { Database } from '../../src/shell/engine/database/database.ts';
import { silent } from '../../src/shell/engine/log.ts';
import { createQueue } from '../../src/shell/engine/queue.ts';
import { createTimers } from '../../src/shell/engine/timers.ts';
import { burstLateness, emptyTick, timerLateness } from '../budgets.ts';
import { type Summary, summarise } from '../report/summary.ts';
import type { Row } from '../report/table.ts';
import { freshHome, type Kind, kinds, withDatabases } from '../support/databases.ts';
import { insertIncidents, instant, type Sample, sampleDue, signingKey } from '../support/sample.ts';
import { createStubGateway } from '../support/stub-gateway.ts';
import type { Topic } from '../topic.ts';

const FEW = 1_000;
const MANY = 10_000;
/** Due at even distances: the rate of 10,000 incidents that are each asked for an update every quarter of an hour. */
const SPREAD = 130;
const EVERY = (15 * 60 * 1000) / MANY;
/** Due at the same instant, as after an incident that struck many teams at once. */
const BURST = 50;
const LEAD = 3_000;
const GAP = 2_000;
const LATER = 24 * 3_600_000;
const LOOKS = 200;
/** How long the last timer may take before the measurement is given up. */
const PATIENCE = 30_000;

export const timers: Topic = {
  name: 'timers',
  measure: (say) =>
    withDatabases(async () => {
      const rows: Row[] = [];
      for (const kind of kinds) rows.push(...(await measureOn(kind, say)));
      return rows;
    }),
};

async function measureOn(kind: Kind, say: (text: string) => void): Promise<readonly Row[]> {
  say(`${MANY} incidents on ${kind}`);
  const home = await freshHome(kind);
  const database = await home.open();
  try {
    await createQueues(database);
    const looks = await emptyLooks(kind, database);
    say('empty looks measured');
    return [...(await lateness(kind, database)), ...looks];
  } finally {
    await database.close();
    await home.dispose();
  }
}

/** The queue's own tables and settings, made as the engine makes them. */
async function createQueues(database: Database): Promise<void> {
  const queue = createQueue(database, silent);
  const nothing = async () => undefined;
  await queue.start({ work: nothing, timers: nothing, dead: nothing });
  await queue.stop(1_000);
}

/** Incidents of which nothing is due, first few, then many: the index on what is due, and the queue's own poll. */
async function emptyLooks(kind: Kind, database: Database): Promise<readonly Row[]> {
  const few = await withDeferred(database, 0, FEW);
  const many = await withDeferred(database, FEW, MANY);
  const row = (what: string, before: Summary, after: Summary): readonly Row[] => [
    { what: `${kind}: ${what}, ${FEW} open incidents, none due`, spread: before },
    { what: `${kind}: ${what}, ${MANY} open incidents, none due`, spread: after, budget: emptyTick(before, after) },
  ];
  return [...row('one sweep', few.sweep, many.sweep), ...row('one poll of the queue', few.poll, many.poll)];
}

async function withDeferred(database: Database, from: number, to: number) {
  const due = Date.now() + LATER;
  const samples = Array.from({ length: to - from }, (_, index) => sampleDue(from + index, instant(due + index)));
  await insertIncidents(database, samples);
  return withBoss(database, async (boss) => {
    await defer(boss, samples);
    await database.query('ANALYZE');
    const { sweep } = createTimers(database, createQueue(database, silent), systemClock());
    return {
      sweep: await repeated(sweep),
      poll: await repeated(() => boss.fetch('timers', { batchSize: 100 })),
    };
  });
}

async function withBoss<T>(database: Database, work: (boss: PgBoss) => Promise<T>): Promise<T> {
  const boss = new PgBoss({ ...database.bossOptions, schema: 'pgboss', supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    return await work(boss);
  } finally {
    await boss.stop({ graceful: false, timeout: 1_000 });
  }
}

const BATCH = 500;

/** One deferred job per incident, as `queue.setTimer` makes them, many at a time. */
async function defer(boss: PgBoss, samples: readonly Sample[]): Promise<void> {
  for (let start = 0; start < samples.length; start += BATCH) {
    const jobs = samples.slice(start, start + BATCH).map(({ record, dueAt }) => {
      const incident = incidentKey(record.issue);
      return { singletonKey: incident, data: { incident }, startAfter: new Date(dueAt) };
    });
    await boss.insert('timers', jobs);
  }
}

async function repeated(look: () => Promise<unknown>): Promise<Summary> {
  const samples: number[] = [];
  for (let count = 0; count < LOOKS; count += 1) {
    const began = performance.now();
    await look();
    samples.push(performance.now() - began);
  }
  return summarise(samples);
}

/** The engine at work among all of them: some come due one after the other, then some at the same instant. */
async function lateness(kind: Kind, database: Database): Promise<readonly Row[]> {
  const first = Date.now() + LEAD;
  const together = first + SPREAD * EVERY + GAP;
  const dueAt = (index: number) => (index < SPREAD ? first + index * EVERY : together);
  const samples = Array.from({ length: SPREAD + BURST }, (_, index) =>
    sampleDue(MANY + index, instant(Math.round(dueAt(index)))),
  );
  await insertIncidents(database, samples);
  await withBoss(database, (boss) => defer(boss, samples));
  const late = await spokenAfter(database, samples);
  const steady = summarise(late.slice(0, SPREAD));
  const burst = summarise(late.slice(SPREAD));
  const among = `${MANY} open incidents`;
  const perSecond = Math.round(1000 / EVERY);
  return [
    {
      what: `${kind}: from due to reminded, ${perSecond}/s, ${among}`,
      spread: steady,
      budget: timerLateness(steady),
    },
    { what: `${kind}: from due to reminded, ${BURST} at once, ${among}`, spread: burst, budget: burstLateness(burst) },
  ];
}

/** Milliseconds from when each was due until its comment was sent, in the order of the incidents; negative is early. */
async function spokenAfter(database: Database, samples: readonly Sample[]): Promise<readonly number[]> {
  const { gateway, spoken } = createStubGateway(samples);
  const engine = wire({
    database,
    gateway,
    signingKey,
    trustedBotIds: [],
    clock: systemClock(),
    log: silent,
    metrics: createMetrics(),
    reconcileEvery: null,
  });
  await engine.start();
  try {
    const until = Math.max(...samples.map(({ dueAt }) => Date.parse(dueAt))) + PATIENCE;
    while (spoken.size < samples.length && Date.now() < until) await wait(50);
  } finally {
    await engine.stop();
  }
  return samples.map(({ record, dueAt }) => {
    const at = spoken.get(incidentKey(record.issue));
    if (at === undefined) throw new Error(`The timer of ${incidentKey(record.issue)} never spoke.`);
    return at - Date.parse(dueAt);
  });
}
