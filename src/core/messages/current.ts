// Where an incident stands in the words of the runbook, filled from the record: kept on the card to be copied, since the thread has the update itself.
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import type { Message } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { later, type Timestamp } from '../time.ts';
import { runbookMessage } from './runbook-message.ts';

/** Longest text of an update in it; all of it is in the thread. */
const LONGEST = 1000;

/** Whether a new status is an update by itself (`S002-35`). */
export function statusCounts(incident: Incident, policy: Policy): boolean {
  return levelOf(policy, incident)?.updates?.onStatusChange === true;
}

/** The newest update, or where it stands for a runbook that says that at every status (`S000-28`); null where neither is said, and once it is over. */
export function currentMessage(incident: Incident, policy: Policy): Message | null {
  const at = saidAt(incident, policy);
  if (incident.milestones.declared === null || isOver(incident.status)) return null;
  const shown = shortened(incident);
  const update = at === null ? null : runbookMessage('update', shown, policy, at);
  return update ?? runbookMessage('internal', shown, policy, at ?? incident.milestones.declared);
}

/** When it was said how it stands; null: not yet. */
function saidAt(incident: Incident, policy: Policy): Timestamp | null {
  const { given, since, statusAt } = incident.updates;
  const update = incident.timeline.findLast(({ kind }) => kind === 'update')?.at ?? since;
  const said = given === 0 ? null : update;
  const moved = statusCounts(incident, policy) ? statusAt : null;
  return said !== null && moved !== null ? later(said, moved) : (said ?? moved);
}

function shortened(incident: Incident): Incident {
  const { updates } = incident;
  const text = updates.lastText;
  if (text === null || text.length <= LONGEST) return incident;
  return { ...incident, updates: { ...updates, lastText: `${text.slice(0, LONGEST).toWellFormed()}…` } };
}
