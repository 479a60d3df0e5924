// What an incident is told of what was sent for it.
import type { Trigger } from '../../core/trigger.ts';
import type { Clock } from './clock.ts';
import { tellingRefused, tellingUnheard, tellingWithdrawn } from './page-proof.ts';
import { tellingDispatched } from './run-starts.ts';

export type News = ReturnType<typeof newsFor>;

/** `unheard`: a page reaches nobody with these handles. `refused`: GitHub refused it for good. `withdrawn`: it waited until nobody needed it. `dispatched`: what became of the start of a run. */
export function newsFor(from: Pick<Trigger, 'issue' | 'installationId'>, clock: Pick<Clock, 'now'>) {
  return {
    unheard: tellingUnheard(from, clock),
    refused: tellingRefused(from, clock),
    withdrawn: tellingWithdrawn(from, clock),
    dispatched: tellingDispatched(from, clock),
  };
}
