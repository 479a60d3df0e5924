// When it was what, and by when what is to come: a time that is past says so, and whether it was met.
import { reach } from '../clock/calendar.ts';
import { startOf } from '../clock/phases.ts';
import { pagesHeldUntil } from '../clock/put-off.ts';
import { begun, resolveBy, respondBy } from '../clock/targets.ts';
import { updates } from '../clock/updates.ts';
import { budgetOf, currentPhases } from '../incident/phase.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { lengthAs, lengthOnClock } from '../messages/times.ts';
import { type MessageData, type MessageValue, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import {
  clockTime,
  compare,
  isDue,
  minuteInUtc,
  minutesBetween,
  type Timestamp,
  wholeMinuteFrom,
  wholeMinuteOf,
} from '../time.ts';
import { cut } from './cut.ts';

/** The rows of times on the card at an instant. */
export function timesOnCard(incident: Incident, policy: Policy, now: Timestamp): MessageData {
  const { milestones, status, monitoring } = incident;
  const level = levelOf(policy, incident);
  const isOn = isActive(status);
  const { declared } = milestones;
  const answerBy =
    level === null || level.respondWithin === null || declared === null
      ? null
      : reach(declared, level.respondWithin, policy);
  const since = begun(incident);
  const endBy =
    level === null || level.resolveWithin === null || since === null ? null : reach(since, level.resolveWithin, policy);
  return {
    started: instant(milestones.started),
    complaint: instant(milestones.complaint),
    alerted: instant(milestones.alerted),
    detected: instant(milestones.detected),
    declared: instant(declared),
    reopened: instant(milestones.reopened),
    acknowledged: met(incident, milestones.acknowledged, answerBy),
    respondBy: isOn ? deadline(respondBy(incident, policy), now, 'missed') : null,
    resolveBy: isOn ? deadline(resolveBy(incident, policy), now, 'missed') : null,
    updateBy: deadline(updates(incident, policy)[0]?.at ?? null, now, 'late'),
    mitigated: instant(milestones.mitigated),
    monitoringUntil: deadline(monitoring === null ? null : wholeMinuteFrom(monitoring.until), now, 'over'),
    ...snoozedOnCard(incident, policy, now),
    resolved: met(incident, milestones.resolved, endBy),
    duration: duration(incident, policy),
  };
}

/** From the start to the resolution, by the minutes that the card shows; until the fix where that was earlier. */
function duration({ milestones }: Incident, policy: Policy): MessageValue {
  const { started, declared, mitigated, resolved, reopened } = milestones;
  const began = started ?? declared;
  if (began === null || resolved === null) return null;
  const [from, to] = [wholeMinuteOf(began), wholeMinuteOf(resolved)];
  const fixed = mitigated === null ? to : wholeMinuteOf(mitigated);
  const fix = compare(fixed, to) < 0 ? ` (${lengthOnClock(policy, from, fixed)} until the fix)` : '';
  const back = reopened === null ? '' : `, reopened at ${clockTime(reopened)}`;
  return trusted(`${lengthAs(policy.formats.duration, from, to)}${fix}${back}`);
}

/** Until when reminders are put off, by whom and why; what goes on all the same is said. Nothing once it is over. */
function snoozedOnCard(incident: Incident, policy: Policy, now: Timestamp): MessageData {
  const { snooze, status } = incident;
  if (snooze === undefined || !isActive(status) || isDue(snooze.until, now)) return { snoozed: null };
  const held = pagesHeldUntil(incident, policy);
  const isPaged = held === null || isDue(held, now);
  const { by, reason } = snooze;
  return {
    snoozed: {
      until: trusted(minuteInUtc(snooze.until)),
      by: trusted(by),
      reason: reason === null ? null : cut(reason),
      isPaged,
    },
  };
}

/** When the current phase is to end by its budget; past budgets say so. */
export function phaseEnd(incident: Incident, policy: Policy, now: Timestamp): MessageValue {
  const [phase] = currentPhases(policy, incident);
  const from = phase === undefined ? null : startOf(phase, incident);
  const budget = phase === undefined ? null : budgetOf(phase, incident.level);
  if (budget === null || from === null) return null;
  const end = reach(from, budget, policy);
  if (isDue(end, now)) return trusted(`was to end by ${timeNear(end, now)}`);
  return trusted(`until ${timeNear(end, now)}`);
}

function timeNear(at: Timestamp, now: Timestamp): string {
  return isNear(at, now) ? clockTime(at) : minuteInUtc(at);
}

const MINUTES_OF_A_DAY = 1440;

/** The time of day alone tells which day it is. */
function isNear(at: Timestamp, now: Timestamp): boolean {
  return Math.max(minutesBetween(at, now), minutesBetween(now, at)) < MINUTES_OF_A_DAY;
}

function instant(at: Timestamp | null): MessageValue {
  return at === null ? null : trusted(minuteInUtc(at));
}

/** What was done, and whether it was in time. By a severity or a policy of later on nothing is judged. */
function met({ timeline }: Incident, at: Timestamp | null, due: Timestamp | null): MessageValue {
  if (at === null || due === null) return instant(at);
  const isOther = timeline.some(
    (entry) => (entry.kind === 'severity' || entry.kind === 'policy') && compare(entry.at, at) > 0,
  );
  if (isOther) return instant(at);
  const by = isNear(due, at) ? clockTime(due) : minuteInUtc(due);
  return trusted(`${minuteInUtc(at)} (${compare(at, due) <= 0 ? 'in time' : 'late'}, due ${by})`);
}

function deadline(at: Timestamp | null, now: Timestamp, past: string): MessageValue {
  if (at === null) return null;
  return trusted(compare(at, now) < 0 ? `${minuteInUtc(at)} (${past})` : minuteInUtc(at));
}
