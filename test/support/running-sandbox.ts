// The sandbox with the app beside it, as `npm run sandbox` starts them, on a prebuilt database so that it is ready sooner.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApp, runApp } from '../../src/sandbox/run-app.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start-sandbox.ts';

/** Both, at work. */
export type RunningSandbox = {
  readonly sandbox: Sandbox;
  readonly app: RunningApp;
  readonly close: () => Promise<void>;
};

/** Starts both, with the sandbox's clock at `now`, and a past of the shop with `history`. */
export async function startRunningSandbox(now: string, history = false): Promise<RunningSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-browser-'));
  const dataDirectory = join(folder, 'data');
  unpackDatabase(dataDirectory);
  const sandbox = await startSandbox({ now, history });
  const end = async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const app = await runApp(sandbox, { dataDirectory, quiet: true }).catch(async (problem) => {
    await end();
    throw problem;
  });
  const close = async () => {
    await app.close();
    await end();
  };
  return { sandbox, app, close };
}

/** The database that the run's global set-up has made; without one the app makes its own. */
function unpackDatabase(folder: string): void {
  const tarball = process.env['FIREBREAK_TEST_PREBUILT'];
  if (tarball === undefined) return;
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder], { stdio: 'pipe' });
}
