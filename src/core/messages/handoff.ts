// The brief of a handoff: in the words of the policy's runbook, else in plain ones.
import type { Incident, Person } from '../incident/record.ts';
import type { Message } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import type { Extra } from './field.ts';
import { fields, runbookMessage } from './runbook-message.ts';

/** Who hands over, and what is said beside the record. */
export type Said = {
  readonly by: Person;
  readonly situation: string | null;
  readonly actions: string | undefined;
  readonly questions: string | undefined;
  readonly stakeholders: string | undefined;
  readonly next: string | undefined;
};

/** The brief for the incident's commander, who has just taken over from `outgoing`. */
export function handoffMessage(
  incident: Incident,
  policy: Policy,
  now: Timestamp,
  outgoing: Person,
  said: Said,
): Message {
  const extra: Extra = {
    outgoing: outgoing.login,
    ...(said.by.id === outgoing.id ? {} : { handedBy: said.by.login }),
    ...(said.situation === null ? {} : { situation: said.situation }),
    ...(said.actions === undefined ? {} : { underway: said.actions }),
    ...(said.questions === undefined ? {} : { questions: said.questions }),
    ...(said.stakeholders === undefined ? {} : { stakeholders: said.stakeholders }),
    ...(said.next === undefined ? {} : { next: said.next }),
  };
  const own = runbookMessage('handoff', incident, policy, now, extra);
  return own ?? { template: 'handoff', mentions: [], data: fields(incident, policy, 'github', now, extra) };
}
