// The end of the process: in order, once, and at once when asked twice.
import { afterEach, expect, test, vi } from 'vitest';
import { createShutdown } from '../../src/app/shutdown.ts';
import { silent } from '../../src/shell/engine/log.ts';

const exits = (gently: (code: number) => void) => ({ gently, now: vi.fn() });

afterEach(() => {
  vi.useRealTimers();
});

test('steps run one after the other, then it exits with 0', async () => {
  const done: string[] = [];
  const step = (name: string) => ({
    name,
    run: async () => {
      done.push(`${name} begins`);
      await Promise.resolve();
      done.push(`${name} ends`);
    },
  });
  const code = await new Promise((exit) =>
    createShutdown([step('intake'), step('engine')], silent, exits(exit)).begin('SIGTERM'),
  );
  expect(code).toBe(0);
  expect(done).toEqual(['intake begins', 'intake ends', 'engine begins', 'engine ends']);
});

test('a step that fails does not keep the others from ending, and the exit says so', async () => {
  const done: string[] = [];
  const steps = [
    { name: 'engine', run: () => Promise.reject(new Error('stuck')) },
    { name: 'database', run: async () => done.push('database') },
  ];
  expect(await new Promise((exit) => createShutdown(steps, silent, exits(exit)).begin('SIGTERM'))).toBe(1);
  expect(done).toEqual(['database']);
});

test('a second signal exits at once', () => {
  const exit = vi.fn();
  const shutdown = createShutdown([{ name: 'engine', run: () => new Promise(() => undefined) }], silent, {
    gently: vi.fn(),
    now: exit,
  });
  shutdown.begin('SIGINT');
  expect(exit).not.toHaveBeenCalled();
  shutdown.begin('SIGINT');
  expect(exit).toHaveBeenCalledWith(1);
});

test('what takes too long is left for the next start', async () => {
  vi.useFakeTimers();
  const exit = vi.fn();
  createShutdown([{ name: 'engine', run: () => new Promise(() => undefined) }], silent, {
    gently: vi.fn(),
    now: exit,
  }).begin('SIGTERM');
  await vi.advanceTimersByTimeAsync(9_700);
  expect(exit).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(300);
  expect(exit).toHaveBeenCalledWith(1);
});
