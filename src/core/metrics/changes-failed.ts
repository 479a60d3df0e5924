// Which deployments failed in production and how long that lasted, by DORA's definitions: rollbacks and hotfixes of incidents tell.
import type { Deployment } from '../mitigation/recent-past.ts';
import { compare, isDue, type Timestamp } from '../time.ts';
import type { Counted, Window } from './counted.ts';
import { isWithin } from './counted.ts';
import { from, given, type Known, missing } from './known.ts';
import type { Intervention } from './measured.ts';
import { lasted } from './spans.ts';

/** A version that went live, when it first succeeded. */
export type Live = { readonly id: string; readonly sha: string; readonly at: Timestamp };

/** A deployment that needed somebody at once, and how long until the last of its incidents was mitigated. */
export type FailedChange = { readonly deployment: Live; readonly recovered: Known<number> };

export type Changes = {
  /** Went live within the window. */
  readonly deployments: readonly Live[];
  readonly failed: readonly FailedChange[];
  /** Those that an incident made necessary. */
  readonly rework: readonly Live[];
  /** Interventions of which no deployment is known. */
  readonly unmatched: number;
};

/** Deployments of one environment that succeeded, in the order in which they went live; one that never did was no change to production. */
export function livesOf(deployments: readonly Deployment[], environment: string): readonly Live[] {
  const lives = deployments.flatMap(({ id, sha, environment: own, statuses }) => {
    const [at] = statuses.flatMap((status) => (status.state === 'success' ? [status.at] : [])).toSorted(compare);
    return own === environment && at !== undefined ? [{ id, sha, at }] : [];
  });
  return lives.toSorted((a, b) => compare(a.at, b.at) || (a.id < b.id ? -1 : 1));
}

/** What the incidents say of the deployments. */
export function changesOf(
  incidents: readonly Counted[],
  all: readonly Deployment[],
  environment: string,
  window: Window,
): Changes {
  const lives = livesOf(all, environment);
  const inside = lives.filter(({ at }) => isWithin(at, window));
  const told = incidents.flatMap((incident) =>
    atOnce(incident, environment).map((one) => ({ incident, cause: causeOf(one, lives), mend: mendOf(one, lives) })),
  );
  return {
    deployments: inside,
    failed: inside.flatMap((deployment) => {
      const own = told.flatMap(({ incident, cause }) => (cause === deployment ? [incident] : []));
      return own.length === 0 ? [] : [{ deployment, recovered: recoveryOf(deployment, own) }];
    }),
    rework: inside.filter((deployment) => told.some(({ mend }) => mend === deployment)),
    unmatched: told.filter(({ cause }) => cause === null).length,
  };
}

/** Those that were about this environment. */
function atOnce({ interventions }: Counted, environment: string): readonly Intervention[] {
  return interventions.filter((one) => one.environment === null || one.environment === environment);
}

/**
 * The version that failed. Of versions A, B, C, D and then B again it is C: the first one after the version that was gone back to. Of a hotfix it is the one
 * that was live when it was looked at what had changed.
 */
function causeOf({ kind, at, sha, wasLive }: Intervention, lives: readonly Live[]): Live | null {
  const live = lives.find(({ id }) => id === wasLive) ?? null;
  if (kind === 'hotfix') return live;
  const before = lives.filter((one) => compare(one.at, at) < 0);
  const good = before.findLastIndex((one) => one.sha === sha);
  const first = good < 0 ? undefined : before[good + 1];
  return first ?? live;
}

/** The deployment that the intervention made: the first of that commit since, else what was live when a hotfix was seen live. */
function mendOf({ at, sha, live }: Intervention, lives: readonly Live[]): Live | null {
  const since = lives.filter((one) => isDue(at, one.at));
  const own = since.find((one) => one.sha === sha);
  return own ?? (live === null ? null : (since.findLast((one) => isDue(one.at, live)) ?? null));
}

function recoveryOf({ at }: Live, incidents: readonly Counted[]): Known<number> {
  const mitigated = incidents.map((one) => one.mitigated);
  const open = mitigated.find((one) => given(one) === null);
  if (open !== undefined) return from(open, () => missing('not-reached'));
  const last = mitigated
    .flatMap((one) => given(one) ?? [])
    .toSorted(compare)
    .at(-1);
  return last === undefined ? missing('not-reached') : lasted(at, last);
}
