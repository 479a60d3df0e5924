// The form says that it is something that the policy keeps out (`S002-03`): nobody is paged, and a plain issue is offered.
import type { Person } from '../incident/record.ts';
import { type Draft, doing } from './draft.ts';
import { excludedMessage } from './intake-message.ts';

/** The draft as a report that nobody is called to, with the offer in the thread as far as the hour's share of reports lets it (AC-17). */
export function offeredPlain(draft: Draft, actor: Person | null): Draft {
  const { situation, incident } = draft;
  const text = `Said to be “${incident.excluded ?? ''}”, which is no incident: nobody was paged`;
  const entry = { at: situation.now, kind: 'reported' as const, by: actor?.login ?? null, text, comment: null };
  const after = { ...draft, incident: { ...incident, timeline: [...incident.timeline, entry] } };
  if (situation.facts.countedLastHour >= situation.policy.reportsPerHour) return after;
  const key = `excluded/${incident.issue.number}`;
  return doing(after, { kind: 'comment', key, urgency: 'reply', message: excludedMessage(incident) });
}
