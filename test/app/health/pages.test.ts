// The pages for probes, over HTTP.
import { afterEach, describe, expect, test } from 'vitest';
import { type Checks, healthPages } from '../../../src/app/health/pages.ts';
import { createMetrics } from '../../../src/app/metrics/metrics.ts';
import { issues } from '../../shell/payloads/payload-samples.ts';
import { deliver, send, startIntake } from '../intake/fake-engine.ts';

const closers: (() => Promise<void>)[] = [];

async function start(checks: Checks, metrics = createMetrics()) {
  const started = await startIntake({
    pages: healthPages(checks, metrics),
    note: (outcome, event) => metrics.delivery(outcome, event),
  });
  closers.push(started.stop);
  const get = (path: string) => send(started.port, { method: 'GET', path });
  return { ...started, get };
}

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

test('/healthz says that the process lives, whatever else is wrong', async () => {
  const { get } = await start([() => 'everything is wrong']);
  expect(await get('/healthz')).toMatchObject({ status: 200, text: 'alive\n' });
});

describe('/readyz', () => {
  test('is 200 when every check is fine', async () => {
    const { get } = await start([() => null, async () => null]);
    const answer = await get('/readyz');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { ready: true, reasons: [] }]);
  });
  test('is 503 with every reason', async () => {
    const { get } = await start([() => null, async () => 'The queue is down.', () => Promise.reject(new Error('x'))]);
    const answer = await get('/readyz');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      503,
      { ready: false, reasons: ['The queue is down.', 'A check failed.'] },
    ]);
  });
});

test('/metrics counts deliveries, refusals, effects, requests and time', async () => {
  const metrics = createMetrics();
  metrics.watchDepth(async () => 7);
  const { get, port } = await start([], metrics);
  await deliver(port, JSON.stringify(issues('opened')));
  await deliver(port, '{}', { 'x-github-event': 'unheard_of' });
  await deliver(port, '{}', { 'x-hub-signature-256': undefined });
  metrics.handled('done');
  metrics.effect('card', 'done');
  metrics.request('Facts', '200', 0.12);
  metrics.ownTime(0.02);
  metrics.timerLate(0.3);
  metrics.alert('dead-row');
  metrics.told('pagerduty', 'retried');
  metrics.watchChannels(async () => 2);
  const { text, headers } = await get('/metrics');
  expect(headers['content-type']).toContain('text/plain; version=0.0.4');
  const lines = new Set(text.split('\n'));
  for (const line of [
    'firebreak_deliveries_total{outcome="accepted",event="issues"} 1',
    'firebreak_deliveries_total{outcome="ignored",event="other"} 1',
    'firebreak_webhook_rejected_total{reason="missing"} 1',
    'firebreak_handled_total{outcome="done"} 1',
    'firebreak_effects_total{kind="card",result="done"} 1',
    'firebreak_github_requests_total{operation="Facts",status="200"} 1',
    'firebreak_github_request_seconds_count{operation="Facts"} 1',
    'firebreak_own_seconds_count 1',
    'firebreak_timer_late_seconds_count 1',
    'firebreak_alerts_total{code="dead-row"} 1',
    'firebreak_told_total{medium="pagerduty",outcome="retried"} 1',
    'firebreak_channels_failing 2',
    'firebreak_queue_depth 7',
  ]) {
    expect(lines).toContain(line);
  }
  expect(text).toContain('process_cpu_seconds_total');
});
