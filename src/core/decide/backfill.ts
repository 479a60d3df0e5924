// The proper fix that replaces a merged hotfix (`S000-38`, `S000-45`): on record from the moment of the merge, with an issue of its own under the incident's.
import type { Situation } from '../brain.ts';
import type { Effect } from '../effects.ts';
import type { HotfixNews, MarkedFix } from '../hotfix/news.ts';
import { type DeadlineRef, deadlineIn, deadlineLists } from '../incident/deadline-change.ts';
import type { Hotfix } from '../incident/hotfix.ts';
import type { Deadline, Incident } from '../incident/record.ts';
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

/** The draft with the temporary fixes that a hotfix marks on the register, each with an issue. */
export function fixesRegistered(draft: Draft, pull: number, fixes: readonly MarkedFix[]): Draft {
  const owner = draft.incident.roles['commander'];
  return fixes.reduce((next, { what, marker }, index) => {
    const ref: DeadlineRef = { list: 'temporaryFixes', id: `hotfix-${pull}-${index + 1}` };
    if (deadlineIn(next.incident, ref) !== null) return next;
    const item = {
      ...{ id: ref.id, what, due: null, done: null },
      ...(owner === undefined ? {} : { owner }),
      ...(marker === null ? {} : { marker }),
    };
    return filed(changed(next, [{ kind: 'deadline-set', list: ref.list, item }], byItself(next)), ref);
  }, draft);
}

/** The draft in which the deadline is given an issue. */
function filed(draft: Draft, ref: DeadlineRef): Draft {
  const item = deadlineIn(draft.incident, ref);
  return item === null ? draft : doing(draft, opening(draft.incident, draft.situation, ref, item));
}

/** What must be sent so that what came to be owed has an issue: each once. */
export function owedFiled(before: Incident, after: Incident, situation: Situation): readonly Effect[] {
  return deadlineLists.flatMap((list) => {
    const known = new Set(before[list].map(({ id }) => id));
    const fresh = after[list].filter((item) => item.issue === undefined && !known.has(item.id));
    return fresh.map((item) => opening(after, situation, { list, id: item.id }, item));
  });
}

function opening(incident: Incident, situation: Situation, of: DeadlineRef, { owner }: Deadline): Effect {
  const shown = asMayBeShown(incident, situation);
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
  return changed(draft, [{ kind: 'deadline-unfiled', ...of, why: why ?? 'it does not say why' }], byItself(draft));
}

type FixNews = HotfixNews & { is: 'fix' };

/** The draft with what the gate says of a pull request that is a proper fix: the card shows it, and nobody is told by name. */
export function properFixSeen(draft: Draft, pull: number, { of: id, fix }: FixNews): Draft {
  return changed(draft, [{ kind: 'deadline-fix', list: 'backfills', id, pull, fix }], byItself(draft));
}

/** Whether the record does not have it yet. */
export function isFixNews(incident: Incident, pull: number, { of: id, fix }: FixNews): boolean {
  const item = deadlineIn(incident, { list: 'backfills', id });
  const known = item?.fixes?.find(({ number }) => number === pull) ?? null;
  return item !== null && JSON.stringify(known) !== JSON.stringify(fix);
}
