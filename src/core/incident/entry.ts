// The line of the timeline that a change leaves, in words.
import { minuteInUtc } from '../time.ts';
import type { Cause, Change, ChangeApart } from './change.ts';
import { type Changes, changesInWords } from './changes.ts';
import { deadlineInWords, isDeadlineChange } from './deadline-change.ts';
import { debriefInWords, isDebriefChange } from './debrief-change.ts';
import { escalatedInWords, isEscalated } from './escalated.ts';
import { findingInWords, isFinding } from './findings.ts';
import { freezeInWords, isFreezeChange } from './freeze-change.ts';
import { hotfixInWords, isHotfixChange } from './hotfix-change.ts';
import { joined } from './joined.ts';
import { isOperationChange, operationInWords } from './operation-change.ts';
import { isPostmortemChange, postmortemInWords } from './postmortem-change.ts';
import type { Incident, TimelineEntry } from './record.ts';
import { roleName } from './role-name.ts';
import { boxesInWords, overriddenInWords, ticksInWords } from './ticks.ts';

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The entry for a change to an incident as it was before; null when the change is not told. */
export function entryFor(before: Incident, change: Change, cause: Cause): TimelineEntry | null {
  const said = saidOf(before, change);
  if (said === null) return null;
  const entry = { at: cause.at, kind: said.kind, by: cause.by?.login ?? null, text: said.text, comment: cause.comment };
  return change.kind === 'noted' && change.at !== undefined ? { ...entry, at: change.at, recorded: cause.at } : entry;
}

function saidOf(before: Incident, change: Change): Said | null {
  if (isFinding(change)) return findingInWords(before, change);
  if (isOperationChange(change)) return operationInWords(before, change);
  if (isFreezeChange(change)) return freezeInWords(before, change);
  if (isHotfixChange(change)) return hotfixInWords(before, change);
  if (isDeadlineChange(change)) return deadlineInWords(before, change);
  if (isPostmortemChange(change)) return postmortemInWords(change);
  if (isDebriefChange(change)) return debriefInWords(change);
  if (change.kind === 'looked-back') return lookedBackInWords(change.found);
  if (change.kind === 'measured') return measuredInWords(change.over);
  return isEscalated(change) ? escalatedInWords(change) : inWords(before, change);
}

function inWords(
  before: Incident,
  change: Exclude<Change, ChangeApart | { kind: 'looked-back' | 'measured' }>,
): Said | null {
  switch (change.kind) {
    case 'declared':
      return { kind: 'declared', text: `Declared${before.level === null ? '' : ` at ${before.level}`}` };
    case 'acknowledged':
      return { kind: 'acknowledged', text: 'Acknowledged' };
    case 'level':
      return levelInWords(before, change);
    case 'status':
      return { kind: 'status', text: `Status ${before.status} → ${change.status}${because(change.note)}` };
    case 'identified':
      return { kind: 'status', text: `Cause identified while monitoring${because(change.note)}` };
    case 'updated':
      return { kind: 'update', text: change.public === true ? `Public: ${change.text}` : change.text };
    case 'noted':
      return { kind: 'note', text: change.text };
    case 'ticks':
      return { kind: 'checklist', text: ticksInWords(change) };
    case 'overridden':
      return { kind: 'overridden', text: overriddenInWords(change) };
    case 'role':
      return { kind: 'role', text: `${roleName(change.role)}: ${change.person.login}` };
    case 'monitoring':
      return { kind: 'monitoring', text: `Monitoring window started (${before.status} → monitoring)` };
    case 'recurred':
      return { kind: 'monitoring', text: `It came back: watched anew${because(change.note)}` };
    case 'snoozed':
      return snoozedInWords(change);
    case 'resolved':
      return { kind: 'resolved', text: `Resolved${because(change.summary)}` };
    case 'reopened':
      return { kind: 'reopened', text: `Reopened${because(change.reason)}` };
    case 'closed':
      return { kind: 'closed', text: 'Closed' };
    case 'paged':
      return pagedInWords(change);
    case 'reminded':
      return { kind: 'reminded', text: change.text };
    case 'recorded':
      return { kind: change.entry, text: change.text };
    case 'policy':
      return { kind: 'policy', text: change.text };
    case 'summary':
      return { kind: 'by-hand', text: `Title changed to: ${change.text}` };
    case 'handed-over':
      return { kind: 'handoff', text: handedOverInWords(before, change) };
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
    case 'passed':
      return change.text === undefined || change.text === '' ? null : { kind: 'overdue', text: change.text };
    case 'window-announced':
      return null;
  }
}

function measuredInWords(over: readonly string[]): Said | null {
  if (over.length === 0) return null;
  return { kind: 'operation', text: 'Measured: the error rate is above what the runbook rolls back at' };
}

/** Nothing is told of a look at nothing. */
function lookedBackInWords(found: Changes): Said | null {
  return found.considered === 0 ? null : { kind: 'changes', text: changesInWords(found) };
}

function levelInWords({ level: from }: Incident, { level, reason }: Extract<Change, { kind: 'level' }>): Said {
  return { kind: 'severity', text: `Severity ${from ?? 'unset'} → ${level}${because(reason)}` };
}

function snoozedInWords({ until, reason }: Extract<Change, { kind: 'snoozed' }>): Said {
  return { kind: 'snoozed', text: `Reminders are put off until ${minuteInUtc(until)}${because(reason)}` };
}

/** A page that only channels have, by their titles. */
export function pagedByInWords(titles: readonly string[]): string {
  return `Paged by ${titles.join(', ')}; nobody could be mentioned`;
}

function pagedInWords({ whom, by = [], left = [] }: Extract<Change, { kind: 'paged' }>): Said | null {
  if (whom.length === 0 && by.length === 0) return null;
  if (whom.length === 0) return { kind: 'paged', text: pagedByInWords(by) };
  const others = left.length === 0 ? '' : `; left out, as mentioned as often as an hour allows: ${names(left)}`;
  return { kind: 'paged', text: `Paged ${names(whom)}${others}` };
}

function names(handles: readonly string[]): string {
  return handles.map((handle) => handle.replace(/^@/, '')).join(', ');
}

function handedOverInWords({ roles }: Incident, { to, brief }: Extract<Change, { kind: 'handed-over' }>): string {
  const from = roles['commander'];
  return `Handed over${from === undefined ? '' : ` from ${from.login}`} to ${to.login}${because(brief)}`;
}

function joinedInWords(before: Incident, change: Extract<Change, { kind: 'joined' }>): string {
  const { started } = joined(before, change).milestones;
  const moved =
    started === null || started === before.milestones.started ? '' : `; impact began ${minuteInUtc(started)} already`;
  return `#${change.number} is a duplicate of this incident and has joined it${moved}`;
}

function because(text: string | null): string {
  return text === null || text.trim() === '' ? '' : `: ${text.trim()}`;
}
