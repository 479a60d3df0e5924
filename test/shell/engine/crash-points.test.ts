import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const sources = fileURLToPath(new URL('../../../src/shell/engine/crash-points.ts', import.meta.url));

/** A process that passes two points, three times each, and says so; before its second turn it may be told to end at one. */
async function passing(environment: Readonly<Record<string, string>>, later?: string) {
  const script = `import { crashAt, crashPoint } from ${JSON.stringify(sources)};
    for (let turn = 1; turn <= 3; turn += 1) {
      if (turn === 2) ${later === undefined ? '' : `crashAt(${JSON.stringify(later)})`};
      crashPoint('before-commit');
      process.stdout.write(String(turn));
      crashPoint('job-fetched');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    complained += String(chunk);
  });
  const [code, signal] = await once(child, 'close');
  return { said, complained, code, signal };
}

describe('a crash point', () => {
  test.each([
    ['not asked for: nothing happens', {}, { said: '123', signal: null }],
    ['asked for: the process ends there', { FIREBREAK_CRASH_AT: 'job-fetched' }, { said: '1', signal: 'SIGKILL' }],
    ['asked for at the second pass', { FIREBREAK_CRASH_AT: 'before-commit:2' }, { said: '1', signal: 'SIGKILL' }],
    ['asked for at a pass that never comes', { FIREBREAK_CRASH_AT: 'before-commit:9' }, { said: '123', signal: null }],
  ])('%s', async (_name, environment, expected) => {
    expect(await passing(environment)).toMatchObject(expected);
  });

  test('asked for while the process runs counts from then', async () => {
    expect(await passing({}, 'before-commit:2')).toMatchObject({ said: '12', signal: 'SIGKILL' });
  });

  test('that does not exist is refused, with the list of those that do', async () => {
    const { code, complained } = await passing({ FIREBREAK_CRASH_AT: 'somewhere' });
    expect(code).not.toBe(0);
    expect(complained).toContain('before-commit');
  });

  test('is refused in production', async () => {
    const { said, complained } = await passing({ FIREBREAK_CRASH_AT: 'job-fetched', NODE_ENV: 'production' });
    expect({ said, refused: complained.includes('refused in production') }).toEqual({ said: '', refused: true });
  });
});
