// What became of an issue that an incident has for something owed: whoever closes it says that it is done, by an event or as a look finds it.
import type { Effect } from '../effects.ts';
import type { FactRequest, Facts, LiveIssue, SubIssue } from '../facts.ts';
import type { Cause, Change } from '../incident/change.ts';
import { type DeadlineRef, deadlineIn, deadlineLists, deadlineOfIssue } from '../incident/deadline-change.ts';
import type { Deadline, Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { followUpTitle, whatOf } from '../messages/follow-up.ts';
import { trusted } from '../messages.ts';
import { type Timestamp, toSecond } from '../time.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { asMayBeShown } from './security.ts';

type Owed = { readonly ref: DeadlineRef; readonly item: Deadline };

/** Everything that has an issue. */
function withIssues(incident: Incident): readonly Owed[] {
  return deadlineLists.flatMap((list) =>
    incident[list].flatMap((item) => (item.issue === undefined ? [] : [{ ref: { list, id: item.id }, item }])),
  );
}

/** Files that one look reads at most. */
const MOST_FILES = 10;

/** How these issues stand, and the files of marked fixes, are read with every look, in the same query: an event may have been lost. */
export function followUpsFor(trigger: Trigger, record: Incident | null): Pick<FactRequest, 'subIssues' | 'files'> {
  const isClosing = trigger.kind === 'follow-up-moved' && trigger.state === 'closed';
  const looks = trigger.kind === 'tick' || trigger.kind === 'look';
  if (record === null || !(looks || isClosing || trigger.kind === 'document-pushed')) return {};
  const all = withIssues(record);
  const open = all.filter(
    ({ item: { done, issue } }) => done === null && (!isClosing || issue?.number === trigger.number),
  );
  const paths = [...new Set(open.flatMap(({ item: { marker } }) => marker?.path ?? []))].slice(0, MOST_FILES);
  return {
    ...(looks && all.length > 0 ? { subIssues: true as const } : {}),
    ...(paths.length > 0 ? { files: paths } : {}),
  };
}

/** Whether its marker is on the default branch; null: it has none, or the file could not be read. */
export function stands({ marker }: Pick<Deadline, 'marker'>, { files = {} }: Pick<Facts, 'files'>): boolean | null {
  const seen = marker === undefined || !Object.hasOwn(files, marker.path) ? 'unread' : files[marker.path];
  if (marker === undefined || seen === undefined || seen === 'unread') return null;
  return seen !== 'gone' && seen.text.includes(marker.text);
}

/** The draft with what somebody says by closing the issue, or opening it again. */
export function onFollowUpMoved(draft: Draft, { number, state, actor }: TriggerOf<'follow-up-moved'>): Draft {
  const found = deadlineOfIssue(draft.incident, number);
  if (found === null) return draft;
  return moved(draft, { ref: { list: found.list, id: found.id }, item: found.item }, state, {
    ...byItself(draft),
    by: actor,
  });
}

/** The draft with what a look found moved, or gone from the code; an issue that is not under the incident's any more stays as it is known. */
export function followUpsSeen(draft: Draft): Draft {
  const { subIssues = {} } = draft.situation.facts;
  return withIssues(draft.incident).reduce((next, one) => {
    const seen = subIssues[one.item.issue?.number ?? 0];
    const state = seen?.state;
    const isGone = one.item.done === null && stands(one.item, next.situation.facts) === false;
    if (isGone && state !== 'closed') return removed(next, one);
    return seen === undefined ? next : renamed(moved(next, one, seen.state, byItself(next)), one, seen);
  }, draft);
}

/** Whoever assigns it to somebody else, or gives it another title, says so: the issue is where people plan. One that nobody is assigned to stays with whom it is known to be. */
function renamed(draft: Draft, { ref, item }: Owed, { title, owners }: SubIssue): Draft {
  const [first] = owners;
  const isOthers = first !== undefined && !owners.some(({ id }) => id === item.owner?.id);
  const shown = asMayBeShown(draft.incident, draft.situation);
  const isTitled = title !== followUpTitle(shown, ref, deadlineIn(shown, ref));
  const what = isTitled ? whatOf(draft.incident, ref, title) : '';
  const to = { ...(isOthers ? { owner: first } : {}), ...(what === '' || what === item.what ? {} : { what }) };
  if (Object.keys(to).length === 0) return draft;
  return changed(draft, [{ kind: 'deadline-amended', ...ref, to }], byItself(draft));
}

/** Nobody needs to say that it is done. */
function removed(draft: Draft, { ref, item }: Owed): Draft {
  const next = changed(draft, [{ kind: 'deadline-met', ...ref }], byItself(draft));
  return doing(next, moving(item, 'closed', draft.situation.now));
}

/** What closes the issue, or opens it again, and says why. `at` names the time: it may be needed again. */
function moving(item: Deadline, state: LiveIssue['state'], at: Timestamp): Effect {
  const number = item.issue?.number ?? 0;
  return {
    kind: 'move-issue',
    key: `move-issue/${number}/${state}/${toSecond(at)}`,
    number,
    state,
    message: {
      template: 'marker',
      mentions: [],
      data: {
        stands: state === 'open',
        path: trusted(codeSpan(item.marker?.path ?? '')),
        text: trusted(codeSpan(item.marker?.text ?? '')),
      },
    },
  };
}

function moved(draft: Draft, { ref, item }: Owed, state: LiveIssue['state'], by: Cause): Draft {
  if ((item.done !== null) === (state === 'closed')) return draft;
  const { facts, trigger } = draft.situation;
  if (state === 'closed' && stands(item, facts) === true) return doing(draft, moving(item, 'open', trigger.at));
  const change: Change =
    state === 'closed'
      ? { kind: 'deadline-met', ...ref }
      : { kind: 'deadline-unmet', ...ref, why: 'its issue was opened again' };
  return changed(draft, [change], by);
}
