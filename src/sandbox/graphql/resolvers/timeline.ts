/** Issues' timelines: their events and comments in the order they happened. */

import { folderOf } from '../../git-host.ts';
import { commentsOf } from '../../state/comments.ts';
import type { Issue, IssueEvent } from '../../state/issue.ts';
import { findLabel } from '../../state/labels.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { pullRequestsOf } from '../../state/pull-requests.ts';
import { known } from '../../state/store.ts';
import { optionalText, optionalTexts } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { type Args, account, type Context, type Fields, type Thing, thing } from '../things.ts';
import { issuePath } from '../urls.ts';

/** The GraphQL type of each kind of event. */
const typeNames: Readonly<Record<IssueEvent['event'], string>> = {
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  assigned: 'AssignedEvent',
  unassigned: 'UnassignedEvent',
  renamed: 'RenamedTitleEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  locked: 'LockedEvent',
  unlocked: 'UnlockedEvent',
  pinned: 'PinnedEvent',
  unpinned: 'UnpinnedEvent',
  transferred: 'TransferredEvent',
  mentioned: 'MentionedEvent',
  subscribed: 'SubscribedEvent',
  comment_deleted: 'CommentDeletedEvent',
  referenced: 'ReferencedEvent',
  merged: 'MergedEvent',
  base_ref_changed: 'BaseRefChangedEvent',
};

/** A page of the timeline; `itemTypes` are enum words such as `LABELED_EVENT` and `ISSUE_COMMENT`. */
export function timelineItems(
  issue: Issue,
  args: Args,
  context: Context,
): Connection & Readonly<Record<string, unknown>> {
  const types = optionalTexts(args, 'itemTypes');
  const since = Date.parse(optionalText(args, 'since') ?? '') || 0;
  const items = itemsOf(issue, context)
    .filter(({ item }) => types === undefined || types.includes(enumWord(item.typeName)))
    .filter(({ at }) => Date.parse(at) >= since);
  const page = connect(items, args, { name: 'timelineItems', key: ({ key }) => key, node: ({ item }) => item });
  return { ...page, filteredCount: items.length, pageCount: page.nodes.length, updatedAt: issue.updatedAt };
}

function itemsOf(issue: Issue, { store }: Context) {
  const comments = commentsOf(store, issue).map((one) => ({
    at: one.createdAt,
    key: `c${one.id}`,
    item: thing('IssueComment', one),
  }));
  const events = [...store.issueEvents.values()]
    .filter(({ issueId }) => issueId === issue.id)
    .map((one) => ({ at: one.at, key: `e${one.id}`, item: eventThing(one) }));
  return [...events, ...comments].toSorted((a, b) => a.at.localeCompare(b.at));
}

function eventThing(event: IssueEvent): Thing {
  return thing('TimelineEvent', event, typeNames[event.event]);
}

/** `LabeledEvent` → `LABELED_EVENT`. */
function enumWord(typeName: string): string {
  return typeName.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

const issueOf = (event: IssueEvent, _args: Args, { store }: Context) =>
  thing('Issue', known(store.issues, event.issueId));
const assignee = (event: IssueEvent, _args: Args, { store }: Context) =>
  'assigneeId' in event ? account(known(store.users, event.assigneeId)) : null;

/** Fields of all events of the timeline; the schema sees to it that only those of its type are asked. */
export const timelineEventFields: Fields<IssueEvent> = {
  id: ({ id }) => nodeIdOf('issueEvent', id),
  databaseId: ({ id }) => id,
  actor: ({ actorId }, _args, { store }) => account(known(store.users, actorId)),
  createdAt: ({ at }) => at,
  url: (event, _args, { store }) =>
    `${store.baseUrl}${issuePath(store, known(store.issues, event.issueId))}#event-${event.id}`,
  label: labelThen,
  labelable: issueOf,
  assignable: issueOf,
  assignee,
  user: assignee,
  closable: issueOf,
  closer: closerOf,
  lockable: issueOf,
  issue: issueOf,
  subject: issueOf,
  stateReason: (event) => ('stateReason' in event ? (event.stateReason?.toUpperCase() ?? null) : null),
  lockReason: (event) =>
    'lockReason' in event ? (event.lockReason?.toUpperCase().replaceAll(/[ -]/g, '_') ?? null) : null,
  previousTitle: (event) => (event.event === 'renamed' ? event.from : ''),
  currentTitle: (event) => (event.event === 'renamed' ? event.to : ''),
  previousRefName: (event) => (event.event === 'base_ref_changed' ? event.from : ''),
  currentRefName: (event) => (event.event === 'base_ref_changed' ? event.to : ''),
};

/** The label as it is now, or what is known of it when it was deleted since. */
function labelThen(event: IssueEvent, _args: Args, { store }: Context): Thing | null {
  if (!('label' in event)) return null;
  const { repositoryId } = known(store.issues, event.issueId);
  const now = findLabel(store, known(store.repositories, repositoryId), event.label.name);
  return thing('Label', now ?? { id: 0, repositoryId, ...event.label, description: null, isDefault: false });
}

/** The pull request that was merged as the commit of the keyword, else the commit. */
function closerOf(event: IssueEvent, _args: Args, { store }: Context): Thing | null {
  const sha = event.event === 'closed' ? event.commitId : null;
  if (sha === null) return null;
  const repository = known(store.repositories, known(store.issues, event.issueId).repositoryId);
  const pull = pullRequestsOf(store, repository).find(({ pullRequest }) => pullRequest.merge?.sha === sha);
  if (pull !== undefined) return thing('PullRequest', pull);
  return thing('Commit', { repository, folder: folderOf(store, repository), oid: sha });
}
