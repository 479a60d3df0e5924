// A tarball of a ready database: schema, tables and queues are in it, so that a new PGlite starts in under a second instead of several.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { silent } from '../log.ts';
import { createQueue } from '../queue.ts';
import { migrate } from './migrations.ts';
import { wrapPglite } from './pglite.ts';

/** Builds the tarball in this folder, or reuses the one that fits today's sources. Returns its path, for `openDatabase({prebuilt})`. */
export async function prebuiltDirectory(folder: string): Promise<string> {
  const file = join(folder, `firebreak-${await fingerprint()}.tgz`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, await build());
  await rename(unfinished, file);
  return file;
}

async function build(): Promise<Uint8Array> {
  const pglite = await PGlite.create();
  const database = wrapPglite(pglite, async () => undefined);
  await migrate(database);
  const queue = createQueue(database, silent);
  const idle = async () => undefined;
  await queue.start({ work: idle, timers: idle, dead: idle });
  await queue.stop(1000);
  // A new database begins when it is opened, not when the tarball was made.
  await pglite.query(`DELETE FROM firebreak.meta WHERE name = 'created_at'`);
  await pglite.exec('CHECKPOINT');
  const tarball = await pglite.dumpDataDir('gzip');
  await pglite.close();
  return new Uint8Array(await tarball.arrayBuffer());
}

/** What the tarball depends on: our steps and queues, and the exact versions of the packages. */
async function fingerprint(): Promise<string> {
  const sources = ['./migrations.ts', '../queue.ts', '../../../../package.json'];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(new URL(source, import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}
