// A child process that is measured: it says when it is ready, answers over its channel, and does not outlive the benchmark.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import { memoryOf, watchMemory } from './memory.ts';

export type Child = {
  readonly port: number;
  /** Milliseconds from starting it until it said that it is ready. */
  readonly readyAfter: number;
  /** Resolves when it has done all that it has stored. */
  idle(): Promise<void>;
  /** Bytes that it holds now, its own children included; null where the system does not say. */
  memory(): number | null;
  /** The most bytes that it held so far, its own children included; null where the system does not say. */
  peak(): number | null;
  /** Ends it in good order, or by force after a while. */
  stop(): Promise<void>;
  /** What it printed. */
  output(): string;
};

const Message = z.object({ type: z.string(), port: z.number().optional(), id: z.number().optional() });

/** In good order takes at most ten seconds. */
const PATIENCE = 12_000;
/** The longest output that is kept for the message of a failure. */
const KEPT = 20_000;

/** Starts `script` with Node and waits for `{"type": "ready", "port": …}`. Rejects when it ends before. */
export async function startChild(
  script: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Child> {
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, script], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  });
  const memory = watchMemory(child.pid ?? 0);
  const printed = collect(child);
  const port = await readyPort(child).catch((error: unknown) => {
    memory.stop();
    throw new Error(`${script} ended before it was ready:\n${printed()}`, { cause: error });
  });
  const readyAfter = performance.now() - began;
  return {
    port,
    readyAfter,
    idle: () => askIdle(child, printed),
    memory: () => memoryOf(child.pid ?? 0),
    peak: memory.peak,
    output: printed,
    stop: async () => {
      memory.stop();
      await end(child);
    },
  };
}

function collect(child: ChildProcess): () => string {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-KEPT);
    });
  }
  return () => printed;
}

function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('message', (received) => {
      const message = Message.safeParse(received);
      if (message.data?.type === 'ready' && message.data.port !== undefined) resolve(message.data.port);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(signal ?? `status ${code}`)));
  });
}

let asked = 0;

async function askIdle(child: ChildProcess, printed: () => string): Promise<void> {
  asked += 1;
  const id = asked;
  await new Promise<void>((resolve, reject) => {
    const ended = () => reject(new Error(`It ended before it was idle:\n${printed()}`));
    const hear = (received: unknown) => {
      if (Message.safeParse(received).data?.id !== id) return;
      child.off('message', hear);
      child.off('exit', ended);
      resolve();
    };
    child.on('message', hear);
    child.once('exit', ended);
    child.send({ type: 'idle', id });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  clearTimeout(force);
}
