// What a parent process wishes is done although the database was busy at first; what fails for good is said.
import { describe, expect, test } from 'vitest';
import { insist } from '../../../src/app/parent.ts';

const noPause = async () => undefined;

/** A wish that fails so often, and how often it was tried. */
function wish(failures: number) {
  const tried = { times: 0 };
  const done = async () => {
    tried.times += 1;
    if (tried.times <= failures) throw new Error('Connection terminated due to connection timeout');
  };
  return { tried, done };
}

describe('a wish of the parent', () => {
  test.each([0, 1, 4])('that fails %s times at first is done once', async (failures) => {
    const { tried, done } = wish(failures);
    await insist(done, noPause);
    expect(tried.times).toBe(failures + 1);
  });

  test('that fails five times is given up with its error', async () => {
    const { tried, done } = wish(100);
    await expect(insist(done, noPause)).rejects.toThrow('connection timeout');
    expect(tried.times).toBe(5);
  });
});
