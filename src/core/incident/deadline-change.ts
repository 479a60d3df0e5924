// What must be done afterwards: put on record, given an issue of its own, done, and open again where it turns out not to be.
import type { ActionType } from '../postmortem/action-item.ts';
import { minuteInUtc } from '../time.ts';
import type { Cause, Change } from './change.ts';
import type { Deadline, Incident, ProperFix, TimelineEntry } from './record.ts';

/** Where it stands in the record. */
export const deadlineLists = ['backfills', 'temporaryFixes', 'followUps'] as const;
export type DeadlineList = (typeof deadlineLists)[number];

/** What of one is changed; absent: as it was. */
export type DeadlineAmendment = Partial<Pick<Deadline, 'what' | 'due' | 'owner' | 'type' | 'ofKind'>>;

/** One of them, by its list and its id there. */
export type DeadlineRef = { readonly list: DeadlineList; readonly id: string };

export type DeadlineChange =
  | { readonly kind: 'deadline-set'; readonly list: DeadlineList; readonly item: Deadline }
  /** It has an issue of its own. */
  | ({ readonly kind: 'deadline-filed'; readonly issue: NonNullable<Deadline['issue']> } & DeadlineRef)
  /** GitHub opens no issue for it, in its own words. */
  | ({ readonly kind: 'deadline-unfiled'; readonly why: string } & DeadlineRef)
  /** Somebody gave it another owner, date, type or name. */
  | ({ readonly kind: 'deadline-amended'; readonly to: DeadlineAmendment } & DeadlineRef)
  | ({ readonly kind: 'deadline-met' } & DeadlineRef)
  /** It was said to be done and is not; `why` in our words. */
  | ({ readonly kind: 'deadline-unmet'; readonly why: string } & DeadlineRef)
  /** A pull request is its proper fix, and its gate says this of it; `fix` null: it is none any more. */
  | ({ readonly kind: 'deadline-fix'; readonly pull: number; readonly fix: ProperFix | null } & DeadlineRef);

const kinds: readonly Change['kind'][] = [
  'deadline-set',
  'deadline-filed',
  'deadline-unfiled',
  'deadline-amended',
  'deadline-met',
  'deadline-unmet',
  'deadline-fix',
] satisfies DeadlineChange['kind'][];

/** Whether the change is one of these. */
export function isDeadlineChange(change: Change): change is DeadlineChange {
  return kinds.includes(change.kind);
}

/** The one that is meant; null where there is none. */
export function deadlineIn(incident: Incident, { list, id }: DeadlineRef): Deadline | null {
  return incident[list].find((one) => one.id === id) ?? null;
}

/** The one with this issue; null where no deadline has it. */
export function deadlineOfIssue(
  incident: Incident,
  number: number,
): (DeadlineRef & { readonly item: Deadline }) | null {
  for (const list of deadlineLists) {
    const item = incident[list].find(({ issue }) => issue?.number === number);
    if (item !== undefined) return { list, id: item.id, item };
  }
  return null;
}

/** The incident with it. */
export function withDeadline(incident: Incident, change: DeadlineChange, { at }: Cause): Incident {
  const { list } = change;
  if (change.kind === 'deadline-set') {
    const others = incident[list].filter(({ id }) => id !== change.item.id);
    return { ...incident, [list]: [...others, change.item] };
  }
  return { ...incident, [list]: incident[list].map((one) => (one.id === change.id ? moved(one, change, at) : one)) };
}

function moved(item: Deadline, change: Exclude<DeadlineChange, { kind: 'deadline-set' }>, at: string): Deadline {
  switch (change.kind) {
    case 'deadline-filed': {
      const { unfiled: _before, ...rest } = item;
      return { ...rest, issue: change.issue };
    }
    case 'deadline-unfiled':
      return { ...item, unfiled: change.why };
    case 'deadline-amended':
      return { ...item, ...change.to };
    case 'deadline-met':
      return { ...item, done: at };
    case 'deadline-unmet': {
      // The marker was gone: from now on only people say whether it is done.
      const { marker: _gone, ...rest } = item;
      return { ...rest, done: null };
    }
    case 'deadline-fix':
      return withFix(item, change);
  }
}

/** More at once are kept of none. */
const MOST_FIXES = 3;

function withFix(
  { fixes = [], ...item }: Deadline,
  { pull, fix }: DeadlineChange & { kind: 'deadline-fix' },
): Deadline {
  const others = fixes.filter(({ number }) => number !== pull);
  const all = fix === null ? others : [...others, fix].slice(-MOST_FIXES);
  return all.length === 0 ? item : { ...item, fixes: all };
}

const NAMES: Readonly<Record<DeadlineList, string>> = {
  backfills: 'Proper fix',
  temporaryFixes: 'Temporary fix',
  followUps: 'Follow-up',
};

const DONE: Readonly<Record<DeadlineList, string>> = {
  backfills: 'The proper fix is in',
  temporaryFixes: 'The temporary fix is removed',
  followUps: 'The follow-up is done',
};

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The line of the timeline, in our words up to the first colon; null for what the card alone shows. */
export function deadlineInWords(before: Incident, change: DeadlineChange): Said | null {
  switch (change.kind) {
    case 'deadline-set':
      return said(`${NAMES[change.list]} to be done: ${change.item.what}`);
    case 'deadline-filed':
      return said(`Issue #${change.issue.number} is opened for it: ${deadlineIn(before, change)?.what ?? change.id}`);
    case 'deadline-unfiled':
      return said(`No issue was opened for what is to be done, GitHub refused it: ${change.why}`);
    case 'deadline-amended':
      return said(
        `${NAMES[change.list]} changed${amendedInWords(change.to)}: ${change.to.what ?? deadlineIn(before, change)?.what ?? change.id}`,
      );
    case 'deadline-met':
      return said(`${DONE[change.list]}: ${deadlineIn(before, change)?.what ?? change.id}`);
    case 'deadline-unmet':
      return said(`${NAMES[change.list]} is open again, ${change.why}`);
    case 'deadline-fix':
      return fixInWords(deadlineIn(before, change)?.fixes, change);
  }
}

/** Only that it is one, and that everything holds, is worth a line. */
function fixInWords(
  known: Deadline['fixes'] = [],
  { pull, fix }: DeadlineChange & { kind: 'deadline-fix' },
): Said | null {
  const before = known.find(({ number }) => number === pull);
  if (fix === null) return null;
  const passes = fix.conclusion === 'success' && before?.conclusion !== 'success';
  if (passes) return said(`The proper fix #${pull} has all that is asked of it`);
  return before === undefined ? said(`#${pull} is the pull request of the proper fix`) : null;
}

/** Only our own words: they stand before the colon. */
function amendedInWords({ owner, due, type }: DeadlineAmendment): string {
  const parts = [
    ...(owner === undefined ? [] : [`for ${owner.login}`]),
    ...(due == null ? [] : [`due ${minuteInUtc(due)}`]),
    ...(type === undefined ? [] : [`to ${TYPES[type]}`]),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

const TYPES = {
  mitigate: 'mitigate',
  prevent: 'prevent',
  detect: 'detect',
  process: 'change the process',
} as const satisfies Readonly<Record<ActionType, string>>;

function said(text: string): Said {
  return { kind: 'deadline', text };
}
