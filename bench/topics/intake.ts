// Accepting deliveries: at a steady rate and as fast as connections can, beside a bare Probot, which verifies and stores nothing.
import { acceptTime, peakRate } from '../budgets.ts';
import { summarise } from '../report/summary.ts';
import { type Row, rounded } from '../report/table.ts';
import type { Child } from '../support/child.ts';
import { freshHome, type Kind, kinds, withDatabases } from '../support/databases.ts';
import { deliveries } from '../support/deliveries.ts';
import { flood, pace, type Round } from '../support/load.ts';
import { insertIncidents, instant, type Sample, sampleIncident } from '../support/sample.ts';
import { checkout, startBareProbot, startServer } from '../support/server.ts';
import { startStubGitHub } from '../support/stub-github.ts';
import type { Topic } from '../topic.ts';

const CONNECTIONS = 64;
const STEADY_RATE = 200;
const STEADY = 5 * STEADY_RATE;
const PEAK = 5_000;
/** More than ten seconds' worth of what an installation may write, over all of them. */
const COMMANDS = 400;
const WARM_UP = 400;
const INCIDENTS = 400;

export const intake: Topic = {
  name: 'intake',
  measure: (say) =>
    withDatabases(async () => {
      const samples = Array.from({ length: INCIDENTS }, (_, index) => sampleIncident(index, instant(Date.now())));
      const rows: Row[] = [];
      for (const kind of kinds) rows.push(...(await measureServer(kind, samples, say)));
      return [...rows, ...(await measureProbot(samples, say))];
    }),
};

async function measureServer(
  kind: Kind,
  samples: readonly Sample[],
  say: (text: string) => void,
): Promise<readonly Row[]> {
  say(`Firebreak on ${kind}`);
  const home = await freshHome(kind);
  const gitHub = await startStubGitHub(samples);
  try {
    const database = await home.open();
    await insertIncidents(database, samples);
    await database.close();
    const server = await startServer(checkout, gitHub.port, home.env);
    try {
      return await rowsOf(kind, server, samples, say);
    } finally {
      await server.stop();
    }
  } finally {
    await gitHub.close();
    await home.dispose();
  }
}

async function rowsOf(
  kind: Kind,
  server: Child,
  samples: readonly Sample[],
  say: (text: string) => void,
): Promise<readonly Row[]> {
  await flooded(server, deliveries(WARM_UP, samples));
  await server.idle();
  const steady = await paced(server, deliveries(STEADY, samples));
  await server.idle();
  say('steady rate measured');
  const peak = await worked(server, deliveries(PEAK, samples));
  say('peak measured');
  const commands = await worked(server, deliveries(COMMANDS, samples, 'command'));
  const accept = summarise(steady.times);
  return [
    { what: `${kind}: accept at ${STEADY_RATE}/s`, spread: accept, budget: acceptTime(accept) },
    {
      what: `${kind}: accept at peak, ${CONNECTIONS} connections`,
      result: rate(PEAK / peak.stored),
      spread: summarise(peak.round.times),
    },
    {
      what: `${kind}: peak, stored and worked (1 command in 10, stub GitHub)`,
      result: rate(PEAK / peak.worked),
      budget: peakRate(PEAK / peak.worked),
    },
    {
      what: `${kind}: commands only, stored and worked (stub GitHub)`,
      result: rate(COMMANDS / commands.worked),
    },
  ];
}

/** Seconds until all was answered, and until all was done as well. */
type Worked = { readonly round: Round; readonly stored: number; readonly worked: number };

async function worked(server: Child, requests: readonly Buffer[]): Promise<Worked> {
  const began = performance.now();
  const round = await flooded(server, requests);
  await server.idle();
  return { round, stored: round.seconds, worked: (performance.now() - began) / 1000 };
}

async function measureProbot(samples: readonly Sample[], say: (text: string) => void): Promise<readonly Row[]> {
  say('a bare Probot');
  const probot = await startBareProbot();
  try {
    await flooded(probot, deliveries(WARM_UP, samples));
    const steady = await paced(probot, deliveries(STEADY, samples));
    const peak = await flooded(probot, deliveries(PEAK, samples));
    return [
      { what: `bare Probot: accept at ${STEADY_RATE}/s, storing nothing`, spread: summarise(steady.times) },
      {
        what: `bare Probot: accept at peak, ${CONNECTIONS} connections, storing nothing`,
        result: rate(PEAK / peak.seconds),
        spread: summarise(peak.times),
      },
    ];
  } finally {
    await probot.stop();
  }
}

function flooded({ port }: Child, requests: readonly Buffer[]): Promise<Round> {
  return checked(flood(port, CONNECTIONS, requests));
}

function paced({ port }: Child, requests: readonly Buffer[]): Promise<Round> {
  return checked(pace(port, CONNECTIONS, requests, STEADY_RATE));
}

/** A round in which a delivery was refused has measured something else. */
async function checked(work: Promise<Round>): Promise<Round> {
  const round = await work;
  const refused = Object.entries(round.statuses).filter(([status]) => !status.startsWith('2'));
  if (refused.length > 0) throw new Error(`Deliveries were refused, by status: ${JSON.stringify(round.statuses)}`);
  return round;
}

function rate(perSecond: number): string {
  return `${rounded(perSecond)}/s`;
}
