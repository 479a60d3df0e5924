/** Runs git from a small process beside this one: see `starter.ts`. It is started when first asked, and keeps nobody alive. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What is asked of the small process. */
export type Asked = {
  readonly id: number;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: string | Uint8Array;
};

/** What became of it. `failed`: git could not be started. */
export type Told = {
  readonly id: number;
  readonly failed: string | null;
  readonly status: number | null;
  readonly out: Uint8Array | string;
  readonly said: string;
};

type Waiting = { readonly resolve: (told: Told) => void; readonly reject: (problem: Error) => void };

let starter: ChildProcess | null = null;
let asked = 0;
const waiting = new Map<number, Waiting>();

/** Resolves with what git printed and how it ended. Rejects when it could not be started, or the small process is gone. */
export function startElsewhere(question: Omit<Asked, 'id'>): Promise<Told> {
  starter ??= begin();
  const { channel } = starter;
  const id = ++asked;
  channel?.ref();
  const told = new Promise<Told>((resolve, reject) => waiting.set(id, { resolve, reject }));
  starter.send({ id, ...question }, (problem) => problem !== null && fail(id, problem));
  return told;
}

function begin(): ChildProcess {
  const program = fileURLToPath(new URL('./starter.ts', import.meta.url));
  const child = fork(program, { execArgv: [], serialization: 'advanced', stdio: 'ignore' });
  child.unref();
  child.on('message', (told: Told) => {
    const { failed } = told;
    if (failed !== null) return fail(told.id, new Error(failed));
    waiting.get(told.id)?.resolve(told);
    done(told.id);
  });
  child.on('exit', () => {
    starter = null;
    for (const id of [...waiting.keys()]) fail(id, new Error('The process that starts git has ended. Ask again.'));
  });
  return child;
}

function fail(id: number, problem: Error): void {
  waiting.get(id)?.reject(problem);
  done(id);
}

function done(id: number): void {
  waiting.delete(id);
  if (waiting.size === 0) starter?.channel?.unref();
}
