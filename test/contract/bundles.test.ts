// GitHub runs an Action's bundle from the repository as it is: what is committed must be what the sources make.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildActions } from '../../scripts/build.ts';

test('action/dist is what `npm run build` makes of the sources', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-bundles-'));
  const committed = new URL('../../action/dist/', import.meta.url);
  try {
    await buildActions(folder);
    expect(readdirSync(committed).sort(), 'action/dist is old: run npm run build').toEqual(readdirSync(folder).sort());
    for (const name of readdirSync(folder)) {
      const same = readFileSync(new URL(name, committed), 'utf8') === readFileSync(join(folder, name), 'utf8');
      expect(same, `action/dist/${name} is old: run npm run build`).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
