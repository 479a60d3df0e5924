// What the channel of an incident has beside its messages: people, a topic, a pinned link; and its end.
import type { Notice, NoticeEvent } from '../port.ts';
import { escapeSlack, mrkdwnLine } from '../text/mrkdwn.ts';
import { isOneOf, isPassing, type Slack, wordOf } from './client.ts';
import type { Place } from './place.ts';

/** After these the topic says something else. */
const retold: ReadonlySet<NoticeEvent> = new Set(['opened', 'severity', 'status', 'resolved', 'reopened', 'closed']);

/** Does it, and says what could not be done. Throws when it may pass: people must get in, and the channel must be closed. */
export async function dress(slack: Slack, notice: Notice, place: Place, first: boolean): Promise<readonly string[]> {
  const { channel, thread } = place;
  const notes: string[] = [];
  const attempt = async (
    what: string,
    fine: readonly string[],
    done: Promise<unknown>,
    must = false,
  ): Promise<void> => {
    try {
      await done;
    } catch (error) {
      if (isOneOf(error, ...fine)) return;
      if (must && isPassing(error)) throw error;
      notes.push(`Slack did not ${what} (${wordOf(error) ?? 'no answer'}).`);
    }
  };
  const people = notice.to.filter((id) => /^[UW][A-Z0-9]{2,30}$/.test(id));
  if (people.length > 0) {
    const invited = invite(slack, channel, people).then((unknown) => {
      if (unknown > 0) notes.push(`Slack could not invite ${unknown} of ${people.length}.`);
    });
    await attempt('invite everybody', ['already_in_channel', 'cant_invite_self'], invited, true);
  }
  if (first || retold.has(notice.event)) {
    await attempt('set the topic', ['is_archived'], slack.conversations.setTopic({ channel, topic: topicOf(notice) }));
  }
  if (first && thread !== null) {
    await attempt('pin the link', ['already_pinned'], slack.pins.add({ channel, timestamp: thread }));
  }
  if (notice.event === 'closed') {
    await attempt('archive the channel', ['already_archived'], slack.conversations.archive({ channel }), true);
  }
  return notes;
}

/** How many could not be invited: with `force`, one whom Slack does not know keeps nobody else out. */
async function invite(slack: Slack, channel: string, people: readonly string[]): Promise<number> {
  const { errors } = await slack.conversations.invite({ channel, users: people.join(','), force: true });
  return (errors ?? []).length;
}

/** Characters; Slack's limit for a topic. https://docs.slack.dev/reference/methods/conversations.setTopic/ */
const LONGEST_TOPIC = 250;

/** Level, status, summary and the address; the summary gives way. */
export function topicOf(notice: Notice): string {
  const head = [notice.level ?? 'severity not known', notice.status].map(escapeSlack).join(' · ');
  const url = notice.url ?? '';
  const room = LONGEST_TOPIC - head.length - url.length - 6;
  if (room < 0) return head.slice(0, LONGEST_TOPIC);
  let summary = mrkdwnLine(notice.summary, room);
  for (let max = room; summary.length > room && max > 0; max -= 10) summary = mrkdwnLine(notice.summary, max);
  return [head, summary.length > room ? '' : summary, url].filter((part) => part !== '').join(' · ');
}
