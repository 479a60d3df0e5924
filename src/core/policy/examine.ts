// A value against the schema of the policy: what is wrong with it, and what is left when that is taken out.
import type * as z from 'zod';
import { nameOf, type Plain } from './compose.ts';
import { meantIssues } from './meant.ts';
import { isPlain, isWithin, type Path, pathBefore, plainPath, valueAt, without } from './path.ts';
import { type Fault, isMissing, tellIssue, tellMissing } from './tell.ts';
import { WrittenPolicy } from './written/policy.ts';

/** With more faults than these it is no policy, and nothing is made of the rest. */
const MOST_FAULTS = 200;

/** `later`: a key that the schema needs may be missing where a layer below can have it. */
export type Missing = 'told' | 'later';

export type Examined = {
  /** What is valid of it, without what is wrong; null when nothing is. */
  readonly valid: Plain | null;
  readonly faults: readonly Fault[];
  /** Where something was taken out: paths in the value as given. */
  readonly leftOut: readonly Path[];
};

/**
 * Never throws. Faults come in no order, one for each place. What follows from taking out something (a thing that is nothing without its name) is taken
 * out too and not told. `known` are places that are known to be wrong already: they are taken out first, and silently.
 */
export function examine(value: unknown, missing: Missing, known: readonly Path[] = []): Examined {
  const first = issuesOf(value, known);
  const faults = [...onePerPlace(value, first, known), ...lacks(value, first, known, missing)];
  if (faults.length > MOST_FAULTS) return { valid: null, faults, leftOut: [[]] };
  let leftOut: readonly Path[] = known;
  let issues = first;
  for (;;) {
    const gone = issues.flatMap((issue) => takenOut(value, issue, missing, leftOut));
    const isHopeless = gone.some((path) => path.length === 0 || follows(path, leftOut));
    if (isHopeless) return { valid: null, faults, leftOut: [...leftOut, []] };
    if (gone.length === 0) break;
    leftOut = [...leftOut, ...gone];
    issues = issuesOf(value, leftOut);
  }
  const valid = without(value, leftOut);
  return { valid: isPlain(valid) ? valid : null, faults, leftOut };
}

/** What the schema says of the value without what is gone; with paths in the whole value. */
function issuesOf(value: unknown, gone: readonly Path[]): readonly z.core.$ZodIssue[] {
  const rest = without(value, gone);
  const result = WrittenPolicy.safeParse(rest);
  if (result.success) return [];
  const meant = result.error.issues.flatMap((issue) => meantIssues(rest, issue));
  return meant.map((issue) => ({ ...issue, path: [...pathBefore(plainPath(issue.path), gone)] }));
}

function onePerPlace(value: unknown, issues: readonly z.core.$ZodIssue[], known: readonly Path[]): readonly Fault[] {
  const seen = new Set<string>();
  return issues
    .filter((issue) => !isMissing(value, issue) && !follows(plainPath(issue.path), known))
    .filter((issue) => {
      const place = JSON.stringify([issue.path, issue.code === 'unrecognized_keys']);
      return !seen.has(place) && seen.add(place);
    })
    .flatMap((issue) => tellIssue(value, issue));
}

/** One fault for each section that lacks something. */
function lacks(
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
  known: readonly Path[],
  missing: Missing,
): readonly Fault[] {
  const lacking = new Map<string, { path: Path; keys: string[] }>();
  for (const issue of issues) {
    const path = plainPath(issue.path);
    if (!isMissing(value, issue) || follows(path, known) || mayComeLater(value, path, missing)) continue;
    const section = path.slice(0, -1);
    const before = lacking.get(JSON.stringify(section)) ?? { path: section, keys: [] };
    lacking.set(JSON.stringify(section), { ...before, keys: [...before.keys, String(path.at(-1))] });
  }
  return [...lacking.values()].map(({ path, keys }) => tellMissing(value, path, keys));
}

/** Sections and things with a name lie over others; a name itself, and what is in a list without names, comes from nowhere else. */
function mayComeLater(value: unknown, path: Path, missing: Missing): boolean {
  if (missing === 'told' || path.at(-1) === 'name' || path.at(-1) === 'id') return false;
  return path.every((part, index) => {
    const item = typeof part === 'number' ? valueAt(value, path.slice(0, index + 1)) : null;
    return typeof part === 'string' || (isPlain(item) && nameOf(item) !== null);
  });
}

function follows(path: Path, known: readonly Path[]): boolean {
  return known.some((gone) => isWithin(path, gone));
}

/** What must go for an issue: the value, the unknown keys, or the section that is nothing without the key that was taken out of it. */
function takenOut(value: unknown, issue: z.core.$ZodIssue, missing: Missing, gone: readonly Path[]): readonly Path[] {
  const path = plainPath(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  const isThere = valueAt(value, path) !== undefined && !follows(path, gone);
  if (isThere || path.length === 0) return [path];
  const wasThere = valueAt(value, path) !== undefined;
  return wasThere || !mayComeLater(value, path, missing) ? [path.slice(0, -1)] : [];
}
