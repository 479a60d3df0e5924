// REST: who can be assigned, and assigning.
import * as z from 'zod';
import { isAssignable } from '../../state/access.ts';
import { findUser } from '../../state/accounts.ts';
import { addAssignees, mostAssignees, removeAssignees } from '../../state/assignees.ts';
import { notFound } from '../../state/refusal.ts';
import { checkCount } from '../../state/text-rules.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  bodyAs,
  created,
  done,
  issueFor,
  ok,
  param,
  repositoryFor,
} from '../exchange.ts';
import { paged } from '../page.ts';
import { issueAnswer } from '../shapes/issue.ts';
import { simpleUser } from '../shapes/user.ts';
import { accountsNamed } from './issues.ts';

const Logins = z.object({ assignees: z.array(z.string()).optional() });

/** `GET /repos/{owner}/{repo}/assignees`. */
export function list(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const all = [...asked.store.users.values()].filter((user) => isAssignable(asked.store, user, repository));
  return paged(asked, all, (user) => simpleUser(asked.store, user));
}

/** `GET /repos/{owner}/{repo}/assignees/{assignee}`: 204 or 404. */
export function check(asked: Asked): Answer {
  const user = findUser(asked.store, param(asked, 'assignee'));
  if (user && isAssignable(asked.store, user, repositoryFor(asked))) return done;
  throw notFound();
}

/** `GET /repos/{owner}/{repo}/issues/{issue_number}/assignees/{assignee}`: 204 or 404. */
export function checkForIssue(asked: Asked): Answer {
  const user = findUser(asked.store, param(asked, 'assignee'));
  if (user && isAssignable(asked.store, user, repositoryFor(asked), issueFor(asked))) return done;
  throw notFound();
}

/** `POST /repos/{owner}/{repo}/issues/{issue_number}/assignees`. */
export function add(asked: Asked): Answer {
  const logins = bodyAs(asked, Logins).assignees ?? [];
  checkCount(logins.length, mostAssignees, 'Issue', 'assignees');
  const people = accountsNamed(asked.store, logins);
  return created(issueAnswer(asked.store, addAssignees(asked.store, actorOf(asked), issueFor(asked), people)));
}

/** `DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees`. */
export function remove(asked: Asked): Answer {
  const people = accountsNamed(asked.store, bodyAs(asked, Logins).assignees ?? []);
  return ok(issueAnswer(asked.store, removeAssignees(asked.store, actorOf(asked), issueFor(asked), people)));
}
