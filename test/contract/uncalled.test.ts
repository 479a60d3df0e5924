// What the Actions' bundles leave out of zod (`scripts/uncalled.ts`) is called by none of our sources: types do not tell.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Methods of `z.string()` alone, as zod's source has them. */
function formatMethods(): readonly string[] {
  const text = readFileSync(join(root, 'node_modules/zod/v4/classic/schemas.js'), 'utf8');
  const [, body = ''] = /^export const ZodString = [^{]*\{(.*?)^\}\);$/ms.exec(text) ?? [];
  return [...body.matchAll(/^ {4}(\w+)\(params\) \{$/gm)].map(([, name = '']) => name);
}

/** Where one is called on something other than `z` and `z.iso`. */
function callsIn(text: string, names: readonly string[]): readonly string[] {
  const calls = new RegExp(`(?<!\\bz(?:\\.iso)?)\\.(?:${names.join('|')})\\(`, 'g');
  return text.includes("from 'zod'") ? [...text.replace(/\s+/g, '').matchAll(calls)].map(([call]) => call) : [];
}

test('formats of strings are written `z.email()`, not `z.string().email()`', () => {
  const names = formatMethods();
  expect(names).toEqual(expect.arrayContaining(['email', 'url', 'uuid', 'datetime', 'date']));
  expect(callsIn("import * as z from 'zod'; z.string()\n.email();", names)).toEqual(['.email(']);
  const files = globSync(['src/{app,cli,core,shell}/**/*.ts', 'action/*/*.ts'], { cwd: root });
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap((file) =>
    callsIn(readFileSync(join(root, file), 'utf8'), names).map((call) => `${file}: ${call}`),
  );
  expect(found).toEqual([]);
});
