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
  const trigger: Trigger = {
    kind: 'told',
    issue: next.issue,
    installationId: next.installationId,
    at: now,
    actor: null,
    via: 'clock',
    channel,
    state,
  };
  const guid = `told:${incident}|${channel}/${next.id}.${next.attempts}`;
  return [{ hookId: 'firebreak', guid, event: 'firebreak', action: 'told', trigger, ignored: null }];
}
