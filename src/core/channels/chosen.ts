// Which of the policy's channels is told of what: by its kind, its audience, its levels, and what the incident is.
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import type { Policy } from '../policy/policy.ts';
import { type NoticeEvent, noticeEvents } from './event.ts';
import { connectionOf, type Medium } from './telling.ts';

export type PolicyChannel = Policy['channels'][number];

/** A channel that the app can speak through. */
export type Spoken = PolicyChannel & { readonly medium: Medium; readonly via: string };

const mediums: Readonly<Record<PolicyChannel['kind'], Medium | null>> = {
  issue: null,
  'status-page': null,
  slack: 'slack',
  'incident-channel': 'slack',
  email: 'email',
  webhook: 'webhook',
  pagerduty: 'pagerduty',
};

/** What is behind a kind of channel; null where nothing of ours is: the issue is GitHub's. */
export function mediumOf(kind: PolicyChannel['kind']): Medium | null {
  return mediums[kind];
}

/** The room of a channel that is one for all incidents; null: it is the connection's own, or one for each incident. */
export function roomOf({ kind, name }: PolicyChannel): string | null {
  return kind === 'slack' ? (name?.replace(/^#/, '') ?? null) : null;
}

/** Those that are told of such an event of this incident as it is. */
export function hearersOf(
  event: NoticeEvent,
  incident: Incident,
  policy: Policy,
  connected: readonly string[],
): readonly Spoken[] {
  return connectedChannels(policy, connected).filter(
    (channel) => isUsed(channel, incident) && hears(channel, event) && isReadable(channel, event, incident),
  );
}

/** The channel that the incident has to itself is archived with it. */
export function isReadable({ kind }: PolicyChannel, event: NoticeEvent, { status }: Incident): boolean {
  return event !== 'shared' || kind !== 'incident-channel' || !isOver(status);
}

/** Those whose connection the environment has. */
export function connectedChannels(policy: Policy, connected: readonly string[]): readonly Spoken[] {
  return policy.channels.flatMap((channel) => {
    const medium = mediumOf(channel.kind);
    const via = medium === null ? '' : connectionOf(medium, channel.connection);
    return medium === null || !connected.includes(via) ? [] : [{ ...channel, medium, via }];
  });
}

/** Those that a team has set up (presets name no connection and nobody) and that the environment has no connection for. */
export function unconnectedChannels(policy: Policy, connected: readonly string[]): readonly PolicyChannel[] {
  return policy.channels.filter(({ kind, connection, to, fallback }) => {
    const medium = mediumOf(kind);
    const isMeant = connection !== null || to.length > 0 || fallback;
    return medium !== null && isMeant && !connected.includes(connectionOf(medium, connection));
  });
}

/** Whether the channel is used for this incident as it is. */
export function isUsed({ onlyIf, levels }: PolicyChannel, incident: Incident): boolean {
  if (onlyIf === 'customer-facing' && incident.customerFacing !== true) return false;
  if (levels.length === 0 || incident.level === null) return true;
  return levels.some((name) => name.toLowerCase() === incident.level?.toLowerCase());
}

/** Whether the channel is told of such events. */
export function hears(channel: Pick<PolicyChannel, 'kind' | 'audience' | 'events'>, event: NoticeEvent): boolean {
  return (channel.events.length > 0 ? channel.events : usual(channel)).includes(event);
}

/** Those that page somebody for this incident as it is: alerts and mail. Nobody may be in a room: that counts only where the policy has it for pages. */
export function pagersFor(incident: Incident, policy: Policy, connected: readonly string[]): readonly Spoken[] {
  return connectedChannels(policy, connected).filter(
    (channel) => isUsed(channel, incident) && hears(channel, 'paged') && isForPages(channel),
  );
}

function isForPages({ kind, to, events, fallback }: PolicyChannel): boolean {
  if (kind === 'pagerduty') return true;
  return kind === 'email' ? to.length > 0 : fallback || events.includes('paged');
}

/** What outsiders may know: that it began, what was written for them, and that it is over. */
const outside: readonly NoticeEvent[] = ['opened', 'update', 'resolved', 'reopened'];
/** A channel for everybody: where it stands, not every page. */
const room: readonly NoticeEvent[] = [...outside, ...(['acknowledged', 'severity', 'status', 'shared'] as const)];
/** What starts, answers, reassigns and ends an alert: a return pages by the ladder or not at all, a change of severity also whom it brings back. */
const pager: readonly NoticeEvent[] = ['paged', 'acknowledged', 'assigned', 'resolved', 'closed'];

function usual({ kind, audience }: Pick<PolicyChannel, 'kind' | 'audience'>): readonly NoticeEvent[] {
  if (audience !== 'internal') return outside;
  if (kind === 'pagerduty') return pager;
  if (kind === 'slack') return room;
  return kind === 'email' ? [...outside, 'paged', 'shared'] : noticeEvents;
}
