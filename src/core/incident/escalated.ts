// What people and GitHub's answers do to the ladder: a step that is taken at once, a judgement that steps wait for, handles that reach nobody.
import type { Cause, Change } from './change.ts';
import type { Incident, TimelineEntry } from './record.ts';
import { type Refused, refusedInWords, refusedPage, withRefusedPage } from './refused-page.ts';
import { type Withdrawn, withdrawnInWords, withWithdrawn } from './withdrawn-page.ts';

/** Judgements of people that steps of a ladder wait for (`S001-26`). */
export const judgements = ['unable-to-resolve', 'business-critical'] as const;
export type Judgement = (typeof judgements)[number];

export type Escalated =
  /** The step is taken at once, whatever its time and conditions; once more where it was taken before. `tier` is what it is called. */
  | { readonly kind: 'hurried'; readonly key: string; readonly tier: string; readonly why: string | null }
  | { readonly kind: 'judged'; readonly judgement: Judgement }
  /** GitHub links these handles to nobody: whoever they stand for was not told. */
  | {
      readonly kind: 'unheard';
      readonly handles: readonly string[];
      /** Of the teams among them whom the app knows for members, as handles. */
      readonly members?: Readonly<Record<string, readonly string[]>>;
    }
  /** GitHub refused a page for good; `by`: titles of the channels that have it instead. */
  | ({ readonly kind: 'page-refused' } & Refused)
  /** A page waited for GitHub until nobody needed it any more. */
  | ({ readonly kind: 'page-withdrawn' } & Withdrawn);

const kinds: readonly Change['kind'][] = [
  'hurried',
  'judged',
  'unheard',
  'page-refused',
  'page-withdrawn',
] satisfies Escalated['kind'][];

/** Whether the change is one of these. */
export function isEscalated(change: Change): change is Escalated {
  return kinds.includes(change.kind);
}

/** More than a policy maps; the newest are kept. */
const MOST_UNHEARD = 50;

/** The incident with it. */
export function withEscalated(incident: Incident, change: Escalated, { at }: Cause): Incident {
  switch (change.kind) {
    case 'hurried':
      return { ...incident, ladder: hurried(incident.ladder, change.key, at) };
    case 'judged':
      return { ...incident, flags: [...new Set([...incident.flags, change.judgement])] };
    case 'unheard': {
      const handles = [...new Set([...(incident.unheard ?? []), ...change.handles])];
      return withMembers({ ...incident, unheard: handles.slice(-MOST_UNHEARD) }, change.members ?? {});
    }
    case 'page-refused':
      return withRefusedPage(incident, refusedPage(change, at));
    case 'page-withdrawn':
      return withWithdrawn(incident, change);
  }
}

/** As many members of a team as a page mentions, and no more teams than are told of. */
const MOST_MEMBERS = 10;
const MOST_TEAMS = 5;

function withMembers(incident: Incident, of: Readonly<Record<string, readonly string[]>>): Incident {
  const known = Object.entries(of).filter(([, members]) => members.length > 0);
  if (known.length === 0) return incident;
  const fresh = known.map(([team, members]) => [team.toLowerCase(), members.slice(0, MOST_MEMBERS)] as const);
  const all = { ...incident.members, ...Object.fromEntries(fresh.map(([team, members]) => [team, [...members]])) };
  return { ...incident, members: Object.fromEntries(Object.entries(all).slice(-MOST_TEAMS)) };
}

function hurried(ladder: Incident['ladder'], key: string, at: string): Incident['ladder'] {
  const { counted, ...rest } = ladder;
  const left = counted?.filter((other) => other !== key) ?? [];
  return {
    ...rest,
    taken: ladder.taken.filter((other) => other !== key),
    hurried: { ...ladder.hurried, [key]: at },
    ...(left.length === 0 ? {} : { counted: left }),
  };
}

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The line of the timeline; null where a further one says it. */
export function escalatedInWords(change: Escalated): Said | null {
  switch (change.kind) {
    case 'hurried':
      return { kind: 'escalated', text: `Escalated to ${change.tier}${change.why === null ? '' : `: ${change.why}`}` };
    case 'judged':
      return change.judgement === 'business-critical' ? { kind: 'escalated', text: 'Business-critical' } : null;
    case 'unheard':
      return { kind: 'escalated', text: `GitHub tells nobody by ${change.handles.map(bare).join(', ')}` };
    case 'page-refused':
      return { kind: 'escalated', text: refusedInWords(refusedPage(change, '')) };
    case 'page-withdrawn':
      return { kind: 'escalated', text: withdrawnInWords(change) };
  }
}

function bare(handle: string): string {
  return handle.replace(/^@/, '');
}
