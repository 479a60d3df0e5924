// The budgets of DESIGN section 10, each as a verdict on what was measured. No test asserts them.
import type { Summary } from './report/summary.ts';
import type { Verdict } from './report/table.ts';

const under = (limit: string, holds: boolean): Verdict => ({ limit, holds });

/** Milliseconds. */
export const acceptTime = ({ p99 }: Summary) => under('p99 ≤ 60 ms', p99 <= 60);

/** Deliveries a second, stored and worked. */
export const peakRate = (perSecond: number) => under('≥ 800/s', perSecond >= 800);

/** Milliseconds, GitHub's aside. */
export const ownTime = ({ median, p99 }: Summary) => under('median ≤ 30 ms, p99 ≤ 150 ms', median <= 30 && p99 <= 150);

/** Requests to GitHub for one trigger, token requests aside. */
export const requests = (most: number) => (spread: Summary) => under(`≤ ${most}`, spread.max <= most);

/** Milliseconds after the due instant; negative is early. */
export const timerLateness = ({ p99, max, min }: Summary) =>
  under('p99 ≤ 1 s, max ≤ 2 s, never early', p99 <= 1000 && max <= 2000 && min >= 0);

/** As above, of timers that are due at the same instant: of so few, a p99 is the last one, for which the limit is that of all. */
export const burstLateness = ({ max, min }: Summary) => under('max ≤ 2 s, never early', max <= 2000 && min >= 0);

/** Ten times as many open incidents may not cost more; half a millisecond is the noise of a clock and a query. */
export const emptyTick = (few: Summary, many: Summary) =>
  under('as with a tenth of the incidents', many.median <= few.median * 1.5 + 0.5);

/** Milliseconds from starting the process until deliveries are taken. */
export const warmStart = ({ median }: Summary) => under('≤ 2 s', median <= 2000);

/** GitHub's limit of requests that make content, in a minute. */
export const freezeWrites = (requests: number) => under('≤ 80', requests <= 80);

/** GitHub's limit of points of GraphQL, in a minute. */
export const freezePoints = (points: number) => under('≤ 2,000', points <= 2000);

const MEGA = 1e6;

export const pgliteSteady = (bytes: number) => under('≤ 500 MB', bytes <= 500 * MEGA);
export const pglitePeak = (bytes: number) => under('≤ 700 MB', bytes <= 700 * MEGA);
export const postgresMemory = (bytes: number) => under('≤ 150 MB', bytes <= 150 * MEGA);

/** Milliseconds for 64 kB. */
export const ordinaryText = ({ median }: Summary) => under('≤ 10 ms', median <= 10);
export const adversarialText = ({ median }: Summary) => under('≤ 50 ms', median <= 50);

/** How many times longer twice the text takes: 2 is linear, 4 quadratic; 3 is between them. */
export const growth = (times: number) => under('linear (≤ 3 × for 2 × the text)', times <= 3);

export const bundleSize = (bytes: number) => under('≤ 600 kB', bytes <= 600_000);
export const exitTime = ({ median }: Summary) => under('≤ 60 ms', median <= 60);
export const firstRequest = ({ median }: Summary) => under('≤ 120 ms', median <= 120);
