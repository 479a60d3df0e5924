// The engine's repeated work: in real time, one turn after the other, stopped as one.
import { type Log, messageOf } from './log.ts';

/** Work that repeats. */
export type Chores = {
  /** Repeats the work, `period()` real milliseconds after it ended. */
  every(period: () => number, name: string, work: () => Promise<unknown>): void;
  now(name: string, work: () => Promise<unknown>): void;
  /** Plans the next run of this chore anew, because its period changed. */
  again(name: string): void;
  stop(): void;
};

/** A failure is logged and the next turn comes all the same; nothing here keeps the process alive. */
export function createChores(log: Log): Chores {
  const plans = new Map<string, () => void>();
  const planned = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  const run = async (name: string, work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => {
      if (!stopped) log('warn', `${name}-failed`, messageOf(error), { error });
    });
  };
  return {
    every(period, name, work) {
      const plan = () => {
        clearTimeout(planned.get(name));
        if (!stopped) planned.set(name, setTimeout(() => void run(name, work).then(plan), period()).unref());
      };
      plans.set(name, plan);
      plan();
    },
    now: (name, work) => void run(name, work),
    again: (name) => plans.get(name)?.(),
    stop() {
      stopped = true;
      for (const timer of planned.values()) clearTimeout(timer);
    },
  };
}
