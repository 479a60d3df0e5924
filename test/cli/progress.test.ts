// What somebody at a terminal is told who waits for longer than a second.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that takes so long; what was told. */
async function toldOf(milliseconds: number, isTTY = true): Promise<readonly string[]> {
  const told: string[] = [];
  const during = progressOn({ isTTY, write: (text) => told.push(text) });
  const done = during('Looking', () => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  await vi.advanceTimersByTimeAsync(milliseconds);
  await done;
  return told;
}

test('one line, which is taken away when the work is done', async () => {
  expect(await toldOf(1500)).toEqual(['Looking …', '\r         \r']);
});

test('nothing within the first second, nor where nobody is at a terminal', async () => {
  expect(await toldOf(900)).toEqual([]);
  expect(await toldOf(1500, false)).toEqual([]);
});

test('work that fails takes its line away, too', async () => {
  const told: string[] = [];
  const during = progressOn({ isTTY: true, write: (text) => told.push(text) });
  const failing = during('Looking', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    throw new Error('no');
  });
  const failed = expect(failing).rejects.toThrow('no');
  await vi.advanceTimersByTimeAsync(2000);
  await failed;
  expect(told).toHaveLength(2);
});
