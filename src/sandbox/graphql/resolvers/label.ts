/** Fields and lists of labels. */
import { issuesOf } from '../../state/find-issue.ts';
import { labelsOf } from '../../state/labels.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { Label, Repository } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import { object, optionalText } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { type Args, type Context, type Fields, thing } from '../things.ts';
import { repositoryPath } from '../urls.ts';
import { issueConnection } from './issue-list.ts';

/** A page of labels, by creation unless ordered by name. */
export function labelConnection(labels: readonly Label[], args: Args): Connection {
  const { field, direction } = { field: 'CREATED_AT', direction: 'ASC', ...object(args, 'orderBy') };
  const sorted = labels.toSorted((a, b) => (field === 'NAME' ? a.name.localeCompare(b.name) : a.id - b.id));
  const ordered = direction === 'DESC' ? sorted.toReversed() : sorted;
  return connect(ordered, args, { name: 'labels', key: ({ id }) => id, node: (label) => thing('Label', label) });
}

/** The labels of a repository, those that contain `query` in name or description if asked. */
export function repositoryLabels(repository: Repository, args: Args, { store }: Context): Connection {
  const query = optionalText(args, 'query')?.toLowerCase() ?? '';
  const found = labelsOf(store, repository).filter(({ name, description }) =>
    `${name} ${description ?? ''}`.toLowerCase().includes(query),
  );
  return labelConnection(found, args);
}

/** Fields of `Label`. */
export const labelFields: Fields<Label> = {
  id: ({ id }) => nodeIdOf('label', id),
  name: ({ name }) => name,
  color: ({ color }) => color,
  description: ({ description }) => description,
  isDefault: ({ isDefault }) => isDefault,
  repository: ({ repositoryId }, _args, { store }) => thing('Repository', known(store.repositories, repositoryId)),
  url: (label, _args, { store }) => store.baseUrl + pathOf(label, store),
  resourcePath: (label, _args, { store }) => pathOf(label, store),
  issues: (label, args, context) => {
    const repository = known(context.store.repositories, label.repositoryId);
    const issues = issuesOf(context.store, repository).filter(
      ({ labelIds, pullRequest }) => pullRequest === null && labelIds.includes(label.id),
    );
    return issueConnection(issues, args, context);
  },
};

function pathOf(label: Label, store: Context['store']): string {
  return `${repositoryPath(store, known(store.repositories, label.repositoryId))}/labels/${encodeURIComponent(label.name)}`;
}
