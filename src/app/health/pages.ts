// What an operator's probes ask for: is it alive, is it ready and if not why, how is it doing.
import type { Page } from '../intake/server.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** Each returns null when fine, else why not. */
export type Checks = readonly (() => Promise<string | null> | string | null)[];

/** The pages by path. */
export function healthPages(checks: Checks, metrics: Metrics): ReadonlyMap<string, () => Promise<Page> | Page> {
  return new Map<string, () => Promise<Page> | Page>([
    ['/healthz', () => ({ status: 200, text: 'alive' })],
    ['/readyz', () => readiness(checks)],
    ['/metrics', async () => ({ status: 200, ...(await metrics.print()) })],
  ]);
}

async function readiness(checks: Checks): Promise<Page> {
  const answers = await Promise.all(checks.map((check) => Promise.resolve(check()).catch(() => 'A check failed.')));
  const reasons = answers.filter((answer) => answer !== null);
  const ready = reasons.length === 0;
  return { status: ready ? 200 : 503, text: JSON.stringify({ ready, reasons }), type: 'application/json' };
}
