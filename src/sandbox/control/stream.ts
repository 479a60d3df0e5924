// `GET /sandbox/events`: server-sent events that say something changed, so that a page can look again.
import type { ServerResponse } from 'node:http';
import type { DomainEvent } from '../state/domain-event.ts';
import type { Store } from '../state/store.ts';

/** Streams one line for each thing that happens, each move of the clock, and each change that makes no event, until the client goes. */
export function streamEvents(store: Store, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write(': listening\n\n');
  const say = (data: unknown) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const onEvent = (event: DomainEvent) => say(summaryOf(event));
  const onClock = (offset_ms: number) => say({ event: 'clock', offset_ms });
  store.listeners.add(onEvent);
  const onTraffic = (event: 'request' | 'delivery' | 'run') => say({ event });
  store.clockListeners.add(onClock);
  store.trafficListeners.add(onTraffic);
  response.on('close', () => {
    store.listeners.delete(onEvent);
    store.clockListeners.delete(onClock);
    store.trafficListeners.delete(onTraffic);
  });
}

function summaryOf(event: DomainEvent) {
  const issue = event.event === 'issues' || event.event === 'issue_comment' ? event.issue.number : null;
  const action = 'action' in event ? event.action : null;
  return { event: event.event, action, repository: event.repository?.name ?? null, issue };
}
