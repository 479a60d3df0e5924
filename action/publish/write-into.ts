// Writes files below a folder of the runner.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DocumentFile } from '../../src/core/postmortem/published.ts';

/** Folders are made; what is there is written over. */
export async function writeInto(folder: string, files: readonly DocumentFile[]): Promise<void> {
  for (const { path, text } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
