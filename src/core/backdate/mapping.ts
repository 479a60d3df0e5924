// Which labels make an issue one to be dated back, and which severity each stands for.
import { sameLabel } from '../decide/labels.ts';
import type { Declaration } from '../incident/declaration.ts';
import type { Level } from '../policy/policy.ts';

/** A label, and the level that it stands for; null: it tells none. */
export type Mapped = { readonly label: string; readonly level: Level | null };

/** The worst severity of its labels, by rank; else what the issue says itself. Null: nobody said how bad it was. */
export function levelFor(
  labels: readonly string[],
  mapping: readonly Mapped[],
  said: Pick<Declaration, 'level'>,
): string | null {
  const [worst] = mapping
    .flatMap(({ label, level }) => (level !== null && labels.some((name) => sameLabel(name, label)) ? [level] : []))
    .toSorted((a, b) => a.rank - b.rank);
  return worst?.name ?? said.level;
}
