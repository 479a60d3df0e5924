// What a comment gets back: one reaction and at most one reply, whose mark says which of its commands were carried out.

import type { Situation } from '../brain.ts';
import type { Effect } from '../effects.ts';
import { IN_THREAD } from '../incident/discreet.ts';
import { mentionable } from '../incident/mentions.ts';
import type { Incident, Person } from '../incident/record.ts';
import { announcement } from '../messages/announcement.ts';
import { handoffMessage } from '../messages/handoff.ts';
import { embedded, type ReplyPart, trusted } from '../messages.ts';
import { hasRight } from '../policy/authority.ts';
import type { Problem, ProblemCode } from '../problems.ts';
import type { TriggerOf } from '../trigger.ts';
import { claimantOf } from './asked.ts';
import { mayReply, pausedUntil, REPLIES_PER_HOUR, withReply } from './breaker.ts';
import type { Draft } from './draft.ts';
import { isStranger, wasTold, withTold } from './explained.ts';
import { asMayBeShown } from './security.ts';

/** What came of a comment's commands: `did` are the positions of those carried out, `refused` the first problem. */
export type Answer = {
  readonly parts: readonly ReplyPart[];
  readonly did: readonly number[];
  readonly refused: ProblemCode | null;
};

/** The draft with reaction and reply. Somebody without the right gets the explanation once an hour, and nothing more until then (AC-05). */
export function answered(draft: Draft, trigger: TriggerOf<'commented'>, answer: Answer): Draft {
  const { situation, incident } = draft;
  const { actor, comment } = trigger;
  if (actor === null) return draft;
  const react: Effect = {
    kind: 'react',
    key: `react/${comment.id}`,
    commentNodeId: comment.nodeId,
    reaction: answer.refused === null ? '+1' : 'confused',
  };
  const begun = isBegun(draft) ? [{ ...react, key: `react/${comment.id}/eyes`, reaction: 'eyes' } as const] : [];
  const reactions = [...begun, react];
  const parts = announced(
    handedOnce(answer.parts, draft).map((part) => calledOnce(briefly(part, draft, actor), draft)),
    draft,
  );
  if (parts.length === 0) return { ...draft, effects: [...draft.effects, ...reactions] };
  const stranger = isStranger(claimantOf(situation), situation.policy);
  const limited = answer.refused !== null && (stranger || isNoResponder(answer.refused, situation));
  if (limited && wasTold(incident, actor, situation.now)) return draft;
  const said = withinBreaker(parts, actor.id, stranger, draft);
  if (said === null) return { ...draft, effects: [...draft.effects, ...reactions], log: [...draft.log, paused] };
  const reply: Effect = {
    kind: 'comment',
    key: replyKey(comment.id, answer),
    urgency: 'reply',
    message: {
      template: 'reply',
      mentions: mentionsIn(said),
      data: { to: trusted(actor.login), parts: folded(said) },
    },
  };
  const told = limited ? withTold(incident, actor, situation.now) : incident;
  return {
    ...draft,
    incident: withReply(told, actor.id, situation.now),
    effects: [...draft.effects, ...reactions, reply],
  };
}

/** Something takes time from here on: 👀 says so (DESIGN section 5). */
function isBegun({ incident, situation: { record } }: Draft): boolean {
  const begun = ({ operations = [], hotfixes = [] }: Incident) => [...operations, ...hotfixes];
  const known = new Set(record === null ? [] : begun(record).map(({ key }) => key));
  return begun(incident).some(({ key, state }) => state === 'asked' && !known.has(key));
}

/** Not allowed, by somebody who may give only some commands: those have been told to them. */
function isNoResponder(refused: ProblemCode, situation: Draft['situation']): boolean {
  return refused === 'not-allowed' && !hasRight('respond', claimantOf(situation), situation.policy).allowed;
}

const paused = {
  level: 'warn',
  code: 'replies-paused',
  text: 'The account or the thread had its share of replies for the hour: comments are answered by reactions.',
} as const;

/** What may be said: the last reply before the breaker says that it is; behind it only what the runbook announces and whom the incident is handed to is. Null: nothing. */
function withinBreaker(
  parts: readonly ReplyPart[],
  to: number,
  toStranger: boolean,
  { incident, situation }: Draft,
): readonly ReplyPart[] | null {
  const { now } = situation;
  if (!mayReply(incident, to, toStranger, now)) {
    const announcements = parts.filter((part) => 'announced' in part || 'handoff' in part);
    return announcements.length === 0 ? null : announcements;
  }
  const until = pausedUntil(withReply(incident, to, now), to, now);
  if (until === null) return parts;
  const text = `You had ${REPLIES_PER_HOUR} replies here within an hour, or this thread four times as many. Until ${until} your comments are answered by reactions alone: 👍 done, 😕 not done. The card shows what is.`;
  return [...parts, { said: { text: trusted(text) } }];
}

/** Of several handoffs in a comment only the last one, and only if it still holds: nobody is called for nothing. */
function handedOnce(parts: readonly ReplyPart[], { incident }: Draft): readonly ReplyPart[] {
  const last = parts.findLast((part) => 'handoff' in part);
  return parts.filter(
    (part) => !('handoff' in part) || (part === last && part.handoff.to === incident.roles['commander']?.login),
  );
}

/** Where details are hidden, the brief of a handoff says what may be shown; what was said with it is in the thread. */
function briefly(part: ReplyPart, { incident, situation }: Draft, actor: Person): ReplyPart {
  const shown = asMayBeShown(incident, situation);
  if (shown === incident || !('handoff' in part)) return part;
  const { policy, now, record } = situation;
  const outgoing = record?.roles['commander'] ?? actor;
  const said = {
    by: actor,
    situation: IN_THREAD,
    actions: undefined,
    questions: undefined,
    stakeholders: undefined,
    next: undefined,
  };
  return { handoff: { ...part.handoff, brief: embedded(handoffMessage(shown, policy, now, outgoing, said)) } };
}

/** Whoever was mentioned as often as an hour allows is named and not mentioned once more. */
function calledOnce(part: ReplyPart, { incident, situation: { policy, now } }: Draft): ReplyPart {
  if (!('handoff' in part)) return part;
  const { to } = part.handoff;
  const isFree = mentionable(incident, [`@${to}`], policy.mentions.perHour, now).length > 0;
  return isFree ? part : { handoff: { ...part.handoff, mention: trusted(to) } };
}

/** A reply mentions nobody but whom an incident is handed to. */
function mentionsIn(parts: readonly ReplyPart[]): readonly string[] {
  return parts.flatMap((part) =>
    'handoff' in part && part.handoff.mention.trusted === `@${part.handoff.to}` ? [`@${part.handoff.to}`] : [],
  );
}

/** The part of a reply that says why `what` was not done, and where in the comment it stands. */
export function refusalOf(what: string, problem: Problem, where: string | null = null): ReplyPart {
  const { happened, expected, next, open = [], copy = null } = problem;
  return {
    refusal: {
      command: trusted(what),
      where: where === null ? null : trusted(where),
      happened,
      expected,
      next,
      open,
      copy,
    },
  };
}

/** The last announcement put in words of what the incident is after the whole comment, before what else is said; none that no longer holds. What a command put in words itself holds what it was given, and is not repeated where that is hidden. */
function announced(parts: readonly ReplyPart[], { incident, situation }: Draft): readonly ReplyPart[] {
  const occasion = parts.flatMap((part) => ('announce' in part ? [part.announce] : [])).at(-1);
  const shown = asMayBeShown(incident, situation);
  const isHidden = (part: ReplyPart) => shown !== incident && 'announced' in part;
  const others = parts.filter((part) => !('announce' in part) && !isHidden(part));
  if (occasion === undefined) return others;
  const message = announcement(occasion, shown, situation.policy, situation.now, urlFor(situation));
  return message === null ? others : [{ announced: embedded(message) }, ...others];
}

/** A comment that was obeyed in part is found 😕; the reply's key then says which commands count when the record is rebuilt. */
function replyKey(id: number, { did, refused }: Answer): string {
  // The event of the edit says the same under this key.
  if (refused === 'comment-changed') return `reply/${id}/edited`;
  return refused === null || did.length === 0 ? `reply/${id}` : `reply/${id}/did-${did.join('-')}`;
}

/** The comment that a reply of this key answers and the commands it says were carried out; null for other keys. */
export function readReplyKey(key: string): { readonly comment: number; readonly did: readonly number[] } | null {
  const match = /^reply\/(\d{1,16})\/did-([\d-]+)$/.exec(key);
  if (match === null) return null;
  return { comment: Number(match[1]), did: (match[2] ?? '').split('-').map(Number) };
}

/** Parts that one reply spells out; a comment of a thousand commands is answered once, briefly. */
const MOST_PARTS = 12;

function folded(parts: readonly ReplyPart[]): readonly ReplyPart[] {
  if (parts.length <= MOST_PARTS) return parts;
  return [
    ...parts.slice(0, MOST_PARTS),
    { said: { text: `And ${parts.length - MOST_PARTS} more that were not done.` } },
  ];
}

/** A workflow run opens no postmortem: nothing is linked there. */
function urlFor({ facts, trigger }: Situation): string | null {
  return trigger.via === 'action' ? null : (facts.issue?.url ?? null);
}
