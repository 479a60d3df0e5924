// What an incident is told of what was sent for it.
import type { Incident } from '../../core/incident/record.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Trigger } from '../../core/trigger.ts';
import type { Clock } from './clock.ts';
import { tellingOpened } from './opened-news.ts';
import { tellingRefused, tellingUnheard, tellingWithdrawn } from './page-proof.ts';
import { tellingDispatched, tellingUnrecorded } from './run-starts.ts';

export type News = ReturnType<typeof newsFor>;

/** `unheard`: a page reaches nobody with these handles. `refused`: GitHub refused it for good. `withdrawn`: it is not sent, since nobody needs it, or not now. `dispatched`: what became of the start of a run. `opened`: of a pull request or an issue that was to be opened. `unrecorded`: a deployment that GitHub does not record. */
export function newsFor(
  from: Pick<Trigger, 'issue' | 'installationId'>,
  clock: Pick<Clock, 'now'>,
  policyOf: (record: Incident) => Promise<Policy>,
) {
  return {
    unheard: tellingUnheard(from, clock),
    refused: tellingRefused(from, clock),
    withdrawn: tellingWithdrawn(from, clock, policyOf),
    dispatched: tellingDispatched(from, clock),
    opened: tellingOpened(from, clock),
    unrecorded: tellingUnrecorded(from, clock),
  };
}
