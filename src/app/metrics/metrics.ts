// What an operator can watch, in Prometheus's words: names, labels and how each number comes about.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { payloadTable } from '../../shell/payloads/to-trigger.ts';
import type { DeliveryOutcome } from '../intake/take-delivery.ts';

/** Seconds; the budgets are 30 ms at the median and 150 ms at p99 (DESIGN section 10). */
const OWN_BUCKETS = [0.01, 0.03, 0.06, 0.1, 0.15, 0.3, 1, 3, 10];
const REQUEST_BUCKETS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
/** A timer is at most a second late, and never more than two. */
const LATE_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 5, 15, 60];

export type Metrics = {
  readonly delivery: (outcome: DeliveryOutcome, event: string | null) => void;
  readonly handled: (outcome: string) => void;
  readonly effect: (kind: string, result: string) => void;
  /** `operation`: a REST route or the name of a GraphQL document. */
  readonly request: (operation: string, status: string, seconds: number) => void;
  readonly ownTime: (seconds: number) => void;
  readonly timerLate: (seconds: number) => void;
  readonly alert: (code: string) => void;
  /** One telling by the medium and what became of it. */
  readonly told: (medium: string, outcome: string) => void;
  /** How many channels of open incidents take nothing; asked when the metrics are read. */
  readonly watchChannels: (read: () => Promise<number>) => void;
  /** How many deliveries wait; asked when the metrics are read. */
  readonly watchDepth: (read: () => Promise<number>) => void;
  readonly print: () => Promise<{ readonly text: string; readonly type: string }>;
};

/** Metrics of one process, beside the usual ones of Node. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counters = createCounters(registers);
  const histograms = createHistograms(registers);
  return {
    delivery: (outcome, event) => {
      const [word, reason] = outcome.split(':');
      if (reason === undefined) counters.deliveries.inc({ outcome: word ?? '', event: eventLabel(event) });
      else counters.rejected.inc({ reason });
    },
    handled: (outcome) => counters.handled.inc({ outcome }),
    effect: (kind, result) => counters.effects.inc({ kind, result }),
    request: (operation, status, seconds) => {
      counters.requests.inc({ operation, status });
      histograms.requests.observe({ operation }, seconds);
    },
    ownTime: (seconds) => histograms.own.observe(seconds),
    timerLate: (seconds) => histograms.late.observe(seconds),
    alert: (code) => counters.alerts.inc({ code }),
    told: (medium, outcome) => counters.told.inc({ medium, outcome }),
    watchChannels: (read) =>
      watch(registers, 'firebreak_channels_failing', 'Channels of open incidents that take nothing.', read),
    watchDepth: (read) =>
      watch(registers, 'firebreak_queue_depth', 'Deliveries and timers that are stored and not yet handled.', read),
    print: async () => ({ text: await registry.metrics(), type: registry.contentType }),
  };
}

/** Event names come from outside: only those that we use become labels. */
function eventLabel(event: string | null): string {
  return event !== null && Object.hasOwn(payloadTable, event) ? event : 'other';
}

function createCounters(registers: Registry[]) {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `firebreak_${name}`, help, labelNames, registers });
  return {
    deliveries: counter('deliveries_total', 'Verified deliveries by what became of them.', ['outcome', 'event']),
    rejected: counter('webhook_rejected_total', 'Requests to the webhook that were turned away.', ['reason']),
    handled: counter('handled_total', 'Triggers handled, by the first word of the outcome.', ['outcome']),
    effects: counter('effects_total', 'Effects by what became of them.', ['kind', 'result']),
    requests: counter('github_requests_total', 'Requests to GitHub.', ['operation', 'status']),
    told: counter('told_total', 'What channels beside GitHub were told, by what became of it.', ['medium', 'outcome']),
    alerts: counter('alerts_total', 'Things that a person should look at.', ['code']),
  };
}

function createHistograms(registers: Registry[]) {
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: readonly L[]) =>
    new Histogram({ name: `firebreak_${name}`, help, buckets, labelNames, registers });
  return {
    requests: histogram('github_request_seconds', 'How long GitHub took.', REQUEST_BUCKETS, ['operation']),
    own: histogram(
      'own_seconds',
      "From storing a delivery to the end of its effects, GitHub's time excluded.",
      OWN_BUCKETS,
      [],
    ),
    late: histogram('timer_late_seconds', 'From when a timer was due to when it was taken up.', LATE_BUCKETS, []),
  };
}

function watch(registers: Registry[], name: string, help: string, read: () => Promise<number>): void {
  new Gauge({
    name,
    help,
    registers,
    async collect() {
      this.set(await read().catch(() => Number.NaN));
    },
  });
}
