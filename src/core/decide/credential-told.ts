// What seems to contain a credential and is no new comment: an edited one, the title or the description of an issue. Its author hears once how to make it worthless; nothing of it is repeated.
import { type Credential, credentialIn } from '../credential.ts';
import type { Effect } from '../effects.ts';
import type { LiveIssue } from '../facts.ts';
import { type Form, wordsOf } from '../form/form.ts';
import { formUnder } from '../form/under-policy.ts';
import type { Person } from '../incident/record.ts';
import { trusted } from '../messages.ts';
import { toSecond } from '../time.ts';
import { claimantOf } from './asked.ts';
import { mayReply, withReply } from './breaker.ts';
import { type Draft, doing } from './draft.ts';
import { isStranger, wasTold, withTold } from './explained.ts';
import { isPlain } from './plain.ts';
import { wasHere } from './rebuild.ts';
import { isBeyondShare } from './reports-counted.ts';

/** The draft with the answer to a credential that the issue came with, or that this edit wrote into its title or description. What stands in the form's own words is none. */
export function withCredentialTold(draft: Draft, live: LiveIssue, form: Form): Draft {
  const { situation, incident } = draft;
  const { trigger, record, policy } = situation;
  const { number } = incident.issue;
  // A report beyond the hour's share has no comment (AC-17).
  if (incident.milestones.declared === null && isBeyondShare(situation)) return draft;
  const own = wordsOf(formUnder(form, policy));
  if (trigger.kind === 'edited' && record !== null) {
    const { actor, bodyFrom, bodyTo = live.body, titleFrom, titleTo = live.title } = trigger;
    const body = bodyFrom === null ? null : credentialIn(bodyTo, own + bodyFrom);
    const leaked = body ?? (titleFrom === null ? null : credentialIn(titleTo, own + titleFrom));
    if (leaked === null || actor === null) return draft;
    const place = body === null ? 'The new title' : 'The edited description';
    return toldOf(draft, actor, place, `credential/${number}/${toSecond(trigger.at)}`, leaked);
  }
  if ((record !== null && !isPlain(record)) || wasHere(situation)) return draft;
  const leaked = credentialIn(`${live.title}\n${live.body}`, own);
  return leaked === null ? draft : toldOf(draft, incident.reportedBy, 'This issue', `credential/${number}`, leaked);
}

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
