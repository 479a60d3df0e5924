// A comment was edited so that it holds a command that it did not hold: edits never run, and whoever may respond hears that once (AC-08). One that now seems to contain a credential is answered like a new one.
import { understood } from '../commands/index.ts';
import { parseComment } from '../commands/parse.ts';
import { type Credential, credentialIn } from '../credential.ts';
import { trusted } from '../messages.ts';
import { hasRight } from '../policy/authority.ts';
import { problem } from '../problems.ts';
import type { TriggerOf } from '../trigger.ts';
import { claimantOf, todaysPolicy } from './asked.ts';
import { mayReply, withReply } from './breaker.ts';
import { toldOf } from './credential-told.ts';
import { type Draft, doing } from './draft.ts';
import { refusalOf } from './reply.ts';

type Edited = TriggerOf<'comment-edited'>;

/** Whether the text has a command, right or nearly so, that the former text had not. */
export function hasNewCommand({ body, bodyFrom }: Edited): boolean {
  const before = new Set(commandsIn(bodyFrom));
  return commandsIn(body).some((command) => !before.has(command));
}

function commandsIn(body: string): readonly string[] {
  return parseComment(body, understood).map((line) => JSON.stringify({ ...line, line: 0 }));
}

/** What of a credential the former text had not; null for none. */
export function newCredential({ body, bodyFrom }: Edited): Credential | null {
  return credentialIn(body, bodyFrom);
}

/** The reply, under a key of the comment: however often it is edited, it is given once. */
export function onCommentEdited(draft: Draft, trigger: Edited): { readonly draft: Draft; readonly outcome: string } {
  const { situation, incident } = draft;
  const { actor, commentId } = trigger;
  const leaked = newCredential(trigger);
  if (actor !== null && leaked !== null) {
    const told = toldOf(draft, actor, 'Your edited comment', `reply/${commentId}/credential`, leaked);
    return { draft: told, outcome: 'refused:credential' };
  }
  const mayRespond = hasRight('respond', claimantOf(situation), todaysPolicy(situation)).allowed;
  if (actor === null || !mayRespond || !mayReply(incident, actor.id, false, situation.now))
    return { draft, outcome: 'ignored:edits-never-run' };
  const part = refusalOf('Your edited comment', problem('edited-later'));
  const told = { ...draft, incident: withReply(incident, actor.id, situation.now) };
  const message = { template: 'reply' as const, mentions: [], data: { to: trusted(actor.login), parts: [part] } };
  const key = `reply/${commentId}/edited`;
  return { draft: doing(told, { kind: 'comment', key, urgency: 'reply', message }), outcome: 'refused:edited-later' };
}
