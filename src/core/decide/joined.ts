// Duplicates: what one incident tells the other, and what the other makes of it. Each record is changed in its own order.
import type { Join } from '../decision.ts';
import type { Effect } from '../effects.ts';
import type { Change } from '../incident/change.ts';
import type { Incident, IssueRef } from '../incident/record.ts';
import { type Message, trusted } from '../messages.ts';
import { compare, type Timestamp, toSecond } from '../time.ts';
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
  const { number } = incident.issue;
  return [joinTo(to, `join/${number}/${trigger.comment.id}`, trigger, number, incident.milestones.started)];
}

function joinTo(
  to: IssueRef,
  key: string,
  { at, actor, via, installationId }: TriggerOf<'commented'> | TriggerOf<'joined'>,
  from: number,
  started: Timestamp | null,
): Join {
  return {
    key,
    to,
    trigger: { kind: 'joined', issue: to, installationId, at, actor, via, from, started },
    message: message(`Issue #${from} is a duplicate of this incident and was closed.${byHand(started)}`),
  };
}

/** Where the app is not there to do it. */
function byHand(started: Timestamp | null): string {
  if (started === null) return '';
  const at = toSecond(started);
  return ` Its impact began ${at}: if that is earlier than what the card says here, comment \`/time started=${at}\`.`;
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
  const joined: readonly Change[] = incident.issue.number === from ? [] : [{ kind: 'joined', number: from, started }];
  const cause = { at: draft.situation.now, by: trigger.actor, comment: null };
  const after = changed(draft, [...back, ...joined], cause);
  return {
    draft: { ...doing(after, said(incident, after.incident, trigger)), joins: passedOn(after.incident, trigger) },
    outcome: 'done',
  };
}

function isKnown({ joined, milestones }: Incident, from: number, started: Timestamp | null): boolean {
  const isEarlier = started !== null && (milestones.started === null || compare(started, milestones.started) < 0);
  return joined.includes(from) && !isEarlier;
}

/** An incident that has become a duplicate itself meanwhile tells the one that it joined. */
function passedOn({ duplicateOf, milestones }: Incident, trigger: TriggerOf<'joined'>): readonly Join[] {
  if (duplicateOf === null || duplicateOf.nodeId === '' || duplicateOf.number === trigger.from) return [];
  const key = `join/${trigger.from}/by-${trigger.issue.number}/${toSecond(trigger.at)}`;
  return [joinTo(duplicateOf, key, trigger, trigger.from, milestones.started)];
}

function said(before: Incident, after: Incident, { from, started }: TriggerOf<'joined'>): Effect {
  const start = after.milestones.started;
  const moved =
    start === null || start === before.milestones.started
      ? ''
      : ` Impact began ${toSecond(start)} already: that is the start from here on.`;
  const back =
    before.status === 'duplicate' && after.status !== 'duplicate'
      ? ' Each was said to be a duplicate of the other: this one goes on.'
      : '';
  return {
    kind: 'comment',
    key: `joined/${from}/${started === null ? 'unknown' : toSecond(started)}`,
    urgency: 'reply',
    message: message(
      `Issue #${from} is a duplicate of this incident and has joined it: it is closed, and its timers have stopped.${moved}${back}`,
    ),
  };
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
