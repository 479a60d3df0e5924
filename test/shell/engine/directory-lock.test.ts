// One process owns a data folder (F-48); tried with real processes.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockDirectory } from '../../../src/shell/engine/database/directory-lock.ts';

const holder = fileURLToPath(new URL('../../support/lock-holder.ts', import.meta.url));

describe('the lock of a data folder', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firebreak-lock-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  /** Another process that tries to take the folder: what it says, and how to end it. */
  async function another(): Promise<{ readonly said: string; readonly child: ChildProcess }> {
    const child = fork(holder, [folder], { execArgv: [] });
    children.push(child);
    const [said] = await once(child, 'message');
    return { said: String(said), child };
  }

  const lockFile = () => join(folder, 'firebreak.lock');
  const written = (holderOfLock: object) => writeFileSync(lockFile(), JSON.stringify(holderOfLock));

  test('is taken, names the process, and is gone after its release', async () => {
    const release = await lockDirectory(folder);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    await release();
    const again = await lockDirectory(folder);
    await again();
  });

  test('is refused to a second process while the first lives, by name and with advice', async () => {
    const first = await another();
    expect(first.said).toBe('taken');
    const second = await another();
    expect(second.said).toContain(`process ${first.child.pid} on this host`);
    expect(second.said).toContain('DATABASE_URL');
    await expect(lockDirectory(folder)).rejects.toThrow(`process ${first.child.pid}`);
  });

  test('is refused to the process that has it already', async () => {
    const release = await lockDirectory(folder);
    await expect(lockDirectory(folder)).rejects.toThrow('this process');
    await release();
  });

  test('of a process that was killed is taken over', async () => {
    const first = await another();
    await end(first.child, 'SIGKILL');
    const release = await lockDirectory(folder);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    await release();
  });

  test('of a killed process is taken over by one of several that try at once', async () => {
    const first = await another();
    await end(first.child, 'SIGKILL');
    const tries = await Promise.all([another(), another(), another()]);
    expect(tries.filter(({ said }) => said === 'taken')).toHaveLength(1);
  });

  test('of a process whose pid was given to another one since is taken over', async () => {
    const child = await another();
    written({ pid: child.child.pid, host: hostname(), since: '2026-03-01T00:00:00Z', process: 'an earlier boot:1' });
    const release = await lockDirectory(folder);
    await release();
  });

  test.each([
    [
      'on another host',
      JSON.stringify({ pid: 1, host: 'elsewhere', since: '2026-03-01T00:00:00Z', process: null }),
      'host elsewhere',
    ],
    ['that cannot be read', '', 'did not finish writing'],
  ])('%s is never taken over: a person decides', async (_name, text, message) => {
    writeFileSync(lockFile(), text);
    await expect(lockDirectory(folder)).rejects.toThrow(message);
    await expect(lockDirectory(folder)).rejects.toThrow('delete');
  });
});
