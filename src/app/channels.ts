// The channels that the environment has connections for. An adapter is loaded when it is first spoken through: most installations need none or one.
import type { Clock } from '../shell/engine/clock.ts';
import { type Channels, createChannels, type OpenChannel } from '../shell/notify/channels.ts';
import { type Connection, SLACK_CHANNEL } from './config/connections.ts';

/** The channels over these connections; nothing is opened yet. */
export function connectChannels(connections: readonly Connection[], clock: Clock): Channels {
  const opened = connections.map((connection): [string, OpenChannel] => [connection.name, openerOf(connection, clock)]);
  return createChannels(Object.fromEntries(opened));
}

function openerOf(connection: Connection, { now }: Clock): OpenChannel {
  switch (connection.medium) {
    case 'webhook':
      return async () => {
        const { createWebhookChannel } = await import('../shell/notify/webhook.ts');
        return createWebhookChannel({ ...connection, now });
      };
    case 'pagerduty':
      return async () => {
        const { createPagerdutyChannel } = await import('../shell/notify/pagerduty.ts');
        return createPagerdutyChannel({ ...connection, now });
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
