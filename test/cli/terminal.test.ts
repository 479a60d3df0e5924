// Files that the command line writes: where they are told to be, also in a folder that is not there yet.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processTerminal } from '../../src/cli/terminal.ts';
import { WrongUse } from '../../src/cli/verb.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-write-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a folder that is not there is made (`metrics --out charts/2026`)', async () => {
  const path = join(folder, 'charts', '2026', 'metrics.md');
  await processTerminal.write(path, '# Metrics\n', 'made');
  expect(await readFile(path, 'utf8')).toBe('# Metrics\n');
});

test('a folder that nobody asked for is not', async () => {
  await expect(processTerminal.write(join(folder, 'chrats', 'a.yml'), '')).rejects.toThrow(WrongUse);
});

test('below what is a file nothing can be written: it says so', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(processTerminal.write(join(folder, 'file', 'metrics.md'), '', 'made')).rejects.toThrow(WrongUse);
});
