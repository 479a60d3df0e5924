// The Actions as GitHub runs them: how big each is, how long a run takes for an event that is not ours, and until it first asks GitHub.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSizeOf, sizeWith } from '../../scripts/later/sizes.ts';
import { bundleSize, exitTime, firstRequest } from '../budgets.ts';
import { summarise } from '../report/summary.ts';
import type { Row } from '../report/table.ts';
import { type Case, type Cases, casesOf } from '../support/action-cases.ts';
import { peerRows } from '../support/peers.ts';
import { instant, type Sample, sampleIncident } from '../support/sample.ts';
import { startStubGitHub } from '../support/stub-github.ts';
import type { Topic } from '../topic.ts';

const RUNS = 25;

/** The parts that a run for an event of ours comes to when it does the usual with a policy of the repository's own: `/ack`, a new alert, nothing that is due, a sound policy or postmortem. `bundle-loaded.test.ts` and `lint-loaded.test.ts` in `test/acceptance` have Node count what runs load. */
const usual: Readonly<Record<string, readonly string[]>> = {
  respond: ['own-policy', 'run-comment'],
  declare: ['own-policy', 'run-alert', 'run-declaration'],
  tick: ['own-policy', 'run-clock'],
  'hotfix-gate': ['judge-own-policy'],
  'policy-check': ['judge-own-policy'],
  'postmortem-lint': ['judge-own-policy'],
  publish: ['judge-own-policy'],
  rollback: [],
  verify: [],
};

const dist = fileURLToPath(new URL('../../action/dist/', import.meta.url));

export const action: Topic = {
  name: 'action',
  measure: async (say) => {
    const folder = await mkdtemp(join(tmpdir(), 'firebreak-action-'));
    try {
      const nothing = join(folder, 'nothing.mjs');
      await writeFile(nothing, '');
      say('bare Node');
      const bare = await repeated(() => runToExit(nothing, {}));
      const rows: Row[] = [{ what: 'bare Node, an empty file: exit', spread: summarise(bare) }, ...peerRows];
      for (const file of await bundles()) {
        say(file);
        rows.push(...(await measureBundle(file, folder)));
      }
      return rows;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function bundles(): Promise<readonly string[]> {
  return (await readdir(dist)).filter((name) => name.endsWith('.js') && !name.startsWith('part-')).sort();
}

async function measureBundle(file: string, folder: string): Promise<readonly Row[]> {
  const name = file.replace(/\.js$/, '');
  const { start, all } = bundleSizeOf(dist, name);
  const ours = sizeWith(dist, name, usual[name] ?? []);
  const sizes: readonly Row[] = [
    { what: `${file}: size at its start`, result: inKilobytes(start) },
    {
      what: `${file}: size for an event of ours, with a policy of one's own`,
      result: inKilobytes(ours),
      budget: bundleSize(ours),
    },
    { what: `${file}: size with every part that a run may come to`, result: inKilobytes(all) },
  ];
  const sample = sampleIncident(0, instant(Date.now()));
  const cases = casesOf(name, sample);
  return cases === null ? sizes : [...sizes, ...(await measureRuns(file, cases, sample, folder))];
}

function inKilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

async function measureRuns(
  file: string,
  { notOurs, ours }: Cases,
  sample: Sample,
  folder: string,
): Promise<readonly Row[]> {
  const script = join(dist, file);
  const gitHub = await startStubGitHub([sample]);
  const started = async ({ event, payload, inputs = {} }: Case) => {
    const path = join(folder, 'event.json');
    await writeFile(path, JSON.stringify(payload));
    return environment(event, path, gitHub.port, inputs);
  };
  try {
    const rows: Row[] = [];
    if (notOurs !== null) {
      const env = await started(notOurs);
      const exits = summarise(await repeated(() => runToExit(script, env)));
      rows.push({ what: `${file}: exit, when there is nothing to do`, spread: exits, budget: exitTime(exits) });
    }
    const env = await started(ours);
    const requests = summarise(await repeated(() => runToRequest(script, env, gitHub)));
    return [...rows, { what: `${file}: first request`, spread: requests, budget: firstRequest(requests) }];
  } finally {
    await gitHub.close();
  }
}

function environment(
  event: string,
  eventPath: string,
  port: number,
  inputs: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY: 'acme/shop-1',
    GITHUB_RUN_ID: '1',
    GITHUB_API_URL: `http://127.0.0.1:${port}/api/v3`,
    GITHUB_GRAPHQL_URL: `http://127.0.0.1:${port}/api/graphql`,
    GITHUB_SERVER_URL: `http://127.0.0.1:${port}`,
    INPUT_TOKEN: 'ghs_benchmark',
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
  };
}

/** The first run of each fills the caches of the disk and does not count. */
async function repeated(run: () => Promise<number>): Promise<readonly number[]> {
  await run();
  const times: number[] = [];
  for (let count = 0; count < RUNS; count += 1) times.push(await run());
  return times;
}

function begin(script: string, env: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [script], { stdio: 'ignore', env: { PATH: process.env['PATH'], ...env } });
}

/** Milliseconds until it ended; it must end well. */
async function runToExit(script: string, env: Readonly<Record<string, string>>): Promise<number> {
  const began = performance.now();
  const [code] = await once(begin(script, env), 'exit');
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}.`);
  return performance.now() - began;
}

/** Milliseconds until GitHub was first asked; then it is ended. */
async function runToRequest(
  script: string,
  env: Readonly<Record<string, string>>,
  gitHub: { onRequest: (path: string) => void },
): Promise<number> {
  const began = performance.now();
  let asked: number | null = null;
  const child = begin(script, env);
  const ended = once(child, 'exit');
  gitHub.onRequest = () => {
    asked ??= performance.now() - began;
    child.kill('SIGKILL');
  };
  await ended;
  if (asked === null) throw new Error(`${script} ended without asking GitHub.`);
  return asked;
}
