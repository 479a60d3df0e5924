// Embedded PostgreSQL behind the engine's door. It has one connection and no lock, so the folder is taken before it is opened.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import type { Log } from '../log.ts';
import type { Database, Queryable, Row } from './database.ts';
import { lockDirectory } from './directory-lock.ts';

/** PostgreSQL's own 128 MB of buffers are touched at the start, whatever is in them; what is kept here takes a few. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/** Opens `<dataDir>/pglite` under the folder's lock, or a PGlite in memory when `dataDir` is null. */
export async function openPglite(dataDir: string | null, prebuilt: string | null, log: Log): Promise<Database> {
  if (dataDir === null)
    return wrapPglite(await PGlite.create({ ...(await loading(prebuilt)), startParams }), async () => undefined);
  const release = await lockDirectory(dataDir);
  try {
    const folder = join(dataDir, 'pglite');
    if (!existsSync(folder)) await createFolder(folder, prebuilt, log);
    return wrapPglite(await PGlite.create(folder, { startParams }), release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function loading(prebuilt: string | null): Promise<{ loadDataDir?: Blob }> {
  return prebuilt === null ? {} : { loadDataDir: new Blob([await readFile(prebuilt)]) };
}

/** Makes the folder under another name first: a crash half-way leaves nothing that looks finished. */
async function createFolder(folder: string, prebuilt: string | null, log: Log): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  if (prebuilt === null) await createInChild(unfinished, log);
  else await createHere(unfinished, prebuilt);
  await rename(unfinished, folder);
}

async function createHere(folder: string, prebuilt: string | null): Promise<void> {
  const made = await PGlite.create(folder, await loading(prebuilt));
  await made.close();
}

/** The very first start needs 1.28 GB for a moment; a child gives it back. Where the script is not beside us (a bundle), it is done here. */
async function createInChild(folder: string, log: Log): Promise<void> {
  const script = fileURLToPath(new URL('./create-directory.ts', import.meta.url));
  if (!existsSync(script)) return createHere(folder, null);
  log('info', 'database-created', `Creating the database in ${folder}; this takes a few seconds, once.`);
  await promisify(execFile)(process.execPath, ['--liftoff-only', script, folder]);
}

function doorOf(target: Pick<PGlite, 'query'>): Queryable {
  return {
    async query<R extends Row>(text: string, values?: readonly unknown[]) {
      const result = await target.query<R>(text, values === undefined ? [] : [...values]);
      return { rows: result.rows };
    },
  };
}

/** A PGlite that is open, behind the engine's door. `release` runs after it is closed. */
export function wrapPglite(pglite: PGlite, release: () => Promise<void>): Database {
  return {
    kind: 'pglite',
    query: doorOf(pglite).query,
    transaction: (work) => pglite.transaction((tx) => work(doorOf(tx))),
    bossOptions: { db: fromPglite(pglite), backend: 'pglite' },
    close: async () => {
      if (!pglite.closed) await pglite.close();
      await release();
    },
  };
}
