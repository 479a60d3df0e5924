// One change applied to an incident: a new incident with its timeline entry. Pure, total over the changes.
import { compare, type Timestamp } from '../time.ts';
import type { Cause, Change, ChangeApart } from './change.ts';
import { withFound } from './changes.ts';
import { isDeadlineChange, withDeadline } from './deadline-change.ts';
import { isDebriefChange, withDebrief } from './debrief-change.ts';
import { entryFor } from './entry.ts';
import { isEscalated, withEscalated } from './escalated.ts';
import { isFinding, timeBoxesEnded, withFinding } from './findings.ts';
import { leaving } from './former-levels.ts';
import { holdingFreeze } from './freeze.ts';
import { isFreezeChange, withFreeze } from './freeze-change.ts';
import { isHotfixChange, withHotfix } from './hotfix-change.ts';
import { joined } from './joined.ts';
import { countedAsTaken, mayRestart, mentioned } from './ladder.ts';
import { withMentions } from './mentions.ts';
import { isOperationChange, withOperation } from './operation-change.ts';
import { isPostmortemChange, withPostmortem } from './postmortem-change.ts';
import { proved } from './proof.ts';
import type { Incident, Status } from './record.ts';
import { withBoxes, withTicks } from './ticks.ts';
import { isActive } from './transitions.ts';
import { awake, reminded, snoozed, watched, watchedAnew, windowAnnounced } from './watching.ts';

/** The incident after a change. Revisions are counted when a decision is complete, not here. */
export function apply(incident: Incident, change: Change, cause: Cause): Incident {
  const changed = proved(incident, effect(incident, change, cause), change, cause);
  const entry = entryFor(incident, change, cause);
  return entry === null ? changed : { ...changed, timeline: [...changed.timeline, entry] };
}

/** Several changes of one cause, in order. */
export function applyAll(incident: Incident, changes: readonly Change[], cause: Cause): Incident {
  let current = incident;
  for (const change of changes) current = apply(current, change, cause);
  return current;
}

function effect(incident: Incident, change: Change, cause: Cause): Incident {
  if (isFinding(change)) return withFinding(incident, change, cause);
  if (isOperationChange(change)) return withOperation(incident, change, cause);
  if (isFreezeChange(change)) return withFreeze(incident, change, cause);
  if (isHotfixChange(change)) return withHotfix(incident, change, cause);
  if (isDeadlineChange(change)) return withDeadline(incident, change, cause);
  if (isPostmortemChange(change)) return withPostmortem(incident, change, cause);
  if (isDebriefChange(change)) return withDebrief(incident, change, cause);
  return isEscalated(change) ? withEscalated(incident, change, cause) : usual(incident, change, cause);
}

function usual(incident: Incident, change: Exclude<Change, ChangeApart>, cause: Cause): Incident {
  switch (change.kind) {
    case 'declared':
      return declared(incident, cause);
    case 'acknowledged':
      return acknowledged(incident, cause);
    case 'level':
      return levelled(incident, change.level, cause);
    case 'status':
      return inStatus(incident, change.status, cause.at);
    case 'identified':
      return identified(incident, cause.at);
    case 'updated':
      return updated(incident, change, cause.at);
    case 'role':
      return { ...incident, roles: { ...incident.roles, [change.role]: change.person } };
    case 'monitoring':
      return watched(inStatus(incident, 'monitoring', cause.at), change.window, cause.at);
    case 'recurred':
      return watchedAnew(incident, change, cause.at);
    case 'snoozed':
      return snoozed(incident, change, cause);
    case 'resolved':
      return resolved(incident, cause);
    case 'reopened':
      return reopened(incident, cause.at);
    case 'closed':
      return { ...incident, status: 'closed', milestones: { ...incident.milestones, closed: cause.at } };
    case 'paged':
      return paged(incident, change, cause);
    case 'reminded':
      return reminded(incident, cause.at);
    case 'window-announced':
      return windowAnnounced(incident);
    case 'passed':
      return { ...incident, passed: [...new Set([...incident.passed, ...change.keys])] };
    case 'summary':
      return { ...incident, summary: change.text };
    case 'boxes':
      return withBoxes(incident, change, cause);
    case 'policy':
      return underPolicy(incident, change);
    case 'handed-over':
      return { ...incident, roles: { ...incident.roles, commander: change.to } };
    case 'plain':
      return { ...inStatus(incident, 'declined', cause.at), plainSince: cause.at };
    case 'duplicate':
      return { ...inStatus(incident, 'duplicate', cause.at), duplicateOf: change.of };
    case 'joined':
      return joined(incident, change);
    case 'security':
      return { ...incident, security: change.is };
    case 'looked-back':
    case 'measured':
      return withFound(incident, change, cause.at);
    case 'ticks':
      return withTicks(incident, change, cause);
    case 'noted':
    case 'overridden':
    case 'recorded':
      return incident;
  }
}

function identified(incident: Incident, at: Timestamp): Incident {
  const { milestones } = incident;
  return { ...incident, milestones: { ...milestones, identified: milestones.identified ?? at } };
}

function underPolicy(incident: Incident, change: Extract<Change, { kind: 'policy' }>): Incident {
  const { kept, level, ladder, checklist } = change;
  return { ...incident, policy: kept, level, ladder, checklist: [...checklist] };
}

function paged(
  incident: Incident,
  { keys, whom, by = [] }: Extract<Change, { kind: 'paged' }>,
  { at }: Cause,
): Incident {
  const isTold = whom.length + by.length > 0;
  const ladder = isTold ? mentioned(incident.ladder, keys, at) : countedAsTaken(incident.ladder, keys);
  return withMentions({ ...incident, ladder }, whom, at);
}

/** The clocks start here, whatever was said while it was only a report (DESIGN section 5). */
function declared(incident: Incident, cause: Cause): Incident {
  if (incident.milestones.declared !== null) return incident;
  return {
    ...incident,
    status: incident.status === 'reported' ? 'investigating' : incident.status,
    excluded: null,
    declaredBy: incident.declaredBy ?? cause.by,
    milestones: { ...incident.milestones, declared: cause.at },
    ladder: { ...incident.ladder, since: cause.at },
    updates: { ...incident.updates, since: cause.at, remindedAt: null },
  };
}

function acknowledged(incident: Incident, cause: Cause): Incident {
  const commander = incident.roles['commander'] ?? (cause.by?.bot === true ? null : cause.by);
  return {
    ...incident,
    roles: commander === null ? incident.roles : { ...incident.roles, commander },
    milestones: { ...incident.milestones, acknowledged: incident.milestones.acknowledged ?? cause.at },
    ladder: { ...incident.ladder, answered: cause.at },
  };
}

/** Ladder and update clock start again, unless they did so a few times within the hour, or have not started at all: a report has no clocks. */
function levelled(incident: Incident, level: string, cause: Cause): Incident {
  const known = { ...awake(incident), level, formLevel: null, ...leaving(incident, cause) };
  if (incident.milestones.declared === null || !mayRestart(incident, cause.at)) return known;
  return {
    ...known,
    updates: { ...incident.updates, since: cause.at, remindedAt: null },
    ladder: { ...incident.ladder, since: cause.at },
  };
}

function inStatus(incident: Incident, status: Status, at: Timestamp): Incident {
  const { milestones } = incident;
  return {
    ...incident,
    status,
    updates: { ...incident.updates, statusAt: status === incident.status ? incident.updates.statusAt : at },
    monitoring: status === 'monitoring' ? incident.monitoring : null,
    milestones: {
      ...milestones,
      identified: status === 'identified' ? (milestones.identified ?? at) : milestones.identified,
      mitigated: mitigatedAt(incident, status, at),
    },
  };
}

/** The service is restored when monitoring begins; whoever goes back to searching or fixing says that it was not. */
function mitigatedAt(incident: Incident, status: Status, at: Timestamp): Timestamp | null {
  const { mitigated } = incident.milestones;
  if (status === 'monitoring') return incident.status === 'monitoring' ? (mitigated ?? at) : at;
  return incident.status === 'monitoring' && isActive(status) ? null : mitigated;
}

function updated(incident: Incident, change: Extract<Change, { kind: 'updated' }>, at: Timestamp): Incident {
  const { updates } = incident;
  return {
    ...incident,
    eta: change.eta ?? incident.eta,
    impact: change.impact ?? incident.impact,
    updates: {
      ...updates,
      given: updates.given + 1,
      since: at,
      lastText: change.text,
      next: change.next,
      remindedAt: null,
      ...(change.public === true ? { lastPublic: { text: change.text, at } } : {}),
    },
  };
}

function resolved(incident: Incident, cause: Cause): Incident {
  const { milestones } = incident;
  return {
    ...incident,
    status: 'resolved',
    monitoring: null,
    eta: null,
    timeBoxes: timeBoxesEnded(incident, cause.at),
    milestones: { ...milestones, mitigated: milestones.mitigated ?? cause.at, resolved: cause.at },
  };
}

/** A time-box that was open when the incident was closed is not taken up again, nor what people judged of it then. */
function reopened(
  { snooze: _ended, snoozedSince: _counted, outcome: _undone, freeze, ...incident }: Incident,
  at: Timestamp,
): Incident {
  // One that ended is not remembered: the severity's policy begins it again.
  const holds = holdingFreeze({ freeze });
  return {
    ...incident,
    ...(holds === null ? {} : { freeze: holds }),
    status: 'investigating',
    timeBoxes: timeBoxesEnded(incident, at),
    duplicateOf: null,
    plainSince: null,
    monitoring: null,
    eta: null,
    flags: [],
    milestones: { ...incident.milestones, resolved: null, closed: null, mitigated: null, reopened: at },
    updates: { ...incident.updates, since: at, remindedAt: null, next: null },
    ladder: { since: at, taken: [], at: {}, answered: null },
  };
}

/** Whether the monitoring window has run to its end at an instant. */
export function windowIsOver(incident: Incident, now: Timestamp): boolean {
  return incident.monitoring !== null && compare(incident.monitoring.until, now) <= 0;
}
