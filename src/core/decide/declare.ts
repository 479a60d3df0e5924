// An issue becomes an incident: declared by who may, reported by who may not (DESIGN section 5).
import type { Situation } from '../brain.ts';
import type { LiveIssue } from '../facts.ts';
import type { Form } from '../form/form.ts';
import { parseFormBody } from '../form/parse-body.ts';
import type { Cause, Change } from '../incident/change.ts';
import { type Declaration, readDeclaration } from '../incident/declaration.ts';
import { type Incident, type Person, RECORD_FORMAT } from '../incident/record.ts';
import { hasRight } from '../policy/authority.ts';
import { checklistOf, pagedBy } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, type Timestamp, toSecond } from '../time.ts';
import { claimantOf } from './asked.ts';
import { changed, type Draft, doing } from './draft.ts';
import { reportMessage } from './due-message.ts';
import { looksLikeIncident } from './labels.ts';
import { saysSecurity } from './security.ts';

/** Whether the issue asks to be an incident: its label, its title prefix, or the form's headings. */
export function isCandidate(policy: Policy, live: LiveIssue, form: Form): boolean {
  const labels = live.labels.map((label) => label.name);
  return looksLikeIncident(policy, labels, live.title) || parseFormBody(form, live.body).matches === 'all';
}

/** What the issue says, as a report that nobody has declared and nobody was told of. */
export function reportOf(situation: Situation, live: LiveIssue, form: Form): Incident {
  const said = declarationOf(situation, live, form);
  return { ...blank(situation, live, said), milestones: milestones(said, live, situation.now) };
}

function declarationOf({ policy }: Situation, { title, body, labels }: LiveIssue, form: Form): Declaration {
  return readDeclaration({ title, body, labels: labels.map((label) => label.name) }, form, policy);
}

/** The incident of a candidate issue, declared or reported by the trigger's actor. */
export function declare(situation: Situation, live: LiveIssue, form: Form): Draft {
  const { policy, trigger, now } = situation;
  const actor = trigger.actor ?? live.author;
  const cause: Cause = { at: now, by: actor, comment: null };
  const draft: Draft = { situation, incident: reportOf(situation, live, form), effects: [], log: [] };
  if (hasRight('declare', { ...claimantOf(situation), person: actor }, policy).allowed)
    return changed(draft, [{ kind: 'declared' }], cause);
  return tellFirstResponder(withEntry(draft, actor));
}

/** A plain issue was labelled again: a declaration of its own, on the same card and behind the same timeline. */
export function declareAgain(situation: Situation, before: Incident, live: LiveIssue, form: Form): Draft {
  const at = situation.trigger.at;
  const { incident, effects, log } = declare(situation, live, form);
  const { card, seen, timeline, folded, refused } = before;
  const again: Incident = { ...incident, card, seen, folded, refused, timeline: [...timeline, ...incident.timeline] };
  // The first report was told under the same key.
  const told = effects.map((effect) => ({ ...effect, key: `${effect.key}/${toSecond(at)}` }));
  return { situation, incident: again, effects: told, log };
}

/** The opening arrived after something else about the issue had made a report of it: it is declared if its author may (F-15). */
export function declareLate(draft: Draft, live: LiveIssue): Draft {
  const { trigger, policy, now } = draft.situation;
  const actor = trigger.actor;
  if (draft.incident.status !== 'reported' || actor === null || actor.id !== live.author?.id) return draft;
  if (!hasRight('declare', claimantOf(draft.situation), policy).allowed) return draft;
  return changed(draft, [{ kind: 'declared' }], { at: now, by: actor, comment: null });
}

/** The body was edited: start, detection, impact, answers and what is missing are read again. Severity and clocks are not its business. */
export function readAgain(draft: Draft, live: LiveIssue, form: Form): Draft {
  const { incident, situation } = draft;
  const said = declarationOf(situation, live, form);
  const asAnswered = incident.answers.find((answer) => answer.id === 'affected')?.value ?? null;
  const next: Incident = {
    ...incident,
    detection: said.detection ?? incident.detection,
    impact: incident.impact === asAnswered ? said.impact : incident.impact,
    answers: [...said.answers],
    missing: [...said.missing],
    security: incident.security || saysSecurity(said.answers),
    milestones: incident.timed.includes('started')
      ? incident.milestones
      : { ...incident.milestones, started: milestones(said, live, situation.now).started },
  };
  if (JSON.stringify(next) === JSON.stringify(incident)) return draft;
  const entry: Change = { kind: 'recorded', entry: 'by-hand', text: 'The description was edited' };
  return changed({ ...draft, incident: next }, [entry], {
    at: situation.now,
    by: situation.trigger.actor,
    comment: null,
  });
}

function blank({ trigger, policy }: Situation, live: LiveIssue, said: Declaration): Incident {
  return {
    format: RECORD_FORMAT,
    revision: 0,
    issue: trigger.issue,
    summary: said.summary,
    level: said.level,
    status: 'reported',
    declaredBy: null,
    reportedBy: live.author ?? trigger.actor ?? nobody,
    roles: {},
    milestones: noMilestones,
    detection: said.detection,
    impact: said.impact,
    eta: null,
    answers: [...said.answers],
    missing: [...said.missing],
    unknownSeverities: [...said.unknown],
    checklist: [...checklistOf(policy)],
    ladder: { since: null, taken: [], at: {}, answered: null },
    flags: [],
    updates: { given: 0, since: null, lastText: null, next: null, remindedAt: null, reminders: 0, statusAt: null },
    monitoring: null,
    timeBoxes: [],
    backfills: [],
    temporaryFixes: [],
    followUps: [],
    decisions: [],
    hypotheses: [],
    cause: null,
    timed: [],
    duplicateOf: null,
    joined: [],
    plainSince: null,
    security: saysSecurity(said.answers),
    passed: [],
    unasked: [],
    replies: [],
    timeline: [],
    folded: 0,
    seen: { upTo: 0, ids: [] },
    drift: null,
    refused: [],
    notices: [],
    labels: [],
    card: null,
    policy: null,
  };
}

/** GitHub's stand-in for deleted accounts. */
const nobody: Person = { id: 10137, login: 'ghost', nodeId: 'MDQ6VXNlcjEwMTM3', bot: false };

const noMilestones: Incident['milestones'] = {
  started: null,
  complaint: null,
  alerted: null,
  detected: null,
  reported: null,
  declared: null,
  acknowledged: null,
  identified: null,
  mitigated: null,
  resolved: null,
  closed: null,
  reopened: null,
};

/** A start in the future is a slip of the pen: the opening of the issue counts then. */
function milestones(said: Declaration, live: LiveIssue, now: Timestamp): Incident['milestones'] {
  const started = said.started !== null && compare(said.started, now) <= 0 ? said.started : live.createdAt;
  return { ...noMilestones, started, reported: live.createdAt };
}

function withEntry(draft: Draft, actor: Person | null): Draft {
  const entry = {
    at: draft.situation.now,
    kind: 'reported' as const,
    by: actor?.login ?? null,
    text: 'Reported; waiting for a responder',
    comment: null,
  };
  return { ...draft, incident: { ...draft.incident, timeline: [...draft.incident.timeline, entry] } };
}

const untold = {
  level: 'warn',
  code: 'report-not-told',
  text: 'A report was told to nobody: nobody is mapped, or the hour had its share of reports.',
} as const;

/** The first responder is told once, and strangers can cause that only so often an hour (AC-17). */
function tellFirstResponder(draft: Draft): Draft {
  const { situation, incident } = draft;
  const mentions = pagedBy(situation.policy, null, 0);
  if (mentions.length === 0 || situation.facts.countedLastHour >= situation.policy.reportsPerHour)
    return { ...draft, log: [...draft.log, untold] };
  const key = `report/${incident.issue.number}`;
  return doing(draft, { kind: 'comment', key, urgency: 'page', message: reportMessage(incident, mentions, situation) });
}
