// The body of an issue was edited: what it says is read again and its ticks count, but what was decided stays decided.
import type { LiveIssue } from '../facts.ts';
import type { Form } from '../form/form.ts';
import { formUnder } from '../form/under-policy.ts';
import { boxesChanged, tickedIn } from '../incident/boxes.ts';
import type { Cause, Change } from '../incident/change.ts';
import type { Declaration } from '../incident/declaration.ts';
import type { Incident } from '../incident/record.ts';
import { pastTimes } from '../incident/said-times.ts';
import { hasRight } from '../policy/authority.ts';
import type { Timestamp } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { claimantOf, todaysPolicy } from './asked.ts';
import { declarationOf, tellFirstResponder } from './declare.ts';
import { changed, type Draft } from './draft.ts';
import { offeredPlain } from './not-an-incident.ts';
import { saysSecurity } from './security.ts';

type Edit = TriggerOf<'edited'>;

/** Start, detection, impact, answers, milestones and what is missing are read again. Severity and clocks are not its business. */
export function readAgain(draft: Draft, live: LiveIssue, edit: Edit, form: Form): Draft {
  const { incident, situation } = draft;
  const said = declarationOf(situation, live, form);
  const before = edit.bodyFrom === null ? said : declarationOf(situation, { ...live, body: edit.bodyFrom }, form);
  const next = asSaid(draft, live, before, said);
  const entry: Change = { kind: 'recorded', entry: 'by-hand', text: 'The description was edited' };
  const read =
    JSON.stringify(next) === JSON.stringify(incident)
      ? draft
      : changed({ ...draft, incident: next }, [entry], causeOf(draft, edit));
  return withBoxes(sorted(read, incident, edit), live, edit, form);
}

function causeOf({ situation }: Draft, { actor }: Edit): Cause {
  return { at: situation.now, by: actor, comment: null };
}

function may(right: 'declare' | 'respond', { situation }: Draft, { actor }: Edit): boolean {
  return hasRight(right, { ...claimantOf(situation), person: actor }, todaysPolicy(situation)).allowed;
}

function asSaid({ incident, situation }: Draft, live: LiveIssue, before: Declaration, said: Declaration): Incident {
  const asAnswered = incident.answers.find((answer) => answer.id === 'affected')?.value ?? null;
  return {
    ...incident,
    detection: said.detection ?? incident.detection,
    impact: incident.impact === asAnswered ? said.impact : incident.impact,
    customerFacing: said.customerFacing ?? incident.customerFacing,
    answers: [...said.answers],
    missing: [...said.missing],
    security: incident.security || saysSecurity(said.answers),
    excluded: said.excluded === before.excluded ? incident.excluded : said.excluded,
    formLevel: formLevelAfter(incident, before, said),
    milestones: { ...incident.milestones, ...timesSaid(incident, live, said, situation.now) },
  };
}

/** The answer was changed to another severity than the incident has: told, and taken by nobody but whoever comments `/severity`. */
function formLevelAfter({ level, formLevel }: Incident, before: Declaration, said: Declaration): string | null {
  if (said.formLevel === before.formLevel) return formLevel;
  return said.formLevel === level ? null : said.formLevel;
}

/** What somebody set by `/time` is not moved by the form. */
function timesSaid(
  { milestones, timed }: Incident,
  live: LiveIssue,
  { times }: Declaration,
  now: Timestamp,
): Partial<Incident['milestones']> {
  const said = pastTimes(times, now);
  const all = {
    started: said.started ?? live.createdAt,
    complaint: said.complaint ?? milestones.complaint,
    alerted: said.alerted ?? milestones.alerted,
    detected: said.detected ?? milestones.detected,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !timed.includes(name)));
}

/** A report is what its form says by now: an incident after all, or none after all. */
function sorted(draft: Draft, before: Incident, edit: Edit): Draft {
  const { incident } = draft;
  if (incident.status !== 'reported' || incident.excluded === before.excluded) return draft;
  if (incident.excluded !== null) return before.excluded === null ? offeredPlain(draft, edit.actor) : draft;
  if (may('declare', draft, edit)) return changed(draft, [{ kind: 'declared' }], causeOf(draft, edit));
  return tellFirstResponder(draft);
}

/** Boxes that this edit ticked or whose ticks it took away, by whoever made it, if they may respond. */
function withBoxes(draft: Draft, live: LiveIssue, edit: Edit, form: Form): Draft {
  if (edit.bodyFrom === null) return draft;
  const { policy } = draft.situation;
  const under = formUnder(form, policy);
  const before = tickedIn(edit.bodyFrom, under, policy);
  const after = tickedIn(edit.bodyTo ?? live.body, under, policy);
  if (before === null || after === null) return draft;
  const boxes = boxesChanged(before, after, draft.incident.checklist);
  if (boxes.ticked.length + boxes.unticked.length === 0) return draft;
  if (may('respond', draft, edit)) return changed(draft, [{ kind: 'boxes', ...boxes }], causeOf(draft, edit));
  const text = 'Boxes of the form were changed by somebody who may not respond here: they do not count';
  return changed(draft, [{ kind: 'recorded', entry: 'by-hand', text }], causeOf(draft, edit));
}
