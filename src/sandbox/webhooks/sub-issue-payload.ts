// What webhooks say of an issue that is put below another, or taken from there.
import { issueShape } from '../rest/shapes/issue.ts';
import { repositoryShape } from '../rest/shapes/repository.ts';
import type { Shape } from '../rest/shapes/urls.ts';
import type { DomainEvent } from '../state/domain-event.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import type { Store } from '../state/store.ts';

/** Both issues, and the repository of the one that the event is not in. */
export function subIssueDetail(
  store: Store,
  { action, parent, child }: Extract<DomainEvent, { event: 'sub_issues' }>,
): Shape {
  const [above, below] = [issueShape(store, parent), issueShape(store, child)];
  const ids = { sub_issue_id: child.id, sub_issue: below, parent_issue_id: parent.id, parent_issue: above };
  const other = repositoryShape(store, repositoryOf(store, action.startsWith('sub_issue') ? child : parent));
  return { ...ids, ...(action.startsWith('sub_issue') ? { sub_issue_repo: other } : { parent_issue_repo: other }) };
}
