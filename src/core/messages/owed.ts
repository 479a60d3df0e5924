// What is owed after an incident, on its card: proper fixes, the register of temporary ones, follow-ups, each with its issue and by when.
import { reach } from '../clock/calendar.ts';
import type { DeadlineList } from '../incident/deadline-change.ts';
import type { Deadline, Incident, ProperFix } from '../incident/record.ts';
import { linkAddress } from '../markdown/address.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageData, type MessageValue, trusted } from '../messages.ts';
import type { Policy } from '../policy/policy.ts';
import type { Span } from '../span.ts';
import { spanInWords } from '../span-words.ts';
import { compare, minuteInUtc, type Timestamp } from '../time.ts';

/** Rows of each list: all of it is in the issues. */
const MOST_ROWS = 10;
const LONGEST = 200;

const TITLES = {
  backfills: 'Proper fixes to come',
  temporaryFixes: 'Temporary fixes',
  followUps: 'Follow-ups',
} as const satisfies Readonly<Record<DeadlineList, string>>;

/** The lists that have something; null where nothing is owed. What is done is counted. */
export function owedOnCard(incident: Incident, policy: Policy, now: Timestamp): MessageValue {
  const lists = (['backfills', 'temporaryFixes', 'followUps'] as const).flatMap((list) =>
    listed(list, incident, policy, now),
  );
  return lists.length === 0 ? null : { lists };
}

function listed(list: DeadlineList, incident: Incident, policy: Policy, now: Timestamp): readonly MessageData[] {
  const items = incident[list];
  if (items.length === 0) return [];
  const open = items.filter(({ done }) => done === null);
  const rows = open.slice(0, MOST_ROWS).map((item) => rowOf(item, incident, dueWithin(list, policy), policy, now));
  return [
    {
      title: trusted(TITLES[list]),
      rows,
      more: Math.max(0, open.length - MOST_ROWS),
      done: items.length - open.length,
    },
  ];
}

/** The policy's time for such things, from the resolution on. */
export function dueWithin(list: DeadlineList, { hotfix, temporaryFixes, postmortem }: Policy): Span | null {
  switch (list) {
    case 'backfills':
      return hotfix.backfillWithin;
    case 'temporaryFixes':
      return temporaryFixes.removeWithin;
    case 'followUps':
      return postmortem.followUpWithin;
  }
}

function rowOf(
  item: Deadline,
  { milestones: { resolved } }: Incident,
  within: Span | null,
  policy: Policy,
  now: Timestamp,
): MessageData {
  const at = item.due ?? (resolved === null || within === null ? null : reach(resolved, within, policy));
  return {
    what: cut(item.what),
    issue: issueOf(item),
    due: trusted(dueInWords(at, within, now)),
    owner: item.owner === undefined ? null : trusted(item.owner.login),
    path: item.marker === undefined ? null : trusted(codeSpan(item.marker.path, { max: 100 })),
  };
}

function issueOf({ issue, unfiled, fixes = [] }: Deadline) {
  if (issue !== undefined)
    return trusted([`[#${issue.number}](${linkAddress(issue.url)})`, ...fixes.map(fixOf)].join(' · '));
  return trusted(unfiled === undefined ? 'its issue is being opened' : `no issue: ${inert(cut(unfiled))}`);
}

/** How its pull request stands. */
function fixOf({ number, url, conclusion, open }: ProperFix): string {
  const how = conclusion === 'success' ? 'has all that is asked of it' : `lacks ${open} of what is asked of it`;
  return `[#${number}](${linkAddress(url)}) ${how}`;
}

function dueInWords(at: Timestamp | null, within: Span | null, now: Timestamp): string {
  if (at !== null) return `due ${minuteInUtc(at)}${compare(at, now) < 0 ? ' (late)' : ''}`;
  return within === null ? 'without a deadline' : `due ${spanInWords(within)} of the resolution`;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).toWellFormed()}…`;
}
