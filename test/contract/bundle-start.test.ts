// What an Action that has no use for the whole loop loads before it knows whether there is something to do.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const dist = new URL('../../action/dist/', import.meta.url);

/** Bytes of a bundle with all parts that it imports, `lazily` also those that it asks for as it runs. */
function bytesOf(bundle: string, lazily: boolean): number {
  const seen = new Map<string, number>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    const text = readFileSync(new URL(name, dist), 'utf8');
    seen.set(name, Buffer.byteLength(text));
    for (const [, part = ''] of text.matchAll(/(?:from|import) ?"\.\/(part-\w+\.js)"/g)) visit(part);
    if (lazily) for (const [, part = ''] of text.matchAll(/import\("\.\/(part-\w+\.js)"\)/g)) visit(part);
  };
  visit(bundle);
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
}

test.each(['postmortem-lint', 'policy-check', 'rollback', 'verify'])('%s starts from at most 600 kB', (name) => {
  expect(bytesOf(`${name}.js`, false)).toBeGreaterThan(100_000);
  expect(bytesOf(`${name}.js`, false)).toBeLessThanOrEqual(600_000);
});

test('the linter with its library of word classes comes only with a postmortem', () => {
  expect(bytesOf('postmortem-lint.js', true) - bytesOf('postmortem-lint.js', false)).toBeGreaterThan(300_000);
});
