// What the engine does with each kind of job.
import type { FreezeEngine } from './freeze-engine.ts';
import type { QueueHandlers } from './queue.ts';
import type { TellingEngine } from './telling-engine.ts';
import type { Timers } from './timers.ts';
import { drain, type WorkerParts } from './worker.ts';

/** What is null is not there. */
export function handlersOf(
  worker: WorkerParts,
  timers: Timers,
  telling: TellingEngine | null,
  freezing: FreezeEngine | null,
  checking: Pick<QueueHandlers, 'check'>,
): QueueHandlers {
  return {
    ...checking,
    ...(freezing === null ? {} : { freeze: freezing.drain }),
    ...(telling === null ? {} : { tell: telling.drain }),
    work: (incident, signal) => drain(worker, incident, signal),
    timers: timers.fired,
    dead: async (incident) => {
      const text = `The doorbell of ${incident} failed for good; it is freed.`;
      worker.log('error', 'dead-doorbell', text, { incident });
      worker.onAlert({ code: 'dead-doorbell', text, incident });
    },
  };
}
