// What a channel is told in words: the runbook's message where it has one of that kind, else a short notice. Outsiders read only what is meant for them.
import { withoutDetails } from '../incident/discreet.ts';
import type { Incident } from '../incident/record.ts';
import { announcement } from '../messages/announcement.ts';
import { statusCounts } from '../messages/current.ts';
import { runbookMessage } from '../messages/runbook-message.ts';
import { sharedMessage } from '../messages/share.ts';
import { type Message, type MessageValue, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import { statusInWords } from '../policy/shown-as.ts';
import type { MessageKind } from '../policy/written/telling.ts';
import type { Timestamp } from '../time.ts';
import { hears, isReadable, type PolicyChannel } from './chosen.ts';
import type { NoticeEvent } from './event.ts';

/** What is told of, and when. */
export type Matter = {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly url: string;
  readonly now: Timestamp;
};

/** The incident as the readers of a channel may see it: outsiders never see what was written for responders. */
export function asReadBy(audience: PolicyChannel['audience'], incident: Incident): Incident {
  if (audience === 'internal') return incident;
  const { text = null } = incident.updates.lastPublic ?? {};
  const open = withoutDetails(incident);
  const summary = audience === 'public' || incident.security ? `Incident in ${incident.issue.repo}` : open.summary;
  return { ...open, summary, updates: { ...open.updates, lastText: text } };
}

/** Whether there is something to say to the readers: to outsiders an update is one only if it was marked for them. */
export function isForReaders(
  channel: PolicyChannel,
  event: NoticeEvent,
  before: Incident | null,
  after: Incident,
): boolean {
  if (!isReadable(channel, event, after)) return false;
  if (channel.audience === 'internal' || event !== 'update') return true;
  return (after.updates.lastPublic?.at ?? null) !== (before?.updates.lastPublic?.at ?? null);
}

/** The message of an event for the readers of a channel. It mentions nobody. */
export function wordsFor(channel: PolicyChannel, event: NoticeEvent, told: Matter): Message {
  const incident = asReadBy(channel.audience, told.incident);
  const own = channel.audience === 'internal' ? ofRunbook(channel, event, { ...told, incident }) : null;
  return own ?? notice(channel, event, { ...told, incident });
}

/** The runbook's message of what happened; null where it has none. What the thread is told of a fix and of the end, the channels are (C14). */
function ofRunbook(channel: PolicyChannel, event: NoticeEvent, { incident, policy, url, now }: Matter): Message | null {
  const first = (...kinds: readonly MessageKind[]): Message | null => {
    for (const kind of kinds) {
      const found = runbookMessage(kind, incident, policy, now, { url });
      if (found !== null) return found;
    }
    return null;
  };
  switch (event) {
    case 'opened':
      return channel.name === null ? first('initial', 'internal') : first('channel', 'initial', 'internal');
    case 'paged':
      // An incident that is opened and paged at once is described once.
      return hears(channel, 'opened') ? null : first('initial', 'internal');
    case 'update':
      return first('update', 'internal');
    case 'status': {
      const kinds: readonly MessageKind[] = statusCounts(incident, policy) ? ['update', 'internal'] : ['internal'];
      return announcement('watched', incident, policy, now, url) ?? first(...kinds);
    }
    case 'resolved':
      return announcement('over', incident, policy, now, url) ?? first('internal');
    case 'reopened':
      return first('internal');
    case 'shared':
      return sharedMessage(incident, policy);
    default:
      return null;
  }
}

const headings: Readonly<Record<NoticeEvent, string>> = {
  opened: 'Incident',
  paged: 'Nobody has acknowledged yet',
  acknowledged: 'Acknowledged',
  assigned: 'Handed over',
  severity: 'Severity changed',
  status: 'Status changed',
  update: 'Update',
  resolved: 'Resolved',
  reopened: 'Reopened',
  closed: 'Closed',
  shared: 'What was learned',
};

function notice({ audience }: PolicyChannel, event: NoticeEvent, { incident, policy, url }: Matter): Message {
  const leader = incident.roles['commander']?.login ?? null;
  const says: MessageValue = event === 'update' || audience !== 'internal' ? incident.updates.lastText : null;
  return {
    template: 'notice',
    mentions: [],
    data: {
      heading: trusted(headings[event]),
      summary: incident.summary,
      level: incident.level,
      status: statusInWords(policy, incident.status),
      commander: audience === 'internal' && leader !== null ? trusted(leader) : null,
      text: says,
      link: audience === 'public' ? null : trusted(url),
    },
  };
}
