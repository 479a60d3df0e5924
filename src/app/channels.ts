// The channels that the environment has connections for. An adapter is loaded when it is first spoken through: most installations need none or one.
import type { Clock } from '../shell/engine/clock.ts';
import { type Channels, createChannels, type OpenChannel } from '../shell/notify/channels.ts';
import type { Assigning } from '../shell/notify/pagerduty/reassign.ts';
import { type Connection, SLACK_CHANNEL } from './config/connections.ts';
import type { PagerDutyAccess } from './config/pagerduty.ts';

/** The channels over these connections; nothing is opened yet. `access`: to PagerDuty's REST API, which hand-offs need. */
export function connectChannels(
  connections: readonly Connection[],
  clock: Clock,
  access: PagerDutyAccess | null = null,
): Channels {
  const assigning = assigningBy(access);
  const opened = connections.map((connection): [string, OpenChannel] => [
    connection.name,
    openerOf(connection, clock, assigning),
  ]);
  return createChannels(Object.fromEntries(opened));
}

/** Only in somebody's name: PagerDuty asks for one. */
function assigningBy(access: PagerDutyAccess | null): { readonly assigning?: Assigning } {
  if (access === null || access.from === null) return {};
  return { assigning: { token: access.key, from: access.from, url: access.baseUrl } };
}

function openerOf(connection: Connection, { now }: Clock, assigning: ReturnType<typeof assigningBy>): OpenChannel {
  switch (connection.medium) {
    case 'webhook':
      return async () => {
        const { createWebhookChannel } = await import('../shell/notify/webhook.ts');
        return createWebhookChannel({ ...connection, now });
      };
    case 'pagerduty':
      return async () => {
        const { createPagerdutyChannel } = await import('../shell/notify/pagerduty.ts');
        return createPagerdutyChannel({ ...connection, ...assigning, now });
      };
    case 'slack':
      return async (room) => {
        const { createSlackChannel } = await import('../shell/notify/slack.ts');
        return createSlackChannel({ ...connection, channel: roomOf(room) ?? connection.channel, now });
      };
    case 'email':
      return async () => {
        const { createEmailChannel } = await import('../shell/notify/email.ts');
        return createEmailChannel(connection);
      };
  }
}

/** A policy may name the channel by its id; `#incidents` is a name for people, which Slack does not find channels by. */
function roomOf(room: string | null): string | null {
  return room !== null && SLACK_CHANNEL.test(room) ? room : null;
}
