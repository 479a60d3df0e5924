// The issue of something that is to be done after an incident: the proper fix, a temporary fix to be removed, a follow-up.

import { withoutCredentials } from '../credential.ts';
import { fixLabels, fixNeeds } from '../hotfix/fix-needs.ts';
import type { DeadlineList, DeadlineRef } from '../incident/deadline-change.ts';
import type { Deadline, Incident } from '../incident/record.ts';
import { oneVisibleLine } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Message, type MessageValue, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import { spanInWords } from '../span-words.ts';
import { minuteInUtc } from '../time.ts';
import { dueWithin } from './owed.ts';

const LONGEST_TITLE = 200;

const TITLES: Readonly<Record<DeadlineList, string>> = {
  backfills: 'Proper fix for the hotfix',
  temporaryFixes: 'Remove the temporary fix',
  followUps: 'Follow-up',
};

/** One line. */
export function followUpTitle({ issue }: Incident, { list }: DeadlineRef, item: Deadline | null): string {
  const text = `${TITLES[list]} of incident #${issue.number}: ${item?.what ?? ''}`;
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE).toWellFormed();
}

/** What is to be done by a title that somebody gave its issue; empty where that says nothing more than ours. */
export function whatOf({ issue }: Incident, { list }: DeadlineRef, title: string): string {
  const head = `${TITLES[list]} of incident #${issue.number}:`;
  const rest = title.startsWith(head) ? title.slice(head.length) : title;
  return withoutCredentials(oneVisibleLine(rest)).trim();
}

/** What it says: what is to be done, by when, how the runbook has it done, and when it counts as done. */
export function followUpMessage(
  { issue }: Incident,
  { list }: DeadlineRef,
  item: Deadline | null,
  policy: Policy,
): Message {
  const within = dueWithin(list, policy);
  const steps = stepsOf(list, policy);
  return {
    template: 'follow-up',
    mentions: [],
    data: {
      number: issue.number,
      what: item?.what ?? null,
      due: item?.due == null ? null : trusted(minuteInUtc(item.due)),
      within: item?.due != null || within === null ? null : trusted(spanInWords(within)),
      owner: item?.owner === undefined ? null : trusted(item.owner.login),
      type: item?.type === undefined ? null : trusted(item.type),
      kind: item?.ofKind ?? null,
      steps: [...steps],
      backfill: list === 'backfills',
      says: list === 'backfills' ? saysIn(policy) : null,
      marker:
        item?.marker === undefined
          ? null
          : { path: trusted(codeSpan(item.marker.path)), text: trusted(codeSpan(item.marker.text)) },
    },
  };
}

/** The lines that the check asks of its pull request, ready to copy. */
function saysIn({ hotfix: { backfillNeeds } }: Policy): MessageValue {
  const lines = fixNeeds
    .flatMap((need) => (need === 'temporary-fixes' || !backfillNeeds.includes(need) ? [] : [`${fixLabels[need]}: …`]))
    .join('\n');
  return lines === '' ? null : trusted(lines);
}

/** How it is done, in the words of the runbook. */
function stepsOf(list: DeadlineList, { hotfix, temporaryFixes }: Policy): readonly string[] {
  switch (list) {
    case 'backfills':
      return hotfix.backfillSteps;
    case 'temporaryFixes':
      return temporaryFixes.removalSteps;
    case 'followUps':
      return [];
  }
}
