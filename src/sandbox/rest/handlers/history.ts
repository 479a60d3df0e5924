// REST: what happened to issues, as events and as a timeline.
import { commentsOf } from '../../state/comments.ts';
import type { IssueEvent } from '../../state/issue.ts';
import { notFound } from '../../state/refusal.ts';
import { known } from '../../state/store.ts';
import { type Answer, type Asked, issueFor, numberParam, ok, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { issueAnswer, issueEventShape, timelineComment } from '../shapes/issue.ts';

function eventsOf(asked: Asked, issueId: number): readonly IssueEvent[] {
  return [...asked.store.issueEvents.values()].filter((event) => event.issueId === issueId);
}

/** `GET /repos/{owner}/{repo}/issues/{issue_number}/events`: oldest first. */
export function listForIssue(asked: Asked): Answer {
  return paged(asked, eventsOf(asked, issueFor(asked).id), (event) => issueEventShape(asked.store, event));
}

/** `GET /repos/{owner}/{repo}/issues/{issue_number}/timeline`: events and comments together, oldest first. */
export function timeline(asked: Asked): Answer {
  const issue = issueFor(asked);
  const events = eventsOf(asked, issue.id).map((event) => ({
    at: event.at,
    shape: () => issueEventShape(asked.store, event),
  }));
  const comments = commentsOf(asked.store, issue).map((comment) => ({
    at: comment.createdAt,
    shape: () => timelineComment(asked.store, comment),
  }));
  const all = [...events, ...comments].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return paged(asked, all, ({ shape }) => shape());
}

/** `GET /repos/{owner}/{repo}/issues/events`: newest first. */
export function listForRepository(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'issues');
  const ours = [...asked.store.issueEvents.values()].filter(
    (event) => known(asked.store.issues, event.issueId).repositoryId === repository.id,
  );
  return paged(asked, ours.reverse(), (event) => withIssue(asked, event));
}

/** `GET /repos/{owner}/{repo}/issues/events/{event_id}`. */
export function get(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'issues');
  const event = asked.store.issueEvents.get(numberParam(asked, 'event_id'));
  if (event === undefined || known(asked.store.issues, event.issueId).repositoryId !== repository.id) throw notFound();
  return ok(withIssue(asked, event));
}

function withIssue(asked: Asked, event: IssueEvent) {
  const issue = issueAnswer(asked.store, known(asked.store.issues, event.issueId));
  return { ...issueEventShape(asked.store, event), issue };
}
