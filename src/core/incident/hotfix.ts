// The hotfixes of an incident: pull requests that its own record put into the fast lane, and how far each is.
import * as z from 'zod';
import type { Incident } from './record.ts';

/** `asked`: decided, and GitHub has not answered yet. `open`: in the lane. All others are ends: `refused` never came into it, `dropped` was taken out of it by a person and is an ordinary pull request again. */
export const hotfixStates = ['asked', 'open', 'merged', 'closed', 'refused', 'dropped'] as const;

/** What the gate still waits for, in our words, and who can do it. */
export const Waits = z.object({ what: z.string(), who: z.string().nullable() });
export type Waits = Readonly<z.infer<typeof Waits>>;

/** What the gate said of a head. `waits` has the first of what does not hold; `open`: how much that is in all. */
export const Judged = z.object({
  head: z.string(),
  conclusion: z.enum(['success', 'pending', 'failure']),
  open: z.number().int().nonnegative(),
  waits: z.array(Waits),
  /** It was put into the merge queue at this head; absent: it was not. */
  queued: z.literal(true).optional(),
  /** It is at the end of that queue, since the app may not put it at the front; absent: it is not. */
  behind: z.literal(true).optional(),
  /** It waits for a review; absent: it does not. */
  review: z.literal(true).optional(),
  /** Why GitHub does not merge what the gate lets through; absent: it was not asked, or does. */
  unmerged: z.string().optional(),
});
export type Judged = Readonly<z.infer<typeof Judged>>;

/** The pull request on GitHub. */
export const HotfixPullRef = z.object({ number: z.number().int(), url: z.string() });
export type HotfixPullRef = Readonly<z.infer<typeof HotfixPullRef>>;

/** `key` names it in effects and answers. `why`: why rolling back would not do; null: nobody said, and the policy does not ask. */
export const Hotfix = z.object({
  key: z.string(),
  state: z.enum(hotfixStates),
  title: z.string(),
  branch: z.string(),
  pull: HotfixPullRef.nullable(),
  /** The number of somebody's own pull request that is taken in; absent: the app opens one. */
  adopts: z.number().int().optional(),
  by: z.string(),
  at: z.string(),
  why: z.string().nullable(),
  /** The branch that it goes to, and the head that it had when GitHub last told; absent: it is not opened yet. */
  base: z.string().optional(),
  head: z.string().optional(),
  /** Why GitHub refused it. */
  problem: z.string().optional(),
  /** Absent: not judged yet. */
  judged: Judged.optional(),
  /** Accounts (ids) that are known to have pushed to it: none of them vouches for it. Absent: none is. */
  pushers: z.array(z.number().int()).optional(),
  /** Who was asked for a review, as handles, and when first; absent: nobody. */
  reviewers: z.object({ asked: z.array(z.string()), at: z.string() }).optional(),
  /** `past`: who merged it though its gate did not pass, empty where that is not known; absent: it passed. */
  merged: z.object({ sha: z.string(), at: z.string(), past: z.string().optional() }).optional(),
  /** When it was seen live; absent: not yet. `looked`: the deployment (GraphQL id) that was last found to be without it. */
  live: z.string().optional(),
  looked: z.string().optional(),
});
export type Hotfix = Readonly<z.infer<typeof Hotfix>>;

type WithHotfixes = { readonly hotfixes?: readonly Hotfix[] | undefined };

/** Those in the lane. */
export function openHotfixes({ hotfixes = [] }: WithHotfixes): readonly Hotfix[] {
  return hotfixes.filter(({ state }) => state === 'open');
}

/** Those that have not ended. */
export function pendingHotfixes({ hotfixes = [] }: WithHotfixes): readonly Hotfix[] {
  return hotfixes.filter(({ state }) => state === 'open' || state === 'asked');
}

/** The newest one that is merged and was not seen live yet; null: there is none. */
export function undeployedHotfix({ hotfixes = [] }: WithHotfixes): Hotfix | null {
  return hotfixes.findLast(({ state, live }) => state === 'merged' && live === undefined) ?? null;
}

/** The hotfix of this pull request; null where it is none of this incident. */
export function hotfixOf({ hotfixes = [] }: WithHotfixes, pull: number): Hotfix | null {
  return hotfixes.findLast((one) => one.pull?.number === pull) ?? null;
}

/** Whether what must be posted on a pull request may be other between two versions of a record. */
export function lanesMoved(before: WithHotfixes & Judging, after: WithHotfixes & Judging): boolean {
  return judgedBy(before) !== judgedBy(after);
}

type Judging = Partial<Pick<Incident, 'status' | 'level' | 'changes' | 'backfills' | 'temporaryFixes' | 'cause'>>;

/** What the gates take from the record. */
function judgedBy(incident: WithHotfixes & Judging): string {
  const pulls = openHotfixes(incident).map(({ pull, why }) => [pull?.number, why]);
  const { status, level, changes } = incident;
  const isKnown = changes === undefined ? null : [changes.live !== null, changes.good !== null, changes.unread];
  const lane = pulls.length === 0 ? null : [pulls, status, level, isKnown];
  return JSON.stringify([lane, fixesJudgedBy(incident)]);
}

/** What a proper fix is judged by, where a pull request of one is known. */
function fixesJudgedBy({ backfills = [], temporaryFixes = [], cause = null }: Judging) {
  const known = backfills.filter(({ fixes }) => fixes !== undefined);
  if (known.length === 0) return null;
  const waiting = temporaryFixes.filter(({ done }) => done === null).map(({ id, issue }) => [id, issue?.number]);
  return [known.map(({ id, done, issue }) => [id, done !== null, issue?.number]), waiting, cause !== null];
}
