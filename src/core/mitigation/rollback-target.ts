// To which version a rollback goes (C25): from the deployments of one environment, never from what GitHub calls active.
import { compare } from '../time.ts';
import { type Live, livesOf, troubledBy } from './incident-windows.ts';
import type { Deployment, IncidentWindow } from './recent-past.ts';
import { isFailed, isSpoilt } from './shipped.ts';
import { isOfTag } from './versions-from.ts';

/** What is asked for. `to` is what somebody typed: a commit (seven digits or more), a branch or a tag that was deployed; null: by `rule`. */
export type RollbackWish = {
  readonly environment: string;
  readonly rule: 'last-known-good' | 'previous-successful';
  readonly to: string | null;
  /** The deployment that is suspected; null when none is. */
  readonly suspect: string | null;
  readonly incidents: readonly IncidentWindow[];
  /** GitHub did not tell of all incidents; absent: it did. */
  readonly incidentsUnread?: boolean;
};

/** Why somebody should look before it is done. */
export type TargetDoubt =
  | { readonly kind: 'troubled'; readonly incidents: readonly number[] }
  | { readonly kind: 'incidents-unread' }
  | { readonly kind: 'no-suspect' }
  | { readonly kind: 'suspect-not-newer' }
  /** It failed after it had succeeded. */
  | { readonly kind: 'spoilt' }
  /** When it went live is said by a tag. */
  | { readonly kind: 'by-tag' };

/** `from` is the live deployment, or the suspect that failed on top of it. `others` are further good ones, the next best first. */
export type RollbackTarget =
  | {
      readonly kind: 'found';
      readonly from: Deployment;
      readonly to: Deployment;
      readonly doubts: readonly TargetDoubt[];
      readonly others: readonly Deployment[];
    }
  | { readonly kind: 'nothing-live' }
  | { readonly kind: 'no-good'; readonly from: Deployment; readonly previous: Deployment | null }
  | { readonly kind: 'already-live'; readonly from: Deployment }
  | { readonly kind: 'never-deployed'; readonly from: Deployment; readonly others: readonly Deployment[] }
  /** What was typed means several, newest first. */
  | { readonly kind: 'several'; readonly from: Deployment; readonly meant: readonly Deployment[] };

const SHORTEST_SHA = 7;

/** Total: whatever GitHub tells of the environment, there is an answer. */
export function rollbackTarget(deployments: readonly Deployment[], wish: RollbackWish): RollbackTarget {
  const [live, ...before] = livesOf(deployments, wish.environment);
  if (live === undefined) return { kind: 'nothing-live' };
  const failed = failedSince(deployments, live, wish);
  const lives = [failed === null ? live : { ...live, until: failed.at }, ...before];
  const from = failed ?? live.deployment;
  const earlier = once(lives.filter(({ deployment }) => deployment.sha !== from.sha));
  const good = goodAmong(lives, earlier, wish);
  const others = good.map(({ deployment }) => deployment);
  if (wish.to !== null) return asTyped(wish.to, { lives, from, earlier, wish, others });
  const found = wish.rule === 'last-known-good' ? good[0] : earlier[0];
  if (found === undefined) return { kind: 'no-good', from, previous: earlier[0]?.deployment ?? null };
  return targetAt(found, { lives, from, wish, others });
}

type Search = {
  readonly lives: readonly Live[];
  readonly from: Deployment;
  readonly wish: RollbackWish;
  readonly others: readonly Deployment[];
};

/** The suspect failed, perhaps half way: what was live until it began is what to go back to. */
function failedSince(
  deployments: readonly Deployment[],
  live: Live,
  { suspect, environment }: RollbackWish,
): Deployment | null {
  const found = deployments.find(({ id }) => id === suspect);
  if (found?.environment !== environment || !isFailed(found)) return null;
  return compare(found.at, live.since) > 0 ? found : null;
}

/** A commit that was deployed again counts by its newest deployment. */
function once(lives: readonly Live[]): readonly Live[] {
  return lives.filter((live, at) => lives.findIndex(({ deployment }) => deployment.sha === live.deployment.sha) === at);
}

/** Before the suspect, of another commit, and none of whose deployments was live in an incident; one that failed later is none. */
function goodAmong(lives: readonly Live[], earlier: readonly Live[], wish: RollbackWish): readonly Live[] {
  const suspect = lives.find(({ deployment }) => deployment.id === wish.suspect);
  return earlier.filter(
    (one) =>
      one.deployment.sha !== suspect?.deployment.sha &&
      !isSpoilt(one.deployment) &&
      (suspect === undefined || compare(one.since, suspect.since) < 0) &&
      troublesOf(one.deployment.sha, lives, wish).length === 0,
  );
}

function troublesOf(sha: string, lives: readonly Live[], { incidents }: RollbackWish): readonly number[] {
  const all = lives.filter(({ deployment }) => deployment.sha === sha).flatMap((live) => troubledBy(live, incidents));
  return [...new Set(all.map(({ number }) => number))].sort((a, b) => a - b);
}

function asTyped(typed: string, search: Search & { readonly earlier: readonly Live[] }): RollbackTarget {
  const { from, earlier, others } = search;
  const isMeant = ({ sha, ref }: Deployment) =>
    ref === typed || `refs/heads/${ref}` === typed || `refs/tags/${ref}` === typed || isShaOf(typed, sha);
  const meant = earlier.filter(({ deployment }) => isMeant(deployment));
  const [found] = meant;
  if (found === undefined)
    return isMeant(from) ? { kind: 'already-live', from } : { kind: 'never-deployed', from, others };
  if (meant.length > 1 || isMeant(from)) {
    return { kind: 'several', from, meant: meant.map(({ deployment }) => deployment) };
  }
  return targetAt(found, search);
}

function isShaOf(typed: string, sha: string): boolean {
  return typed.length >= SHORTEST_SHA && /^[0-9a-f]+$/i.test(typed) && sha.startsWith(typed.toLowerCase());
}

function targetAt(found: Live, { lives, from, wish, others }: Search): RollbackTarget {
  const to = found.deployment;
  const unread: readonly TargetDoubt[] = wish.incidentsUnread === true ? [{ kind: 'incidents-unread' }] : [];
  const spoilt: readonly TargetDoubt[] = isSpoilt(to) ? [{ kind: 'spoilt' }] : [];
  const tagged: readonly TargetDoubt[] = [from, to].some(({ id }) => isOfTag(id)) ? [{ kind: 'by-tag' }] : [];
  const doubts = [...troubled(to.sha, lives, wish), ...spoilt, ...tagged, ...unread, ...bySuspect(found, lives, wish)];
  return { kind: 'found', from, to, doubts, others: others.filter(({ sha }) => sha !== to.sha) };
}

function troubled(sha: string, lives: readonly Live[], wish: RollbackWish): readonly TargetDoubt[] {
  const incidents = troublesOf(sha, lives, wish);
  return incidents.length === 0 ? [] : [{ kind: 'troubled', incidents }];
}

function bySuspect(found: Live, lives: readonly Live[], { suspect }: RollbackWish): readonly TargetDoubt[] {
  if (suspect === null) return [{ kind: 'no-suspect' }];
  const suspected = lives.find(({ deployment }) => deployment.id === suspect);
  const isNewer = suspected === undefined || compare(suspected.since, found.since) > 0;
  return isNewer ? [] : [{ kind: 'suspect-not-newer' }];
}
