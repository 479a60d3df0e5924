// `npm run fuzz [runs]`: the properties of everything that reads people's text, a million times each unless told otherwise.
import { spawnSync } from 'node:child_process';

const runs = process.argv[2] ?? '1000000';
const files = [
  'test/core/commands/parse.property.test.ts',
  'test/core/form/parse-body.test.ts',
  'test/core/form/choose-options.test.ts',
  'test/abuse/any.property.test.ts',
];
const more = process.argv.slice(3);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...files, '--testTimeout=0', '--reporter=verbose', ...more],
  { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: runs } },
);
process.exitCode = status ?? 1;
const strangers = Math.max(100, Math.ceil(Number(runs) * 0.002));
console.log(
  `Asked for: ${runs} runs of each property; ${strangers} of “by a stranger”, where each run decides and renders a whole incident.`,
);
