// The first responder is told once of a report by somebody who may not declare: at once, or when the hour's share of reports (AC-17) and the quiet hours let it.
import { heldReportFrom, reportFrom, togetherFrom, toldFrom } from '../clock/put-off.ts';
import type { MadeIssue } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { levelOf, pagedBy } from '../policy/find.ts';
import { compare, isDue, later, minuteInUtc, type Timestamp, wholeMinuteFrom } from '../time.ts';
import { type Draft, doing } from './draft.ts';
import { reportMessage, type WhichReports } from './due-message.ts';
import { levelsAmong } from './labels.ts';
import { isKeptOut } from './not-an-incident.ts';
import { counting } from './over-and-over.ts';
import { type From, type Turn, turnOf } from './report-share.ts';
import { isLate, othersOpen, reportsMade } from './reports-counted.ts';
import { asMayBeShown, isSecurityLabel } from './security.ts';

const untold = {
  level: 'warn',
  code: 'report-not-told',
  text: 'A report was told to nobody: nobody is mapped, the hour had its share of reports, or its severity can wait.',
} as const;

/** The draft with the first responder told of its report, now or later; the card says when, or why not. One that waits keeps its turn. */
export function tellFirstResponder(draft: Draft): Draft {
  const { situation, incident } = draft;
  if (incident.held !== undefined) return draft;
  if (mentionsOf(draft).length === 0) return { ...draft, log: [...draft.log, untold] };
  const { now, policy, facts } = situation;
  const author = facts.issue?.author?.id ?? null;
  const turn = turnOf(before(draft), author, now, policy.reportsPerHour, mayBeToldFrom(draft));
  const key = `report/${incident.issue.number}`;
  const at = 'at' in turn ? reportFrom(incident, policy, later(turn.at, now)) : null;
  if (at !== null && isDue(at, now)) return told(draft, key);
  const entry = { at: now, kind: 'reported' as const, by: null, text: turnInWords(turn, at, incident), comment: null };
  const held = heldUntil(turn, key);
  return {
    ...counting({ ...draft, incident: { ...incident, ...held, timeline: [...incident.timeline, entry] } }),
    log: [...draft.log, untold],
  };
}

/** A ticket of the backlog is told to nobody, so that it waits for nothing. */
function mayBeToldFrom({ incident, situation: { policy } }: Draft): From {
  return (report, at) => {
    const level = report === null ? levelOf(policy, incident) : (levelsAmong(policy, report.labels ?? [])[0] ?? null);
    return level?.backlog === true ? at : toldFrom(level, policy, at);
  };
}

function heldUntil(turn: Turn, key: string): Pick<Incident, 'held'> {
  if ('at' in turn && turn.together !== undefined) {
    const { at, number } = turn.together;
    return { held: { until: turn.at, key, together: at, ...(number === null ? { digest: true } : {}) } };
  }
  if (!('at' in turn) || typeof turn.digest === 'number') return {};
  return { held: { until: turn.at, key, ...(turn.digest === null ? { digest: true } : {}) } };
}

/**
 * The draft with the first responder told of a report that was held back until now, if it is still one; with the others that nobody has accepted where
 * they wait for it, whatever became of it.
 */
export function tellHeldReport(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { held, ...rest } = incident;
  if (held === undefined) return draft;
  if (held.together !== undefined) return tellTogether(draft, { ...held, together: held.together }, rest);
  const isOne = incident.status === 'reported' && !isKeptOut(incident, situation.policy);
  const at = heldReportFrom(incident, situation.policy, situation.now);
  const isDigest = held.digest === true;
  if ((isOne || isDigest) && (at === null || !isDue(at, situation.now))) return draft;
  const released = { ...draft, incident: rest };
  const others = isDigest ? othersOpen(situation) : [];
  const isTold = isOne && reportFrom(incident, situation.policy, situation.now) !== null;
  return isTold || others.length > 0 ? told(released, held.key, { isOne: isTold, others }) : released;
}

type HeldTogether = NonNullable<Incident['held']> & { readonly together: Timestamp };

/** At the end of the quiet hours the first of those that waited for it tells of all, whatever became of it; one that cannot wait any more is told alone before. */
function tellTogether(draft: Draft, held: HeldTogether, rest: Omit<Incident, 'held'>): Draft {
  const { incident, situation } = draft;
  const { policy, now } = situation;
  const isFirst = held.digest === true;
  const isOne = incident.status === 'reported' && !isKeptOut(incident, policy) && held.told !== true;
  const released = { ...draft, incident: rest };
  if (!isOne && !isFirst) return released;
  const at = heldReportFrom(incident, policy, now);
  if (at === null || !isDue(at, now)) return draft;
  const isOver = isDue(togetherFrom(held.together, policy), now);
  if (!isOver) {
    const left = isFirst ? { ...rest, held: { ...held, told: true, key: `${held.key}/others` } } : rest;
    return isOne ? told({ ...draft, incident: left }, held.key) : draft;
  }
  if (!isFirst) return released;
  const isTold = isOne && reportFrom(incident, policy, now) !== null;
  const others = othersOpen(situation);
  return isTold || others.length > 0 ? told(released, held.key, { isOne: isTold, others }) : released;
}

/** What tells only of others has another name: it is sent though this report was accepted. */
function told(draft: Draft, name: string, what: WhichReports = { isOne: true, others: [] }): Draft {
  const { situation, incident } = draft;
  const key = what.isOne ? name : name.replace(/^report\//, 'reports/');
  const mentions = mentionsOf(draft);
  if (mentions.length === 0) return { ...draft, log: [...draft.log, untold] };
  const isLabelled = situation.facts.issue?.labels.some(({ name }) => isSecurityLabel(name)) === true;
  const shown = asMayBeShown({ ...incident, security: incident.security || isLabelled }, situation);
  const asked = { ...draft, incident: { ...incident, asked: incident.asked || incident.missing.length > 0 } };
  return doing(asked, {
    kind: 'comment',
    key,
    urgency: 'page',
    message: reportMessage(shown, mentions, situation, what),
  });
}

function mentionsOf({ situation }: Draft): readonly string[] {
  return pagedBy(situation.policy, null, 0);
}

/** The reports before this one: of a new issue those that were opened before it, else all of them. */
function before({ situation }: Draft): readonly MadeIssue[] {
  const { facts, record, trigger } = situation;
  const { issue } = facts;
  const all = reportsMade(situation);
  if (record !== null || issue === null || isLate(situation)) return all;
  return all.filter(({ createdAt, number }) => {
    const order = compare(createdAt, issue.createdAt);
    return order < 0 || (order === 0 && number < trigger.issue.number);
  });
}

/** `at`: when somebody is told; null: never, as things are. */
function turnInWords(turn: Turn, at: Timestamp | null, { level }: Incident): string {
  if (!('at' in turn))
    return 'Nobody is told of this report: the policy has none told, or it is among more than can be counted';
  if (at === null && typeof turn.digest !== 'number')
    return `Nobody is told of this report: ${level} is a ticket of the backlog, which pages nobody`;
  if (turn.together !== undefined) {
    const place = turn.together.number === null ? 'here' : `in #${turn.together.number}`;
    return `Nobody is told of this report yet: ${level} waits for the end of the quiet hours; the first responder is told of all reports that wait together at ${minuteInUtc(wholeMinuteFrom(turn.together.at))}, ${place}, if nobody has accepted it`;
  }
  const when = minuteInUtc(wholeMinuteFrom(turn.digest === undefined && at !== null ? at : turn.at));
  if (turn.digest === undefined) {
    const why = at === turn.at ? 'the hour had its share of reports' : `${level} waits for the end of the quiet hours`;
    return `Nobody is told of this report yet: ${why}; the first responder is told at ${when} if nobody has accepted it`;
  }
  const where = turn.digest === null ? 'here' : `in #${turn.digest}`;
  return `Nobody is told of this report by itself: it is beyond the share of its author or of the hour; the first responder is told of all such reports together at ${when}, ${where}, if nobody has accepted it`;
}

/** The record of a report that was told of before under the same key, with another name for this time. */
export function toldAgain({ held, ...rest }: Incident, suffix: string): Incident {
  return held === undefined ? rest : { ...rest, held: { ...held, key: `${held.key}/${suffix}` } };
}
