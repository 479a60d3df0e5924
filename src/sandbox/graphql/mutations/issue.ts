/** Mutations of issues themselves. */
import { mayTriage } from '../../state/access.ts';
import type { Issue, StateReason } from '../../state/issue.ts';
import {
  closeIssue,
  createIssue,
  deleteIssue,
  lockIssue,
  pinIssue,
  reopenIssue,
  transferIssue,
  unlockIssue,
  updateIssue,
} from '../../state/issues.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { Repository } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import { addSubIssue, demandParent } from '../../state/sub-issues.ts';
import { optionalText, text } from '../arguments.ts';
import { Failure, notImplemented } from '../failure.ts';
import { loginOf } from '../rights.ts';
import { type Args, account, type Context, thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { issueIn, labelsIn, repositoryIn, usersIn } from './subject.ts';

/** Mutations of issues. */
export const issueMutations: Mutations = {
  createIssue: (input, context) => {
    refuseUnbuilt(input, 'CreateIssueInput', [
      'milestoneId',
      'projectIds',
      'projectV2Ids',
      'issueTypeId',
      'issueTemplate',
      'agentAssignment',
      'issueFields',
    ]);
    const repository = repositoryIn(input, 'repositoryId', context);
    const labels = labelsIn(input, 'labelIds', repository.id, context)?.map(({ name }) => name) ?? [];
    const assignees = usersIn(input, 'assigneeIds', context) ?? [];
    const body = optionalText(input, 'body') ?? null;
    const { store, actor } = context;
    const parent = optionalText(input, 'parentIssueId') === undefined ? null : issueIn(input, 'parentIssueId', context);
    if (parent !== null) demandParent(store, actor, parent);
    const issue = createIssue(store, actor, repository, { title: text(input, 'title'), body, labels, assignees });
    if (parent !== null) addSubIssue(store, actor, parent, issue);
    return { issue: issueThing(issue) };
  },
  updateIssue: (input, context) => ({ actor: account(context.actor.user), issue: issueThing(change(input, context)) }),
  closeIssue: (input, context) => {
    const issue = issueIn(input, 'issueId', context);
    return { issue: issueThing(closeIssue(context.store, context.actor, issue, reasonOf(input))) };
  },
  reopenIssue: (input, context) => {
    return { issue: issueThing(reopenIssue(context.store, context.actor, issueIn(input, 'issueId', context))) };
  },
  lockLockable: (input, context) => {
    const reason = optionalText(input, 'lockReason')?.toLowerCase();
    const words = reason === 'too_heated' ? 'too heated' : (reason?.replace('_', '-') ?? null);
    const locked = lockIssue(context.store, context.actor, issueIn(input, 'lockableId', context), words);
    return { actor: account(context.actor.user), lockedRecord: issueThing(locked) };
  },
  unlockLockable: (input, context) => {
    const unlocked = unlockIssue(context.store, context.actor, issueIn(input, 'lockableId', context));
    return { actor: account(context.actor.user), unlockedRecord: issueThing(unlocked) };
  },
  pinIssue: (input, context) => {
    return { issue: issueThing(pinIssue(context.store, context.actor, issueIn(input, 'issueId', context), true)) };
  },
  unpinIssue: (input, context) => {
    const issue = pinIssue(context.store, context.actor, issueIn(input, 'issueId', context), false);
    return { id: nodeIdOf('issue', issue.id), issue: issueThing(issue) };
  },
  transferIssue: (input, context) => {
    if (input['createLabelsIfMissing'] === true) throw notImplemented('TransferIssueInput.createLabelsIfMissing');
    const target = repositoryIn(input, 'repositoryId', context);
    return {
      issue: issueThing(transferIssue(context.store, context.actor, issueIn(input, 'issueId', context), target)),
    };
  },
  deleteIssue: (input, context) => {
    const issue = issueIn(input, 'issueId', context);
    deleteIssue(context.store, context.actor, issue);
    return { repository: thing('Repository', known(context.store.repositories, issue.repositoryId)) };
  },
};

function issueThing(issue: Issue) {
  return thing('Issue', issue);
}

/** `labelIds` and `assigneeIds` replace the whole set; without the right to do so the mutation fails, where REST drops them silently. */
function change(input: Args, context: Context): Issue {
  refuseUnbuilt(input, 'UpdateIssueInput', ['milestoneId', 'projectIds', 'issueTypeId', 'agentAssignment']);
  const { store, actor } = context;
  const issue = issueIn(input, 'id', context);
  const labels = labelsIn(input, 'labelIds', issue.repositoryId, context)?.map(({ name }) => name);
  const assignees = usersIn(input, 'assigneeIds', context);
  if (labels !== undefined || assignees !== undefined)
    demandTriage(known(store.repositories, issue.repositoryId), context);
  const [title, body, state] = [
    optionalText(input, 'title'),
    optionalText(input, 'body'),
    optionalText(input, 'state'),
  ];
  return updateIssue(store, actor, issue, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(state === undefined ? {} : { state: state === 'CLOSED' ? 'closed' : 'open' }),
    ...(labels === undefined ? {} : { labels }),
    ...(assignees === undefined ? {} : { assignees }),
  });
}

function demandTriage(repository: Repository, { store, actor }: Context): void {
  if (mayTriage(store, actor, repository)) return;
  const person = `${loginOf(actor.user)} does not have the correct permissions to execute \`UpdateIssue\``;
  throw new Failure('FORBIDDEN', actor.kind === 'user' ? person : 'Resource not accessible by integration');
}

function reasonOf(input: Args): StateReason {
  const reason = optionalText(input, 'stateReason')?.toLowerCase();
  return reason === 'not_planned' || reason === 'duplicate' ? reason : 'completed';
}

function refuseUnbuilt(input: Args, type: string, names: readonly string[]): void {
  const asked = names.find((name) => input[name] !== undefined && input[name] !== null);
  if (asked !== undefined) throw notImplemented(`${type}.${asked}`);
}
