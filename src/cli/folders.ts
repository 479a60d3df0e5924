/** Folders of this machine that files are written into: where they are, and nothing beside them. */
import { access, mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { WrongUse } from './verb.ts';

/** The root of the repository that a folder is deeper in; null: it is the root of one, or in none. Throws `WrongUse` where it is no folder. */
export async function rootAbove(folder: string): Promise<string | null> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new WrongUse(
      `there is no folder ${folder} here. Name the folder of a clone; for a repository on GitHub add --pull-request.`,
    );
  const start = await realpath(folder);
  let place = start;
  while (!(await isThere(join(place, '.git')))) {
    if (dirname(place) === place) return null;
    place = dirname(place);
  }
  return place === start ? null : place;
}

/** Writes a new file below a folder, and the folders above it. Throws `WrongUse` when it cannot, also where a link leads out of the folder. */
export async function writeBelow(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path);
  try {
    await expectBelow(folder, dirname(file));
    await mkdir(dirname(file), { recursive: true });
    // Never over a file that came to be there meanwhile.
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if (error instanceof WrongUse) throw error;
    throw new WrongUse(`${file} cannot be written (${error instanceof Error ? error.message : String(error)}).`);
  }
}

async function expectBelow(folder: string, wanted: string): Promise<void> {
  let place = wanted;
  while (!(await isThere(place))) place = dirname(place);
  const way = relative(await realpath(folder), await realpath(place));
  if (way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way) return;
  throw new WrongUse(`${place} is a link that leads out of ${folder}. Files are written into the repository alone.`);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
