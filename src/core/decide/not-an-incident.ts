// The form says that it is something that the policy keeps out (`S002-03`): nobody is paged, and a plain issue is offered, unless a severity says otherwise.
import type { Incident, Person } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { type Draft, doing } from './draft.ts';
import { excludedMessage } from './intake-message.ts';
import { counting } from './over-and-over.ts';
import { isBeyondShare } from './reports-counted.ts';

/**
 * Whether the declaration is kept out. With a severity at which somebody is paged at once it contradicts itself, and paging fails open
 * (DESIGN section 3): it is an incident, and the doubt is told.
 */
export function isKeptOut(incident: Incident, policy: Policy): boolean {
  const steps = levelOf(policy, incident)?.escalation ?? [];
  return incident.excluded !== null && !steps.some(({ after }) => /^P(?:T?0[A-Z])+$/.test(after));
}

/** The incident with what its form says beside its severity, and a line of the timeline about it. */
export function doubted(draft: Draft, excluded: string | null): Draft {
  const { incident, situation } = draft;
  if (excluded === null) return draft;
  const text = `Said to be “${excluded}”, which is no incident, and ${incident.level ?? ''}: the severity counts`;
  const entry = { at: situation.now, kind: 'reported' as const, by: null, text, comment: null };
  return { ...draft, incident: { ...incident, excluded, timeline: [...incident.timeline, entry] } };
}

/** The draft as a report that nobody is called to, with the offer in the thread as far as the hour's share of reports lets it (AC-17). */
export function offeredPlain(draft: Draft, actor: Person | null): Draft {
  const { situation, incident } = draft;
  const text = `Said to be “${incident.excluded ?? ''}”, which is no incident: nobody was paged`;
  const entry = { at: situation.now, kind: 'reported' as const, by: actor?.login ?? null, text, comment: null };
  const after = counting({ ...draft, incident: { ...incident, timeline: [...incident.timeline, entry] } });
  if (isBeyondShare(situation)) return after;
  const key = `excluded/${incident.issue.number}`;
  return doing(after, { kind: 'comment', key, urgency: 'reply', message: excludedMessage(incident) });
}
