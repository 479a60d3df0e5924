// Runs a command in a process group of its own, which can be ended as a whole.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** What to run. `printed` is a file that takes what it prints, both streams in their order. */
export type Order = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly printed: string;
  /** Ends it kindly, as a runner ends what is cancelled. */
  readonly signal: AbortSignal;
  /** Ends it at once. */
  readonly now: AbortSignal;
};

/** How it ended, and what it printed. */
export type Ran = { readonly status: number | null; readonly signal: NodeJS.Signals | null; readonly output: string };

/** As the runner: an interrupt, a request to end 7.5 s later, and the end 2.5 s after that. */
const patience: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 0],
  ['SIGTERM', 7500],
  ['SIGKILL', 10_000],
];

/** Runs it to its end. What it has put into the background lives on until the job ends. Rejects when it cannot be started. */
export async function runProcess({ command, args, cwd, env, printed, signal, now }: Order): Promise<Ran> {
  const file = openSync(printed, 'w');
  const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  const waiting: NodeJS.Timeout[] = [];
  const end = () => {
    for (const [name, after] of patience) waiting.push(setTimeout(() => killGroup(child.pid, name), after));
  };
  const endNow = () => killGroup(child.pid, 'SIGKILL');
  const ended = new Promise<Pick<Ran, 'status' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, name) => resolve({ status, signal: name }));
  });
  if (signal.aborted) end();
  if (now.aborted) endNow();
  signal.addEventListener('abort', end);
  now.addEventListener('abort', endNow);
  try {
    const how = await ended;
    return { ...how, output: readFileSync(printed, 'utf8') };
  } finally {
    signal.removeEventListener('abort', end);
    now.removeEventListener('abort', endNow);
    for (const timer of waiting) clearTimeout(timer);
    rmSync(printed, { force: true });
  }
}

function killGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid !== undefined) kill(-pid, name);
}

/** More looks than it takes to catch what is just being started. */
const mostLooks = 10;

/** Ends every process that carries this mark in its environment, whichever group it has gone to, as the runner does at the end of a job. Where there is no `/proc`, none is found. */
export async function endOrphans(mark: string): Promise<readonly number[]> {
  const all = new Set<number>();
  for (let look = 0; look < mostLooks; look += 1) {
    const found = await processesWith(mark);
    if (found.length === 0) break;
    for (const pid of found) {
      all.add(pid);
      kill(pid, 'SIGKILL');
    }
  }
  return [...all];
}

async function processesWith(mark: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(mark);
    }),
  );
  return pids.filter((_, at) => marked[at]);
}

/** Ends a process, or with a negative id a group. It may have ended already. */
function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}
