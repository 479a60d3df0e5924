// The app as a child process with a local GitHub behind it; both end with the test.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Octokit } from 'octokit';
import { onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/start-sandbox.ts';
import { openDatabase } from '../../../src/shell/engine/database/database.ts';
import { type Started, startMain } from './start.ts';

type Env = Readonly<Record<string, string>>;

export type LocalGitHub = {
  readonly sandbox: Sandbox;
  readonly where: { readonly owner: string; readonly repo: string };
  /** A person of the sample organisation, by octokit.js. */
  readonly person: (name: keyof Sandbox['tokens']) => Octokit;
  /** The app's environment; its data is in one folder, so a second one takes up where the first ended. */
  readonly env: Env;
  /** Starts the app and points the webhooks at it. */
  readonly start: (
    over?: Env,
    given?: { readonly main?: string; readonly cwd?: string },
  ) => Promise<Started & { readonly port: number }>;
};

/** A fresh one for one test. */
export async function localGitHub(): Promise<LocalGitHub> {
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-app-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await begin(folder);
  const [owner = '', repo = ''] = sandbox.repository.split('/');
  const env = {
    APP_ID: String(sandbox.app.id),
    PRIVATE_KEY: sandbox.app.privateKey,
    WEBHOOK_SECRET: sandbox.app.webhookSecret,
    GHE_HOST: `127.0.0.1:${sandbox.port}`,
    GHE_PROTOCOL: 'http',
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    LOG_FORMAT: 'json',
  };
  return {
    sandbox,
    where: { owner, repo },
    person: (name) => new Octokit({ auth: sandbox.tokens[name], baseUrl: `${sandbox.url}/api/v3` }),
    env,
    start: async (over = {}, given = {}) => {
      const started = startMain({ ...env, ...over }, given);
      onTestFinished(started.kill);
      const { port = 0 } = await started.said('ready');
      sandbox.setHook(`http://127.0.0.1:${port}/`);
      return { ...started, port };
    },
  };
}

/** Where the run has a ready database, the app starts from it, which saves two seconds each time. */
async function begin(dataDir: string): Promise<void> {
  const prebuilt = process.env['FIREBREAK_TEST_PREBUILT'];
  if (prebuilt === undefined) return;
  const database = await openDatabase({ at: { dataDir }, prebuilt });
  await database.close();
}

/** Asks until the answer is as wished; each question is a round trip, so this does not spin. */
export async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 2_000; attempt += 1) {
    const answer = await ask();
    if (fits(answer)) return answer;
  }
  throw new Error('It never came about.');
}
