// Somebody pushed to the document of a postmortem: what they say of action items goes to the issues, as far as they may put any on record (decision 0040).
import { MOST_OPEN, nextActionId } from '../commands/action.ts';
import { personIn } from '../commands/command.ts';
import type { Effect } from '../effects.ts';
import type { Cause } from '../incident/change.ts';
import { type DeadlineAmendment, type DeadlineRef, deadlineIn } from '../incident/deadline-change.ts';
import type { Deadline, Person } from '../incident/record.ts';
import { onsetOf } from '../mitigation/look-back.ts';
import type { ActionItem } from '../postmortem/action-item.ts';
import { type Amended, type InStep, inStep } from '../postmortem/in-step.ts';
import { owedRows, refOf, whatIn } from '../postmortem/owed-rows.ts';
import { incidentIn } from '../postmortem/place.ts';
import type { RowChange } from '../postmortem/write-rows.ts';
import { compare, plus } from '../time.ts';
import type { TriggerOf } from '../trigger.ts';
import { movedInTable, owedAmended } from './amended.ts';
import { mayCommand } from './asked.ts';
import { owedFiled } from './backfill.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { stands } from './follow-up-moved.ts';
import { fileUrl, postmortemSeen } from './postmortem.ts';
import { pathAfter, pushedTable } from './pushed-table.ts';
import { asMayBeShown } from './security.ts';

type Pushed = TriggerOf<'document-pushed'>;

/** The draft with what the push says. */
export function onDocumentPushed(draft: Draft, trigger: Pushed): Draft {
  const seen = postmortemSeen(renamed(draft, trigger));
  const { incident, situation } = seen;
  // What of a security incident is not shown has no rows.
  const isHidden = asMayBeShown(incident, situation) !== incident;
  const table = isHidden || !isAbout(seen, trigger) ? null : pushedTable(situation);
  if (table === null || table.rows.length === 0) return seen;
  const step = inStep(table.rows, owedRows(incident, situation.policy), table.before);
  if (isNothing(step)) return seen;
  return mayCommand(seen, trigger.actor, 'action').allowed
    ? taken(seen, step, table.rows, trigger)
    : refused(seen, trigger);
}

/** Its own branch counts while its pull request is open, and the default branch from then on. */
function isAbout({ incident }: Draft, { branch }: Pushed): boolean {
  const { state, branch: own } = incident.postmortem ?? {};
  return branch === null ? state === 'published' : state === 'open' && branch === own;
}

/** A file that has another name is followed where it is this incident's. */
function renamed(draft: Draft, trigger: Pushed): Draft {
  const { path } = draft.incident.postmortem ?? {};
  const now = path === undefined ? undefined : pathAfter(trigger, path);
  const [after] = draft.situation.facts.versions ?? [];
  if (now === undefined || now === path || typeof after !== 'object') return draft;
  if (incidentIn(after.text) !== draft.incident.issue.number) return draft;
  const change = { kind: 'postmortem-renamed', path: now, url: fileUrl(draft.situation, now) } as const;
  return changed(draft, [change], { ...byItself(draft), by: trigger.actor });
}

function isNothing({ open, amend, move, rows }: InStep): boolean {
  return [open, amend, move, rows].every((list) => list.length === 0);
}

/** Nothing is taken over, and whoever reads the card can tell why. */
function refused(draft: Draft, { actor, branch }: Pushed): Draft {
  const until = branch === null ? '' : ' until it is merged';
  const text = `Action items in the postmortem were changed by somebody who may not put any on record: nothing of it is taken over${until}`;
  return changed(draft, [{ kind: 'recorded', entry: 'by-hand', text }], { ...byItself(draft), by: actor });
}

function taken(draft: Draft, step: InStep, rows: readonly ActionItem[], trigger: Pushed): Draft {
  const name = `push-${trigger.after.slice(0, 12)}`;
  const cause = { ...byItself(draft), by: trigger.actor };
  const next = movedBy(amendedBy(openedBy(draft, step.open, cause), step.amend, cause), step, cause, name);
  const { incident, situation } = next;
  const effects: readonly Effect[] = [
    ...owedFiled(draft.incident, incident, situation),
    ...owedAmended(draft.incident, incident, situation, { name, table: true }),
  ];
  return { ...doing(next, ...effects), rows: [...(next.rows ?? []), ...step.rows.flatMap((as) => asIssue(as, rows))] };
}

/** A row that says otherwise than its issue, where the issue has the word. */
function asIssue(is: ActionItem, rows: readonly ActionItem[]): readonly RowChange[] {
  const was = rows.find(({ line }) => line === is.line);
  return was === undefined ? [] : [{ was, is, add: false }];
}

/** Each of the rows is put on record once; more than anybody does are not. */
function openedBy(draft: Draft, rows: readonly ActionItem[], cause: Cause): Draft {
  const called = ({ what }: ActionItem) => what.toLowerCase();
  const each = rows.filter((row, place) => rows.findIndex((one) => called(one) === called(row)) === place);
  const room = Math.max(0, MOST_OPEN - draft.incident.followUps.filter(({ done }) => done === null).length);
  const opened = each.slice(0, room).reduce((next, row) => {
    const item = { id: nextActionId(next.incident), what: row.what, due: null, done: null, ...saidOf(row, next) };
    return changed(next, [{ kind: 'deadline-set', list: 'followUps', item }], cause);
  }, draft);
  const left = each.length - Math.min(room, each.length);
  if (left === 0) return opened;
  const text = `${left} of the action items in the postmortem get no issue: ${MOST_OPEN} are open`;
  return changed(opened, [{ kind: 'recorded', entry: 'by-hand', text }], cause);
}

/** What of it can be: an owner whom GitHub knows and who may read here, a date after the incident and within a year. */
function saidOf(row: Partial<ActionItem>, { situation, incident }: Draft): DeadlineAmendment {
  const owner = ownerOf(row.owner ?? null, situation.facts);
  const { due, type } = row;
  const { now } = situation;
  const isDate = due != null && compare(due, onsetOf(incident, now)) >= 0 && compare(due, plus(now, LONGEST)) <= 0;
  return {
    ...(owner === null ? {} : { owner }),
    ...(isDate ? { due } : {}),
    ...(type == null ? {} : { type }),
  };
}

/** Later is no deadline. */
const LONGEST = 'PT8784H';

function ownerOf(login: string | null, { people, standings = {} }: Draft['situation']['facts']): Person | null {
  const key = login?.toLowerCase() ?? '';
  const may = Object.hasOwn(standings, key) ? standings[key]?.permission : undefined;
  return login === null || may === 'none' ? null : personIn(people, login);
}

function amendedBy(draft: Draft, all: readonly Amended[], cause: Cause): Draft {
  return all.reduce((next, { id, what, ...said }) => {
    const ref = refOf(id);
    const item = ref === null ? null : deadlineIn(next.incident, ref);
    if (ref === null || item === null) return next;
    const to = { ...saidOf(said, next), ...wordsOf(what, ref, item) };
    return Object.keys(to).length === 0 ? next : changed(next, [{ kind: 'deadline-amended', ...ref, to }], cause);
  }, draft);
}

function wordsOf(what: string | undefined, ref: DeadlineRef, item: Deadline): DeadlineAmendment {
  const words = what === undefined ? null : whatIn(what, ref);
  return words === null || words === item.what ? {} : { what: words };
}

/** A fix whose marker still stands in the code is not done by saying so: its row says again that it is open. */
function movedBy(draft: Draft, { move }: InStep, cause: Cause, name: string): Draft {
  return move.reduce((next, { id, status }) => {
    const ref = refOf(id);
    const item = ref === null ? null : deadlineIn(next.incident, ref);
    if (ref === null || item === null) return next;
    if (status === 'done' && stands(item, next.situation.facts) === true) return withRowOpen(next, id);
    const change =
      status === 'done'
        ? ({ kind: 'deadline-met', ...ref } as const)
        : ({ kind: 'deadline-unmet', ...ref, why: 'as its row in the postmortem says' } as const);
    const moved = changed(next, [change], cause);
    return doing(moved, movedInTable(item, status === 'done' ? 'closed' : 'open', moved, name));
  }, draft);
}

function withRowOpen(draft: Draft, id: string): Draft {
  const is = owedRows(draft.incident, draft.situation.policy).find((one) => one.id === id);
  return is === undefined
    ? draft
    : { ...draft, rows: [...(draft.rows ?? []), { was: { ...is, status: 'done' }, is, add: false }] };
}
