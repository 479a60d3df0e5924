// The production bundle, built into an empty folder far from the checkout, starts there.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildServer } from '../../scripts/build.ts';
import { send } from '../app/intake/fake-engine.ts';
import { localGitHub, until } from '../app/process/local-github.ts';
import { startMain } from '../app/process/start.ts';

let folder = '';
let out = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-build-'));
  out = join(folder, 'dist');
  await buildServer(out);
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the bundle', () => {
  test('is a few files, with what PGlite reads beside them', async () => {
    const files = await readdir(out);
    expect(files).toEqual(
      expect.arrayContaining([
        'app.js',
        'app.yml',
        'database.tgz',
        'initdb.wasm',
        'package.json',
        'pglite.data',
        'pglite.wasm',
      ]),
    );
    expect((await stat(join(out, 'app.js'))).size).toBeLessThan(8_200_000);
  });

  test('starts outside the checkout in production, answers, and ends', async () => {
    const { start, sandbox } = await localGitHub();
    const strong = { NODE_ENV: 'production', WEBHOOK_SECRET: sandbox.app.webhookSecret.padEnd(32, 'x') };
    const { port, child, ended, output } = await start(strong, { main: join(out, 'app.js'), cwd: folder });
    expect((await send(port, { method: 'GET', path: '/healthz' })).text).toBe('alive\n');
    const ready = await until(
      () => send(port, { method: 'GET', path: '/readyz' }),
      ({ status }) => status === 200,
    );
    expect(ready.status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(output()).toContain('"code":"ready"');
  });

  test('refuses production without credentials', async () => {
    const { ended, output } = startMain({ NODE_ENV: 'production' }, { main: join(out, 'app.js'), cwd: folder });
    expect(await ended).toEqual([2, null]);
    expect(output()).toContain('APP_ID: it is missing.');
  });
});
