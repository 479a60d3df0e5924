// What became of telling a channel, on the record: what it gave back, and since when it takes nothing.
import { unconnectedChannels } from '../channels/chosen.ts';
import type { ChannelState } from '../incident/channel-state.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft } from './draft.ts';

/** Whether it is not on the record yet. */
export function isNews(record: Incident | null, { channel, state, dropped }: TriggerOf<'told'>): boolean {
  if (record === null) return false;
  if (dropped !== undefined) return true;
  const known: ChannelState = record.channels?.[channel] ?? { ref: null, since: null, problem: null };
  return known.ref !== state.ref || known.since !== state.since || known.problem !== state.problem;
}

/** The incident with what the channel's lane found out. */
export function onTold(draft: Draft, { channel, state, dropped }: TriggerOf<'told'>): Draft {
  const { incident } = draft;
  const known = { ...draft, incident: { ...incident, channels: { ...incident.channels, [channel]: state } } };
  if (dropped === undefined) return known;
  const what = dropped === 1 ? 'One message' : `${dropped} messages`;
  const text = `${what} for the channel ${channel} had not been taken and will not be told: the policy has that channel no more, or has it speak elsewhere`;
  return changed(known, [{ kind: 'recorded', entry: 'by-hand', text }], byItself(known));
}

/** What the reader of the card must know: whom nothing reaches, since when, and that it goes on. */
export function channelNotices({ channels = {} }: Incident, policy: Policy): Incident['notices'] {
  return policy.channels.flatMap(({ id, title }) => {
    const state = channels[id];
    if (state === undefined || state.since === null) return [];
    const since = minuteInUtc(state.since);
    const text =
      state.problem === 'refused'
        ? `${title} has refused what it was told since ${since}: whoever reads only that knows nothing. Whoever runs the app finds why in its log.`
        : `${title} has not been reached since ${since} and is being tried again; until then whoever reads only that knows nothing.`;
    return [{ key: `channel:${id}`, text }];
  });
}

/** Channels that the team has set up in its policy and that nobody can speak through here. */
export function unconnectedNotices(policy: Policy, connected: readonly string[]): Incident['notices'] {
  return unconnectedChannels(policy, connected).map(({ id, title }) => ({
    key: `unconnected:${id}`,
    text: `${title} is not connected here, so nothing is told there: the app’s environment lacks what \`channels.${id}\` of the policy names, or a workflow is at work, which tells nobody but this issue.`,
  }));
}
