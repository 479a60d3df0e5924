// Labels: made and changed in a repository, put on and taken off issues.
import { demand, liveIssue, mayTriage, mayWriteIssues } from './access.ts';
import type { Actor } from './actor.ts';
import type { Issue } from './issue.ts';
import { appendIssueEvent, changeIssue, recordIssueEvent, repositoryOf } from './issue-changes.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import type { Label, Repository } from './repository.ts';
import { appendEvent, known, nextId, type Store } from './store.ts';
import { checkLabelName } from './text-rules.ts';

/** What a label is made of; GitHub's default colour is ededed. */
export type LabelInput = { readonly name: string; readonly color?: string; readonly description?: string | null };

const writing = { role: 'write', permission: 'issues', level: 'write' } as const;
const triaging = { role: 'triage', permission: 'issues', level: 'write' } as const;

/** The repository's label of this name, without regard to case. */
export function findLabel(store: Store, repository: Repository, name: string): Label | undefined {
  const wanted = name.toLowerCase();
  return labelsOf(store, repository).find((label) => label.name.toLowerCase() === wanted);
}

/** The repository's labels, oldest first. */
export function labelsOf(store: Store, repository: Repository): readonly Label[] {
  return [...store.labels.values()].filter((label) => label.repositoryId === repository.id);
}

/** Makes a label; 422 `already_exists` when there is one of that name. */
export function createLabel(store: Store, actor: Actor, repository: Repository, input: LabelInput): Label {
  demand(store, actor, repository, writing);
  checkLabelName(input.name);
  if (findLabel(store, repository, input.name))
    throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
  return addLabel(store, actor, repository, input);
}

function addLabel(store: Store, actor: Actor, repository: Repository, input: LabelInput): Label {
  const label: Label = {
    id: nextId(store, 'label'),
    repositoryId: repository.id,
    name: input.name,
    color: (input.color ?? 'ededed').toLowerCase(),
    description: input.description ?? null,
    isDefault: false,
  };
  store.labels.set(label.id, label);
  appendEvent(store, { event: 'label', action: 'created', label, sender: actor.user, repository });
  return label;
}

/** Renames or recolours a label everywhere. */
export function updateLabel(store: Store, actor: Actor, label: Label, input: Partial<LabelInput>): Label {
  const repository = known(store.repositories, label.repositoryId);
  demand(store, actor, repository, writing);
  if (input.name !== undefined) checkLabelName(input.name);
  const other = input.name === undefined ? undefined : findLabel(store, repository, input.name);
  if (other && other.id !== label.id) throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
  const changed: Label = {
    ...label,
    name: input.name ?? label.name,
    color: (input.color ?? label.color).toLowerCase(),
    description: input.description === undefined ? label.description : input.description,
  };
  store.labels.set(label.id, changed);
  const changes = {
    ...(changed.name === label.name ? {} : { name: { from: label.name } }),
    ...(changed.color === label.color ? {} : { color: { from: label.color } }),
    ...(changed.description === label.description ? {} : { description: { from: label.description ?? '' } }),
  };
  appendEvent(store, { event: 'label', action: 'edited', label: changed, changes, sender: actor.user, repository });
  return changed;
}

/** Deletes a label; it silently leaves every issue. */
export function deleteLabel(store: Store, actor: Actor, label: Label): void {
  const repository = known(store.repositories, label.repositoryId);
  demand(store, actor, repository, writing);
  for (const issue of store.issues.values()) {
    if (!issue.labelIds.includes(label.id)) continue;
    store.issues.set(issue.id, { ...issue, labelIds: issue.labelIds.filter((id) => id !== label.id) });
  }
  store.labels.delete(label.id);
  appendEvent(store, { event: 'label', action: 'deleted', label, sender: actor.user, repository });
}

/** The labels of these names; missing ones are made when the actor may, and refused otherwise. */
export function labelsNamed(
  store: Store,
  actor: Actor,
  repository: Repository,
  names: readonly string[],
): readonly Label[] {
  for (const name of names) checkLabelName(name);
  const missing = names.filter((name) => findLabel(store, repository, name) === undefined);
  if (missing.length > 0 && !mayWriteIssues(store, actor, repository)) {
    const errors = [{ resource: 'Repository', field: 'label', code: 'unauthorized' }];
    throw new Refusal(403, 'You do not have permission to create labels on this repository.', { errors });
  }
  const found = names.map((name) => findLabel(store, repository, name) ?? addLabel(store, actor, repository, { name }));
  return [...new Map(found.map((label) => [label.id, label])).values()];
}

/** Puts labels on an issue by name, making missing ones; one `labeled` event for each that was not there. */
export function addLabels(store: Store, actor: Actor, issue: Issue, names: readonly string[]): Issue {
  const repository = repositoryOf(store, liveIssue(store, issue));
  demand(store, actor, repository, triaging);
  return putLabels(store, actor, issue, labelsNamed(store, actor, repository, names));
}

/** Puts existing labels on an issue. */
export function addExistingLabels(store: Store, actor: Actor, issue: Issue, labels: readonly Label[]): Issue {
  demand(store, actor, repositoryOf(store, liveIssue(store, issue)), triaging);
  return putLabels(store, actor, issue, labels);
}

/** Puts labels on without asking: for `createIssue`, which has its own rules. */
export function putLabels(store: Store, actor: Actor, issue: Issue, labels: readonly Label[]): Issue {
  let current = known(store.issues, issue.id);
  for (const label of labels) {
    if (current.labelIds.includes(label.id)) continue;
    current = changeIssue(store, current, { labelIds: [...current.labelIds, label.id] });
    announceLabel(store, actor, current, 'labeled', label);
  }
  return current;
}

/** Writes the event of a label that is on (or off) the issue already. */
export function announceLabel(
  store: Store,
  actor: Actor,
  issue: Issue,
  action: 'labeled' | 'unlabeled',
  label: Label,
): void {
  recordIssueEvent(store, actor, issue, { event: action, label: { name: label.name, color: label.color } });
  appendIssueEvent(store, actor, issue, { action, label });
}

/** Takes labels off; those that are not on it are ignored. */
export function removeLabels(store: Store, actor: Actor, issue: Issue, labels: readonly Label[]): Issue {
  let current = liveIssue(store, issue);
  demand(store, actor, repositoryOf(store, current), triaging);
  for (const label of labels) {
    if (!current.labelIds.includes(label.id)) continue;
    current = changeIssue(store, current, { labelIds: current.labelIds.filter((id) => id !== label.id) });
    announceLabel(store, actor, current, 'unlabeled', label);
  }
  return current;
}

/** Takes one label off by name; 404 `Label does not exist` when it is not on the issue. */
export function removeLabelNamed(store: Store, actor: Actor, issue: Issue, name: string): Issue {
  const current = liveIssue(store, issue);
  demand(store, actor, repositoryOf(store, current), triaging);
  const label = findLabel(store, repositoryOf(store, current), name);
  if (label === undefined || !current.labelIds.includes(label.id)) throw notFound('Label does not exist');
  return removeLabels(store, actor, current, [label]);
}

/** Replaces the set of labels; dropped silently when the actor may not triage (`PATCH issue`), so ask `mayTriage` where that is an error. */
export function setLabels(store: Store, actor: Actor, issue: Issue, names: readonly string[]): Issue {
  const repository = repositoryOf(store, liveIssue(store, issue));
  if (!mayTriage(store, actor, repository)) return issue;
  const wanted = labelsNamed(store, actor, repository, names);
  const current = known(store.issues, issue.id);
  const gone = current.labelIds.map((id) => known(store.labels, id)).filter((label) => !wanted.includes(label));
  return putLabels(store, actor, removeLabels(store, actor, current, gone), wanted);
}
