// A run in which a test fails must fail: the test database's package ends the process by itself, and with status 0.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const support = resolve(import.meta.dirname, '../support');
const vitest = resolve(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-exit-'));
  const config = {
    root: folder,
    include: ['*.test.js'],
    globals: true,
    globalSetup: [join(support, 'postgres.ts')],
    reporters: ['dot', join(support, 'plain-reporter.ts')],
  };
  await writeFile(join(folder, 'vitest.config.js'), `export default { test: ${JSON.stringify(config)} };\n`);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(): Promise<{ readonly status: unknown; readonly last: string }> {
  const child = spawn(process.execPath, [vitest, 'run', '--config', join(folder, 'vitest.config.js')], { cwd: folder });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const [status] = await once(child, 'close');
  return { status, last: out.trimEnd().split('\n').at(-1) ?? '' };
}

test.each([
  { name: 'a test fails', text: "test('a', () => expect(1).toBe(2)); test('b', () => expect(1).toBe(1));", status: 1, last: '1 passed, 1 failed' },
  { name: 'a file cannot be read', text: "test('a', () => {", status: 1, last: '0 passed, 1 failed' },
  { name: 'there is no test', text: null, status: 1, last: '0 passed, 0 failed' },
  { name: 'all tests pass', text: "test('a', () => expect(1).toBe(1));", status: 0, last: '1 passed, 0 failed' },
])('$name: exit status $status', async ({ text, status, last }) => {
  if (text !== null) await writeFile(join(folder, 'a.test.js'), text);
  expect(await run()).toEqual({ status, last });
}); // biome-ignore format: a table
