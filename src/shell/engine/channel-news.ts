// What a lane finds out about its channel goes to the record as a delivery of ours, in the incident's own order, and only when it is news.
import type { ChannelState } from '../../core/incident/channel-state.ts';
import type { Timestamp } from '../../core/time.ts';
import type { Trigger } from '../../core/trigger.ts';
import type { Delivery } from './inbox.ts';
import type { Lane, Waiting } from './lane-store.ts';

/** The delivery, or none when the channel is as it was. */
export function asNews(lane: Lane, state: ChannelState, next: Waiting, now: Timestamp): readonly Delivery[] {
  const { state: before, incident, channel } = lane;
  if (before.ref === state.ref && before.since === state.since && before.problem === state.problem) return [];
  return [delivery(`told:${incident}|${channel}/${next.id}.${next.attempts}`, lane, next, { state, at: now })];
}

/** The delivery that says what a channel is not told any more, since the policy has it no more; none when that is nothing. */
export function asDropped(lane: Lane, dropped: readonly Waiting[], now: Timestamp): readonly Delivery[] {
  const last = dropped.at(-1);
  if (last === undefined) return [];
  const guid = `told:${lane.incident}|${lane.channel}/${last.id}.out`;
  return [delivery(guid, lane, last, { state: lane.state, at: now, dropped: dropped.length })];
}

type News = { readonly state: ChannelState; readonly at: Timestamp; readonly dropped?: number };

function delivery(guid: string, { channel }: Lane, { issue, installationId }: Waiting, news: News): Delivery {
  const trigger: Trigger = { kind: 'told', issue, installationId, actor: null, via: 'clock', channel, ...news };
  return { hookId: 'firebreak', guid, event: 'firebreak', action: 'told', trigger, ignored: null };
}
