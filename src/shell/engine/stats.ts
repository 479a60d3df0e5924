// What the engine did since its start, as plain numbers; the app turns them into metrics.
import type { Handled } from './worker.ts';

export type Stats = {
  readonly accepted: number;
  readonly repeated: number;
  readonly handled: number;
  readonly dead: number;
  readonly alerts: number;
  /** Seconds from storing a delivery to the end of its effects, summed over `handled`. */
  readonly handledSeconds: number;
  /** How many were handled per first word of the reason code (`done`, `refused`, `ignored`). */
  readonly outcomes: Readonly<Record<string, number>>;
};

export type StatsKeeper = {
  accepted(given: number, fresh: number): void;
  handled(handled: Handled): void;
  alert(): void;
  read(): Stats;
};

/** Counters that start at zero. */
export function createStats(): StatsKeeper {
  const counts = { accepted: 0, repeated: 0, handled: 0, dead: 0, alerts: 0, handledSeconds: 0 };
  const outcomes = new Map<string, number>();
  return {
    accepted(given, fresh) {
      counts.accepted += fresh;
      counts.repeated += given - fresh;
    },
    handled(handled) {
      counts.handled += 1;
      counts.handledSeconds += handled.seconds;
      if (handled.state === 'dead') counts.dead += 1;
      const word = handled.state === 'dead' ? 'dead' : (handled.outcome ?? 'none').split(':', 1).join('');
      outcomes.set(word, (outcomes.get(word) ?? 0) + 1);
    },
    alert: () => {
      counts.alerts += 1;
    },
    read: () => ({ ...counts, outcomes: Object.fromEntries(outcomes) }),
  };
}
