// The engine's repeated work: in real time, one turn after the other, stopped as one.
import { type Log, messageOf } from './log.ts';

/** Work that repeats. */
export type Chores = {
  /** Repeats the work, `period()` real milliseconds after it ended. */
  every(period: () => number, name: string, work: () => Promise<unknown>): void;
  now(name: string, work: () => Promise<unknown>): void;
  /** Plans the next run of this chore anew, because its period changed. */
  again(name: string): void;
  /** Begins nothing more; resolves when what runs has ended. */
  stop(): Promise<void>;
};

/** A failure is logged and the next turn comes all the same; nothing here keeps the process alive. */
export function createChores(log: Log): Chores {
  const plans = new Map<string, () => void>();
  const planned = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  const running = new Set<Promise<void>>();
  const run = async (name: string, work: () => Promise<unknown>) => {
    const turn = work().then(
      () => undefined,
      (error: unknown) => log('warn', `${name}-failed`, messageOf(error), { error }),
    );
    running.add(turn);
    await turn;
    running.delete(turn);
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
    async stop() {
      stopped = true;
      for (const timer of planned.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
