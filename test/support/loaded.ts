// How much of `action/dist` a run loads, as Node itself counts it: the code that is there at its end, whatever part it came with, and the data that the code names.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { DATA } from '../../scripts/later/sizes.ts';

const Coverage = z.object({ result: z.array(z.object({ url: z.string() })) });

/** Bytes. `run` is given what its environment must have. */
export async function loadedIn(run: (env: Readonly<Record<string, string>>) => Promise<void>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-loaded-'));
  try {
    await run({ NODE_V8_COVERAGE: folder });
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const urls = texts.flatMap((text) => Coverage.parse(JSON.parse(text)).result.map(({ url }) => url));
    const code = urls.filter((url) => url.includes('/action/dist/')).map((url) => fileURLToPath(url));
    const files = new Set(code.flatMap((file) => [file, ...dataOf(file)]));
    return [...files].reduce((sum, file) => sum + statSync(file).size, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function dataOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(DATA)].map(([, name = '']) => join(dirname(file), name));
}
