// The order of what happened within one second, which the times of the API do not tell and the sandbox knows.
import type { DomainEvent } from '../../../state/domain-event.ts';
import type { Store } from '../../../state/store.ts';
import type { Comment, IssueEvent } from '../../shapes.ts';

/** Positions in the history of the sandbox; what left no event there comes last in its second. */
export type Order = {
  readonly ofComment: (comment: Comment) => number;
  /** To be asked once for each event, oldest first. */
  readonly ofEvent: (event: IssueEvent) => number;
};

/** The order of one issue's thread. */
export function orderOf(store: Store, issueId: number): Order {
  const comments = new Map<number, number>();
  const actions = new Map<string, number[]>();
  for (const [position, event] of store.events.entries()) {
    if (!isAbout(event, issueId)) continue;
    if (event.event === 'issue_comment' && event.action === 'created') comments.set(event.comment.id, position);
    const name = nameOf(event);
    if (name !== null) actions.set(name, [...(actions.get(name) ?? []), position]);
  }
  return {
    ofComment: ({ id }) => comments.get(id) ?? Number.MAX_SAFE_INTEGER,
    ofEvent: ({ event }) => actions.get(event)?.shift() ?? Number.MAX_SAFE_INTEGER,
  };
}

function isAbout(event: DomainEvent, issueId: number): boolean {
  return (event.event === 'issues' || event.event === 'issue_comment') && event.issue.id === issueId;
}

/** What the event is called in an issue's history. */
function nameOf(event: DomainEvent): string | null {
  if (event.event === 'issue_comment') return event.action === 'deleted' ? 'comment_deleted' : null;
  if (event.event !== 'issues') return null;
  if (event.action === 'edited') return event.changes.title === undefined ? null : 'renamed';
  return event.action;
}
