// What a metric reads: its numbers, and how many incidents are left out of it for which reason.
import { given, type Known, type Reason } from './known.ts';
import { type Summary, shareOf, summaryOf, type Trend, trendOf } from './statistics.ts';

/** How many are left out, by reason; most first. */
export type LeftOut = readonly { readonly reason: Reason; readonly n: number }[];

/** Seconds. `trend` null: fewer than twenty, or they have no order in time. */
export type Durations = Summary & { readonly shape: 'durations'; readonly trend: Trend | null; readonly left: LeftOut };

/** `share` is `part ÷ n`, null of nothing. `by`: the same for each kind. `times`: how often in all. */
export type Share = {
  readonly shape: 'share';
  readonly n: number;
  readonly part: number;
  readonly share: number | null;
  readonly left: LeftOut;
  readonly by?: readonly {
    readonly name: string;
    readonly n: number;
    readonly part: number;
    readonly share: number | null;
  }[];
  readonly times?: number;
};

/** Names are people's words where they are not ours; null is none. Most first. `n` incidents are in it. */
export type Counts = {
  readonly shape: 'counts';
  readonly n: number;
  readonly rows: readonly { readonly name: string | null; readonly n: number }[];
  readonly left: LeftOut;
};

/** Seconds by a name; null is none. */
export type DurationsOf = {
  readonly shape: 'durations-of';
  readonly n: number;
  readonly rows: readonly ({ readonly name: string | null } & Summary)[];
  readonly left: LeftOut;
};

export type Reading = Durations | Share | Counts | DurationsOf;

/** Of data in the order of time. */
export function durations(data: readonly Known<number>[], inTime = true): Durations {
  const values = data.flatMap((one) => given(one) ?? []);
  return { shape: 'durations', ...summaryOf(values), trend: inTime ? trendOf(values) : null, left: leftOut(data) };
}

/** The share of those that are known of which it is true. */
export function shareTrue(data: readonly Known<boolean>[]): Share {
  const values = data.flatMap((one) => given(one) ?? []);
  return share(values.filter(Boolean).length, values.length, leftOut(data));
}

/** A part of a whole. */
export function share(part: number, n: number, left: LeftOut = []): Share {
  return { shape: 'share', n, part, share: shareOf(part, n), left };
}

/** How many have each name; one with several counts for each. */
export function counts(data: readonly Known<readonly (string | null)[]>[]): Counts {
  const all = data.flatMap((one) => given(one) ?? []);
  const rows = namesIn(all).map((name) => ({ name, n: all.filter((one) => one === name).length }));
  const n = data.filter((one) => given(one) !== null).length;
  return { shape: 'counts', n, rows: rows.toSorted((a, b) => b.n - a.n), left: leftOut(data) };
}

/** For each name the seconds of those that have it. */
export function durationsOf(data: readonly Known<ReadonlyMap<string | null, number>>[]): DurationsOf {
  const all = data.flatMap((one) => given(one) ?? []);
  const rows = namesIn(all.flatMap((one) => [...one.keys()])).map((name) => ({
    name,
    ...summaryOf(all.flatMap((one) => one.get(name) ?? [])),
  }));
  return { shape: 'durations-of', n: all.length, rows, left: leftOut(data) };
}

/** By name, none last: the order in which incidents come changes nothing. */
function namesIn(all: readonly (string | null)[]): readonly (string | null)[] {
  const names = [...new Set(all)].filter((name) => name !== null).toSorted();
  return all.includes(null) ? [...names, null] : names;
}

/** What is missing, by reason. */
export function leftOut(data: readonly Known<unknown>[]): LeftOut {
  const found = data.flatMap((one) => ('missing' in one ? [one.missing] : []));
  const each = [...new Set(found)].toSorted();
  return each
    .map((reason) => ({ reason, n: found.filter((one) => one === reason).length }))
    .toSorted((a, b) => b.n - a.n);
}
