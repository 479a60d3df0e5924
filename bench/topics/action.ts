// The Actions as GitHub runs them: how big each is, how long a run takes for an event that is not ours, and until it first asks GitHub.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSize, exitTime, firstRequest } from '../budgets.ts';
import { summarise } from '../report/summary.ts';
import type { Row } from '../report/table.ts';
import { payloadOf } from '../support/deliveries.ts';
import { instant, sampleIncident } from '../support/sample.ts';
import { startStubGitHub } from '../support/stub-github.ts';
import type { Topic } from '../topic.ts';

const RUNS = 25;
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
      const rows: Row[] = [{ what: 'bare Node, an empty file: exit', spread: summarise(bare) }];
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

/** Bytes of a bundle with every part that it may load. */
async function sizeOf(file: string, counted = new Set<string>()): Promise<number> {
  if (counted.has(file)) return 0;
  counted.add(file);
  const text = await readFile(join(dist, file), 'utf8');
  const parts = [...text.matchAll(/"\.\/(part-[A-Z0-9]+\.js)"/g)].map((match) => match[1] ?? '');
  let size = Buffer.byteLength(text);
  for (const part of parts) size += await sizeOf(part, counted);
  return size;
}

async function measureBundle(file: string, folder: string): Promise<readonly Row[]> {
  const script = join(dist, file);
  const size = await sizeOf(file);
  const sample = sampleIncident(0, instant(Date.now()));
  const gitHub = await startStubGitHub([sample]);
  const eventOf = async (kind: 'elsewhere' | 'command') => {
    const path = join(folder, `${kind}.json`);
    await writeFile(path, JSON.stringify(payloadOf(kind, sample, 1)));
    return environment(path, gitHub.port);
  };
  try {
    const notOurs = await eventOf('elsewhere');
    const ours = await eventOf('command');
    const exits = summarise(await repeated(() => runToExit(script, notOurs)));
    const requests = summarise(await repeated(() => runToRequest(script, ours, gitHub)));
    return [
      { what: `${file}: size`, result: `${Math.round(size / 1000)} kB`, budget: bundleSize(size) },
      { what: `${file}: exit, for a comment that is not ours`, spread: exits, budget: exitTime(exits) },
      { what: `${file}: first request, for a command`, spread: requests, budget: firstRequest(requests) },
    ];
  } finally {
    await gitHub.close();
  }
}

function environment(eventPath: string, port: number): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'issue_comment',
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY: 'acme/shop-1',
    GITHUB_API_URL: `http://127.0.0.1:${port}/api/v3`,
    GITHUB_GRAPHQL_URL: `http://127.0.0.1:${port}/api/graphql`,
    GITHUB_SERVER_URL: `http://127.0.0.1:${port}`,
    INPUT_TOKEN: 'ghs_benchmark',
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
