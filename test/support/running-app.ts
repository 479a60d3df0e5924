// The unmodified server as a child process against a sandbox: started, told the time, asked whether it is idle, killed, started again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { environment, freshPostgres } from './databases.ts';
import { clockOffsetMs } from './sandbox-clock.ts';

export type DatabaseKind = 'PGlite' | 'PostgreSQL';

export type RunningApp = {
  /** Starts it. Resolves when it takes deliveries. */
  start(): Promise<void>;
  /** It kills itself when it next passes this crash point. */
  crashAt(point: string): Promise<void>;
  /** Resolves when it has done all that it has stored, or has ended. */
  idle(): Promise<void>;
  /** Tells it the sandbox's time. */
  tellTime(): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Deletes its database, as `rm -r data` does. Only while it is not running. */
  forget(): Promise<void>;
  /** Whether a process is there. */
  alive(): boolean;
  /** Resolves when the process has ended by itself. */
  ended(): Promise<void>;
  /** What it printed, for the message of a failed test. */
  output(): string;
  port(): number;
  dispose(): Promise<void>;
};

type Home = { readonly env: Record<string, string>; forget(): Promise<void>; dispose(): Promise<void> };

/** A server for this sandbox, not started yet. */
export async function createRunningApp(
  sandbox: Sandbox,
  kind: DatabaseKind,
  extra: Record<string, string> = {},
): Promise<RunningApp> {
  const home = kind === 'PGlite' ? pgliteHome() : await postgresHome();
  let child: ChildProcess | null = null;
  let port = 0;
  let printed = '';
  const isAlive = () => child !== null && child.exitCode === null && child.signalCode === null;
  const ended = async () => {
    if (child !== null && isAlive()) await once(child, 'exit');
  };
  const ask = async (message: object, answers: (received: Message) => boolean) => {
    const asked = child;
    if (asked === null || !isAlive()) return;
    const answer = new Promise<void>((resolve) => {
      const done = () => {
        asked.off('message', hear);
        asked.off('exit', done);
        resolve();
      };
      const hear = (received: Message) => {
        if (answers(received)) done();
      };
      asked.on('message', hear);
      asked.once('exit', done);
    });
    asked.send(message, () => undefined);
    await answer;
  };
  const tellTime = () => {
    const offset = clockOffsetMs(sandbox);
    return ask({ type: 'clock', offset_ms: offset }, (received) => received.type === 'clock');
  };
  return {
    start: async () => {
      printed = '';
      const started = spawnApp(sandbox, { ...home.env, ...extra });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      const ready = await readyOrEnded(started);
      if (ready === null) throw new Error(`The server ended before it was ready:\n${printed}`);
      port = ready;
      sandbox.setHook(`http://127.0.0.1:${port}/api/github/webhooks`);
      await tellTime();
    },
    crashAt: (point) => ask({ type: 'crash', at: point }, (received) => received.type === 'crash'),
    idle: () => ask({ type: 'idle', id: 1 }, (received) => received.type === 'idle'),
    tellTime,
    kill: async () => {
      child?.kill('SIGKILL');
      await ended();
    },
    stop: async () => {
      child?.kill('SIGTERM');
      await ended();
      return child?.exitCode ?? null;
    },
    forget: home.forget,
    alive: isAlive,
    ended,
    output: () => printed,
    port: () => port,
    dispose: async () => {
      child?.kill('SIGKILL');
      await ended();
      await home.dispose();
    },
  };
}

type Message = { readonly type?: string; readonly port?: number };

function spawnApp(sandbox: Sandbox, env: Record<string, string>): ChildProcess {
  const { app } = sandbox;
  return spawn(process.execPath, ['--liftoff-only', environment('FIREBREAK_TEST_APP')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TZ: 'Pacific/Chatham',
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      GHE_HOST: `127.0.0.1:${sandbox.port}`,
      GHE_PROTOCOL: 'http',
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_FORMAT: 'json',
      LOG_LEVEL: 'info',
      // What a busy machine answers late is not missing.
      FIREBREAK_PATIENCE_MS: '60000',
      FIREBREAK_CLOCK_OFFSET_MS: String(clockOffsetMs(sandbox)),
      ...env,
    },
  });
}

function readyOrEnded(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.on('message', (message: Message) => {
      if (message.type === 'ready' && message.port !== undefined) resolve(message.port);
    });
    child.once('exit', () => resolve(null));
  });
}

/** A PGlite folder, with a copy of the run's prebuilt database, so that the server starts in a second. */
function pgliteHome(): Home {
  const root = mkdtempSync(join(tmpdir(), 'firebreak-story-'));
  const folder = join(root, 'data');
  const fill = () => {
    const prebuilt = process.env['FIREBREAK_TEST_DATABASE'];
    if (prebuilt === undefined) return;
    const database = join(folder, 'pglite');
    mkdirSync(database, { recursive: true });
    execFileSync('cp', ['-R', `${prebuilt}/.`, database], { stdio: 'pipe' });
  };
  fill();
  return {
    env: { DATA_DIR: folder },
    forget: async () => {
      rmSync(folder, { recursive: true, force: true });
      fill();
    },
    dispose: async () => rmSync(root, { recursive: true, force: true }),
  };
}

async function postgresHome(): Promise<Home> {
  const database = await freshPostgres();
  if (!('databaseUrl' in database.options.at)) throw new Error('A PostgreSQL test database has a URL.');
  return { env: { DATABASE_URL: database.options.at.databaseUrl }, forget: database.forget, dispose: database.dispose };
}
