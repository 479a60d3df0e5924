// What seems to contain a credential and is no new comment: an edited one, the title or the description of an issue. Its author hears once how to make it worthless; nothing of it is repeated.
import type { Credential } from '../credential.ts';
import type { Effect } from '../effects.ts';
import type { Person } from '../incident/record.ts';
import { trusted } from '../messages.ts';
import { claimantOf } from './asked.ts';
import { mayReply, withReply } from './breaker.ts';
import { type Draft, doing } from './draft.ts';
import { isStranger, wasTold, withTold } from './explained.ts';

/** The draft with the answer, under a key of what it is about; to strangers as often as their comments are answered (AC-05). */
export function toldOf(draft: Draft, actor: Person, what: string, key: string, leaked: Credential): Draft {
  const { situation, incident } = draft;
  const { now, policy } = situation;
  const stranger = isStranger(claimantOf(situation), policy);
  if ((stranger && wasTold(incident, actor, now)) || !mayReply(incident, actor.id, stranger, now)) return draft;
  const told = withReply(stranger ? withTold(incident, actor, now) : incident, actor.id, now);
  return doing({ ...draft, incident: told }, answer(actor, what, key, leaked));
}

function answer({ login }: Person, place: string, key: string, { what, rotate }: Credential): Effect {
  const text =
    `**${place} seems to contain ${what}.** Nothing of it is repeated here. No password, token or key belongs in a thread: everybody who reads it has it, and so do the e-mails that were sent. ` +
    `Take it as known to others: make it worthless now (${rotate}), then edit it out and delete the revision from the history of edits.`;
  const data = { to: trusted(login), parts: [{ said: { text: trusted(text) } }] };
  return { kind: 'comment', key, urgency: 'reply', message: { template: 'reply', mentions: [], data } };
}
