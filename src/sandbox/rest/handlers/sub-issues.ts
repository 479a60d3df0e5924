// REST: issues below an issue.
import * as z from 'zod';
import { canSee, demand } from '../../state/access.ts';
import type { Issue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { notFound } from '../../state/refusal.ts';
import { addSubIssue, parentOf, removeSubIssue, subIssuesOf } from '../../state/sub-issues.ts';
import { type Answer, type Asked, actorOf, bodyAs, created, issueFor, ok } from '../exchange.ts';
import { paged } from '../page.ts';
import { issueShape } from '../shapes/issue.ts';

const Named = z.object({ sub_issue_id: z.number(), replace_parent: z.boolean().optional() });

/** The issue of this id, which the caller may read. */
function named({ store, caller }: Asked, id: number): Issue {
  const issue = store.issues.get(id);
  if (issue === undefined || !canSee(store, caller, repositoryOf(store, issue))) throw notFound();
  demand(store, caller, repositoryOf(store, issue), { role: 'read', permission: 'issues', level: 'read' });
  return issue;
}

/** `POST …/issues/{issue_number}/sub_issues`: answers with the parent. */
export function add(asked: Asked): Answer {
  const parent = issueFor(asked);
  const { sub_issue_id, replace_parent } = bodyAs(asked, Named);
  const changed = addSubIssue(asked.store, actorOf(asked), parent, named(asked, sub_issue_id), replace_parent ?? false);
  const shape = issueShape(asked.store, changed);
  return { ...created(shape), headers: { location: String(shape['url']) } };
}

/** `DELETE …/issues/{issue_number}/sub_issue`. */
export function remove(asked: Asked): Answer {
  const parent = issueFor(asked);
  const child = named(asked, bodyAs(asked, Named).sub_issue_id);
  return ok(issueShape(asked.store, removeSubIssue(asked.store, actorOf(asked), parent, child)));
}

/** `GET …/issues/{issue_number}/sub_issues`. */
export function list(asked: Asked): Answer {
  return paged(asked, subIssuesOf(asked.store, issueFor(asked)), (issue) => issueShape(asked.store, issue));
}

/** `GET …/issues/{issue_number}/parent`: 404 without one. */
export function getParent(asked: Asked): Answer {
  const parent = parentOf(asked.store, issueFor(asked));
  if (parent === null) throw notFound();
  return ok(issueShape(asked.store, named(asked, parent.id)));
}
