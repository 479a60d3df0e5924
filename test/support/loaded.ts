// How much of `action/dist` a run loads, as Node itself counts it: the code that is there at its end, whatever part it came with, and the data that the code names.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { DATA } from '../../scripts/later/sizes.ts';

const Coverage = z.object({ result: z.array(z.object({ url: z.string() })) });

/** Where `scripts/record-calls.ts` wants to know which functions runs call; how much they load does not matter then. */
const recording = process.env['FIREBREAK_RECORD_CALLS'];

/** The most that an ordinary run may load (DESIGN section 10). Where it fails: `node scripts/record-calls.ts`, then `npm run build`. */
export const MOST = recording === undefined ? 600_000 : Number.POSITIVE_INFINITY;

/** Bytes. `name`: what the run is called in a recording, beginning with its kind and a full stop. `run` is given what its environment must have. */
export async function loadedIn(
  name: string,
  run: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<number> {
  const folder = recording === undefined ? mkdtempSync(join(tmpdir(), 'firebreak-loaded-')) : join(recording, name);
  mkdirSync(folder, { recursive: true });
  try {
    await run({ NODE_V8_COVERAGE: folder });
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const urls = texts.flatMap((text) => Coverage.parse(JSON.parse(text)).result.map(({ url }) => url));
    const code = urls.filter((url) => url.includes('/action/dist/')).map((url) => fileURLToPath(url));
    const files = new Set(code.flatMap((file) => [file, ...dataOf(file)]));
    return [...files].reduce((sum, file) => sum + statSync(file).size, 0);
  } finally {
    if (recording === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function dataOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(DATA)].map(([, name = '']) => join(dirname(file), name));
}
