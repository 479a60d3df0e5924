// Slack, by its own client: a channel for each incident (`S004-05`) or a thread in one channel for all. Needs the scopes chat:write, channels:manage, channels:read, channels:history and pins:write (groups:… for private channels).
import { isOver } from '../../core/incident/transitions.ts';
import type { Timestamp } from '../../core/time.ts';
import { PATIENCE, refused, taken, within } from './outcome.ts';
import type { Channel, Notice, Told } from './port.ts';
import { failureOf, isOneOf, type Slack, slackClient } from './slack/client.ts';
import { dress } from './slack/dress.ts';
import { type Place, readRef, writeRef } from './slack/place.ts';
import { postOnce } from './slack/post.ts';
import { openRoom } from './slack/room.ts';

export type SlackSettings = {
  /** A bot token (`xoxb-…`). */
  readonly token: string;
  /** The id of the channel for notices of incidents that have none of their own; null: there is none. */
  readonly channel: string | null;
  /** Incidents' channels are private. */
  readonly private?: boolean;
  /** Another place than `https://slack.com/api/`. */
  readonly slackApiUrl?: string;
  readonly now: () => Timestamp;
  /** Milliseconds. */
  readonly patience?: number;
};

/**
 * Posts each notice once: every message carries its key as metadata and is looked for before it is sent, as Slack's documentation knows no
 * idempotency key. `ref` says the channel and the message under which the later ones stand.
 */
export function createSlackChannel(settings: SlackSettings): Channel {
  return {
    kind: 'slack',
    tell: async (notice, signal) => {
      const limit = within(signal, settings.patience ?? PATIENCE);
      try {
        return await tell(slackClient(settings.token, settings.slackApiUrl, limit), settings, notice);
      } catch (error) {
        return failureOf(error, limit, settings.now());
      }
    },
  };
}

async function tell(slack: Slack, settings: SlackSettings, notice: Notice): Promise<Told> {
  const known = readRef(notice.ref);
  if (known === null || !isPlaceOf(known, settings, notice)) return await tellAnew(slack, settings, notice);
  try {
    return await tellAt(slack, notice, known);
  } catch (error) {
    if (!isOneOf(error, 'is_archived', 'channel_not_found')) throw error;
    // The channel of an incident ended with it: only what begins again gets another.
    if (isOver(notice.status) || notice.event === 'closed') return taken(notice.ref);
    return await tellAnew(slack, settings, notice);
  }
}

/** Whether the policy still has the incident told there: it may have moved the channel, whose readers are to hear no more then. */
function isPlaceOf({ own, channel }: Place, settings: SlackSettings, notice: Notice): boolean {
  return notice.name === null ? !own && channel === settings.channel : own;
}

/** Where the incident has no place yet, has lost it, or is told elsewhere by now. */
async function tellAnew(slack: Slack, settings: SlackSettings, notice: Notice): Promise<Told> {
  if (notice.name !== null) {
    const room = await openRoom(slack, notice.name, notice.incident, settings.private ?? false);
    if (room === 'archived' && notice.event === 'closed') return taken(notice.ref);
    if (room === 'archived' || room === 'taken')
      return refused('Slack has no free name for a channel of this incident.');
    return await tellAt(slack, notice, { channel: room.id, thread: null, own: true });
  }
  if (settings.channel === null) return refused('Slack is not told: no channel is set.');
  return await tellAt(slack, notice, { channel: settings.channel, thread: null, own: false });
}

async function tellAt(slack: Slack, notice: Notice, place: Place): Promise<Told> {
  const posted = await postOnce(slack, notice, place);
  const at = { ...place, thread: posted.thread };
  const notes = place.own ? await dress(slack, notice, at, posted.first) : [];
  return taken(writeRef(at), [...posted.notes, ...notes]);
}
