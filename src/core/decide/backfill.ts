// The proper fix that replaces a merged hotfix (`S000-38`, `S000-45`): on record from the moment of the merge, with an issue of its own under the incident's.
import type { Effect } from '../effects.ts';
import { type DeadlineRef, deadlineIn, deadlineOfIssue } from '../incident/deadline-change.ts';
import type { Hotfix } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { followUpMessage, followUpTitle } from '../messages/follow-up.ts';
import { spanInWords } from '../span-words.ts';
import type { TriggerOf } from '../trigger.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';
import { asMayBeShown } from './security.ts';

/** `says`: what is to follow, for the comment; null: it is on record already. */
export type Backfilled = { readonly draft: Draft; readonly says: string | null };

/** The draft with the proper fix on record, once for each hotfix. */
export function backfilled(draft: Draft, hotfix: Hotfix): Backfilled {
  const { incident, situation } = draft;
  const ref: DeadlineRef = { list: 'backfills', id: `hotfix-${hotfix.pull?.number ?? 0}` };
  if (deadlineIn(incident, ref) !== null) return { draft, says: null };
  const owner = incident.roles['commander'];
  const item = { id: ref.id, what: hotfix.title, due: null, done: null, ...(owner === undefined ? {} : { owner }) };
  const next = changed(draft, [{ kind: 'deadline-set', list: ref.list, item }], byItself(draft));
  const within = situation.policy.hotfix.backfillWithin;
  const by =
    within === null
      ? 'an issue is opened for it'
      : `an issue is opened for it, due ${spanInWords(within)} of the resolution`;
  const whose = owner === undefined ? '' : `, for ${owner.login}`;
  return { draft: filed(next, ref), says: `${by}${whose}` };
}

/** The draft in which the deadline is given an issue. */
export function filed(draft: Draft, ref: DeadlineRef): Draft {
  const item = deadlineIn(draft.incident, ref);
  return item === null ? draft : doing(draft, opening(draft, ref, item));
}

function opening(draft: Draft, of: DeadlineRef, { owner }: Incident['backfills'][number]): Effect {
  const { situation } = draft;
  const shown = asMayBeShown(draft.incident, situation);
  const item = deadlineIn(shown, of);
  return {
    kind: 'open-issue',
    key: `open-issue/${of.list}/${of.id}`,
    of,
    title: followUpTitle(shown, of, item),
    message: followUpMessage(shown, of, item, situation.policy),
    owner: owner ?? null,
  };
}

/** The draft with the issue that it has now. */
export function onIssueOpened(draft: Draft, { of, opened, why }: TriggerOf<'issue-opened'>): Draft {
  const item = deadlineIn(draft.incident, of);
  if (item === null || item.issue !== undefined) return draft;
  if (opened !== null) return changed(draft, [{ kind: 'deadline-filed', ...of, issue: opened }], byItself(draft));
  const text = `No issue was opened for what is to be done, GitHub refused it: ${why ?? 'it does not say why'}`;
  return changed(draft, [{ kind: 'recorded', entry: 'by-hand', text }], byItself(draft));
}

/** The draft with what somebody says by closing the issue, or opening it again. */
export function onFollowUpMoved(draft: Draft, { number, state }: TriggerOf<'follow-up-moved'>): Draft {
  const found = deadlineFor(draft.incident, number);
  if (found === null || found.isDone === (state === 'closed')) return draft;
  const { ref } = found;
  const by = { ...byItself(draft), by: draft.situation.trigger.actor };
  return changed(
    draft,
    [
      state === 'closed'
        ? { kind: 'deadline-met', ...ref }
        : { kind: 'deadline-unmet', ...ref, why: 'its issue was opened again' },
    ],
    by,
  );
}

function deadlineFor(incident: Incident, number: number) {
  const found = deadlineOfIssue(incident, number);
  return found === null ? null : { ref: { list: found.list, id: found.id }, isDone: found.item.done !== null };
}
