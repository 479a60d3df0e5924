// Runs the unmodified app as a child process against the sandbox: credentials by environment, the clock by IPC.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from './start-sandbox.ts';

/** The app at work. `ended` resolves with what became of the process, whoever ended it. */
export type RunningApp = {
  readonly url: string;
  readonly ended: Promise<string>;
  /** Resolves when the app has nothing left to do of what it has stored. Rejects when it ends first. */
  readonly idle: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
  /** Ends it as an operator would. */
  readonly close: () => Promise<void>;
};

/** How the app is started. `dataDirectory` is where it keeps its working copy. */
export type AppOptions = {
  readonly dataDirectory: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Its output is shown on standard error, or dropped. */
  readonly quiet?: boolean;
};

/** Starts the app, waits until it says it is ready, points the hook at it, and tells it when the sandbox's clock moves. Rejects when it ends before. */
export async function runApp(sandbox: Sandbox, options: AppOptions): Promise<RunningApp> {
  const main = fileURLToPath(new URL('../app/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--liftoff-only', main], {
    env: { ...process.env, ...environment(sandbox), DATA_DIR: options.dataDirectory, ...options.env },
    stdio: ['ignore', options.quiet ? 'ignore' : 2, options.quiet ? 'ignore' : 2, 'ipc'],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (problem) => resolve(problem.message));
    child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
  });
  const tell = (offset_ms: number) => {
    if (child.connected) child.send({ type: 'clock', offset_ms });
  };
  const port = await readyPort(child, ended);
  if (sandbox.store.clock.offsetMs !== 0) tell(sandbox.store.clock.offsetMs);
  sandbox.store.clockListeners.add(tell);
  const url = `http://127.0.0.1:${port}`;
  sandbox.setHook(`${url}/api/github/webhooks`);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    sandbox.store.clockListeners.delete(tell);
    child.kill(signal);
    await ended;
  };
  return { url, ended, idle: () => idle(child, ended), kill: () => end('SIGKILL'), close: () => end('SIGTERM') };
}

let asked = 0;

async function idle(child: ChildProcess, ended: Promise<string>): Promise<void> {
  asked += 1;
  const id = asked;
  const answered = new Promise<void>((resolve) => {
    const listen = (message: unknown) => {
      if (!isIdleAnswer(message, id)) return;
      child.off('message', listen);
      resolve();
    };
    child.on('message', listen);
  });
  if (child.connected) child.send({ type: 'idle', id });
  const how = await Promise.race([answered, ended]);
  if (how !== undefined) throw new Error(`the app ended before it was idle (${how})`);
}

function isIdleAnswer(message: unknown, id: number): boolean {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('id' in message)) return false;
  return message.type === 'idle' && message.id === id;
}

function environment(sandbox: Sandbox): Readonly<Record<string, string>> {
  return {
    APP_ID: String(sandbox.app.id),
    PRIVATE_KEY: sandbox.app.privateKey,
    WEBHOOK_SECRET: sandbox.app.webhookSecret,
    GHE_HOST: `127.0.0.1:${sandbox.port}`,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
    FIREBREAK_PATIENCE_MS: '60000',
    FIREBREAK_CLOCK_OFFSET_MS: String(sandbox.store.clock.offsetMs),
  };
}

function readyPort(child: ChildProcess, ended: Promise<string>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const port = portIn(message);
      if (port !== null) resolve(port);
    });
    void ended.then((how) => reject(new Error(`the app ended before it was ready (${how})`)));
  });
}

/** The port in `{"type": "ready", "port": 3000}`; null for any other message. */
function portIn(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('port' in message)) return null;
  return message.type === 'ready' && typeof message.port === 'number' ? message.port : null;
}
