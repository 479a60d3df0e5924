// The fields of a message that are times, lengths and promises: from the record's milestones and the level's own numbers (C15, C37).
import { updateDueAt, updateWait } from '../clock/updates.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { linkAddress } from '../markdown/address.ts';
import { inert } from '../markdown/inert.ts';
import { type MessageData, type MessageValue, type Trusted, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { clockTime, compare, inWords, minuteInUtc, minutesBetween, plus, type Timestamp, toSecond } from '../time.ts';
import { type Extra, missing } from './field.ts';
import { bareClock, inTime, lengthAs } from './times.ts';

const NOT_YET = trusted('*[not yet]*');

/** When it was what, in each form that a runbook has. */
export function clocks(incident: Incident, policy: Policy, now: Timestamp, extra: Extra): MessageData {
  const { detected, reported, declared, identified, mitigated, resolved } = incident.milestones;
  const began = beganAt(incident, now);
  const restored = restoredAt(incident, policy);
  return {
    started: trusted(toSecond(began)),
    startedMinute: trusted(minuteInUtc(began)),
    time: trusted(toSecond(now)),
    minute: trusted(minuteInUtc(now)),
    clock: trusted(clockTime(now)),
    resolved: restored === null ? missing('when it was resolved') : trusted(toSecond(restored)),
    duration: trusted(lengthOf(incident, policy, now)),
    detectedAt: anchor(detected ?? reported ?? declared),
    identifiedAt: anchor(identified),
    fixedAt: anchor(mitigated),
    resolvedAt: anchor(resolved),
    ...nextUpdate(incident, levelOf(policy, incident), now, extra.nextUpdate ?? null),
  };
}

function beganAt({ milestones: { started, declared } }: Incident, now: Timestamp): Timestamp {
  return started ?? declared ?? now;
}

/** When service was restored, the same in everything that is said: with the fix where the runbook announces it then, else when its watching was over (C14). */
function restoredAt({ milestones: { mitigated, resolved } }: Incident, { order }: Policy): Timestamp | null {
  return order.announceResolved === 'before-monitoring' ? (mitigated ?? resolved) : (resolved ?? mitigated);
}

/** How long it was, or is by now, as the policy writes lengths; a time in between in which it was resolved is named, not taken off. */
export function lengthOf(incident: Incident, policy: Policy, now: Timestamp): string {
  const length = lengthAs(policy.formats.duration, beganAt(incident, now), restoredAt(incident, policy) ?? now);
  const { reopened } = incident.milestones;
  return reopened === null ? length : `${length}, reopened at ${clockTime(reopened)}`;
}

function anchor(at: Timestamp | null): Trusted {
  return at === null ? NOT_YET : trusted(clockTime(at));
}

/** When the next update comes: in so long, at a time of day, and with the change of status that brings one before it (`S002-35`); or as it was said. */
function nextUpdate(incident: Incident, level: Level | null, now: Timestamp, said: string | null): MessageData {
  const cadence = level?.updates ?? null;
  const orBefore = cadence?.onStatusChange === true ? ' or when status changes' : '';
  if (said !== null) return { nextIn: said, nextAt: said, nextUpdate: `${said}${orBefore}` };
  const wait = cadence === null ? null : updateWait(cadence, incident.updates.given);
  if (cadence === null || wait === null || !isActive(incident.status)) {
    const when = unscheduled(incident, cadence?.onStatusChange === true);
    return { nextIn: when, nextAt: when, nextUpdate: when };
  }
  const promised = updateDueAt(incident, cadence) ?? now;
  const at = compare(promised, now) > 0 ? promised : plus(now, wait);
  return {
    nextIn: trusted(inWords(wait)),
    nextAt: trusted(clockTime(at)),
    nextUpdate: trusted(`${bareClock(at)}${orBefore}`),
  };
}

function unscheduled({ status }: Incident, onStatusChange: boolean): Trusted {
  if (!isActive(status)) return trusted('none, it is over');
  return onStatusChange ? trusted('when status changes') : missing('when the next update comes');
}

/** How long the fix is watched: going on, done, or not at all (C14). */
export function monitoring(incident: Incident): MessageValue {
  const { mitigated, resolved } = incident.milestones;
  if (incident.monitoring !== null && mitigated !== null)
    return trusted(`ongoing for ${lengthInWords(mitigated, incident.monitoring.until)}`);
  if (resolved === null || mitigated === null) return missing('how long the fix is watched');
  const watched = minutesBetween(mitigated, resolved);
  return trusted(watched === 0 ? 'none' : `over after ${lengthInWords(mitigated, resolved)}`);
}

function lengthInWords(from: Timestamp, to: Timestamp): string {
  return inWords(`PT${minutesBetween(from, to)}M`);
}

/** What is promised of the postmortem: a place for its link (`S003-32`), and a sentence (`S004-23`). */
export function postmortem(level: Level | null, { postmortem: known }: Incident, address: string | null): MessageData {
  const isWritten = known?.published !== undefined;
  const name = isWritten ? 'the document' : 'its pull request';
  const link = address === null ? null : trusted(`[${name}](${linkAddress(address)})`);
  if (level === null) return { postmortem: link ?? UNDECIDED, promise: UNDECIDED };
  const plan = level.postmortem;
  if (plan === null || plan.need === 'none') {
    const none = `is needed at ${inert(level.name)}`;
    return { postmortem: link ?? trusted(`none ${none}`), promise: trusted(`No post-mortem ${none}.`) };
  }
  const { what, span } = deadline(plan);
  const by = span === null ? 'the policy sets no deadline' : `to be ${what} ${inTime(span)}`;
  const promise = span === null ? 'Post-mortem will be shared.' : `Post-mortem will be ${what} ${inTime(span)}.`;
  const place = link === null ? `*[not written yet: ${by}]*` : `${link.trusted}${isWritten ? '' : `, ${by}`}`;
  return { postmortem: trusted(place), promise: trusted(promise) };
}

const UNDECIDED = missing('what is due, without a severity');

/** The level's own deadline for the reader (C15): when they can read it, else what comes before that. */
function deadline({ publishWithin, draftWithin, scheduleWithin }: NonNullable<Level['postmortem']>) {
  if (publishWithin !== null) return { what: 'shared', span: publishWithin };
  if (draftWithin !== null) return { what: 'drafted', span: draftWithin };
  return { what: 'scheduled', span: scheduleWithin };
}
