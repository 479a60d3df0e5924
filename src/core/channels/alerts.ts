// Alerts that are open for an incident, by their connection: they end also when the policy has their channel no more. Pure.
import type { Incident } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';
import type { Spoken } from './chosen.ts';
import type { NoticeEvent } from './event.ts';
import { connectionOf, type Telling } from './telling.ts';

type Alerts = Incident['alerts'];

const begins: readonly NoticeEvent[] = ['opened', 'paged', 'severity', 'reopened'];
const ends: readonly NoticeEvent[] = ['resolved', 'closed'];

/** Those that are open once all of this is told. */
export function alertsAfter(alerts: Alerts, told: readonly Telling[]): Alerts {
  const open = new Map(Object.entries(alerts ?? {}));
  for (const { connection, channel, event } of told) {
    if (!isPager(connection)) continue;
    if (begins.includes(event)) open.set(connection, channel);
    if (ends.includes(event)) open.delete(connection);
  }
  return open.size === 0 ? undefined : Object.fromEntries(open);
}

/** Of a channel that today's policy has no more, what ending its alert needs. */
const forgotten = { kind: 'pagerduty', medium: 'pagerduty', connection: null, audience: 'internal', name: null, onlyIf: 'always', levels: [], events: [], to: [], fallback: false, states: [], milestones: [] } as const; // biome-ignore format: one thought

/** The channels whose alerts are open, which the environment is still connected to, and which no channel of the policy that is used for the incident speaks through. */
export function forgottenBy(
  spoken: readonly Spoken[],
  alerts: Alerts,
  connected: readonly string[],
): readonly Spoken[] {
  return Object.entries(alerts ?? {})
    .filter(([via]) => connected.includes(via) && !spoken.some((channel) => channel.via === via))
    .map(([via, id]) => ({ ...forgotten, id, via, title: id }));
}

/** What ends such an alert: it is decided once, since the record forgets the alert with it. */
export function endedNow(at: Timestamp): {
  readonly event: 'closed';
  readonly at: Timestamp;
  readonly about: 'channel-gone';
} {
  return { event: 'closed', at, about: 'channel-gone' };
}

/** Whether alerts are opened and ended through the connection. */
export function isPager(connection: string): boolean {
  const own = connectionOf('pagerduty', null);
  return connection === own || connection.startsWith(`${own}:`);
}
