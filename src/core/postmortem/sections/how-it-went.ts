// What went well, what went poorly, and luck: targets met and missed as the record knows them; the rest people know.
import { reach } from '../../clock/calendar.ts';
import type { Incident } from '../../incident/record.ts';
import { inert } from '../../markdown/inert.ts';
import { lengthOnClock } from '../../messages/times.ts';
import { levelOf } from '../../policy/find.ts';
import type { Policy } from '../../policy/policy.ts';
import { compare, minuteInUtc, type Timestamp } from '../../time.ts';
import type { Filled, Known } from '../known.ts';

/** A target of the severity: what it is, when it was reached, and by when it was to be. */
type Target = { readonly what: string; readonly at: Timestamp; readonly by: Timestamp };

function targetsOf(incident: Incident, policy: Policy): readonly Target[] {
  const level = levelOf(policy, incident);
  const { declared, acknowledged, resolved } = incident.milestones;
  if (level === null || declared === null) return [];
  const target = (what: string, at: Timestamp | null, span: string | null): readonly Target[] =>
    at === null || span === null ? [] : [{ what, at, by: reach(declared, span, policy) }];
  return [
    ...target('Acknowledged', acknowledged, level.respondWithin),
    ...target('Resolved', resolved, level.resolveWithin),
  ];
}

export function wentWellSection({ incident, policy }: Known): Filled {
  const met = targetsOf(incident, policy).filter(({ at, by }) => compare(at, by) <= 0);
  const { operations = [], milestones } = incident;
  const rollback = operations.findLast(({ kind, state }) => kind === 'rollback' && state === 'succeeded');
  const verified = operations.some(({ kind, state }) => kind === 'verification' && state === 'succeeded');
  const facts = [
    ...met.map(({ what, at, by }) => `- ${what} in time, ${minuteInUtc(at)} (due ${minuteInUtc(by)})`),
    ...(rollback === undefined
      ? []
      : [`- The ${inert(rollback.title)} took ${lengthOnClock(policy, rollback.at, rollback.since)}`]),
    ...(verified ? ['- It was verified that the service was back'] : []),
    ...(milestones.alerted !== null &&
    (milestones.complaint === null || compare(milestones.alerted, milestones.complaint) <= 0)
      ? ['- A monitor noticed it before anybody complained']
      : []),
  ];
  return { facts, asks: ['What else went well, and should stay so?'] };
}

/** Lines that are worth a talk; the rest is in the timeline. */
const MOST = 10;

export function wentPoorlySection({ incident, policy }: Known): Filled {
  const missed = targetsOf(incident, policy).filter(({ at, by }) => compare(at, by) > 0);
  const { milestones, timeline, refusedPages = [], unheard = [] } = incident;
  const { complaint, alerted, reopened } = milestones;
  const said = timeline.filter(({ kind }) => kind === 'overdue' || kind === 'overridden');
  const facts = [
    ...missed.map(({ what, at, by }) => `- ${what} late, ${minuteInUtc(at)} (due ${minuteInUtc(by)})`),
    ...(complaint !== null && (alerted === null || compare(complaint, alerted) < 0)
      ? ['- Users noticed it before any monitor did']
      : []),
    ...(reopened === null ? [] : [`- It came back, ${minuteInUtc(reopened)}`]),
    ...(refusedPages.length + unheard.length === 0 ? [] : ['- Some pages reached nobody']),
    ...said.slice(-MOST).map(({ at, text }) => `- ${minuteInUtc(at)}: ${inert(text, { max: 300 })}`),
  ];
  return { facts, asks: ['What went poorly, and what in the system made it so?'] };
}

export function luckySection(): Filled {
  return { facts: [], asks: ['Where did luck keep it from being worse? Luck is no plan for the next time.'] };
}

export function lessonsSection(): Filled {
  return {
    facts: [],
    asks: ['What does the team know now that it did not know before, and what will it do differently?'],
  };
}
