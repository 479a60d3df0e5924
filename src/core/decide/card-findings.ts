// What was found out, on the card: milestones of detection, hypotheses, the cause, time-boxes, duplicates.
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { type MessageData, type MessageValue, trusted } from '../messages.ts';
import { clockTime, compare, minuteInUtc, minutesBetween, type Timestamp } from '../time.ts';

/** Hypotheses and time-boxes on the card; all of them are in the record. */
const SHOWN = 3;

/** The rows of findings on the card at an instant; `cut` shortens a text to a line. */
export function findingsOnCard(incident: Incident, now: Timestamp, cut: (text: string) => string): MessageData {
  const { milestones, duplicateOf, joined, cause } = incident;
  return {
    complaint: instant(milestones.complaint),
    beforeAlert: minutesBeforeAlert(incident),
    alerted: instant(milestones.alerted),
    detected: instant(milestones.detected),
    identified: instant(milestones.identified),
    duplicateOf: duplicateOf === null ? null : trusted(`#${duplicateOf.number}`),
    joined: joined.length === 0 ? null : trusted(joined.map((each) => `#${each}`).join(', ')),
    timeBoxes: timeBoxes(incident, now, cut),
    cause: cause === null ? null : cut(cause.text),
    hypotheses: hypotheses(incident, cut),
  };
}

function instant(at: Timestamp | null): MessageValue {
  return at === null ? null : trusted(minuteInUtc(at));
}

/** Users complained before the monitors noticed: so many minutes before. Null when they did not, or not both are known. */
function minutesBeforeAlert({ milestones: { complaint, alerted } }: Incident): MessageValue {
  if (complaint === null || alerted === null || compare(complaint, alerted) >= 0) return null;
  return minutesBetween(complaint, alerted);
}

/** Of an incident under way; one that has run out says so. */
function timeBoxes(incident: Incident, now: Timestamp, cut: (text: string) => string): MessageValue[] {
  if (!isActive(incident.status)) return [];
  const open = incident.timeBoxes.filter(({ done, due }) => done === null && due !== null);
  return open.slice(-SHOWN).map(({ what, due }) => ({
    until: due === null ? null : trusted(clockTime(due)),
    over: due !== null && compare(due, now) <= 0,
    what: cut(what),
  }));
}

/** The newest, with what speaks for and against each; none once the cause is known. */
function hypotheses(incident: Incident, cut: (text: string) => string): MessageValue[] {
  if (incident.cause !== null) return [];
  return incident.hypotheses.slice(-SHOWN).map((each) => ({
    number: each.number,
    text: cut(each.text),
    for: each.for.map(cut),
    against: each.against.map(cut),
  }));
}
