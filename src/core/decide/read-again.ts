// The body of an issue was edited: what was changed in it counts, with its ticks, but what was decided stays decided.
import type { LiveIssue } from '../facts.ts';
import type { Form } from '../form/form.ts';
import { formUnder } from '../form/under-policy.ts';
import { boxesChanged, boxesIn, tickedAnywhere } from '../incident/boxes.ts';
import type { Cause, Change } from '../incident/change.ts';
import type { Declaration } from '../incident/declaration.ts';
import type { Incident } from '../incident/record.ts';
import { stillRefused, timesThatCanBe } from '../incident/said-times.ts';
import { hasRight } from '../policy/authority.ts';
import type { Timestamp } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { claimantOf, mayCommand, todaysPolicy } from './asked.ts';
import { declarationOf } from './declare.ts';
import { changed, type Draft } from './draft.ts';
import { type Moved, movedIn, movedInWords } from './edit-in-words.ts';
import { isKeptOut, offeredPlain } from './not-an-incident.ts';
import { counting } from './over-and-over.ts';
import { tellFirstResponder } from './report-told.ts';
import { saidToBeSecurity } from './security.ts';
import { isWrittenBy } from './written-by.ts';

type Edit = TriggerOf<'edited'>;

/**
 * Start, detection, impact, answers, milestones and what is missing are read again: of a report whatever it says by now, of an incident what
 * this edit changed, and only if whoever made it may respond. Severity and clocks are not its business.
 */
export function readAgain(draft: Draft, live: LiveIssue, edit: Edit, form: Form): Draft {
  const { incident, situation } = draft;
  const isReport = incident.status === 'reported';
  const said = declarationOf(situation, { ...live, body: isReport ? live.body : (edit.bodyTo ?? live.body) }, form);
  const before = edit.bodyFrom === null ? said : declarationOf(situation, { ...live, body: edit.bodyFrom }, form);
  const after =
    isReport && edit.bodyTo !== undefined ? declarationOf(situation, { ...live, body: edit.bodyTo }, form) : said;
  // That it is an incident after all, or none, is the doing of whoever's edit says so.
  const excluded = after.excluded === said.excluded ? said.excluded : before.excluded;
  const next = asSaid(draft, live, before, isReport ? { ...said, excluded } : editOf(draft, before, said));
  const taken = isReport ? next : asAllowed(draft, next, edit);
  const left = movedIn(taken, next);
  const noted = left.length === 0 ? draft : untaken(draft, edit, left);
  const warned = !taken.security && next.security ? saidToBeSecurity(noted, live, edit.actor) : noted;
  const entry: Change = { kind: 'recorded', entry: 'by-hand', text: movedInWords(movedIn(incident, taken)) };
  const { timeline } = warned.incident;
  const read =
    JSON.stringify(taken) === JSON.stringify(incident)
      ? warned
      : counting(changed({ ...warned, incident: { ...taken, timeline } }, [entry], causeOf(draft, edit)));
  return withBoxes(sorted(read, incident, edit), live, edit, form);
}

const OF_TIME = ['started', 'complaint', 'alerted', 'detected'];
const OF_IMPACT = ['affected', 'extent'];

/** Of what an edit says only what its author may do: each thing by the right to its command, the rest by the right to respond. */
function asAllowed(draft: Draft, next: Incident, edit: Edit): Incident {
  const { incident } = draft;
  const by = (command: string) => (mayCommand(draft, edit.actor, command).allowed ? next : incident);
  const [rest, timed, affected] = [may('respond', draft, edit) ? next : incident, by('time'), by('impact')];
  const fromOf = (id: string) => {
    if (OF_TIME.includes(id)) return timed;
    return OF_IMPACT.includes(id) ? affected : rest;
  };
  const ids = [...new Set([...next.answers, ...incident.answers].map(({ id }) => id))];
  const answers = ids.flatMap((id) => fromOf(id).answers.filter((answer) => answer.id === id));
  return { ...rest, milestones: timed.milestones, impact: affected.impact, answers };
}

/** What an edit changed in a declaration; the rest is as the incident has it, whatever else the text says by now. */
function editOf({ incident }: Draft, before: Declaration, said: Declaration): Declaration {
  const isNew = (key: keyof Declaration) => JSON.stringify(before[key]) !== JSON.stringify(said[key]);
  const asAnswered = incident.answers.find(({ id }) => id === 'affected')?.value ?? null;
  if (said.unasked !== null) return withoutForm(incident, before, said, said.unasked);
  return {
    ...said,
    detection: isNew('detection') ? said.detection : null,
    impact: isNew('impact') ? said.impact : asAnswered,
    customerFacing: isNew('customerFacing') ? said.customerFacing : null,
    security: isNew('security') && said.security,
    answers: answersAfter(incident.answers, before.answers, said.answers),
    times: timesChanged(before, said),
  };
}

/** A text that is no form takes no answer back: what is known stays known, and what is required and was not answered is still missing. */
function withoutForm(
  incident: Incident,
  before: Declaration,
  said: Declaration,
  unasked: readonly string[],
): Declaration {
  const { answers, missing } = incident;
  const { formLevel, excluded } = before;
  return {
    ...said,
    impact: answers.find(({ id }) => id === 'affected')?.value ?? null,
    security: false,
    answers,
    formLevel,
    excluded,
    missing: [...missing.filter((text) => unasked.includes(text)), ...said.missing],
    times: timesChanged(before, said),
  };
}

function timesChanged(before: Declaration, { times }: Declaration): Declaration['times'] {
  const changed = Object.entries(times).filter(([name, at]) => before.times[name as keyof typeof before.times] !== at);
  return { ...nothingSaid(times), ...Object.fromEntries(changed) };
}

function nothingSaid(times: Declaration['times']): Declaration['times'] {
  return Object.fromEntries(Object.keys(times).map((name) => [name, null])) as Declaration['times'];
}

type Answers = Declaration['answers'];

function answersAfter(kept: Answers, before: Answers, said: Answers): Answers {
  const valueIn = (answers: Answers, id: string) => answers.find((answer) => answer.id === id)?.value;
  const ids = [...new Set([...said, ...kept].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const from = valueIn(before, id) === valueIn(said, id) ? kept : said;
    return from.filter((answer) => answer.id === id);
  });
}

/** Said once for the same fields. It is put on the timeline as it is: a stranger's edit proves no item of the checklist. */
function untaken(draft: Draft, edit: Edit, moved: readonly Moved[]): Draft {
  const { incident, situation } = draft;
  const { actor } = edit;
  const fields = moved.map(({ name }) => name).join(', ');
  const text = may('respond', draft, edit)
    ? `Not taken from the edited description, since a rule of the policy lets others do it: ${fields}`
    : `The description was edited by somebody who may not respond here; nothing of it was taken (${fields})`;
  const by = actor?.login ?? null;
  if (incident.timeline.some((entry) => entry.by === by && entry.text === text)) return draft;
  const entry = { at: situation.now, kind: 'by-hand' as const, by, text, comment: null };
  return { ...draft, incident: { ...incident, timeline: [...incident.timeline, entry] } };
}

function causeOf({ situation }: Draft, { actor }: Edit): Cause {
  return { at: situation.now, by: actor, comment: null };
}

function may(right: 'declare' | 'respond', { situation }: Draft, { actor }: Edit): boolean {
  return hasRight(right, { ...claimantOf(situation), person: actor }, todaysPolicy(situation)).allowed;
}

function asSaid({ incident, situation }: Draft, live: LiveIssue, before: Declaration, said: Declaration): Incident {
  const asAnswered = incident.answers.find((answer) => answer.id === 'affected')?.value ?? null;
  const { times, problems } = timesSaid(incident, live, said, situation.now);
  const answered = said.answers.map(({ id }) => id);
  return {
    ...incident,
    detection: said.detection ?? incident.detection,
    impact: incident.impact === asAnswered ? said.impact : incident.impact,
    customerFacing: said.customerFacing ?? incident.customerFacing,
    answers: [...said.answers],
    missing: [...said.missing, ...stillRefused(incident.missing, answered, said.times), ...problems],
    security: incident.security || said.security,
    excluded: said.excluded === before.excluded ? incident.excluded : said.excluded,
    formLevel: formLevelAfter(incident, before, said),
    milestones: { ...incident.milestones, ...times },
  };
}

/** The answer was changed to another severity than the incident has: told, and taken by nobody but whoever comments `/severity`. */
function formLevelAfter({ level, formLevel }: Incident, before: Declaration, said: Declaration): string | null {
  if (said.formLevel === before.formLevel) return formLevel;
  return said.formLevel === level ? null : said.formLevel;
}

/** What somebody set by `/time` is not moved by the form. */
function timesSaid(
  { milestones, timed, status }: Incident,
  live: LiveIssue,
  { times }: Declaration,
  now: Timestamp,
): { readonly times: Partial<Incident['milestones']>; readonly problems: readonly string[] } {
  const free = Object.fromEntries(Object.entries(times).filter(([name]) => !timed.includes(name)));
  const { times: said, problems } = timesThatCanBe({ ...nothingSaid(times), ...free }, milestones, now);
  const all = {
    started: said.started ?? (status === 'reported' ? live.createdAt : milestones.started),
    complaint: said.complaint ?? milestones.complaint,
    alerted: said.alerted ?? milestones.alerted,
    detected: said.detected ?? milestones.detected,
  };
  return { times: Object.fromEntries(Object.entries(all).filter(([name]) => !timed.includes(name))), problems };
}

/** A report is what its form says by now: an incident after all, or none after all. */
function sorted(draft: Draft, before: Incident, edit: Edit): Draft {
  const { incident } = draft;
  if (incident.status !== 'reported' || incident.excluded === before.excluded) return draft;
  const { policy } = draft.situation;
  if (isKeptOut(incident, policy)) return before.excluded === null ? offeredPlain(draft, edit.actor) : draft;
  if (incident.excluded !== null && !isKeptOut(before, policy)) return draft;
  if (may('declare', draft, edit)) return changed(draft, [{ kind: 'declared' }], causeOf(draft, edit));
  return tellFirstResponder(draft);
}

/** Boxes that this edit ticked or whose ticks it took away, by whoever made it, if they may tick. */
function withBoxes(draft: Draft, live: LiveIssue, edit: Edit, form: Form): Draft {
  if (edit.bodyFrom === null) return draft;
  const { policy } = draft.situation;
  const under = formUnder(form, policy);
  const after = boxesIn(edit.bodyTo ?? live.body, under, policy);
  if (after === null) return draft;
  const before = boxesIn(edit.bodyFrom, under, policy)?.ticked ?? null;
  // Of a list that is repaired the ticks that stood there are of whoever repairs it only where nobody else wrote in it.
  const others = before === null && !isWrittenBy(edit.actor, live) ? tickedAnywhere(edit.bodyFrom, policy) : [];
  const boxes = boxesChanged(before, after, others, draft.incident.checklist);
  if (boxes.ticked.length + boxes.unticked.length === 0) return draft;
  if (mayCommand(draft, edit.actor, 'check').allowed)
    return changed(draft, [{ kind: 'boxes', ...boxes }], causeOf(draft, edit));
  const text = may('respond', draft, edit)
    ? 'Boxes of the form were changed by somebody whom the policy does not let tick them: they do not count'
    : 'Boxes of the form were changed by somebody who may not respond here: they do not count';
  return changed(draft, [{ kind: 'recorded', entry: 'by-hand', text }], causeOf(draft, edit));
}
