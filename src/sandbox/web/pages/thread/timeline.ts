// Comments and events of a thread, in the order in which they came.
import { type Html, html } from '../../html.ts';
import { instant, labelPill, personName } from '../../look/pieces.ts';
import type { Comment, IssueEvent } from '../../shapes.ts';
import { commentBox } from './comment.ts';
import { type Order, orderOf } from './order.ts';
import type { Place } from './rights.ts';

type Item =
  | { readonly kind: 'comment'; readonly at: string; readonly comment: Comment }
  | { readonly kind: 'events'; readonly at: string; readonly events: readonly IssueEvent[] };

/** The items. A pinned comment stands above the thread, and leaves a line here. */
export function timeline(
  place: Place,
  comments: readonly Comment[],
  events: readonly IssueEvent[],
): readonly (Html | null)[] {
  return itemsOf(orderOf(place.visit.host.store, place.issueId), comments, events).map((item) => {
    if (item.kind === 'events') return eventLine(item.events);
    return item.comment.pin ? pinnedLine(item.comment) : commentBox(place, item);
  });
}

function itemsOf(order: Order, comments: readonly Comment[], events: readonly IssueEvent[]): readonly Item[] {
  const said = comments.map((comment) => {
    const item: Item = { kind: 'comment', at: comment.created_at, comment };
    return { item, position: order.ofComment(comment) };
  });
  const done = events.filter(isShown).map((event) => {
    const item: Item = { kind: 'events', at: event.created_at, events: [event] };
    return { item, position: order.ofEvent(event) };
  });
  const all = [...said, ...done].sort(
    (a, b) => Date.parse(a.item.at) - Date.parse(b.item.at) || a.position - b.position,
  );
  return grouped(all.map(({ item }) => item));
}

const shownEvents = [
  ...['labeled', 'unlabeled', 'assigned', 'unassigned', 'renamed', 'closed', 'reopened', 'locked', 'unlocked'],
  ...['transferred', 'comment_deleted', 'referenced', 'pinned', 'unpinned', 'merged'],
];

function isShown({ event }: IssueEvent): boolean {
  return shownEvents.includes(event);
}

/** Labels that one person puts and removes at one go are one line. */
function grouped(items: readonly Item[]): readonly Item[] {
  const result: Item[] = [];
  for (const item of items) {
    const before = result.at(-1);
    if (before?.kind === 'events' && item.kind === 'events' && belongTogether(before.events, item.events))
      result[result.length - 1] = { ...before, events: [...before.events, ...item.events] };
    else result.push(item);
  }
  return result;
}

function belongTogether([first]: readonly IssueEvent[], [next]: readonly IssueEvent[]): boolean {
  if (first === undefined || next === undefined) return false;
  const labels = [first, next].every(({ event }) => event === 'labeled' || event === 'unlabeled');
  const close = Date.parse(next.created_at) - Date.parse(first.created_at) < 60_000;
  return labels && close && first.actor.login === next.actor.login;
}

function pinnedLine(comment: Comment): Html {
  return html`<li class="event" id="pinned-${comment.id}">
    ${personName(comment.user)} commented <a href="#issuecomment-${comment.id}">above (pinned)</a> ${instant(comment.created_at)}</li>`;
}

function eventLine(events: readonly IssueEvent[]): Html | null {
  const [first] = events;
  if (first === undefined) return null;
  return html`<li class="event" id="event-${first.id}">
    ${personName(first.actor)} ${wordsFor(first, events)} ${instant(first.created_at)}</li>`;
}

function wordsFor(event: IssueEvent, together: readonly IssueEvent[]): Html | string {
  switch (event.event) {
    case 'labeled':
    case 'unlabeled':
      return labelWords(together);
    case 'assigned':
    case 'unassigned':
      return html`${event.event} ${event.assignee && personName(event.assignee)}`;
    case 'renamed':
      return html`changed the title <del>${event.rename?.from}</del> <ins>${event.rename?.to}</ins>`;
    case 'closed':
      return `closed this as ${(event.state_reason ?? 'completed').replaceAll('_', ' ')}`;
    case 'comment_deleted':
      return 'deleted a comment';
    case 'locked':
    case 'unlocked':
      return `${event.event} the conversation`;
    case 'referenced':
      return 'referenced this in a commit';
    default:
      return `${event.event} this`;
  }
}

function labelWords(events: readonly IssueEvent[]): Html {
  const put = events.filter(({ event }) => event === 'labeled');
  const taken = events.filter(({ event }) => event === 'unlabeled');
  return html`${pills('added', put)}${put.length > 0 && taken.length > 0 && ' and '}${pills('removed', taken)}`;
}

function pills(verb: string, events: readonly IssueEvent[]): Html | null {
  if (events.length === 0) return null;
  return html`${verb} ${events.map(({ label }) => label && labelPill(label))}`;
}
