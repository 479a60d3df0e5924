// REST: labels of repositories and on issues.
import * as z from 'zod';
import { liveIssue } from '../../state/access.ts';
import type { Issue } from '../../state/issue.ts';
import {
  addLabels,
  createLabel,
  deleteLabel,
  findLabel,
  labelsOf,
  removeLabelNamed,
  removeLabels,
  setLabels,
  updateLabel,
} from '../../state/labels.ts';
import { notFound } from '../../state/refusal.ts';
import type { Label } from '../../state/repository.ts';
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
import { labelsOfIssue } from '../shapes/issue.ts';
import { labelShape } from '../shapes/repository.ts';

const Name = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const Names = z.union([
  z.array(Name),
  z.object({ labels: z.array(Name).optional() }).transform(({ labels }) => labels ?? []),
]);
const NewLabel = z.object({ name: z.string(), color: z.string().optional(), description: z.string().nullish() });
const ChangedLabel = z.object({
  new_name: z.string().optional(),
  color: z.string().optional(),
  description: z.string().nullish(),
});

function labelFor(asked: Asked): Label {
  const label = findLabel(asked.store, repositoryFor(asked, 'issues'), param(asked, 'name'));
  if (label === undefined) throw notFound();
  return label;
}

function onIssue(asked: Asked, issue: Issue): Answer {
  return ok(labelsOfIssue(asked.store, issue).map((label) => labelShape(asked.store, label)));
}

/** `GET /repos/{owner}/{repo}/labels`. */
export function list(asked: Asked): Answer {
  const labels = labelsOf(asked.store, repositoryFor(asked, 'issues'));
  return paged(asked, labels, (label) => labelShape(asked.store, label));
}

/** `POST /repos/{owner}/{repo}/labels`. */
export function create(asked: Asked): Answer {
  const { name, color, description } = bodyAs(asked, NewLabel);
  const more = { ...(color === undefined ? {} : { color }), description: description ?? null };
  const label = createLabel(asked.store, actorOf(asked), repositoryFor(asked), { name, ...more });
  return created(labelShape(asked.store, label));
}

/** `GET /repos/{owner}/{repo}/labels/{name}`. */
export function get(asked: Asked): Answer {
  return ok(labelShape(asked.store, labelFor(asked)));
}

/** `PATCH /repos/{owner}/{repo}/labels/{name}`. */
export function update(asked: Asked): Answer {
  const { new_name, color, description } = bodyAs(asked, ChangedLabel);
  const changed = updateLabel(asked.store, actorOf(asked), labelFor(asked), {
    ...(new_name === undefined ? {} : { name: new_name }),
    ...(color === undefined ? {} : { color }),
    ...(description === undefined ? {} : { description }),
  });
  return ok(labelShape(asked.store, changed));
}

/** `DELETE /repos/{owner}/{repo}/labels/{name}`. */
export function remove(asked: Asked): Answer {
  const label = labelFor(asked);
  deleteLabel(asked.store, actorOf(asked), label);
  return done;
}

/** `GET /repos/{owner}/{repo}/issues/{issue_number}/labels`. */
export function listOnIssue(asked: Asked): Answer {
  return paged(asked, labelsOfIssue(asked.store, issueFor(asked)), (label) => labelShape(asked.store, label));
}

/** `POST /repos/{owner}/{repo}/issues/{issue_number}/labels`. */
export function addToIssue(asked: Asked): Answer {
  return onIssue(asked, addLabels(asked.store, actorOf(asked), issueFor(asked), bodyAs(asked, Names)));
}

/** `PUT /repos/{owner}/{repo}/issues/{issue_number}/labels`. */
export function setOnIssue(asked: Asked): Answer {
  const issue = issueFor(asked);
  addLabels(asked.store, actorOf(asked), issue, []);
  return onIssue(asked, setLabels(asked.store, actorOf(asked), issue, bodyAs(asked, Names)));
}

/** `DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels`. */
export function clearIssue(asked: Asked): Answer {
  const issue = liveIssue(asked.store, issueFor(asked));
  removeLabels(asked.store, actorOf(asked), issue, labelsOfIssue(asked.store, issue));
  return done;
}

/** `DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}`: answers with what is left. */
export function removeFromIssue(asked: Asked): Answer {
  return onIssue(asked, removeLabelNamed(asked.store, actorOf(asked), issueFor(asked), param(asked, 'name')));
}
