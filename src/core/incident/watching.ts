// What the record keeps of clocks that people start and put off: the monitoring window, `/snooze`, requests for updates.
import { type Duration, earlier, later, minus, plus, type Timestamp } from '../time.ts';
import type { Cause, Change } from './change.ts';
import type { Incident } from './record.ts';

/** A fix is watched from now on. */
export function watched(incident: Incident, window: Duration, at: Timestamp): Incident {
  return { ...incident, monitoring: { until: plus(at, window), announced: false, since: at } };
}

/** What it was watched for showed itself again: from now on anew (`S003-21`), and no longer than the longest after the beginning (`S000-32`). */
export function watchedAnew(
  incident: Incident,
  { window, most }: Extract<Change, { kind: 'recurred' }>,
  at: Timestamp,
): Incident {
  const { monitoring } = incident;
  if (monitoring === null) return incident;
  const since = monitoring.since ?? minus(monitoring.until, window);
  const anew = plus(at, window);
  const last = most === null ? anew : earlier(anew, plus(since, most));
  const until = later(monitoring.until, last);
  const announced = until === monitoring.until && monitoring.announced;
  return { ...incident, monitoring: { until, announced, since } };
}

/** The end of the window was told. */
export function windowAnnounced(incident: Incident): Incident {
  const { monitoring } = incident;
  return monitoring === null ? incident : { ...incident, monitoring: { ...monitoring, announced: true } };
}

/** A later one stands in place of an earlier one, and keeps in mind when the first was said; it ends by itself. */
export function snoozed(
  incident: Incident,
  { until, reason }: Extract<Change, { kind: 'snoozed' }>,
  { by, at }: Cause,
): Incident {
  const since = incident.snooze?.since ?? incident.snoozedSince ?? at;
  return { ...incident, snooze: { until, by: by?.login ?? 'firebreak', reason, since } };
}

/** A change of severity ends it, not its limit: whoever flips the severity would hold the ladder off for ever (AC-18). */
export function awake({ snooze, ...incident }: Incident): Incident {
  return snooze?.since === undefined ? incident : { ...incident, snoozedSince: snooze.since };
}

/** An update was asked for. */
export function reminded(incident: Incident, at: Timestamp): Incident {
  const { updates } = incident;
  return { ...incident, updates: { ...updates, remindedAt: at, reminders: updates.reminders + 1 } };
}
