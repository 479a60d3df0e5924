// The command as a person meets it in a shell: in a pipe, and by its name.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleServer } from '../../scripts/build.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a reader who stops reading, such as `| head`, is no error', async () => {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'policy', 'show']);
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const [status] = await once(child, 'close');
  expect([status, err]).toEqual([0, '']);
});

test('what `npm link` puts on the path is a program', async () => {
  await bundleServer(folder, { cli: 'src/cli/main.ts' });
  const program = join(folder, 'cli.js');
  // As npm does with what `bin` names.
  await chmod(program, 0o755);
  const child = spawn(program, ['policy', 'show', '--preset', 'sev'], { cwd: folder });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const [status] = await once(child, 'close');
  expect([status, out.split('\n')[0]]).toEqual([0, '# The preset sev, whole: every default is written out.']);
});
