// An issue becomes an incident: declared by who may, reported by who may not (DESIGN section 5).
import type { Situation } from '../brain.ts';
import type { LiveIssue } from '../facts.ts';
import type { Form } from '../form/form.ts';
import { parseFormBody } from '../form/parse-body.ts';
import { formUnder } from '../form/under-policy.ts';
import { boxesIn } from '../incident/boxes.ts';
import type { Cause, Change } from '../incident/change.ts';
import { type Declaration, readDeclaration } from '../incident/declaration.ts';
import { isDrillTitle } from '../incident/drill-title.ts';
import { type Incident, type Person, RECORD_FORMAT } from '../incident/record.ts';
import { timesThatCanBe } from '../incident/said-times.ts';
import { hasRight } from '../policy/authority.ts';
import { checklistOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { toSecond } from '../time.ts';
import { claimantOf, mayCommand } from './asked.ts';
import { changed, type Draft } from './draft.ts';
import { isOwnDrill } from './drill-opened.ts';
import { looksLikeIncident } from './labels.ts';
import { doubted, isKeptOut, offeredPlain } from './not-an-incident.ts';
import { tellFirstResponder, toldAgain } from './report-told.ts';
import { isWrittenBy } from './written-by.ts';

/** Whether the issue asks to be an incident: its label, its title prefix, or the form's headings. */
export function isCandidate(policy: Policy, live: LiveIssue, form: Form): boolean {
  const labels = live.labels.map((label) => label.name);
  return (
    looksLikeIncident(policy, labels, live.title) || parseFormBody(formUnder(form, policy), live.body).matches === 'all'
  );
}

/** What a report is made of beside the issue. */
type Opening = Pick<Situation, 'policy' | 'now'> & { readonly trigger: Pick<Situation['trigger'], 'issue' | 'actor'> };

/** What the issue says, as a report that nobody has declared and nobody was told of. */
export function reportOf(situation: Opening, live: LiveIssue, form: Form): Incident {
  const said = declarationOf(situation, live, form);
  const opened = { ...noMilestones, reported: live.createdAt };
  const { times, problems } = timesThatCanBe(said.times, opened, situation.now);
  const report = blank(situation, live, { ...said, missing: [...said.missing, ...problems] });
  // Without a start that can be, the opening of the issue counts.
  return { ...report, milestones: { ...opened, ...times, started: times.started ?? live.createdAt } };
}

/** What the issue says by the form of the policy. */
export function declarationOf(
  { policy }: Pick<Situation, 'policy'>,
  { title, body, labels, createdAt: openedAt }: LiveIssue,
  form: Form,
): Declaration {
  return readDeclaration({ title, body, labels: labels.map((label) => label.name), openedAt }, form, policy);
}

/** The incident of a candidate issue, declared or reported by the trigger's actor; `insisted`: whatever the form says that it is instead. */
export function declare(situation: Situation, live: LiveIssue, form: Form, insisted = false): Draft {
  const { policy, trigger, now } = situation;
  const actor = trigger.actor ?? live.author;
  const cause: Cause = { at: now, by: actor, comment: null };
  const report = reportOf(situation, live, form);
  const draft: Draft = { situation, incident: insisted ? { ...report, excluded: null } : report, effects: [], log: [] };
  if (isKeptOut(draft.incident, policy)) return offeredPlain(draft, actor);
  if (isOwnDrill(live, situation)) return changed(draft, [{ kind: 'declared' }], { ...cause, by: null });
  const claimant = { ...claimantOf(situation), person: actor };
  if (hasRight('declare', claimant, policy).allowed) {
    const areTheirs = isWrittenBy(actor, live) && mayCommand(draft, actor, 'check').allowed;
    const ticks = areTheirs ? ticksOf(draft, live, form) : [];
    return doubted(changed(draft, [{ kind: 'declared' }, ...ticks], cause), draft.incident.excluded);
  }
  return tellFirstResponder(withEntry(draft, actor));
}

/** A plain issue was labelled again: a declaration of its own, on the same card and behind the same timeline. */
export function declareAgain(situation: Situation, before: Incident, live: LiveIssue, form: Form): Draft {
  const at = situation.trigger.at;
  const { incident, effects, log } = declare(situation, live, form, true);
  const { card, seen, timeline, folded, refused } = before;
  const suffix = toSecond(at);
  const again: Incident = {
    ...toldAgain(incident, suffix),
    card,
    seen,
    folded,
    refused,
    timeline: [...timeline, ...incident.timeline],
  };
  // The first report was told under the same key.
  const told = effects.map((effect) => ({ ...effect, key: `${effect.key}/${suffix}` }));
  return { situation, incident: again, effects: told, log };
}

/** The boxes that are ticked in the form as it stands. */
export function ticksOf({ situation, incident }: Draft, live: LiveIssue, form: Form): readonly Change[] {
  const { policy } = situation;
  const ids = boxesIn(live.body, formUnder(form, policy), policy)?.ticked ?? [];
  const ticked = ids.filter((id) => incident.checklist.some((item) => item.id === id));
  return ticked.length === 0 ? [] : [{ kind: 'boxes', ticked, unticked: [] }];
}

/** The opening arrived after something else about the issue had made a report of it: it is declared if its author may (F-15). */
export function declareLate(draft: Draft, live: LiveIssue): Draft {
  const { trigger, policy, now } = draft.situation;
  const actor = trigger.actor;
  const { status, excluded } = draft.incident;
  if (status !== 'reported' || isKeptOut(draft.incident, policy)) return draft;
  if (actor === null || actor.id !== live.author?.id) return draft;
  if (!hasRight('declare', claimantOf(draft.situation), policy).allowed) return draft;
  return doubted(changed(draft, [{ kind: 'declared' }], { at: now, by: actor, comment: null }), excluded);
}

function blank({ trigger, policy }: Opening, live: LiveIssue, said: Declaration): Incident {
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
    asked: false,
    customerFacing: said.customerFacing,
    excluded: said.excluded,
    formLevel: said.formLevel === said.level ? null : said.formLevel,
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
    ...(isDrillTitle(live.title) ? { drill: true as const } : {}),
    security: said.security,
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
