// Makes GitHub show the record: wanted compared with actual, and only the difference is done.
import { withoutCredentials } from '../credential.ts';
import type { Effect } from '../effects.ts';
import type { LiveIssue } from '../facts.ts';
import { withoutDrillMark } from '../incident/drill-title.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import type { Policy } from '../policy/policy.ts';
import { readTitle, titleOf } from '../policy/shown-as.ts';
import { labelDifference, leftToUndo } from './labels.ts';

/**
 * What led here: `byHand` when the issue itself may have been changed, and by an event about which label (`heard`; undefined when nothing more is to
 * be expected); `former` the policy whose labels the issue may still have.
 */
type Occasion = {
  readonly byHand: boolean;
  readonly heard?: string | null;
  readonly trigger: string;
  readonly former: Policy;
};

/**
 * Effects that bring labels, title, assignee and state of the issue in line with the incident. Their keys name the trigger and the
 * revision: events of one second are told apart, a repeated decision is not.
 */
export function syncEffects(
  policy: Policy,
  before: Incident | null,
  incident: Incident,
  live: LiveIssue,
  occasion: Occasion,
): readonly Effect[] {
  const key = `${occasion.trigger}/r${incident.revision}`;
  return [
    ...labels(policy, before, incident, live, occasion),
    ...title(policy, incident, live, key),
    ...assignees(before, incident, live, key),
    ...(occasion.byHand || turned(before, incident) ? state(incident, live, key) : []),
  ];
}

function labels(
  policy: Policy,
  before: Incident | null,
  incident: Incident,
  live: LiveIssue,
  { trigger, former, heard }: Occasion,
): Effect[] {
  const difference = labelDifference(policy, incident, live, former);
  const { add, remove } =
    before === null || heard === undefined ? difference : leftToUndo(policy, before, live, heard, difference);
  if (add.length + remove.length === 0) return [];
  return [{ kind: 'labels', key: `labels/${trigger}/r${incident.revision}`, add, remove }];
}

function title(policy: Policy, incident: Incident, live: LiveIssue, key: string): Effect[] {
  const wanted = incident.plainSince === null ? titleOf(policy, incident) : titleOfPlain(incident);
  return wanted === live.title ? [] : [{ kind: 'title', key: `title/${key}`, title: wanted }];
}

/** GitHub refuses an issue without a title. */
function titleOfPlain({ summary }: Incident): string {
  return summary.trim() === '' ? 'Untitled issue' : summary;
}

function assignees(before: Incident | null, incident: Incident, live: LiveIssue, key: string): Effect[] {
  const now = incident.roles['commander'] ?? null;
  const then = before?.roles['commander'] ?? null;
  if (now === null || now.id === then?.id) return [];
  const add = live.assignees.some((person) => person.id === now.id) ? [] : [now];
  const remove = then !== null && live.assignees.some((person) => person.id === then.id) ? [then] : [];
  return add.length + remove.length === 0 ? [] : [{ kind: 'assignees', key: `assignees/${key}`, add, remove }];
}

/** Whether the incident ended or came back just now. Otherwise a closed issue is somebody's, whose event is on its way. */
function turned(before: Incident | null, incident: Incident): boolean {
  return (
    before === null || isOver(before.status) !== isOver(incident.status) || before.plainSince !== incident.plainSince
  );
}

function state(incident: Incident, live: LiveIssue, key: string): Effect[] {
  const closed = isOver(incident.status) && incident.plainSince === null;
  if (closed && live.state === 'open') return [{ kind: 'close', key: `close/${key}`, reason: reasonOf(incident) }];
  if (!closed && live.state === 'closed') return [{ kind: 'reopen', key: `reopen/${key}` }];
  return [];
}

function reasonOf({ status }: Incident): 'completed' | 'not_planned' | 'duplicate' {
  if (status === 'duplicate') return 'duplicate';
  return status === 'declined' ? 'not_planned' : 'completed';
}

/** The incident's summary as the live title has it, without the prefix and what seems to be a credential. */
export function summaryOf(policy: Policy, live: LiveIssue): string {
  return withoutCredentials(readTitle(policy, live.title)?.summary ?? withoutDrillMark(live.title)).trim();
}
