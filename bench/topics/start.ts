// From an empty process to taking deliveries, and what it holds in memory: of the checkout and of the bundle, on both databases.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildServer } from '../../scripts/build.ts';
import { pglitePeak, pgliteSteady, postgresMemory, warmStart } from '../budgets.ts';
import { summarise } from '../report/summary.ts';
import type { Row } from '../report/table.ts';
import type { Child } from '../support/child.ts';
import { freshHome, type Home, type Kind, kinds, withDatabases } from '../support/databases.ts';
import { deliveries } from '../support/deliveries.ts';
import { flood } from '../support/load.ts';
import { insertIncidents, instant, type Sample, sampleIncident } from '../support/sample.ts';
import { checkout, startBareProbot, startServer } from '../support/server.ts';
import { type StubGitHub, startStubGitHub } from '../support/stub-github.ts';
import type { Topic } from '../topic.ts';

const WARM_STARTS = 3;
const INCIDENTS = 40;
/** Some work, so that what is loaded and compiled on demand is there. */
const WORK = 400;
const CONNECTIONS = 16;
/** After the work, until memory is called steady. */
const REST = 4_000;

export const start: Topic = {
  name: 'start',
  measure: (say) =>
    withDatabases(async () => {
      const samples = Array.from({ length: INCIDENTS }, (_, index) => sampleIncident(index, instant(Date.now())));
      const gitHub = await startStubGitHub(samples);
      const out = await mkdtemp(join(tmpdir(), 'firebreak-bundle-'));
      try {
        say('building the bundle');
        await buildServer(out);
        const programs = [
          { name: 'checkout', script: checkout },
          { name: 'bundle', script: join(out, 'app.js') },
        ];
        const rows: Row[] = [];
        for (const { name, script } of programs) {
          for (const kind of kinds) {
            say(`${name} on ${kind}`);
            rows.push(...(await measureProgram({ name, script, kind, samples, gitHub })));
          }
        }
        say('a bare Probot');
        return [...rows, ...(await measureProbot(samples))];
      } finally {
        await rm(out, { recursive: true, force: true });
        await gitHub.close();
      }
    }),
};

type Given = {
  readonly name: string;
  readonly script: string;
  readonly kind: Kind;
  readonly samples: readonly Sample[];
  readonly gitHub: StubGitHub;
};

async function measureProgram(given: Given): Promise<readonly Row[]> {
  const { name, script, kind, samples, gitHub } = given;
  const home = await freshHome(kind);
  const run = <T>(work: (child: Child) => Promise<T>) =>
    started(() => startServer(script, gitHub.port, home.env), work);
  try {
    const cold = await run(async ({ readyAfter, peak }) => ({ readyAfter, peak: peak() }));
    const warm: number[] = [];
    for (let count = 0; count < WARM_STARTS; count += 1) warm.push(await run(async ({ readyAfter }) => readyAfter));
    await fill(home, samples);
    const memory = await run((child) => memoryAtWork(child, samples));
    const spread = summarise(warm);
    return [
      { what: `${name} on ${kind}: first start, empty database`, spread: summarise([cold.readyAfter]) },
      { what: `${name} on ${kind}: warm start`, spread, budget: warmStart(spread) },
      memoryRow(`${name} on ${kind}: memory, peak of the first start`, cold.peak, null),
      memoryRow(`${name} on ${kind}: memory, steady`, memory.steady, kind === 'PGlite' ? pgliteSteady : postgresMemory),
      memoryRow(`${name} on ${kind}: memory, peak of a warm start`, memory.peak, kind === 'PGlite' ? pglitePeak : null),
    ];
  } finally {
    await home.dispose();
  }
}

async function started<T>(begin: () => Promise<Child>, work: (child: Child) => Promise<T>): Promise<T> {
  const child = await begin();
  try {
    return await work(child);
  } finally {
    await child.stop();
  }
}

async function fill(home: Home, samples: readonly Sample[]): Promise<void> {
  const database = await home.open();
  await insertIncidents(database, samples);
  await database.close();
}

async function memoryAtWork(child: Child, samples: readonly Sample[]) {
  await flood(child.port, CONNECTIONS, deliveries(WORK, samples));
  await child.idle();
  await wait(REST);
  return { steady: child.memory(), peak: child.peak() };
}

const MEGA = 1e6;

function memoryRow(what: string, bytes: number | null, budget: ((bytes: number) => Row['budget']) | null): Row {
  if (bytes === null) return { what, result: 'this system does not say' };
  const verdict = budget?.(bytes);
  return { what, result: `${Math.round(bytes / MEGA)} MB`, ...(verdict === undefined ? {} : { budget: verdict }) };
}

async function measureProbot(samples: readonly Sample[]): Promise<readonly Row[]> {
  const starts: number[] = [];
  for (let count = 0; count < WARM_STARTS; count += 1) {
    starts.push(await started(startBareProbot, async ({ readyAfter }) => readyAfter));
  }
  const memory = await started(startBareProbot, async (child) => {
    await flood(child.port, CONNECTIONS, deliveries(WORK, samples));
    await wait(REST);
    return child.memory();
  });
  return [
    { what: 'bare Probot: start', spread: summarise(starts) },
    memoryRow('bare Probot: memory, steady', memory, null),
  ];
}
