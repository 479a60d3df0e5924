// What the runbook says when a fix is in and when its watching is over (`S003-32`, `S003-22`, C14): part of the reply to the command that did it.
import type { Incident } from '../incident/record.ts';
import type { Message } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { postmortemAddress } from './postmortem-address.ts';
import { runbookMessage } from './runbook-message.ts';

/** `watched`: the monitoring window has started. `over`: the incident is resolved. */
export type Occasion = 'watched' | 'over';

/** The message for an occasion; null when the runbook has none for it, or when the incident is not, or no longer, so far. `url`: the issue's, where a postmortem is opened beside it; null: none is. */
export function announcement(
  occasion: Occasion,
  incident: Incident,
  policy: Policy,
  now: Timestamp,
  url: string | null = null,
): Message | null {
  const address = url === null ? null : postmortemAddress(incident, policy, url);
  const extra = address === null ? {} : { postmortem: address };
  const first = policy.order.announceResolved === 'before-monitoring';
  const resolution = () => runbookMessage('resolution', incident, policy, now, extra);
  if (occasion === 'watched') return first && incident.status === 'monitoring' ? resolution() : null;
  if (incident.status !== 'resolved' && incident.status !== 'closed') return null;
  const allClear = runbookMessage('all_clear', incident, policy, now, extra);
  return allClear ?? (first && wasWatched(incident) ? null : resolution());
}

/** It was said to be resolved when its watching began. */
function wasWatched({ milestones }: Incident): boolean {
  return milestones.mitigated !== milestones.resolved;
}
