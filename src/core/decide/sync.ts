// Makes GitHub show the record: wanted compared with actual, and only the difference is done.
import type { Effect } from '../effects.ts';
import type { LiveIssue } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { parseTitle, printTitle } from '../incident/title.ts';
import { isOver } from '../incident/transitions.ts';
import type { Policy } from '../policy/policy.ts';
import { labelDifference } from './labels.ts';

/** Effects that bring labels, title, assignee and state of the issue in line with the incident. `key` names the trigger. */
export function syncEffects(
  policy: Policy,
  before: Incident | null,
  incident: Incident,
  live: LiveIssue,
  key: string,
): readonly Effect[] {
  return [
    ...labels(policy, incident, live, key),
    ...title(incident, live, key),
    ...assignees(before, incident, live, key),
    ...state(incident, live, key),
  ];
}

function labels(policy: Policy, incident: Incident, live: LiveIssue, key: string): Effect[] {
  const { add, remove } = labelDifference(policy, incident, live);
  return add.length + remove.length === 0 ? [] : [{ kind: 'labels', key: `labels/${key}`, add, remove }];
}

function title(incident: Incident, live: LiveIssue, key: string): Effect[] {
  const wanted = printTitle(incident.level, incident.summary);
  return wanted === live.title ? [] : [{ kind: 'title', key: `title/${key}`, title: wanted }];
}

function assignees(before: Incident | null, incident: Incident, live: LiveIssue, key: string): Effect[] {
  const now = incident.roles['commander'] ?? null;
  const then = before?.roles['commander'] ?? null;
  if (now === null || now.id === then?.id) return [];
  const add = live.assignees.some((person) => person.id === now.id) ? [] : [now];
  const remove = then !== null && live.assignees.some((person) => person.id === then.id) ? [then] : [];
  return add.length + remove.length === 0 ? [] : [{ kind: 'assignees', key: `assignees/${key}`, add, remove }];
}

function state(incident: Incident, live: LiveIssue, key: string): Effect[] {
  if (isOver(incident.status) && live.state === 'open')
    return [{ kind: 'close', key: `close/${key}`, reason: 'completed' }];
  if (!isOver(incident.status) && live.state === 'closed') return [{ kind: 'reopen', key: `reopen/${key}` }];
  return [];
}

/** The incident's summary as the live title has it, without the prefix. */
export function summaryOf(live: LiveIssue): string {
  return (parseTitle(live.title)?.summary ?? live.title).trim();
}
