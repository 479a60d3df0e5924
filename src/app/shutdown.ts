// A clean end: each step in order, all within 10 s; a second signal ends at once (F-11).
import type { Log } from '../shell/engine/log.ts';

/** Kubernetes and Docker kill after 10 s or more; the steps share this. */
const LIMIT = 9_800;

export type Step = { readonly name: string; readonly run: () => Promise<unknown> };

export type Shutdown = {
  /** Runs the steps and exits with 0, or with 1 when they failed or took too long. A second call exits at once. */
  begin(why: string): void;
};

export type Exit = {
  /** Ends the process as soon as what it still has to say is said. */
  readonly gently: (code: number) => void;
  readonly now: (code: number) => void;
};

/** The end of this process, in these steps. */
export function createShutdown(steps: readonly Step[], log: Log, exit: Exit): Shutdown {
  let begun = false;
  return {
    begin(why) {
      if (begun) return exit.now(1);
      begun = true;
      log('info', 'stopping', `Stopping: ${why}.`);
      const late = setTimeout(() => {
        log('error', 'stopped-late', 'Not everything ended within 10 s; what is left is taken up at the next start.');
        exit.now(1);
      }, LIMIT);
      late.unref();
      void end(steps, log).then(exit.gently);
    },
  };
}

async function end(steps: readonly Step[], log: Log): Promise<number> {
  let code = 0;
  for (const { name, run } of steps) {
    try {
      await run();
    } catch (error) {
      log('error', 'stop-failed', `${name} did not end well.`, { error });
      code = 1;
    }
  }
  log('info', 'stopped', 'Stopped.');
  return code;
}

/** Without listeners and channels the process ends by itself; should something hold it, it is ended. */
export const processExit: Exit = {
  gently(code) {
    process.exitCode = code;
    process.removeAllListeners('disconnect');
    if (process.connected) process.disconnect();
    setTimeout(() => process.exit(code), 500).unref();
  },
  now: (code) => process.exit(code),
};
