// One change applied to an incident: a new incident with its timeline entry. Pure, total over the changes.
import { compare, plus, type Timestamp, toSecond } from '../time.ts';
import type { Cause, Change } from './change.ts';
import { findingInWords, isFinding, withFinding } from './findings.ts';
import { countedAsTaken, mayRestart, mentioned } from './ladder.ts';
import { proved } from './proof.ts';
import type { ChecklistItem, Incident, Status, TimelineEntry } from './record.ts';
import { overriddenInWords, ticksInWords, withTicks } from './ticks.ts';
import { isActive } from './transitions.ts';

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
      return {
        ...inStatus(incident, 'monitoring', cause.at),
        monitoring: { until: plus(cause.at, change.window), announced: false },
      };
    case 'resolved':
      return resolved(incident, cause);
    case 'reopened':
      return reopened(incident, cause.at);
    case 'closed':
      return { ...incident, status: 'closed', milestones: { ...incident.milestones, closed: cause.at } };
    case 'paged':
      return paged(incident, change, cause);
    case 'reminded':
      return {
        ...incident,
        updates: { ...incident.updates, remindedAt: cause.at, reminders: incident.updates.reminders + 1 },
      };
    case 'window-announced':
      return incident.monitoring === null
        ? incident
        : { ...incident, monitoring: { ...incident.monitoring, announced: true } };
    case 'passed':
      return { ...incident, passed: [...new Set([...incident.passed, ...change.keys])] };
    case 'summary':
      return { ...incident, summary: change.text };
    case 'boxes':
      return { ...incident, checklist: incident.checklist.map((item) => boxed(item, change, cause)) };
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

/** So many of those that have joined it are remembered. */
const MOST_JOINED = 50;

/** The earliest start is when the impact of both began. */
function joined(incident: Incident, { number, started }: Extract<Change, { kind: 'joined' }>): Incident {
  const before = incident.milestones.started;
  const earliest = started !== null && (before === null || compare(started, before) < 0) ? started : before;
  return {
    ...incident,
    joined: [...new Set([...incident.joined, number])].slice(-MOST_JOINED),
    milestones: { ...incident.milestones, started: earliest },
  };
}

function paged(incident: Incident, { keys, whom }: Extract<Change, { kind: 'paged' }>, { at }: Cause): Incident {
  const { ladder } = incident;
  return { ...incident, ladder: whom.length > 0 ? mentioned(ladder, keys, at) : countedAsTaken(ladder, keys) };
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
  const commander = incident.roles['commander'] ?? cause.by;
  return {
    ...incident,
    roles: commander === null ? incident.roles : { ...incident.roles, commander },
    milestones: { ...incident.milestones, acknowledged: incident.milestones.acknowledged ?? cause.at },
    ladder: { ...incident.ladder, answered: cause.at },
  };
}

/** Ladder and update clock start again, unless they did so a few times within the hour, or have not started at all: a report has no clocks. */
function levelled(incident: Incident, level: string, cause: Cause): Incident {
  const known = { ...incident, level, formLevel: null };
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
    milestones: { ...milestones, mitigated: milestones.mitigated ?? cause.at, resolved: cause.at },
  };
}

function reopened(incident: Incident, at: Timestamp): Incident {
  return {
    ...incident,
    status: 'investigating',
    duplicateOf: null,
    plainSince: null,
    monitoring: null,
    eta: null,
    milestones: { ...incident.milestones, resolved: null, closed: null, mitigated: null, reopened: at },
    updates: { ...incident.updates, since: at, remindedAt: null, next: null },
    ladder: { since: at, taken: [], at: {}, answered: null },
  };
}

/** A tick in the form is that of whoever made it; an item that is not applicable stays so until its box is ticked. */
function boxed(item: ChecklistItem, { ticked, unticked }: Extract<Change, { kind: 'boxes' }>, cause: Cause) {
  if (ticked.includes(item.id) && item.state !== 'done')
    return { ...item, state: 'done' as const, by: cause.by?.login ?? null, at: cause.at };
  if (unticked.includes(item.id) && item.state === 'done')
    return { ...item, state: 'open' as const, by: null, at: null };
  return item;
}

function boxesInWords({ checklist }: Incident, { ticked, unticked }: Extract<Change, { kind: 'boxes' }>): string {
  const texts = (ids: readonly string[]) =>
    checklist
      .filter(({ id }) => ids.includes(id))
      .map(({ text }) => text)
      .join('; ');
  const done = ticked.length === 0 ? [] : [`Ticked in the form: ${texts(ticked)}`];
  const open = unticked.length === 0 ? [] : [`Open again in the form: ${texts(unticked)}`];
  return [...done, ...open].join('. ');
}

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

function entryFor(before: Incident, change: Change, cause: Cause): TimelineEntry | null {
  const said = inWords(before, change);
  if (said === null) return null;
  const entry = { at: cause.at, kind: said.kind, by: cause.by?.login ?? null, text: said.text, comment: cause.comment };
  return change.kind === 'noted' && change.at !== undefined ? { ...entry, at: change.at, recorded: cause.at } : entry;
}

function inWords(before: Incident, change: Change): Said | null {
  if (isFinding(change)) return findingInWords(before, change);
  switch (change.kind) {
    case 'declared':
      return { kind: 'declared', text: `Declared${before.level === null ? '' : ` at ${before.level}`}` };
    case 'acknowledged':
      return { kind: 'acknowledged', text: 'Acknowledged' };
    case 'level':
      return {
        kind: 'severity',
        text: `Severity ${before.level ?? 'unset'} → ${change.level}${because(change.reason)}`,
      };
    case 'status':
      return { kind: 'status', text: `Status ${before.status} → ${change.status}${because(change.note)}` };
    case 'identified':
      return { kind: 'status', text: `Cause identified while monitoring${because(change.note)}` };
    case 'updated':
      return { kind: 'update', text: change.text };
    case 'noted':
      return { kind: 'note', text: change.text };
    case 'ticks':
      return { kind: 'checklist', text: ticksInWords(change) };
    case 'overridden':
      return { kind: 'overridden', text: overriddenInWords(change) };
    case 'role':
      return { kind: 'role', text: `${change.role}: ${change.person.login}` };
    case 'monitoring':
      return { kind: 'monitoring', text: `Monitoring window started (${before.status} → monitoring)` };
    case 'resolved':
      return { kind: 'resolved', text: `Resolved${because(change.summary)}` };
    case 'reopened':
      return { kind: 'reopened', text: `Reopened${because(change.reason)}` };
    case 'closed':
      return { kind: 'closed', text: 'Closed' };
    case 'paged':
      return change.whom.length === 0
        ? null
        : { kind: 'paged', text: `Paged ${change.whom.map((handle) => handle.replace(/^@/, '')).join(', ')}` };
    case 'reminded':
      return { kind: 'reminded', text: change.text };
    case 'recorded':
      return { kind: change.entry, text: change.text };
    case 'policy':
      return { kind: 'policy', text: change.text };
    case 'summary':
      return { kind: 'by-hand', text: `Title changed to: ${change.text}` };
    case 'handed-over': {
      const from = before.roles['commander']?.login ?? 'nobody';
      return { kind: 'handoff', text: `Handed over from ${from} to ${change.to.login}${because(change.brief)}` };
    }
    case 'plain':
      return { kind: 'status', text: `Not an incident, a plain issue from here on${because(change.reason)}` };
    case 'duplicate':
      return { kind: 'status', text: `Status ${before.status} → duplicate of #${change.of.number}` };
    case 'joined':
      return { kind: 'joined', text: joinedInWords(before, change) };
    case 'security':
      return { kind: 'security', text: change.is ? 'A security incident' : 'Not a security incident after all' };
    case 'boxes':
      return { kind: 'by-hand', text: boxesInWords(before, change) };
    case 'window-announced':
    case 'passed':
      return null;
  }
}

function joinedInWords(before: Incident, change: Extract<Change, { kind: 'joined' }>): string {
  const { started } = joined(before, change).milestones;
  const moved =
    started === null || started === before.milestones.started ? '' : `; impact began ${toSecond(started)} already`;
  return `#${change.number} is a duplicate of this incident and has joined it${moved}`;
}

function because(text: string | null): string {
  return text === null || text.trim() === '' ? '' : `: ${text.trim()}`;
}

/** Whether the monitoring window has run to its end at an instant. */
export function windowIsOver(incident: Incident, now: Timestamp): boolean {
  return incident.monitoring !== null && compare(incident.monitoring.until, now) <= 0;
}
