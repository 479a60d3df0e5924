// `npm run sandbox`: a local GitHub with Firebreak installed, until Ctrl-C.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, ownDatabase, startPostgres } from './database.ts';
import { type Options, readOptions, usage } from './options.ts';
import { type RunningApp, runApp } from './run-app.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

/** Everything that runs, ended in this order. */
type Running = {
  readonly sandbox: Sandbox;
  readonly app: RunningApp;
  readonly database: Database;
  readonly directory: string;
};

async function start(options: Options): Promise<Running> {
  const sandbox = await startNear(options);
  const directory = await mkdtemp(join(tmpdir(), 'firebreak-data-'));
  let database: Database = ownDatabase;
  try {
    if (options.database === 'postgres') database = await startPostgres(directory);
    const dataDirectory = join(directory, 'app');
    const app = await runApp(sandbox, { dataDirectory, env: database.env, quiet: options.headless });
    return { sandbox, app, database, directory };
  } catch (problem) {
    await endRest({ sandbox, database, directory });
    throw problem;
  }
}

/** On the port asked for, or the next free one. */
async function startNear(options: Options): Promise<Sandbox> {
  for (let port = options.port; ; port += 1) {
    try {
      return await startSandbox({ port, preset: options.preset, runs: options.runs, history: true });
    } catch (problem) {
      if (!isTaken(problem) || port >= options.port + 100) throw problem;
      if (!options.headless) say(`Port ${port} is taken; trying ${port + 1}.`);
    }
  }
}

function isTaken(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'EADDRINUSE';
}

function announce({ sandbox }: Running, headless: boolean): void {
  const { url, repository, tokens } = sandbox;
  if (headless) {
    process.stdout.write(`${JSON.stringify({ url, repository, tokens, ...tokens })}\n`);
    return;
  }
  say('');
  say('A local GitHub is running, with Firebreak installed:');
  say(`  ${url}/${repository}/issues        open an incident, comment commands`);
  say(`  gh or curl: ${url}/api/v3, token of "responder": ${tokens.responder}`);
  say('Nothing leaves this machine, and nothing is kept. Ctrl-C ends it.');
}

async function endRest({ sandbox, database, directory }: Omit<Running, 'app'>): Promise<void> {
  await sandbox.close();
  await database.close();
  await rm(directory, { recursive: true, force: true });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(problem: unknown): void {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
}

function optionsOrExit(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (problem) {
    complain(problem);
    process.stderr.write(`${usage}\n`);
    process.exit(2);
  }
}

const options = optionsOrExit();
const running = await start(options).catch((problem) => {
  complain(problem);
  process.exit(1);
});
let ending = false;
const finish = async (status: number) => {
  if (ending) return;
  ending = true;
  await running.app.close();
  await endRest(running);
  process.exit(status);
};
process.once('SIGINT', () => void finish(0));
process.once('SIGTERM', () => void finish(0));
void running.app.ended.then((how) => {
  if (ending) return;
  process.stderr.write(`\nThe app has died (${how}). The sandbox ends with it.\n`);
  void finish(1);
});
announce(running, options.headless);
