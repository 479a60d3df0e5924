// Whom a thing that is due concerns, as handles: what it is decides, and nobody is mentioned who is not concerned.
import { timesTold } from '../incident/ladder.ts';
import type { Deadline, Incident, Person } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { handlesOf, levelOf, pagedBy } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import type { Due } from './due.ts';
import { furtherReviewers } from './reviews.ts';
import { heard, heardFrom } from './stand-ins.ts';

/**
 * The handles, most concerned first; empty when there is nobody to mention. Whoever is known to reach nobody is not among them, and others are in their
 * place; a step of the ladder alone is tried all the same where there is nobody else, since that is said in the thread then.
 */
export function addressees(item: Due, incident: Incident, policy: Policy): readonly string[] {
  const own = concerned(item, incident, policy);
  if ((incident.unheard ?? []).length === 0 || isAskedAgain(item, incident)) return own;
  if (isOver(incident.status)) return heard(own, incident);
  const step = item.kind === 'escalation' ? item.step : -1;
  const told = heardFrom(own, step, incident, policy);
  return told.length === 0 && item.kind === 'escalation' ? own : told;
}

/** Somebody has a step taken once more that was taken before: its handle may have been put right. */
function isAskedAgain(item: Due, { ladder }: Incident): boolean {
  return item.kind === 'escalation' && ladder.hurried?.[item.key] !== undefined && timesTold(ladder, item.key) > 0;
}

function concerned(item: Due, incident: Incident, policy: Policy): readonly string[] {
  switch (item.kind) {
    case 'escalation':
      return pagedBy(policy, levelOf(policy, incident), item.step);
    case 'nobody-leads':
      return pagedBy(policy, levelOf(policy, incident), 0);
    case 'response':
    case 'resolution':
    case 'timebox':
    case 'phase-over':
    case 'monitoring-max':
    case 'monitoring-over':
    case 'no-severity':
    case 'update':
      return whomToAsk(incident, policy);
    case 'review': {
      const further = furtherReviewers(incident, policy, item.about);
      return further.length > 0 ? further : whomToAsk(incident, policy);
    }
    case 'backfill':
      return owner(incident.backfills, item.about, incident);
    case 'temporary-fix':
      return owner(incident.temporaryFixes, item.about, incident);
    case 'follow-up':
      return owner(incident.followUps, item.about, incident);
    case 'backfill-late':
      return leadsOf(incident, policy, owner(incident.backfills, item.about, incident));
    case 'temporary-fix-late':
      return leadsOf(incident, policy, owner(incident.temporaryFixes, item.about, incident));
    case 'follow-up-late':
      return leadsOf(incident, policy, owner(incident.followUps, item.about, incident));
    case 'postmortem-schedule':
    case 'postmortem-draft':
    case 'postmortem-publish':
      return inCharge(incident);
  }
}

/** Who is told with the first step of a level, beside whom it pages: at the declaration (`S001-05`). */
export function audienceOf(items: readonly Due[], incident: Incident, policy: Policy): readonly string[] {
  const isFirst = items.some((item) => item.kind === 'escalation' && item.step === 0);
  return isFirst ? heard(handlesOf(policy, levelOf(policy, incident)?.audience ?? []), incident) : [];
}

/** The commander, or while there is none the first step of the ladder. */
function whomToAsk(incident: Incident, policy: Policy): readonly string[] {
  const commander = incident.roles['commander'];
  return commander === undefined ? pagedBy(policy, levelOf(policy, incident), 0) : [`@${commander.login}`];
}

/** Who hears that nobody did it: the roles that the policy names, else the first step of the ladder with somebody else than whom it was given to. */
function leadsOf(incident: Incident, policy: Policy, whose: readonly string[]): readonly string[] {
  const given = whose.map((handle) => handle.toLowerCase());
  const others = (handles: readonly string[]) => handles.filter((handle) => !given.includes(handle.toLowerCase()));
  const named = others(handlesOf(policy, policy.postmortem.escalateTo));
  if (named.length > 0) return named;
  const level = levelOf(policy, incident);
  const steps = [...(level?.escalation ?? []).keys()].map((step) => others(pagedBy(policy, level, step)));
  return steps.find((handles) => handles.length > 0) ?? [];
}

/** Whoever it was given to. */
function owner(items: readonly Deadline[], id: string, incident: Incident): readonly string[] {
  const given = items.find((item) => item.id === id)?.owner ?? null;
  return given === null ? inCharge(incident) : [`@${given.login}`];
}

/** Who answers for it when the incident is over: whoever led it, else whoever declared it. */
function inCharge({ roles, declaredBy, reportedBy }: Incident): readonly string[] {
  const people: readonly (Person | null | undefined)[] = [roles['commander'], declaredBy, reportedBy];
  const person = people.find((one) => one != null && !one.bot);
  return person == null ? [] : [`@${person.login}`];
}
