// Our own limits for an installation: what is urgent goes first, and nothing goes beyond GitHub's limits (INV-13).
import { describe, expect, test } from 'vitest';
import { createBudget, type Lane } from '../../../src/shell/github/budget.ts';

/** A budget at second 0 of a clock that moves only when told. */
function budgetAt(limits?: { perMinute: number; perHour: number; atOnce: number }) {
  const clock = { seconds: 0 };
  const budget = createBudget(() => clock.seconds * 1000, limits);
  const spend = (lane: Lane, writes = 1) => seconds(budget.spend(lane, writes));
  const fill = (lane: Lane) => {
    let count = 0;
    while (spend(lane) === null) count += 1;
    return count;
  };
  return { budget, clock, spend, fill };
}

function seconds(at: string | null): number | null {
  return at === null ? null : Date.parse(at) / 1000;
}

describe('content writes', () => {
  const shares = [
    ['decoration', 60],
    ['reply', 72],
    ['page', 80],
  ] as const;
  test.each(shares)('a minute of nothing but %s: %i', (lane, most) => {
    const { fill, spend } = budgetAt();
    expect(fill(lane)).toBe(most);
    expect(spend(lane)).toBe(60);
  });

  test('what decoration leaves is for replies, and what replies leave for pages', () => {
    const { fill } = budgetAt();
    expect([fill('decoration'), fill('reply'), fill('page')]).toEqual([60, 12, 8]);
  });

  test('the window moves: each write is free again a minute after it was made', () => {
    const { clock, spend } = budgetAt();
    spend('page', 40);
    clock.seconds = 30;
    spend('page', 40);
    expect(spend('page', 1)).toBe(60);
    clock.seconds = 59;
    expect(spend('page', 1)).toBe(60);
    expect(spend('page', 41)).toBe(90);
    clock.seconds = 60;
    expect(spend('page', 40)).toBeNull();
    expect(spend('page', 1)).toBe(90);
  });

  const hours = [
    ['decoration', 375],
    ['reply', 450],
    ['page', 500],
  ] as const;
  test.each(hours)('an hour of %s, spread out: %i', (lane, most) => {
    const { clock, spend } = budgetAt();
    let count = 0;
    while (spend(lane) === null) {
      count += 1;
      clock.seconds += 2;
    }
    expect(count).toBe(most);
    expect(spend(lane)).toBe(3600);
  });

  test('more at once than fit at all go when nothing else is in the window', () => {
    const { clock, spend } = budgetAt();
    spend('page');
    expect(spend('page', 200)).toBe(60);
    clock.seconds = 3600;
    expect(spend('page', 200)).toBeNull();
  });

  test('what writes no content is not limited here', () => {
    const { fill, spend } = budgetAt();
    fill('page');
    expect(spend('decoration', 0)).toBeNull();
  });
});

describe('pauses', () => {
  test('all lanes stop; pages resume first, decoration last', () => {
    const { budget, clock, spend } = budgetAt();
    budget.pause(new Date(30_000).toISOString());
    expect([spend('page'), spend('reply'), spend('decoration', 0)]).toEqual([30, 31, 35]);
    clock.seconds = 30;
    expect([spend('page'), spend('reply'), spend('decoration')]).toEqual([null, 31, 35]);
    clock.seconds = 35;
    expect(spend('decoration')).toBeNull();
  });

  test('without a length they double up to an hour; a success makes the next one short again', () => {
    const { budget, clock } = budgetAt();
    const lengths = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      const until = seconds(budget.pause(null)) ?? 0;
      const length = until - clock.seconds;
      clock.seconds = until;
      return length;
    });
    expect(lengths).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600]);
    budget.fine();
    expect((seconds(budget.pause(null)) ?? 0) - clock.seconds).toBe(60);
  });

  test('a shorter word of GitHub does not end a longer pause', () => {
    const { budget } = budgetAt();
    budget.pause(new Date(90_000).toISOString());
    expect(seconds(budget.pause(new Date(30_000).toISOString()))).toBe(90);
  });
});

describe('requests at once', () => {
  test('of those waiting the most urgent goes next, however late it came', async () => {
    const { budget } = budgetAt({ perMinute: 80, perHour: 500, atOnce: 1 });
    const order: string[] = [];
    const ends = Promise.withResolvers<void>();
    const first = budget.slot('decoration', () => ends.promise);
    const others = (['decoration', 'reply', 'page', 'page'] as const).map((lane, index) =>
      budget.slot(lane, async () => {
        order.push(`${lane} ${index}`);
      }),
    );
    expect(order).toEqual([]);
    ends.resolve();
    await Promise.all([first, ...others]);
    expect(order).toEqual(['page 2', 'page 3', 'reply 1', 'decoration 0']);
  });

  test('never more than allowed, also when work fails', async () => {
    const { budget } = budgetAt({ perMinute: 80, perHour: 500, atOnce: 3 });
    let running = 0;
    let most = 0;
    const work = async (index: number) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      if (index % 2 === 0) throw new Error('failed');
    };
    await Promise.allSettled(Array.from({ length: 20 }, (_, index) => budget.slot('reply', () => work(index))));
    expect({ most, running }).toEqual({ most: 3, running: 0 });
    await expect(budget.slot('reply', async () => 'free')).resolves.toBe('free');
  });
});
