// What people, GitHub and the gate do to the hotfixes of an incident.
import type { Cause, Change } from './change.ts';
import { type Hotfix, type HotfixPullRef, hotfixOf, type Judged } from './hotfix.ts';
import type { Incident, TimelineEntry } from './record.ts';

export type HotfixChange =
  | {
      readonly kind: 'hotfix-asked';
      readonly title: string;
      readonly branch: string;
      readonly why: string | null;
      /** Somebody's own pull request, which is taken in; null: one is opened. */
      readonly adopts: number | null;
    }
  /** GitHub has it: opened, or found to be what may be taken in. */
  | {
      readonly kind: 'hotfix-opened';
      readonly key: string;
      readonly pull: HotfixPullRef;
      readonly branch: string;
      readonly base: string;
      readonly head: string;
      readonly title: string;
      /** Accounts that pushed to it before; absent: none is known. */
      readonly pushers?: readonly number[];
    }
  | { readonly kind: 'hotfix-refused'; readonly key: string; readonly problem: string }
  | {
      readonly kind: 'hotfix-judged';
      readonly pull: number;
      readonly judged: Judged;
      readonly pushers?: readonly number[] | undefined;
    }
  | { readonly kind: 'hotfix-review-asked'; readonly pull: number; readonly whom: readonly string[] }
  /** `past`: who merged it though its gate did not pass, empty where that is not known; null: it passed. */
  | { readonly kind: 'hotfix-merged'; readonly pull: number; readonly sha: string; readonly past: string | null }
  | { readonly kind: 'hotfix-closed'; readonly pull: number }
  | { readonly kind: 'hotfix-reopened'; readonly pull: number }
  /** Somebody takes it out of the lane. */
  | { readonly kind: 'hotfix-dropped'; readonly pull: number }
  | { readonly kind: 'hotfix-live'; readonly pull: number }
  /** What is live, by its id, does not have it. */
  | { readonly kind: 'hotfix-looked'; readonly pull: number; readonly live: string }
  /** Somebody's pull request looks like one, or does no more. */
  | { readonly kind: 'hotfix-offered'; readonly pull: number; readonly is: boolean };

const kinds: readonly Change['kind'][] = [
  'hotfix-asked',
  'hotfix-opened',
  'hotfix-refused',
  'hotfix-judged',
  'hotfix-review-asked',
  'hotfix-merged',
  'hotfix-closed',
  'hotfix-reopened',
  'hotfix-dropped',
  'hotfix-live',
  'hotfix-looked',
  'hotfix-offered',
] satisfies HotfixChange['kind'][];

/** Whether the change is one of these. */
export function isHotfixChange(change: Change): change is HotfixChange {
  return kinds.includes(change.kind);
}

/** The newest that are kept; whatever is in the lane is among them. */
const MOST_HOTFIXES = 6;

/** The name of what a comment asks for: the same however often it is decided. */
export function hotfixKey({ issue }: Pick<Incident, 'issue'>, comment: number | null): string {
  return `hotfix-${issue.number}-${comment ?? 0}`;
}

/** The incident with it. */
export function withHotfix(incident: Incident, change: HotfixChange, cause: Cause): Incident {
  const { hotfixes = [] } = incident;
  const each = (is: (one: Hotfix) => boolean, how: (one: Hotfix) => Hotfix): Incident => ({
    ...incident,
    hotfixes: hotfixes.map((one) => (is(one) ? how(one) : one)),
  });
  const ofPull = (pull: number) => {
    const key = hotfixOf(incident, pull)?.key;
    return (one: Hotfix) => one.key === key;
  };
  switch (change.kind) {
    case 'hotfix-asked': {
      const { title, branch, why, adopts } = change;
      const key = hotfixKey(incident, cause.comment);
      const asked: Hotfix = {
        key,
        state: 'asked',
        title,
        branch,
        pull: null,
        ...(adopts === null ? {} : { adopts }),
        by: cause.by?.login ?? '',
        at: cause.at,
        why,
      };
      return { ...incident, hotfixes: [...kept(hotfixes.filter((one) => one.key !== key)), asked] };
    }
    case 'hotfix-opened':
      return withOffered(
        each(
          (one) => one.key === change.key,
          ({ problem: _before, ...one }) => {
            const { pull, branch, base, head, title, pushers } = change;
            const known = pushers === undefined ? {} : { pushers: [...pushers] };
            return { ...one, state: 'open', pull, branch, base, head, title, ...known };
          },
        ),
        change.pull.number,
        false,
      );
    case 'hotfix-refused':
      return each(
        (one) => one.key === change.key,
        (one) => ({ ...one, state: 'refused', problem: change.problem }),
      );
    case 'hotfix-judged':
      return each(ofPull(change.pull), (one) => judgedAs(one, change));
    case 'hotfix-review-asked':
      return each(ofPull(change.pull), (one) => ({ ...one, reviewers: { asked: [...change.whom], at: cause.at } }));
    case 'hotfix-merged':
      return each(ofPull(change.pull), ({ judged: _over, ...one }) => ({
        ...one,
        state: 'merged',
        merged: { sha: change.sha, at: cause.at, ...(change.past === null ? {} : { past: change.past }) },
      }));
    case 'hotfix-closed':
      return each(ofPull(change.pull), ({ judged: _over, ...one }) => ({ ...one, state: 'closed' }));
    case 'hotfix-reopened':
      return each(ofPull(change.pull), (one) => ({ ...one, state: 'open' }));
    case 'hotfix-dropped':
      return each(ofPull(change.pull), ({ judged: _over, ...one }) => ({ ...one, state: 'dropped' }));
    case 'hotfix-live':
      return each(ofPull(change.pull), (one) => ({ ...one, live: cause.at }));
    case 'hotfix-looked':
      return each(ofPull(change.pull), (one) => ({ ...one, looked: change.live }));
    case 'hotfix-offered':
      return withOffered(incident, change.pull, change.is);
  }
}

function judgedAs(one: Hotfix, { judged, pushers = [] }: HotfixChange & { kind: 'hotfix-judged' }): Hotfix {
  return { ...one, judged, head: judged.head, ...(pushers.length === 0 ? {} : { pushers: [...pushers] }) };
}

/** The newest that look like one; more would be no help. */
const MOST_OFFERED = 3;

function withOffered({ offered = [], ...incident }: Incident, pull: number, is: boolean): Incident {
  const others = offered.filter((each) => each !== pull);
  const all = is ? [...others, pull].slice(-MOST_OFFERED) : others;
  return all.length === 0 ? incident : { ...incident, offered: all };
}

function kept(hotfixes: readonly Hotfix[]): readonly Hotfix[] {
  const newest = hotfixes.slice(1 - MOST_HOTFIXES);
  return hotfixes.filter((one) => newest.includes(one) || one.state === 'open' || one.state === 'asked');
}

type Said = { readonly kind: TimelineEntry['kind']; readonly text: string };

/** The line of the timeline, in our words up to the first colon; null for what the card alone shows. */
export function hotfixInWords(before: Incident, change: HotfixChange): Said | null {
  const text = textOf(before, change);
  return text === null ? null : { kind: 'hotfix', text };
}

function textOf({ hotfixes = [] }: Incident, change: HotfixChange): string | null {
  switch (change.kind) {
    case 'hotfix-asked': {
      const what = change.adopts === null ? 'Asked for a hotfix' : `Asked to take in #${change.adopts} as a hotfix`;
      return `${what}${because(change.why)}`;
    }
    case 'hotfix-opened': {
      const isAdopted = hotfixes.find(({ key }) => key === change.key)?.adopts !== undefined;
      return `Hotfix #${change.pull.number} is ${isAdopted ? 'taken in' : 'open, as a draft'}`;
    }
    case 'hotfix-refused':
      return `The hotfix was not opened${because(change.problem)}`;
    case 'hotfix-review-asked':
      return `Review of hotfix #${change.pull} asked of ${change.whom.map((handle) => handle.replace(/^@/, '')).join(', ')}`;
    case 'hotfix-merged':
      return `Hotfix #${change.pull} is merged as ${change.sha.slice(0, 7)}${pastGate(change.past)}`;
    case 'hotfix-closed':
      return `Hotfix #${change.pull} is closed, not merged`;
    case 'hotfix-reopened':
      return `Hotfix #${change.pull} is open again`;
    case 'hotfix-dropped':
      return `Hotfix #${change.pull} is taken out of the lane`;
    case 'hotfix-live':
      return `Hotfix #${change.pull} is live`;
    case 'hotfix-offered':
    case 'hotfix-looked':
      return null;
    case 'hotfix-judged':
      return passedNow(hotfixes, change);
  }
}

/** Only that everything holds is worth a line: what it waits for changes all the time. */
function passedNow(hotfixes: readonly Hotfix[], { pull, judged }: HotfixChange & { kind: 'hotfix-judged' }) {
  const before = hotfixOf({ hotfixes }, pull)?.judged;
  const isNew = before?.conclusion !== 'success' || before.head !== judged.head;
  return judged.conclusion === 'success' && isNew ? `Hotfix #${pull} may be merged, everything holds` : null;
}

function pastGate(past: string | null): string {
  return past === null ? '' : `, though its gate did not pass${because(past)}`;
}

function because(text: string | null): string {
  return text === null || text.trim() === '' ? '' : `: ${text.trim()}`;
}
