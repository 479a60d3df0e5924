// The comment that the clock makes: the runbook's initial alert, a request for an update with a draft, the end of the window.
import type { Situation } from '../brain.ts';
import { alsoTold } from '../channels/also-told.ts';
import { pagersFor } from '../channels/chosen.ts';
import type { Due } from '../clock/due.ts';
import { begun } from '../clock/targets.ts';
import { updateDueAt } from '../clock/updates.ts';
import { pagedByInWords } from '../incident/entry.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { lengthOnClock } from '../messages/times.ts';
import { fieldsOfUpdate } from '../messages/wordings.ts';
import { embedded, type Message, type MessageValue, type Trusted, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { clockTime, minutesBetween, type Timestamp, toSecond } from '../time.ts';
import { missingWithin } from './intake-message.ts';
import { overdueOnComment } from './overdue.ts';
import { mentioned, mentionLine, pageMessage, refusedBefore } from './page-message.ts';
import { saidInWords } from './unknown-severity.ts';

/** One comment for all that is due now (`S003-30`, `S003-31`). Of those it is for, the first are mentioned (AC-16). */
export function dueMessage(
  incident: Incident,
  policy: Policy,
  items: readonly Due[],
  called: readonly string[],
  situation: Situation,
): Message {
  const { now } = situation;
  const has = (kind: Due['kind']): boolean => items.some((item) => item.kind === kind);
  const since = begun(incident) ?? now;
  const isAlone = !has('escalation') && !has('update') && !has('monitoring-over');
  return {
    template: 'due',
    mentions: mentioned(called),
    data: {
      mentions: toWhom(called, has('escalation'), incident, situation),
      summary: incident.summary,
      level: incident.level ?? 'not assigned',
      started: trusted(toSecond(incident.milestones.started ?? incident.milestones.declared ?? now)),
      time: trusted(clockTime(now)),
      elapsed: minutesBetween(since, now) === 0 ? null : trusted(lengthOnClock(policy, since, now)),
      reopened: incident.milestones.reopened !== null,
      unacknowledged: incident.ladder.answered === null,
      commander: trusted(incident.roles['commander']?.login ?? 'Somebody'),
      page: has('escalation') ? embedded(pageMessage(incident, policy, items, situation)) : null,
      severityMissing: levelOf(policy, incident) === null,
      ...severitySaid(incident, policy),
      report: false,
      reports: null,
      ask: missingWithin(incident),
      update: has('update')
        ? {
            number: incident.updates.given + 1,
            every: cadence(incident, policy),
            late: lateness(incident, policy, now),
            fields: namedFields(policy),
            orStatus: levelOf(policy, incident)?.updates?.onStatusChange === true,
          }
        : null,
      windowOver: has('monitoring-over'),
      overdue: overdueOnComment(items, incident, policy).map((line, place) => ({
        ...line,
        follows: place > 0 || !isAlone,
      })),
      refused: refusedBefore(incident),
      also: alsoTold(incident, items, situation),
    },
  };
}

/** Those who are mentioned; a page that mentions nobody says which channels have it. */
function toWhom(
  called: readonly string[],
  isPage: boolean,
  incident: Incident,
  { policy, connected = [] }: Situation,
): MessageValue {
  const pagers = isPage && called.length === 0 ? pagersFor(incident, policy, connected) : [];
  return pagers.length === 0 ? mentionLine(called) : `${pagedByInWords(pagers.map(({ title }) => title))}.`;
}

/** What was said of the severity and is none of the policy's, with those that are. */
function severitySaid(incident: Incident, policy: Policy) {
  const said = incident.level === null ? incident.unknownSeverities.map(saidInWords).join('; ') : '';
  const levels = policy.levels.map((level) => codeSpan(level.name)).join(', ');
  return { severitySaid: said === '' ? null : said, levels: trusted(levels) };
}

function namedFields(policy: Policy): ReturnType<typeof trusted> | null {
  const fields = fieldsOfUpdate(policy);
  return fields === null ? null : trusted(fields.join(', '));
}

/** How long ago the update was first due; null while it has only just become so. */
function lateness(incident: Incident, policy: Policy, now: Timestamp): ReturnType<typeof trusted> | null {
  const updates = levelOf(policy, incident)?.updates ?? null;
  const dueAt = updates === null ? null : updateDueAt(incident, updates);
  return dueAt === null || minutesBetween(dueAt, now) === 0 ? null : trusted(lengthOnClock(policy, dueAt, now));
}

function cadence(incident: Incident, policy: Policy): ReturnType<typeof trusted> | null {
  const every = levelOf(policy, incident)?.updates?.every ?? null;
  return every === null ? null : trusted(every.replace(/^PT/, '').toLowerCase());
}

/** Whether the report itself is one still, and the numbers of others that are told with it. */
export type WhichReports = { readonly isOne: boolean; readonly others: readonly number[] };

/** Most reports that one comment names. */
const MOST_NAMED = 20;

function reportsInWords(numbers: readonly number[]): Trusted | null {
  if (numbers.length === 0) return null;
  const named = numbers.slice(0, MOST_NAMED).map((number) => `#${number}`);
  const more = numbers.length - named.length;
  return trusted([...named, ...(more > 0 ? [`${more} more`] : [])].join(', '));
}

/** Told once to the first responder when somebody without the right to declare reports an incident. */
export function reportMessage(
  incident: Incident,
  called: readonly string[],
  situation: Situation,
  { isOne, others }: WhichReports,
): Message {
  return {
    template: 'due',
    mentions: mentioned(called),
    data: {
      mentions: mentionLine(called),
      summary: incident.summary,
      level: incident.level ?? 'not assigned',
      started: trusted(toSecond(incident.milestones.started ?? situation.now)),
      time: trusted(clockTime(situation.now)),
      elapsed: null,
      reopened: false,
      unacknowledged: true,
      commander: null,
      page: null,
      severityMissing: false,
      ...severitySaid(incident, situation.policy),
      report: isOne,
      reports: reportsInWords(others),
      ask: isOne ? missingWithin(incident) : null,
      update: null,
      windowOver: false,
      overdue: [],
      refused: null,
      also: null,
    },
  };
}
