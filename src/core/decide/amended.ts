// What somebody changed about something owed, carried to its issue: the owner and the name where they are, the rest in words.
import type { Situation } from '../brain.ts';
import type { Effect } from '../effects.ts';
import { type DeadlineRef, deadlineIn, deadlineLists } from '../incident/deadline-change.ts';
import type { Deadline, Incident } from '../incident/record.ts';
import { followUpTitle } from '../messages/follow-up.ts';
import { trusted } from '../messages.ts';
import { minuteInUtc } from '../time.ts';
import { asMayBeShown } from './security.ts';

/** What must be sent so that issues show what was changed; `comment` names the change: the same for every repeat. */
export function owedAmended(
  before: Incident,
  after: Incident,
  situation: Situation,
  comment: number,
): readonly Effect[] {
  return deadlineLists.flatMap((list) =>
    after[list].flatMap((item) => {
      const ref = { list, id: item.id };
      const old = deadlineIn(before, ref);
      return old === null || item.issue === undefined || isSame(old, item)
        ? []
        : [amending(ref, old, item, after, situation, comment)];
    }),
  );
}

function isSame(a: Deadline, b: Deadline): boolean {
  return (
    a.what === b.what && a.due === b.due && a.owner?.id === b.owner?.id && a.type === b.type && a.ofKind === b.ofKind
  );
}

function amending(
  ref: DeadlineRef,
  old: Deadline,
  item: Deadline,
  after: Incident,
  situation: Situation,
  comment: number,
): Effect {
  const number = item.issue?.number ?? 0;
  const shown = asMayBeShown(after, situation);
  const isRenamed = old.what !== item.what;
  const given = item.owner === undefined || item.owner.id === old.owner?.id ? null : item.owner;
  return {
    kind: 'amend-issue',
    key: `amend-issue/${number}/comment-${comment}`,
    number,
    title: isRenamed ? followUpTitle(shown, ref, deadlineIn(shown, ref)) : null,
    owner: given,
    message: {
      template: 'amended',
      mentions: [],
      data: {
        number: after.issue.number,
        by: situation.trigger.actor === null ? null : trusted(situation.trigger.actor.login),
        what: isRenamed ? (deadlineIn(shown, ref)?.what ?? null) : null,
        owner: given === null ? null : trusted(given.login),
        due: item.due === null || item.due === old.due ? null : trusted(minuteInUtc(item.due)),
        type: item.type === undefined || item.type === old.type ? null : trusted(item.type),
      },
    },
  };
}
