// What people, GitHub and the clock do to the postmortem of an incident.
import { toSecond } from '../time.ts';
import type { Cause, Change } from './change.ts';
import { type Postmortem, postmortemBranch } from './postmortem.ts';
import type { Incident, TimelineEntry } from './record.ts';

export type PostmortemChange =
  /** It is to be written, or what is generated of it to be written anew. */
  | { readonly kind: 'postmortem-asked' }
  /** GitHub has it. */
  | {
      readonly kind: 'postmortem-opened';
      readonly pull: NonNullable<Postmortem['pull']>;
      readonly path: string;
      readonly draft: boolean;
      readonly questions: number;
      /** Code owners of the file, as handles. */
      readonly owners: readonly string[];
    }
  | { readonly kind: 'postmortem-refused'; readonly problem: string }
  /** How its pull request stands now. */
  | { readonly kind: 'postmortem-seen'; readonly draft: boolean; readonly questions: number | null }
  | { readonly kind: 'postmortem-drafted' }
  | { readonly kind: 'postmortem-review-asked'; readonly whom: readonly string[] }
  | { readonly kind: 'postmortem-published'; readonly url: string }
  /** Somebody gave the file another name; `url`: where it is since, of one that is published. */
  | { readonly kind: 'postmortem-renamed'; readonly path: string; readonly url: string }
  | { readonly kind: 'postmortem-closed' }
  | { readonly kind: 'postmortem-reopened' }
  | { readonly kind: 'postmortem-waived'; readonly reason: string };

const kinds: readonly Change['kind'][] = [
  'postmortem-asked',
  'postmortem-opened',
  'postmortem-refused',
  'postmortem-seen',
  'postmortem-drafted',
  'postmortem-review-asked',
  'postmortem-published',
  'postmortem-renamed',
  'postmortem-closed',
  'postmortem-reopened',
  'postmortem-waived',
] satisfies PostmortemChange['kind'][];

/** Whether the change is one of these. */
export function isPostmortemChange(change: Change): change is PostmortemChange {
  return kinds.includes(change.kind);
}

/** The name of what a comment, or the resolution at an instant, asks for: the same however often it is decided. */
function postmortemKey({ issue }: Incident, comment: number | null, at: string): string {
  return `postmortem-${issue.number}-${comment ?? toSecond(at)}`;
}

/** The incident with it. */
export function withPostmortem(incident: Incident, change: PostmortemChange, cause: Cause): Incident {
  const none: Postmortem = {
    key: '',
    state: 'asked',
    branch: postmortemBranch(incident.issue.number),
    pull: null,
    by: cause.by?.login ?? '',
    at: cause.at,
  };
  return { ...incident, postmortem: after(incident.postmortem ?? none, change, cause, incident) };
}

function after(
  known: Postmortem,
  change: PostmortemChange,
  { at, by, comment }: Cause,
  incident: Incident,
): Postmortem {
  const { problem: _before, ...one } = known;
  switch (change.kind) {
    case 'postmortem-asked': {
      const { waived: _no, ...again } = one;
      // What is open or merged stays so while it is looked at again.
      const state = one.state === 'open' || one.state === 'published' ? one.state : 'asked';
      return { ...again, key: postmortemKey(incident, comment, at), state, by: by?.login ?? '', at };
    }
    case 'postmortem-opened': {
      const { pull, path, draft, questions, owners } = change;
      return {
        ...one,
        state: 'open',
        pull,
        path,
        draft,
        questions,
        ...(owners.length === 0 ? {} : { owners: [...owners] }),
      };
    }
    case 'postmortem-refused':
      return { ...one, state: one.pull === null ? 'refused' : one.state, problem: change.problem };
    case 'postmortem-seen':
      return { ...known, draft: change.draft, ...(change.questions === null ? {} : { questions: change.questions }) };
    case 'postmortem-drafted':
      return { ...known, drafted: at };
    case 'postmortem-review-asked':
      return { ...known, reviewers: [...change.whom] };
    case 'postmortem-published':
      return { ...one, state: 'published', drafted: one.drafted ?? at, published: { at, url: change.url } };
    case 'postmortem-renamed': {
      const { published } = known;
      const moved = published === undefined ? {} : { published: { ...published, url: change.url } };
      return { ...known, path: change.path, ...moved };
    }
    case 'postmortem-closed':
      return { ...known, state: 'closed' };
    case 'postmortem-reopened':
      return { ...known, state: 'open' };
    case 'postmortem-waived':
      return { ...one, state: 'waived', waived: { by: by?.login ?? '', at, reason: change.reason } };
  }
}

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The line of the timeline, in our words up to the first colon; null for what the card alone shows. */
export function postmortemInWords(change: PostmortemChange): Said | null {
  const text = textOf(change);
  return text === null ? null : { kind: 'postmortem', text };
}

function textOf(change: PostmortemChange): string | null {
  switch (change.kind) {
    case 'postmortem-asked':
    case 'postmortem-seen':
      return null;
    case 'postmortem-opened':
      return `The postmortem is #${change.pull.number}`;
    case 'postmortem-refused':
      return `No pull request for the postmortem: ${change.problem}`;
    case 'postmortem-drafted':
      return 'The postmortem is drafted';
    case 'postmortem-review-asked':
      return `Review of the postmortem asked of ${change.whom.map((handle) => handle.replace(/^@/, '')).join(', ')}`;
    case 'postmortem-published':
      return 'The postmortem is published';
    case 'postmortem-renamed':
      return `The file of the postmortem has another name: ${change.path}`;
    case 'postmortem-closed':
      return 'The pull request of the postmortem is closed, not merged';
    case 'postmortem-reopened':
      return 'The pull request of the postmortem is open again';
    case 'postmortem-waived':
      return `No postmortem is written: ${change.reason}`;
  }
}
