// A part of a bundle is loaded by `require` when one of its functions is first called (decision 0045): whatever was loaded before, it must be possible.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../../action/dist/', import.meta.url));
const parts = readdirSync(dist).filter((file) => /^part-.*\.js$/.test(file));

test.each([
  ['in the order of their names', parts],
  ['in the opposite order', parts.toReversed()],
])('all parts can be loaded %s, and none says anything', (_, files) => {
  const script = `for (const file of ${JSON.stringify(files)}) require(${JSON.stringify(dist)} + file); process.stdout.write('loaded');`;
  expect(execFileSync(process.execPath, ['--input-type=commonjs', '-e', script], { encoding: 'utf8' })).toBe('loaded');
});

test('what files need of each other goes in no circle, and nothing needs what is begun with', () => {
  const needs = new Map(readdirSync(dist).map((file) => [file, importsOf(file)] as const));
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): void => {
    expect(above, `${file} needs itself`).not.toContain(file);
    if (done.has(file)) return;
    for (const other of needs.get(file) ?? []) visit(other, [...above, file]);
    done.add(file);
  };
  for (const file of needs.keys()) visit(file, []);
  expect([...needs.values()].flat().filter((file) => !file.startsWith('part-'))).toEqual([]);
  expect(done.size).toBeGreaterThan(50);
});

function importsOf(file: string): readonly string[] {
  if (!file.endsWith('.js')) return [];
  const found = readFileSync(join(dist, file), 'utf8').matchAll(/(?:from|import) ?"\.\/([\w-]+\.js)"/g);
  return [...found].map(([, name = '']) => name);
}
