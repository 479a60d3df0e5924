/** Which heading of a body belongs to which field: in order, each at most once, and only where there is no second way to see it. */

/** The heading of one field: found for certain, not there, or possibly several (then none can be believed). */
export type Alignment =
  | { readonly kind: 'found'; readonly at: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ambiguous' };

/** An alignment for each field, and the headings (by index) that may begin a field; all others are text that looks like one. */
export interface Aligned {
  readonly fields: readonly Alignment[];
  readonly boundaries: ReadonlySet<number>;
}

/**
 * Aligns the labels of a form with the headings found, by longest common subsequence: a heading counts if some longest alignment uses
 * it, and is certain if all of them do. Time is fields × headings, so linear in the text.
 */
export function align(labels: readonly string[], headings: readonly string[]): Aligned {
  const before = lengths(labels, headings);
  const after = lengths(labels.toReversed(), headings.toReversed());
  const total = before.at(-1)?.at(-1) ?? 0;
  const rest = (field: number, heading: number) => after[labels.length - field]?.[headings.length - heading] ?? 0;
  const boundaries = new Set<number>();
  const fields = labels.map((label, field) => {
    const row = before[field] ?? new Uint16Array();
    const candidates: number[] = [];
    let skippable = false;
    for (let heading = 0; heading <= headings.length; heading++) {
      const ahead = row[heading] ?? 0;
      if (ahead + rest(field + 1, heading) === total) skippable = true;
      if (headings[heading] === label && ahead + 1 + rest(field + 1, heading + 1) === total) candidates.push(heading);
    }
    for (const candidate of candidates) boundaries.add(candidate);
    return verdict(candidates, skippable);
  });
  return { fields, boundaries };
}

function verdict(candidates: readonly number[], skippable: boolean): Alignment {
  const [at, second] = candidates;
  if (at === undefined) return { kind: 'missing' };
  return second === undefined && !skippable ? { kind: 'found', at } : { kind: 'ambiguous' };
}

/** Length of the longest common subsequence of the first i labels and the first j headings, for all i and j. */
function lengths(labels: readonly string[], headings: readonly string[]): readonly Uint16Array[] {
  const rows = [new Uint16Array(headings.length + 1)];
  for (const [index, label] of labels.entries()) {
    const above = rows[index] ?? new Uint16Array();
    const row = new Uint16Array(headings.length + 1);
    for (let heading = 1; heading < row.length; heading++) {
      const same = headings[heading - 1] === label;
      row[heading] = same ? (above[heading - 1] ?? 0) + 1 : Math.max(above[heading] ?? 0, row[heading - 1] ?? 0);
    }
    rows.push(row);
  }
  return rows;
}
