// What the clock made due, done now: pages by their step, requests and reminders in at most one comment, and the rest on the card.
import { pagersFor } from '../channels/chosen.ts';
import { addressees, audienceOf } from '../clock/addressees.ts';
import { actionable, type Due } from '../clock/due.ts';
import { type Escalation, isAnswerable, nextStep } from '../clock/ladder.ts';
import { reachedFrom } from '../clock/reached.ts';
import { soundOf } from '../clock/sound.ts';
import type { Effect } from '../effects.ts';
import type { Change } from '../incident/change.ts';
import { mentionable } from '../incident/mentions.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { eachOnce, inOrder, levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, isDue, minus, plus, type Timestamp } from '../time.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { dueKey } from './due-key.ts';
import { dueMessage } from './due-message.ts';
import { missingWithin } from './intake-message.ts';
import { overdueInWords } from './overdue.ts';
import { mentioned } from './page-message.ts';
import { asMayBeShown } from './security.ts';

/** What is due within this time and may be early shares the comment of what is due now (DESIGN section 5). */
export const SHARED_WITHIN = 'PT2M';

/** What may be said a little before its time: nobody has missed it yet, and it is no page. */
const mayBeEarly: readonly Due['kind'][] = [
  'update',
  'resolution',
  'backfill',
  'temporary-fix',
  'follow-up',
  'backfill-late',
  'temporary-fix-late',
  'follow-up-late',
  'postmortem-schedule',
  'postmortem-draft',
  'postmortem-publish',
];

/** The draft with everything that is due at its instant done, in at most one comment. */
export function actOnClock(draft: Draft): Draft {
  const due = itemsNow(draft);
  if (due.length === 0) return draft;
  const ofBox = stepOfBox(draft, due);
  const reached = ofBox.filter((step) => isReached(step, draft));
  const items = [...due, ...reached];
  const begun = reached.length > 0 ? draft : changed(draft, hurriedByBox(draft, ofBox), byItself(draft));
  const said = items.filter((item) => !isSilent(item, draft));
  if (said.length === 0) return changed(begun, changesFor(items, [], begun), byItself(begun));
  return commenting(begun, items, said);
}

/** Whether no comment is made for it. */
function isSilent(item: Due, { incident, situation: { policy, now } }: Draft): boolean {
  return soundOf(item, incident, policy) === 'card' || isLongPast(item, incident, now);
}

/** What was due so long ago, of an incident that is over: nobody is reminded of it when an old incident comes to be known. */
const LONG_PAST = 'PT168H';

function isLongPast({ at }: Due, { status }: Incident, now: Timestamp): boolean {
  return isOver(status) && compare(plus(at, LONG_PAST), now) < 0;
}

/**
 * Whether the decision is about something else: what is only said once then waits for its own timer, which fires at once when it is late. An answer to a
 * person is about what that person said, and whoever speaks on the stroke of a deadline has met it.
 */
function isForTimer(items: readonly Due[], { situation: { trigger } }: Draft): boolean {
  const isTimer = trigger.kind === 'tick' || trigger.kind === 'look';
  return !isTimer && items.every((item) => 'about' in item);
}

/** A comment whose event never arrived: others may stand behind it, and a look ends what was found. Whoever is to be called is known then. */
function isFoundLate({ situation: { trigger } }: Draft): boolean {
  return trigger.kind === 'commented' && trigger.via === 'sweep';
}

/** What was due before this very instant, and what is no deadline. */
function isPast(item: Due, { situation: { trigger, now } }: Draft): boolean {
  return trigger.kind === 'tick' || trigger.kind === 'look' || !('about' in item) || compare(item.at, now) < 0;
}

function commenting(draft: Draft, items: readonly Due[], said: readonly Due[]): Draft {
  const { incident, situation } = draft;
  const { policy, now } = situation;
  const concerned = inOrder(said.map((item) => addressees(item, incident, policy)));
  const all = eachOnce([...concerned, ...audienceOf(said, incident, policy)]);
  const called = mentionable(incident, all, policy.mentions.perHour, now);
  const isPage = said.some((item) => soundOf(item, incident, policy) === 'page');
  const left = concerned.filter((handle) => !called.includes(handle));
  const after = changed(draft, changesFor(items, mentioned(called), draft, left), byItself(draft));
  const comment: Effect = {
    kind: 'comment',
    key: dueKey(incident, policy, said),
    urgency: isPage ? 'page' : 'decoration',
    message: dueMessage(asMayBeShown(after.incident, situation), policy, said, called, situation),
    ...(isPage && isAnswered(said, policy) ? { answered: after.incident.ladder.answered } : {}),
  };
  const isAsked = after.incident.asked || missingWithin(after.incident) !== null;
  const told = { ...after, incident: { ...after.incident, asked: isAsked } };
  return doing(isPage ? told : counted(told, now), comment);
}

/** Whether an acknowledgement leaves nothing to page for: steps that ask for one or end with one, and no time-box that is over. */
function isAnswered(said: readonly Due[], policy: Policy): boolean {
  return said.every((item) => (item.kind === 'escalation' ? isAnswerable(policy, item.key) : item.kind !== 'timebox'));
}

/** What is due. */
function itemsNow(draft: Draft): readonly Due[] {
  const { incident, situation } = draft;
  const { policy, now, connected } = situation;
  const all = actionable(incident, policy, now, connected).filter((item) => isPast(item, draft));
  const due = all.filter((item) => isDue(item.at, now));
  if (due.length === 0 || isForTimer(due, draft) || isFoundLate(draft)) return [];
  // Only a comment can be shared: what is written on the card alone brings nothing forward.
  const soon = due.every((item) => isSilent(item, draft)) ? now : plus(now, SHARED_WITHIN);
  return all.filter((item) => isDue(item.at, mayBeEarly.includes(item.kind) ? soon : now));
}

/** The step of the ladder that a time-box among the items takes with it when it is over, whomever it reaches (`S002-38`). */
function stepOfBox({ incident, situation: { policy } }: Draft, items: readonly Due[]): readonly Escalation[] {
  const steps = items.flatMap((item) => (item.kind === 'escalation' ? [item.key] : []));
  const box = items.find((item) => item.kind === 'timebox');
  return box === undefined ? [] : nextStep(incident, policy, box.at, steps);
}

function isReached(step: Escalation, { incident, situation: { policy, connected, now } }: Draft): boolean {
  const from = reachedFrom(step, incident, policy, connected);
  return from !== null && isDue(from, now);
}

/** The step of a time-box that reaches nobody now is taken as soon as it reaches somebody. */
function hurriedByBox({ incident, situation: { policy } }: Draft, steps: readonly Escalation[]): readonly Change[] {
  const tiers = levelOf(policy, incident)?.escalation ?? [];
  return steps
    .filter(({ key }) => incident.ladder.hurried?.[key] === undefined)
    .map(({ key, step }) => {
      const tier = tiers[step]?.targets.join(', ') ?? '';
      return { kind: 'hurried', key, tier, why: 'a time-box is over' };
    });
}

/** `left`: whom the hour's limit of mentions leaves out. */
function changesFor(
  items: readonly Due[],
  mentions: readonly string[],
  draft: Draft,
  left: readonly string[] = [],
): readonly Change[] {
  const steps = items.flatMap((item) => (item.kind === 'escalation' ? [item.key] : []));
  const passed = items.flatMap((item) => ('about' in item ? [item] : []));
  const text = overdueInWords(passed, draft.incident, draft.situation.policy);
  const by = mentions.length > 0 ? [] : pagersNow(draft);
  return [
    ...(passed.length > 0 ? [{ kind: 'passed' as const, keys: passed.map(({ key }) => key), text }] : []),
    ...(steps.length > 0 ? [{ kind: 'paged' as const, keys: steps, whom: mentions, by, left }] : []),
    ...items.flatMap((item): Change[] =>
      item.kind === 'update' ? [{ kind: 'reminded', text: 'Asked for a progress update' }] : [],
    ),
    ...items.flatMap((item): Change[] => (item.kind === 'monitoring-over' ? [{ kind: 'window-announced' }] : [])),
  ];
}

/** The titles of the channels that have the page where nobody can be mentioned. */
function pagersNow({ incident, situation: { policy, connected = [] } }: Draft): readonly string[] {
  return pagersFor(incident, policy, connected).map(({ title }) => title);
}

function recent(incident: Incident, now: Timestamp): readonly Timestamp[] {
  const hourAgo = minus(now, 'PT1H');
  return incident.unasked.filter((at) => compare(at, hourAgo) > 0);
}

/** One more comment that nobody asked for, now. */
export function counted(draft: Draft, now: Timestamp): Draft {
  return { ...draft, incident: { ...draft.incident, unasked: [...recent(draft.incident, now), now] } };
}
