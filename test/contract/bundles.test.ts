// GitHub runs an Action's bundle from the repository as it is: what is committed must be what the sources make.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildActions } from '../../scripts/build.ts';

test('action/dist is what `npm run build` makes of the sources', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-bundles-'));
  try {
    for (const name of await buildActions(folder)) {
      const committed = readFileSync(new URL(`../../action/dist/${name}.js`, import.meta.url), 'utf8');
      const made = readFileSync(join(folder, `${name}.js`), 'utf8');
      expect(committed === made, `action/dist/${name}.js is old: run npm run build`).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
