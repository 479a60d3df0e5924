// Which labels say what: the incident label, one severity label, one status label (DESIGN section 3).
import type { LiveIssue } from '../facts.ts';
import { type Incident, type Status, statuses } from '../incident/record.ts';
import { parseTitle } from '../incident/title.ts';
import { findLevel } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import { levelLabel, levelOfLabel, statusLabel } from '../policy/shown-as.ts';

export type LabelDifference = { readonly add: readonly string[]; readonly remove: readonly string[] };

/** Every label the app may set: their ids are asked for with the facts. */
export function ourLabels(policy: Policy): readonly string[] {
  return [
    policy.labels.incident,
    ...policy.levels.map((level) => levelLabel(policy, level.name)),
    ...statuses.map((status) => statusLabel(policy, status)),
    policy.labels.backlog,
    policy.labels.drill,
  ];
}

/** The severities among labels, worst first. */
export function levelsAmong(policy: Policy, labels: readonly string[]): readonly Level[] {
  return policy.levels.filter((level) => labels.some((label) => levelOfLabel(policy, label)?.name === level.name));
}

/** The status a label stands for; null when it is none of ours. */
export function statusOf(policy: Policy, label: string): Status | null {
  return statuses.find((status) => sameLabel(statusLabel(policy, status), label)) ?? null;
}

/** The labels that show the incident; a plain issue has none of ours. */
export function labelsOf(policy: Policy, incident: Incident): readonly string[] {
  if (incident.plainSince !== null) return [];
  return [
    policy.labels.incident,
    ...(incident.level === null ? [] : [levelLabel(policy, incident.level)]),
    statusLabel(policy, incident.status),
    ...(findLevel(policy, incident.level)?.backlog === true ? [policy.labels.backlog] : []),
    ...(incident.drill === true ? [policy.labels.drill] : []),
  ];
}

/** What must be added and removed so that the issue shows the incident. Labels of others are left alone; those of a former policy, and those that the app itself gave it, are taken off. */
export function labelDifference(
  policy: Policy,
  incident: Incident,
  live: LiveIssue,
  former: Policy = policy,
): LabelDifference {
  const wanted = labelsOf(policy, incident);
  const plain = incident.plainSince !== null;
  const present = live.labels.map((label) => label.name);
  const ours = present.filter(
    (label) =>
      isOurs(policy, label) ||
      isOurs(former, label) ||
      incident.labels.some((given) => sameLabel(given, label)) ||
      (plain && sameLabel(label, policy.labels.incident)),
  );
  return {
    add: wanted.filter((label) => !present.some((other) => sameLabel(other, label))),
    remove: ours.filter((label) => !wanted.some((other) => sameLabel(other, label))),
  };
}

/**
 * What of the difference is to be done after an event of somebody's hands: not what others put on or took off meanwhile, whose own events are on
 * their way. `heard` is the label that the event was about; one of its kind that was taken off comes back unless another one was put in its place.
 */
export function leftToUndo(
  policy: Policy,
  before: Incident,
  live: LiveIssue,
  heard: string | null,
  { add, remove }: LabelDifference = labelDifference(policy, before, live),
): LabelDifference {
  const given = before.labels.length === 0 ? labelsOf(policy, before) : before.labels;
  const isGiven = (label: string) => given.some((other) => sameLabel(other, label));
  const isHeard = (label: string) => heard !== null && sameLabel(heard, label);
  const stay = remove.filter((label) => !isGiven(label) && !isHeard(label));
  const kind = heard === null ? null : kindOf(policy, heard);
  return {
    add: add.filter(
      (label) =>
        !isGiven(label) || (kindOf(policy, label) === kind && !stay.some((other) => kindOf(policy, other) === kind)),
    ),
    remove: remove.filter((label) => !stay.includes(label)),
  };
}

/** What a label is for: of one kind an issue has one. */
function kindOf(policy: Policy, label: string): string {
  if (levelOfLabel(policy, label) !== null) return 'severity';
  return statusOf(policy, label) === null ? label.toLowerCase() : 'status';
}

export function hasLabel(live: LiveIssue, label: string): boolean {
  return live.labels.some(({ name }) => sameLabel(name, label));
}

/** An issue has a few of them; more are not remembered. */
const MOST_TAGS = 20;

/** Labels of others: what they stand for is what incidents can have in common. `given`: those of the app, beside what the policy calls so. */
export function tagsOf({ labels }: LiveIssue, policy: Policy, given: readonly string[]): Pick<Incident, 'tags'> {
  const ours = [...ourLabels(policy), ...given];
  const tags = labels.map(({ name }) => name).filter((name) => !ours.some((one) => sameLabel(one, name)));
  return tags.length === 0 ? {} : { tags: tags.slice(0, MOST_TAGS) };
}

function isOurs(policy: Policy, label: string): boolean {
  return levelOfLabel(policy, label) !== null || statusOf(policy, label) !== null;
}

/** GitHub's labels are the same whatever their case. */
export function sameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether an issue says it is an incident, by label or by title prefix (labels are dropped without push access). */
export function looksLikeIncident(policy: Policy, labels: readonly string[], title: string): boolean {
  return labels.some((label) => sameLabel(label, policy.labels.incident)) || parseTitle(title) !== null;
}
