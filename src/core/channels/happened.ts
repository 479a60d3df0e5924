// What happened to an incident between two states of it, as channels are told: each with the instant of the fact, in the order in which people must hear of it.
import { lastMention, timesTold } from '../incident/ladder.ts';
import type { Incident, Person } from '../incident/record.ts';
import { isActive, isOver } from '../incident/transitions.ts';
import { compare, minus, type Timestamp, toSecond } from '../time.ts';
import type { NoticeEvent } from './event.ts';

/** One thing that happened. `about` names what it concerns; with the event and an instant of the record (`since`, else `at`) it is the key. */
export type Fact = {
  readonly event: NoticeEvent;
  readonly at: Timestamp;
  readonly about: string | null;
  readonly since?: Timestamp;
  /** A step of the ladder that `/snooze` and quiet hours hold back, by its key; absent: nothing does. */
  readonly step?: string;
  /** The step of the ladder that it is the page of, held back or not; absent: it is none. */
  readonly page?: string;
};

/** The same for the same fact, whenever and however often it is decided. */
export function factKey({ event, at, about, since }: Fact): string {
  return [event, ...(about === null ? [] : [about]), toSecond(since ?? at)].join('/');
}

/** What happened from one state to the next; a report has happened to nobody. */
export function happened(before: Incident | null, after: Incident): readonly Fact[] {
  if (after.milestones.declared === null) return [];
  if (before === null || before.milestones.declared === null) return [...opened(after), ...paged(null, after)];
  return [
    ...reopened(before, after),
    ...levelled(before, after),
    ...paged(before, after),
    ...answered(before, after),
    ...moved(before, after),
    ...updated(before, after),
    ...ended(before, after),
    ...shared(before, after),
  ];
}

/** A longer silence was no lost row: what was decided so long before the record was rebuilt has been told. */
const RECENT = 'PT1H';

/**
 * What a rebuilt record says that may have been decided and never sent, since what was to be sent was in the database that is gone: told
 * again under the same keys. `wasDown`: the channel took nothing for a while, so it may lack older facts as well.
 */
export function heldByRecord(incident: Incident, now: Timestamp, wasDown: boolean): readonly Fact[] {
  if (incident.milestones.declared === null || isOver(incident.status)) return [];
  const all = [
    ...opened(incident),
    ...(incident.ladder.answered === null ? paged(null, incident) : []),
    ...resolvedIn(incident),
  ];
  return wasDown ? all : all.filter(({ at }) => compare(at, minus(now, RECENT)) >= 0);
}

/** That it was declared; nothing for a report. */
function opened({ milestones }: Incident): readonly Fact[] {
  return milestones.declared === null ? [] : [{ event: 'opened', at: milestones.declared, about: null }];
}

/** The step that was taken last: several at once are one page. Counted from the start of the ladder, so that a page has one name by whichever way it goes out. */
function paged(before: Incident | null, after: Incident): readonly Fact[] {
  const { ladder } = after;
  const known = before?.ladder.at ?? {};
  // Under another policy a step that was taken may have another name, and one that is past counts as taken since the last mention.
  const told = before?.policy?.accepted === after.policy?.accepted ? [] : Object.values(known);
  // What only counts as told, since things got better, is no page.
  const counted = ladder.counted ?? [];
  const steps = Object.entries(ladder.at).flatMap(([key, at]) =>
    at === known[key] || told.includes(at) || counted.includes(key) ? [] : [key],
  );
  const last = steps.toSorted((a, b) => compare(ladder.at[a] ?? '', ladder.at[b] ?? '')).at(-1);
  if (last === undefined || ladder.since === null) return [];
  return [pageFact(after, last, ladder.at[last] ?? ladder.since, timesTold(ladder, last))];
}

/**
 * The page of a step that it takes for the `nth` time: another one under each policy that was accepted, where the steps are others, and each time
 * that somebody has it taken again.
 */
export function pageFact({ ladder, level, policy }: Incident, step: string, at: Timestamp, nth: number): Fact {
  const number = step.slice(step.lastIndexOf('/') + 1);
  const accepted = policy?.accepted === undefined ? [] : [toSecond(policy.accepted)];
  const again = nth > 1 ? [String(nth)] : [];
  const about = [`${wordOf(level ?? 'unassigned')}-${number}`, ...accepted, ...again].join('/');
  const waits = ladder.hurried?.[step] === undefined ? { step } : {};
  return { event: 'paged', at, about, since: ladder.since ?? at, page: step, ...waits };
}

/**
 * What a channel is told that has to do with the incident once more: that there is one, and the step of its severity that was taken last while nobody
 * has answered. Named after the instant: under the old names it was told before.
 */
export function again(incident: Incident, facts: readonly Fact[]): readonly Fact[] {
  const at = lastEntryAt(incident);
  const { ladder, level, status } = incident;
  const own = Object.entries(ladder.at).filter(([key]) => key.startsWith(`${level}/`) && timesTold(ladder, key) > 0);
  const [last] = own.toSorted(([, a], [, b]) => compare(a, b)).at(-1) ?? [];
  const isWanted = isActive(status) && ladder.answered === null && !facts.some(({ event }) => event === 'paged');
  const page =
    !isWanted || last === undefined ? [] : [{ ...pageFact(incident, last, at, timesTold(ladder, last)), since: at }];
  return [...opened(incident).map((fact) => ({ ...fact, since: at })), ...page];
}

function answered(before: Incident, after: Incident): readonly Fact[] {
  const at = after.ladder.answered;
  const isAnswered = at !== null && (isOpenIn(before, at) || isBack(before, after));
  const acknowledged: readonly Fact[] = isAnswered ? [{ event: 'acknowledged', at, about: null }] : [];
  const commander = after.roles['commander'];
  if (commander === undefined || commander.id === before.roles['commander']?.id) return acknowledged;
  // Who acknowledges leads by that; who is named beside it is told of as ever.
  if (isAnswered && !isNamedAt(after, at, commander)) return acknowledged;
  return [...acknowledged, { event: 'assigned', at: lastEntryAt(after), about: String(commander.id) }];
}

/** Whether somebody was named to lead at an instant, and did not only acknowledge. */
function isNamedAt({ timeline }: Incident, at: Timestamp, { login }: Person): boolean {
  return timeline.some(
    (entry) =>
      entry.at === at && (entry.kind === 'handoff' || (entry.kind === 'role' && entry.text.endsWith(`: ${login}`))),
  );
}

/** Whether there was a page to answer: nobody had, or people were mentioned again since. */
function isOpenIn({ ladder }: Incident, at: Timestamp): boolean {
  const { answered } = ladder;
  if (answered === null) return true;
  const told = lastMention(ladder);
  return at !== answered && told !== null && compare(told, answered) >= 0;
}

function levelled(before: Incident, after: Incident): readonly Fact[] {
  if (before.level === after.level) return [];
  return [{ event: 'severity', at: lastEntryAt(after), about: wordOf(after.level ?? 'unassigned') }];
}

/** A status of its own event is told by that. */
function moved(before: Incident, after: Incident): readonly Fact[] {
  const isOwn = after.status === 'resolved' || isOver(after.status) || isBack(before, after);
  if (before.status === after.status || isOwn) return [];
  return [{ event: 'status', at: after.updates.statusAt ?? lastEntryAt(after), about: after.status }];
}

function updated({ updates: before }: Incident, { updates }: Incident): readonly Fact[] {
  if (updates.given <= before.given || updates.since === null) return [];
  return [{ event: 'update', at: updates.since, about: String(updates.given) }];
}

function reopened(before: Incident, after: Incident): readonly Fact[] {
  const at = after.milestones.reopened;
  return at === null || !isBack(before, after) ? [] : [{ event: 'reopened', at, about: null }];
}

function isBack(before: Incident, after: Incident): boolean {
  return after.milestones.reopened !== before.milestones.reopened;
}

function ended(before: Incident, after: Incident): readonly Fact[] {
  const isClosed = isOver(after.status) && !isOver(before.status);
  const wasResolved = after.milestones.resolved !== before.milestones.resolved;
  return [
    ...(wasResolved ? resolvedIn(after) : []),
    ...(isClosed
      ? [{ event: 'closed' as const, at: after.milestones.closed ?? lastEntryAt(after), about: after.status }]
      : []),
  ];
}

function shared({ debrief: before }: Incident, { debrief }: Incident): readonly Fact[] {
  const at = debrief?.shared?.at;
  return at === undefined || at === before?.shared?.at ? [] : [{ event: 'shared', at, about: null }];
}

function resolvedIn({ milestones, status }: Incident): readonly Fact[] {
  const at = milestones.resolved;
  return at === null || (status !== 'resolved' && !isOver(status)) ? [] : [{ event: 'resolved', at, about: null }];
}

function lastEntryAt({ timeline, milestones }: Incident): Timestamp {
  const last = timeline.at(-1);
  return last?.recorded ?? last?.at ?? milestones.declared ?? '1970-01-01T00:00:00Z';
}

function wordOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
