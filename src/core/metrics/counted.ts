// Which incidents count: drills, duplicates, what was declined and what nobody declared are out, and told apart (Part D.3).
import { compare, type Timestamp } from '../time.ts';
import type { MeasuredIncident, Outcome } from './measured.ts';

/** By when an incident was declared: from, inclusive, until, exclusive; null is open. */
export type Window = { readonly from: Timestamp | null; readonly to: Timestamp | null };

/** A declared incident that counts. */
export type Counted = MeasuredIncident & { readonly declared: Timestamp };

export type Count = {
  /** In the order in which they were declared. */
  readonly incidents: readonly Counted[];
  readonly left: {
    readonly drills: number;
    readonly duplicates: number;
    readonly declined: number;
    readonly reported: number;
    readonly outside: number;
  };
};

/** Whether an instant is in a window. */
export function isWithin(at: Timestamp, { from, to }: Window): boolean {
  return (from === null || compare(at, from) >= 0) && (to === null || compare(at, to) < 0);
}

/** Those that count. */
export function count(all: readonly MeasuredIncident[], window: Window): Count {
  const real = all.filter(({ drill }) => !drill);
  const of = (outcome: Outcome) => real.filter((one) => one.outcome === outcome);
  const declared = of('incident').flatMap((one) => (one.declared === null ? [] : [{ ...one, declared: one.declared }]));
  const inside = declared.filter((one) => isWithin(one.declared, window));
  return {
    incidents: inside.toSorted(inOrder),
    left: {
      drills: all.length - real.length,
      duplicates: of('duplicate').length,
      declined: of('declined').length,
      reported: of('reported').length,
      outside: declared.length - inside.length,
    },
  };
}

function inOrder(a: Counted, b: Counted): number {
  return compare(a.declared, b.declared) || a.number - b.number;
}
