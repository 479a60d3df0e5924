// What became of an issue that an incident has for something owed: whoever closes it says that it is done, by an event or as a look finds it.
import type { FactRequest, LiveIssue } from '../facts.ts';
import type { Cause, Change } from '../incident/change.ts';
import { type DeadlineRef, deadlineLists, deadlineOfIssue } from '../incident/deadline-change.ts';
import type { Deadline, Incident } from '../incident/record.ts';
import type { Trigger, TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft } from './draft.ts';

type Owed = { readonly ref: DeadlineRef; readonly item: Deadline };

/** Everything that has an issue. */
function withIssues(incident: Incident): readonly Owed[] {
  return deadlineLists.flatMap((list) =>
    incident[list].flatMap((item) => (item.issue === undefined ? [] : [{ ref: { list, id: item.id }, item }])),
  );
}

/** How these issues stand is read with every look, in the same query: an event may have been lost. */
export function followUpsFor(trigger: Trigger, record: Incident | null): Pick<FactRequest, 'subIssues'> {
  const looks = trigger.kind === 'tick' || trigger.kind === 'look';
  return looks && record !== null && withIssues(record).length > 0 ? { subIssues: true } : {};
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

/** The draft with what a look found moved; an issue that is not under the incident's any more stays as it is known. */
export function followUpsSeen(draft: Draft): Draft {
  const { subIssues } = draft.situation.facts;
  if (subIssues === undefined) return draft;
  return withIssues(draft.incident).reduce((next, one) => {
    const state = subIssues[one.item.issue?.number ?? 0];
    return state === undefined ? next : moved(next, one, state, byItself(next));
  }, draft);
}

function moved(draft: Draft, { ref, item }: Owed, state: LiveIssue['state'], by: Cause): Draft {
  if ((item.done !== null) === (state === 'closed')) return draft;
  const change: Change =
    state === 'closed'
      ? { kind: 'deadline-met', ...ref }
      : { kind: 'deadline-unmet', ...ref, why: 'its issue was opened again' };
  return changed(draft, [change], by);
}
