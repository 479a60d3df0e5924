// `npm run fuzz [runs]`: the properties of everything that reads people's text, a million times each unless told otherwise.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const runs = process.argv[2] ?? '1000000';
const files = [
  'test/core/commands/parse.property.test.ts',
  'test/core/form/parse-body.test.ts',
  'test/core/form/choose-options.test.ts',
  'test/core/hotfix/any-text.property.test.ts',
  'test/abuse/any.property.test.ts',
];
const folder = mkdtempSync(join(tmpdir(), 'firebreak-fuzz-'));
const counts = join(folder, 'counts');
const more = process.argv.slice(3);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...files, '--testTimeout=0', '--reporter=verbose', ...more],
  { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: runs, FUZZ_COUNTS: counts } },
);
process.exitCode = status ?? 1;

const lines = existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n') : [];
console.log(`Asked for: ${runs} runs of each property. Made:`);
for (const line of lines) {
  const { property, runs: made }: { readonly property: string; readonly runs: number } = JSON.parse(line);
  console.log(`${made.toLocaleString('en').padStart(12)}  ${property}`);
}
rmSync(folder, { recursive: true });
