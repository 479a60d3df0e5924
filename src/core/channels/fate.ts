// What becomes of a thing that waits in a lane, as incident and policy are by now: told, told later, or not at all. Pure.
import { heldNow } from '../clock/put-off.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { isPager } from './alerts.ts';
import { mediumOf, type PolicyChannel, roomOf } from './chosen.ts';
import type { NoticeEvent } from './event.ts';
import { connectionOf, type Telling } from './telling.ts';
import { telling as tellingOf } from './tellings.ts';

const ends: readonly NoticeEvent[] = ['resolved', 'closed'];

/** Whether the policy has the channel no more, or has it speak elsewhere: only an alert is still ended there, else somebody is called for ever. */
export function isTakenOut({ channel, connection, room, event }: Telling, { channels }: Policy): boolean {
  if (ends.includes(event) && isPager(connection)) return false;
  const known = channels.find(({ id }) => id === channel);
  return known === undefined || viaOf(known) !== connection || roomOf(known) !== room;
}

/** The connection that a channel speaks through; null for one that is GitHub's. */
function viaOf({ kind, connection }: PolicyChannel): string | null {
  const medium = mediumOf(kind);
  return medium === null ? null : connectionOf(medium, connection);
}

/**
 * Those in a lane, oldest first, of what is over by what follows them there: pages, and whatever is told where alerts are. An alert that was not taken
 * needs no beginning any more, and one that may have been ends all the same.
 */
export function overBy<W extends Pick<Telling, 'event' | 'connection'>>(waiting: readonly W[]): readonly W[] {
  const end = waiting.findLastIndex(({ event }) => ends.includes(event));
  return waiting.filter(
    ({ event, connection }, index) => index < end && (isPager(connection) || event === 'paged') && event !== 'closed',
  );
}

/** Until when quiet hours or `/snooze` hold back a page that is not taken yet; null: they do not. */
export function heldUntil(
  { step }: Telling,
  record: Incident | null,
  policy: Policy,
  now: Timestamp,
): Timestamp | null {
  if (step === undefined || record === null) return null;
  return heldNow([{ kind: 'escalation', key: step }], record, policy, now)?.until ?? null;
}

/** A page in the words of the severity that the incident has by now: it had another when it was decided, and nobody has taken it since. */
export function asItIsNow(telling: Telling, record: Incident | null, policy: Policy, now: Timestamp): Telling {
  const { event, at, step, instead } = telling;
  const channel = policy.channels.find(({ id }) => id === telling.channel);
  const medium = channel === undefined ? null : mediumOf(channel.kind);
  if (event !== 'paged' || record === null || channel === undefined || medium === null) return telling;
  if (record.level === telling.level || instead?.of.startsWith('page/') === true) return telling;
  const spoken = { ...channel, medium, via: telling.connection };
  const { level, rank, status, summary, message } = tellingOf(
    spoken,
    { event, at, about: null },
    { incident: record, policy, url: telling.url ?? '', now },
  );
  return { ...telling, level, rank, status, summary, message, ...(step === undefined ? {} : { step }) };
}
