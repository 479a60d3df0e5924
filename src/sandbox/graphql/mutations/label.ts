/** Mutations of labels and assignees. */
import { addAssignees, removeAssignees } from '../../state/assignees.ts';
import { addExistingLabels, createLabel, deleteLabel, removeLabels, updateLabel } from '../../state/labels.ts';
import { known } from '../../state/store.ts';
import { optionalText, text } from '../arguments.ts';
import { issueThing, thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { issueOrPullIn, labelIn, labelsIn, repositoryIn, usersIn } from './subject.ts';

/** Mutations of labels, and of who is assigned. */
export const labelMutations: Mutations = {
  addLabelsToLabelable: (input, context) => {
    const issue = issueOrPullIn(input, 'labelableId', context);
    const labels = labelsIn(input, 'labelIds', issue.repositoryId, context) ?? [];
    return { labelable: issueThing(addExistingLabels(context.store, context.actor, issue, labels)) };
  },
  removeLabelsFromLabelable: (input, context) => {
    const issue = issueOrPullIn(input, 'labelableId', context);
    const labels = labelsIn(input, 'labelIds', issue.repositoryId, context) ?? [];
    return { labelable: issueThing(removeLabels(context.store, context.actor, issue, labels)) };
  },
  clearLabelsFromLabelable: (input, context) => {
    const issue = issueOrPullIn(input, 'labelableId', context);
    const labels = issue.labelIds.map((id) => known(context.store.labels, id));
    return { labelable: issueThing(removeLabels(context.store, context.actor, issue, labels)) };
  },
  createLabel: (input, context) => {
    const made = {
      name: text(input, 'name'),
      color: text(input, 'color'),
      description: optionalText(input, 'description') ?? null,
    };
    return {
      label: thing(
        'Label',
        createLabel(context.store, context.actor, repositoryIn(input, 'repositoryId', context), made),
      ),
    };
  },
  updateLabel: (input, context) => {
    const [name, color, description] = [
      optionalText(input, 'name'),
      optionalText(input, 'color'),
      optionalText(input, 'description'),
    ];
    const changes = {
      ...(name === undefined ? {} : { name }),
      ...(color === undefined ? {} : { color }),
      ...(description === undefined ? {} : { description }),
    };
    return { label: thing('Label', updateLabel(context.store, context.actor, labelIn(input, 'id', context), changes)) };
  },
  deleteLabel: (input, context) => {
    deleteLabel(context.store, context.actor, labelIn(input, 'id', context));
    return {};
  },
  addAssigneesToAssignable: (input, context) => {
    const issue = issueOrPullIn(input, 'assignableId', context);
    const people = usersIn(input, 'assigneeIds', context) ?? [];
    return { assignable: issueThing(addAssignees(context.store, context.actor, issue, people)) };
  },
  removeAssigneesFromAssignable: (input, context) => {
    const issue = issueOrPullIn(input, 'assignableId', context);
    const people = usersIn(input, 'assigneeIds', context) ?? [];
    return { assignable: issueThing(removeAssignees(context.store, context.actor, issue, people)) };
  },
};
