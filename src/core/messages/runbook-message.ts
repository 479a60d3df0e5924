// A message of the runbook: its words chosen by the policy, its fields filled from the record (`S003-30`, `S004-23` and their like). Pure.
import type { Incident } from '../incident/record.ts';
import { roleTitle } from '../incident/role-name.ts';
import { type Message, type MessageData, type MessageValue, trusted } from '../messages.ts';
import { levelOf } from '../policy/find.ts';
import type { Level, Policy } from '../policy/policy.ts';
import type { MessageKind, Wording } from '../policy/written/telling.ts';
import { compare, type Timestamp } from '../time.ts';
import { clocks, monitoring, postmortem } from './clocks.ts';
import { type Extra, known, knownList } from './field.ts';
import { answerTo, causeIn, evidenceIn, fixIn, hypothesisIn, impactIn, joined, textsOf, verifiedIn } from './known.ts';
import { isForCustomers, publicVariables } from './variables.ts';
import { handoffPhase, statusWord, templateFor } from './wordings.ts';

/** The message of a kind about an incident at an instant; null when the policy's runbook has none of that kind. */
export function runbookMessage(
  kind: MessageKind,
  incident: Incident,
  policy: Policy,
  now: Timestamp,
  extra: Extra = {},
): Message | null {
  const wording = policy.messages[kind] ?? null;
  const template = wording === null ? null : templateFor(kind, wording);
  if (wording === null || template === null) return null;
  const all = fields(incident, policy, wording, now, extra);
  return { template, mentions: [], data: isForCustomers(template) ? forCustomers(all, incident) : all };
}

/** Nothing that was said for the team alone is even in the data: of updates only what was marked for customers (`/update --public`). */
function forCustomers(all: MessageData, { updates }: Incident): MessageData {
  const shown = Object.entries(all).filter(([name]) => Object.hasOwn(publicVariables, name));
  return { ...Object.fromEntries(shown), progress: known('what customers may read', updates.lastPublic?.text) };
}

/** Every field that any of the templates names. */
export function fields(
  incident: Incident,
  policy: Policy,
  wording: Wording,
  now: Timestamp,
  extra: Extra = {},
): MessageData {
  const level = levelOf(policy, incident);
  const { owner, repo, number } = incident.issue;
  const word = statusWord(incident, policy, wording);
  return {
    summary: known('what is broken', incident.summary),
    level: incident.level ?? 'not assigned',
    call: callOf(level),
    status: `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
    state: word,
    impact: known('who or what is affected', impactIn(incident)),
    eta: incident.eta ?? trusted('Unknown'),
    link: trusted(extra.url ?? `${owner}/${repo}#${number}`),
    ...clocks(incident, policy, now, extra),
    ...work(incident, extra),
    ...outcome(incident, level, extra),
    ...forUsers(incident, extra),
    ...handoff(incident, policy, now, extra),
  };
}

/** Whom the one-line notice calls (`S003-12`): everybody for the worst level, and while nobody has said how bad it is. */
function callOf(level: Level | null): MessageValue {
  if (level === null || level.rank === 1) return trusted('All hands');
  return level.title === '' ? trusted('Respond now') : level.title;
}

/** What is known and being done. The number does not link to the issue of that number. */
function work(incident: Incident, extra: Extra): MessageData {
  const { lastText, given, next } = incident.updates;
  const said = [extra.actions ?? lastText, extra.next ?? next].filter((text) => text !== null);
  return {
    number: trusted(`#\u200b${Math.max(1, given)}`),
    progress: known('what has been done', lastText),
    next: known('what is next', extra.next, next),
    actions: known('what is being done', extra.actions, lastText),
    known: knownList('what is known', extra.known ?? textsOf(incident, 'note')),
    doing: [...knownList('what is being done', extra.doing ?? said), `ETA: ${incident.eta ?? 'Unknown'}`],
    evidence: known('logs, metrics, commits', extra.evidence, evidenceIn(incident)),
    cause: known('the root cause', extra.cause, causeIn(incident)),
    proposal: known('the fix', extra.proposal, incident.cause?.fix),
  };
}

function outcome(incident: Incident, level: Level | null, extra: Extra): MessageData {
  return {
    fix: known('what was done', fixIn(incident)),
    verified: known('what was verified', verifiedIn(incident)),
    monitoring: monitoring(incident),
    ...postmortem(level, incident, extra.postmortem ?? null),
  };
}

function forUsers(incident: Incident, extra: Extra): MessageData {
  return {
    service: known('the service', extra.service, answerTo(incident, 'service', 'services'), incident.issue.repo),
    feature: known('the component or feature', extra.feature, answerTo(incident, 'feature', 'component', 'components')),
    symptom: known('the symptoms', extra.symptom, answerTo(incident, 'broken')),
    condition: known('degraded or down', extra.condition),
    workaround: known('a workaround', extra.workaround),
  };
}

function handoff(incident: Incident, policy: Policy, now: Timestamp, extra: Extra): MessageData {
  const open = incident.checklist.filter((item) => item.state === 'open').map((item) => item.text);
  const steps = knownList('what is next', extra.steps ?? (extra.next === undefined ? open : [extra.next]));
  const expert = incident.roles['sme']?.login;
  return {
    phase: trusted(handoffPhase(incident.status)),
    happened: known('what happened', answerTo(incident, 'broken'), incident.summary),
    tried: known('what was tried', extra.tried, joined(textsOf(incident, 'update')), answerTo(incident, 'tried')),
    learned: known('what was learned', extra.learned, joined(textsOf(incident, 'note'))),
    hypothesis: known('a hypothesis', extra.hypothesis, hypothesisIn(incident)),
    steps: steps.slice(0, 5).map((text, index) => ({ number: index + 1, text })),
    reporter: trusted(incident.reportedBy.login),
    expert: expert === undefined ? known('the expert') : trusted(expert),
    ...briefing(incident, policy, now, extra),
  };
}

/** What the next commander must know (`S004-27`). */
function briefing(incident: Incident, policy: Policy, now: Timestamp, extra: Extra): MessageData {
  const boxes = incident.timeBoxes.filter(({ done, due }) => done === null && due !== null && compare(due, now) > 0);
  const others = Object.entries(incident.roles).filter(([role]) => role !== 'commander');
  const roles = others.map(([role, { login }]) => `${roleTitle(policy.roles, role)}: ${login}`);
  return {
    situation: extra.situation ?? incident.updates.lastText,
    underway: known('actions in progress', extra.underway, joined(boxes.map(({ what }) => what))),
    questions: known('open questions', extra.questions),
    stakeholders: known('key stakeholders', extra.stakeholders, joined(roles)),
    // Without a next step it is what is open that comes next.
    open:
      extra.next === undefined && extra.steps === undefined
        ? []
        : incident.checklist.filter(({ state }) => state === 'open').map(({ text }) => text),
    incoming: trusted(incident.roles['commander']?.login ?? 'nobody yet'),
    outgoing: extra.outgoing === undefined ? known('who hands over') : trusted(extra.outgoing),
    handedBy: extra.handedBy === undefined ? null : trusted(extra.handedBy),
  };
}
