/** Did you mean …: the nearest of a list of names. */

/** How many slips a name of this length may hold and still be recognised. */
function tolerance(length: number): number {
  if (length <= 2) return 0;
  return length <= 5 ? 1 : 2;
}

/** Names longer than this are not typing slips; the bound keeps the comparison cheap. */
const MAX_LENGTH = 40;

/** Damerau–Levenshtein distance (optimal string alignment): insert, delete, replace, swap neighbours, each 1. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : replace;
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replace, swap));
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? a.length;
}

/** The candidate that was most likely meant, or null when none is near; the first one wins a tie. Compare in one case. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  if (name.length > MAX_LENGTH) return null;
  let best: string | null = null;
  let least = tolerance(name.length) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const slips = distance(name, candidate);
    if (slips >= least) continue;
    best = candidate;
    least = slips;
  }
  return best ?? withoutOneLetter(name, candidates) ?? onlyWithPrefix(name, candidates);
}

/** Two letters of three with the first one right (`/ak`): the shortest command is the one most hurried. */
function withoutOneLetter(name: string, candidates: readonly string[]): string | null {
  if (name.length !== 2) return null;
  const near = candidates.filter(
    (candidate) => candidate.length === 3 && candidate[0] === name[0] && distance(name, candidate) === 1,
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** A name cut short (`/sev`) means the one candidate that it begins. */
function onlyWithPrefix(name: string, candidates: readonly string[]): string | null {
  if (name.length < 3) return null;
  const [first, second] = candidates.filter((candidate) => candidate.startsWith(name));
  return second === undefined ? (first ?? null) : null;
}

/** Another form of the word it begins as (`mitigated` for `mitigating`): at least three letters, and most of what was typed, are the same. */
export function otherFormOf(name: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let most = Math.max(3, Math.ceil(name.length * SAME_PART)) - 1;
  for (const candidate of candidates) {
    const same = sameStart(name, candidate);
    if (same <= most) continue;
    best = candidate;
    most = same;
  }
  return best;
}

const SAME_PART = 0.6;

/** How many letters two words begin with alike. */
function sameStart(a: string, b: string): number {
  const differs = Array.from({ length: Math.min(a.length, b.length) }, (_, at) => a[at] !== b[at]).indexOf(true);
  return differs < 0 ? Math.min(a.length, b.length) : differs;
}
