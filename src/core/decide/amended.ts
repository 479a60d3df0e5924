// What somebody changed about something owed, carried to its issue: the owner and the name where they are, the rest in words.
import type { Situation } from '../brain.ts';
import type { Effect } from '../effects.ts';
import { type DeadlineRef, deadlineIn, deadlineLists } from '../incident/deadline-change.ts';
import type { Deadline, Incident } from '../incident/record.ts';
import { followUpTitle } from '../messages/follow-up.ts';
import { trusted } from '../messages.ts';
import { minuteInUtc } from '../time.ts';
import type { Draft } from './draft.ts';
import { asMayBeShown } from './security.ts';

/** What names a change, the same for every repeat, and whether it was made in the postmortem's table. */
export type Amending = { readonly name: string; readonly table: boolean };

/** What must be sent so that issues show what was changed. */
export function owedAmended(
  before: Incident,
  after: Incident,
  situation: Situation,
  change: Amending,
): readonly Effect[] {
  return deadlineLists.flatMap((list) =>
    after[list].flatMap((item) => {
      const ref = { list, id: item.id };
      const old = deadlineIn(before, ref);
      return old === null || item.issue === undefined || isSame(old, item)
        ? []
        : [amending(ref, old, item, after, situation, change)];
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
  { name, table }: Amending,
): Effect {
  const number = item.issue?.number ?? 0;
  const shown = asMayBeShown(after, situation);
  const isRenamed = old.what !== item.what;
  const given = item.owner === undefined || item.owner.id === old.owner?.id ? null : item.owner;
  return {
    kind: 'amend-issue',
    key: `amend-issue/${number}/${name}`,
    number,
    title: isRenamed ? followUpTitle(shown, ref, deadlineIn(shown, ref)) : null,
    owner: given,
    message: {
      template: 'amended',
      mentions: [],
      data: {
        number: after.issue.number,
        table,
        done: false,
        reopened: false,
        by: situation.trigger.actor === null ? null : trusted(situation.trigger.actor.login),
        what: isRenamed ? (deadlineIn(shown, ref)?.what ?? null) : null,
        owner: given === null ? null : trusted(given.login),
        due: item.due === null || item.due === old.due ? null : trusted(minuteInUtc(item.due)),
        type: item.type === undefined || item.type === old.type ? null : trusted(item.type),
      },
    },
  };
}

/** What closes the issue, or opens it again, as somebody said in the postmortem's table. */
export function movedInTable(
  item: Deadline,
  state: 'open' | 'closed',
  { incident, situation }: Pick<Draft, 'incident' | 'situation'>,
  name: string,
): Effect {
  const number = item.issue?.number ?? 0;
  const { actor } = situation.trigger;
  const nothing = { what: null, owner: null, due: null, type: null };
  return {
    kind: 'move-issue',
    key: `move-issue/${number}/${state}/${name}`,
    number,
    state,
    message: {
      template: 'amended',
      mentions: [],
      data: {
        number: incident.issue.number,
        table: true,
        by: actor === null ? null : trusted(actor.login),
        done: state === 'closed',
        reopened: state === 'open',
        ...nothing,
      },
    },
  };
}
