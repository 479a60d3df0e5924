// What was learned, told to everybody at the word of one: a comment in the thread, beside what channels are told (S003-38, S004-20).
import type { Situation } from '../brain.ts';
import { hearersOf } from '../channels/chosen.ts';
import type { Effect } from '../effects.ts';
import type { Incident } from '../incident/record.ts';
import { sharedMessage } from '../messages/share.ts';
import { asMayBeShown } from './security.ts';

/** The comment, where it was shared just now: one for each document. */
export function learningShared(before: Incident, after: Incident, situation: Situation): readonly Effect[] {
  const at = after.debrief?.shared?.at;
  if (at === undefined || at === before.debrief?.shared?.at) return [];
  const { policy, connected = [] } = situation;
  const also = hearersOf('shared', after, policy, connected).map(({ title }) => title);
  const message = sharedMessage(asMayBeShown(after, situation), policy, also);
  const key = `shared/${after.postmortem?.pull?.number ?? 0}`;
  return message === null ? [] : [{ kind: 'comment', key, urgency: 'reply', message }];
}
