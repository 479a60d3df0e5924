// Duplicates: what one incident tells the other, and what the other makes of it. Each record is changed in its own order.
import type { Join } from '../decision.ts';
import type { Effect } from '../effects.ts';
import type { Change } from '../incident/change.ts';
import { joined } from '../incident/joined.ts';
import type { Incident, IssueRef } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, trusted } from '../messages.ts';
import { findLevel } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { minuteInUtc, type Timestamp, toSecond } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { changed, type Draft, doing } from './draft.ts';

/** What follows from the duplicates that a comment named; nothing from one that the incident is not a duplicate of any more. */
export function joinsOf(
  { incident }: Draft,
  trigger: TriggerOf<'commented'>,
  named: readonly IssueRef[],
): readonly Join[] {
  const to = named.findLast(({ number }) => number === incident.duplicateOf?.number);
  if (to === undefined) return [];
  return [joinTo(to, `join/${incident.issue.number}/${trigger.comment.id}`, trigger, ofIncident(incident))];
}

/** A duplicate that is looked at tells again whom it joined: the data may have been lost before that one heard of it. It knows what it knows. */
export function joinsAgain({ incident }: Draft, trigger: TriggerOf<'look'>): readonly Join[] {
  const to = incident.status === 'duplicate' ? incident.duplicateOf : null;
  if (to === null || to.nodeId === '') return [];
  return [joinTo(to, `join/${incident.issue.number}/again/${toSecond(trigger.at)}`, trigger, ofIncident(incident))];
}

/** What is told of the incident that joins. */
type Joining = { readonly from: number; readonly started: Timestamp | null; readonly level: string | null };

function ofIncident({ issue, milestones, level }: Incident): Joining {
  return { from: issue.number, started: milestones.started, level };
}

function joinTo(
  to: IssueRef,
  key: string,
  { at, actor, via, installationId }: TriggerOf<'commented' | 'joined' | 'look'>,
  { from, started, level }: Joining,
): Join {
  return {
    key,
    to,
    trigger: { kind: 'joined', issue: to, installationId, at, actor, via, from, started, level },
    message: message(
      `Issue #${from} is a duplicate of this incident and was closed.${byHand(started)}${severityByHand(level)}`,
    ),
  };
}

/** Where the app is not there to do it. */
function byHand(started: Timestamp | null): string {
  if (started === null) return '';
  const at = toSecond(started);
  return ` Its impact began ${at}: if that is earlier than what the card says here, comment \`/time started=${at}\`.`;
}

function severityByHand(level: string | null): string {
  if (level === null) return '';
  return ` It was ${inert(level)}: if that is worse than what the card says here, comment ${codeSpan(`/severity ${level}`)} unless this one is right for both.`;
}

/** The incident was joined: the start of both is the earliest, and its thread says so. What it knows already changes nothing. */
export function onJoined(
  draft: Draft,
  trigger: TriggerOf<'joined'>,
): { readonly draft: Draft; readonly outcome: string } {
  const { incident } = draft;
  const { from, started } = trigger;
  if (isKnown(incident, from, started)) return { draft, outcome: 'ignored:joined-before' };
  const isMutual = incident.duplicateOf?.number === from || incident.issue.number === from;
  if (isMutual && incident.issue.number > from) return { draft, outcome: 'ignored:joined-by-its-own' };
  const back: readonly Change[] = isMutual ? [{ kind: 'reopened', reason: 'both were said to be duplicates' }] : [];
  const joining: readonly Change[] = incident.issue.number === from ? [] : [{ kind: 'joined', number: from, started }];
  const cause = { at: draft.situation.now, by: trigger.actor, comment: null };
  const after = changed(draft, [...back, ...joining], cause);
  return {
    draft: {
      ...doing(after, said(incident, after.incident, trigger, draft.situation.policy)),
      joins: passedOn(after.incident, trigger),
    },
    outcome: 'done',
  };
}

/** It has joined before, and its start would still move nothing. */
function isKnown(incident: Incident, from: number, started: Timestamp | null): boolean {
  const again = joined(incident, { kind: 'joined', number: from, started });
  return incident.joined.includes(from) && again.milestones.started === incident.milestones.started;
}

/** An incident that has become a duplicate itself meanwhile tells the one that it joined. */
function passedOn({ duplicateOf, milestones }: Incident, trigger: TriggerOf<'joined'>): readonly Join[] {
  if (duplicateOf === null || duplicateOf.nodeId === '' || duplicateOf.number === trigger.from) return [];
  const key = `join/${trigger.from}/by-${trigger.issue.number}/${toSecond(trigger.at)}`;
  const { from, level = null } = trigger;
  return [joinTo(duplicateOf, key, trigger, { from, started: milestones.started, level })];
}

function said(before: Incident, after: Incident, trigger: TriggerOf<'joined'>, policy: Policy): Effect {
  const { from, started } = trigger;
  const start = after.milestones.started;
  const moved =
    start === null || start === before.milestones.started
      ? ''
      : ` Impact began ${minuteInUtc(start)} already: that is the start from here on.`;
  const back =
    before.status === 'duplicate' && after.status !== 'duplicate'
      ? ' Each was said to be a duplicate of the other: this one goes on.'
      : '';
  return {
    kind: 'comment',
    key: `joined/${from}/${started === null ? 'unknown' : toSecond(started)}`,
    urgency: 'reply',
    message: message(
      `Issue #${from} is a duplicate of this incident and has joined it: it is closed, and its timers have stopped.${moved}${back}${worse(after, trigger, policy)}`,
    ),
  };
}

/** The severity of a duplicate is nobody's decision here: a worse one is told, with the command to copy, and changes nothing by itself. */
function worse(incident: Incident, { from, level }: TriggerOf<'joined'>, policy: Policy): string {
  const there = findLevel(policy, level ?? null);
  const here = findLevel(policy, incident.level);
  if (there === null || isOver(incident.status) || (here !== null && here.rank <= there.rank)) return '';
  const ours = here === null ? 'has no severity' : `is ${inert(here.name)}`;
  return ` #${from} was ${inert(there.name)}, this one ${ours}: unless that is right for both, comment ${codeSpan(`/severity ${there.name}`)}.`;
}

function message(text: string): Message {
  return { template: 'reply', mentions: [], data: { to: trusted(''), parts: [{ said: { text: trusted(text) } }] } };
}

/** What the comment of a join says was done, read back from its key; null for other keys. */
export function readJoinedKey(key: string): Extract<Change, { kind: 'joined' }> | null {
  const match = /^joined\/(\d{1,9})\/(unknown|[0-9T:.Z-]{20,30})$/.exec(key);
  if (match === null) return null;
  return { kind: 'joined', number: Number(match[1]), started: match[2] === 'unknown' ? null : (match[2] ?? null) };
}
