// One message for one notice: looked for by its key before it is sent.
import * as z from 'zod';
import type { Notice } from '../port.ts';
import { mrkdwn, slackLink } from '../text/mrkdwn.ts';
import { capped } from '../text/one-line.ts';
import { isOneOf, isPassing, type Slack, wordOf } from './client.ts';
import type { Place } from './place.ts';

export type Posted = {
  /** The message under which this and the later ones stand. */
  readonly thread: string;
  /** Whether this is that message. */
  readonly first: boolean;
  readonly notes: readonly string[];
};

const EVENT_TYPE = 'firebreak_notice';

/** Characters that Slack's documentation recommends at most; above 40,000 it cuts by itself. */
const LONGEST_TEXT = 3_900;

export async function postOnce(slack: Slack, notice: Notice, place: Place): Promise<Posted> {
  const seen = await look(slack, notice, place);
  const thread = seen.lost ? null : (place.thread ?? seen.root);
  const ts = seen.same ?? (await post(slack, notice, place.channel, thread));
  return { thread: thread ?? ts, first: thread === null || thread === ts, notes: seen.notes };
}

async function post(slack: Slack, notice: Notice, channel: string, thread: string | null): Promise<string> {
  const answer = await slack.chat.postMessage({
    channel,
    text: textOf(notice),
    ...(thread === null ? {} : { thread_ts: thread }),
    metadata: { event_type: EVENT_TYPE, event_payload: { key: notice.key, incident: notice.incident } },
    unfurl_links: false,
    unfurl_media: false,
  });
  if (answer.ts === undefined) throw new Error('Slack took a message and did not say its id.');
  return answer.ts;
}

/** The notice as mrkdwn. A page begins with whom it is for; nobody else is mentioned, whatever the text says. */
export function textOf(notice: Notice): string {
  const people = notice.event === 'paged' ? notice.to.flatMap(mention).join(' ') : '';
  const text = closed(capped(mrkdwn(notice.text), LONGEST_TEXT));
  const { url } = notice;
  const link = url === null || notice.text.includes(url) ? '' : slackLink(url, 'Incident on GitHub');
  return [people, text, link].filter((part) => part !== '').join('\n');
}

/** Users (U, W) and groups of users (S) by id; anything else mentions nobody. */
function mention(id: string): readonly string[] {
  if (/^[UW][A-Z0-9]{2,30}$/.test(id)) return [`<@${id}>`];
  return /^S[A-Z0-9]{2,30}$/.test(id) ? [`<!subteam^${id}>`] : [];
}

/** A block of code that was cut off is closed. */
function closed(text: string): string {
  return (text.match(/```/g) ?? []).length % 2 === 0 ? text : `${text}\n\`\`\``;
}

const message = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(EVENT_TYPE),
    event_payload: z.object({ key: z.string(), incident: z.string() }),
  }),
});

type Seen = {
  /** The message of this very notice. */
  readonly same: string | null;
  /** The oldest message of the incident. */
  readonly root: string | null;
  /** The message that the others stood under is gone. */
  readonly lost: boolean;
  readonly notes: readonly string[];
};

/** Pages of 200 messages that are looked through. */
const MOST_PAGES = 5;

/** An app that may not read a channel still speaks there, and says that a repetition would not be seen. */
async function look(slack: Slack, notice: Notice, place: Place): Promise<Seen> {
  const none = { same: null, root: null, lost: false, notes: [] };
  try {
    return { ...none, ...(await found(slack, notice, place)) };
  } catch (error) {
    if (isOneOf(error, 'thread_not_found', 'message_not_found')) return { ...none, lost: true };
    if (isPassing(error) || isOneOf(error, 'channel_not_found')) throw error;
    return { ...none, notes: [`Whether a message was sent before cannot be seen in Slack (${wordOf(error)}).`] };
  }
}

async function found(slack: Slack, notice: Notice, place: Place): Promise<Pick<Seen, 'same' | 'root'>> {
  let same: string | null = null;
  let root: string | null = null;
  let cursor = '';
  for (let page = 0; page < MOST_PAGES && same === null; page++) {
    const answer = await pageOf(slack, notice, place, cursor);
    const ours = (answer.messages ?? []).flatMap((one) => message.safeParse(one).data ?? []);
    const mine = ours.filter(({ metadata }) => metadata.event_payload.incident === notice.incident);
    same = mine.find(({ metadata }) => metadata.event_payload.key === notice.key)?.ts ?? null;
    root = [...mine.map(({ ts }) => ts), ...(root === null ? [] : [root])].sort()[0] ?? null;
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return { same, root };
}

/** Clocks differ: a message may seem older than the notice it tells. */
const SKEW_SECONDS = 300;

function pageOf(slack: Slack, notice: Notice, { channel, thread, own }: Place, cursor: string) {
  const oldest = String(Math.floor(Date.parse(notice.at) / 1000) - SKEW_SECONDS);
  const common = { channel, limit: 200, include_all_metadata: true, ...(cursor === '' ? {} : { cursor }) };
  if (thread !== null) return slack.conversations.replies({ ...common, ts: thread, oldest });
  return slack.conversations.history(own ? common : { ...common, oldest });
}
