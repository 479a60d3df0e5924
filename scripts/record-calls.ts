// Records which functions ordinary runs of the Actions call, and writes which of the others are loaded later: `node scripts/record-calls.ts`, then `npm run build`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildLegible } from './build.ts';
import { type Calls, callsOf, recordedOf } from './later/calls.ts';
import { type Bundles, type Recorded, recordings } from './later/seldom.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'action/dist');

/** The tests that do what is ordinary. */
const runs: Readonly<Record<Bundles, string>> = {
  loop: 'test/acceptance/bundle-loaded.test.ts',
  judges: 'test/acceptance/lint-loaded.test.ts',
};

/** What was called in the runs of a test. Throws where one of them fails. */
async function record(bundles: Bundles): Promise<Recorded> {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-calls-'));
  try {
    await buildLegible(dist, bundles);
    const test = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', runs[bundles]];
    const env = { ...process.env, FIREBREAK_RECORD_CALLS: folder };
    const { status } = spawnSync(process.execPath, test, { cwd: root, env, stdio: 'inherit' });
    if (status !== 0) throw new Error(`${runs[bundles]} failed: nothing is recorded. Correct it and record again.`);
    const calls: Calls = new Map();
    for (const name of readdirSync(folder))
      for (const file of readdirSync(join(folder, name)))
        callsOf(readFileSync(join(folder, name, file), 'utf8'), name.replace(/\..*/, ''), textOf, calls);
    return recordedOf(calls);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null for what is not of a bundle. */
function textOf(url: string): string | null {
  return url.includes('/action/dist/') ? readFileSync(join(dist, basename(url)), 'utf8') : null;
}

const found = { loop: await record('loop'), judges: await record('judges') };
writeFileSync(recordings, `${JSON.stringify(found, null, 2)}\n`);
process.stdout.write('Recorded. `npm run build` makes the bundles of it.\n');
