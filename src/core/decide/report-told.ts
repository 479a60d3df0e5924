// The first responder is told once of a report by somebody who may not declare: at once, or when the hour's share of reports (AC-17) and the quiet hours let it.
import { reportFrom } from '../clock/put-off.ts';
import type { MadeIssue } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { pagedBy } from '../policy/find.ts';
import { compare, inWords, isDue, later, minuteInUtc, type Timestamp, wholeMinuteFrom } from '../time.ts';
import { type Draft, doing } from './draft.ts';
import { reportMessage } from './due-message.ts';
import { isKeptOut } from './not-an-incident.ts';
import { HELD_AT_MOST, REPORTS_PER_AUTHOR, type Turn, turnOf } from './report-share.ts';
import { isLate, reportsMade } from './reports-counted.ts';
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
  const turn = turnOf(before(draft), author, now, policy.reportsPerHour);
  const key = `report/${incident.issue.number}`;
  const at = 'at' in turn ? reportFrom(incident, policy, later(turn.at, now)) : null;
  if (at !== null && isDue(at, now)) return told(draft, key);
  const entry = { at: now, kind: 'reported' as const, by: null, text: turnInWords(turn, at, incident), comment: null };
  const held = 'at' in turn ? { held: { until: turn.at, key } } : {};
  return {
    ...draft,
    incident: { ...incident, ...held, timeline: [...incident.timeline, entry] },
    log: [...draft.log, untold],
  };
}

/** The draft with the first responder told of a report that was held back until now, if it is still one. By the severity that it has by now. */
export function tellHeldReport(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { held, ...rest } = incident;
  if (held === undefined) return draft;
  const isOne = incident.status === 'reported' && !isKeptOut(incident, situation.policy);
  const at = reportFrom(incident, situation.policy, later(held.until, situation.now));
  if (isOne && (at === null || !isDue(at, situation.now))) return draft;
  const released = { ...draft, incident: rest };
  return isOne ? told(released, held.key) : released;
}

function told(draft: Draft, key: string): Draft {
  const { situation, incident } = draft;
  const mentions = mentionsOf(draft);
  if (mentions.length === 0) return { ...draft, log: [...draft.log, untold] };
  const isLabelled = situation.facts.issue?.labels.some(({ name }) => isSecurityLabel(name)) === true;
  const shown = asMayBeShown({ ...incident, security: incident.security || isLabelled }, situation);
  const asked = { ...draft, incident: { ...incident, asked: incident.asked || incident.missing.length > 0 } };
  return doing(asked, { kind: 'comment', key, urgency: 'page', message: reportMessage(shown, mentions, situation) });
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
  if ('at' in turn) {
    if (at === null) return `Nobody is told of this report: ${level} is a ticket of the backlog, which pages nobody`;
    const why = at === turn.at ? 'the hour had its share of reports' : `${level} waits for the end of the quiet hours`;
    return `Nobody is told of this report yet: ${why}; the first responder is told at ${minuteInUtc(wholeMinuteFrom(at))} if nobody has accepted it`;
  }
  return turn.never === 'author'
    ? `Nobody is told of this report: its author had ${REPORTS_PER_AUTHOR} others told of within the hour`
    : `Nobody is told of this report: it is among more than the first responder is told of in ${inWords(HELD_AT_MOST)}`;
}

/** The record of a report that was told of before under the same key, with another name for this time. */
export function toldAgain({ held, ...rest }: Incident, suffix: string): Incident {
  return held === undefined ? rest : { ...rest, held: { ...held, key: `${held.key}/${suffix}` } };
}
