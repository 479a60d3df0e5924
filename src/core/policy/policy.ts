// The policy as the core uses it: normalised, every default filled in. The written form is in `written/`, the checks are next door.
import type { ReadPolicy } from './written/policy.ts';

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Read = Frozen<ReadPolicy>;

/** A severity. `rank` 1 is worst; names are never compared (C1). Quiet hours are not for what is `aroundTheClock`. */
export type Level = Omit<Read['levels'][number], 'rank' | 'removed' | 'aroundTheClock'> & {
  readonly rank: number;
  readonly aroundTheClock: boolean;
};

/** One step of an escalation ladder. `after` counts from the start of the ladder; `targets` are role names of the policy (`S001-25`). */
export type Tier = Level['escalation'][number];

/** The transitions that can have a gate. */
export type Gated = keyof Read['gates'];

/** What a transition needs; `strict` holds it, otherwise what is open is listed. */
export type Gate = Omit<NonNullable<Read['gates'][Gated]>, 'strict'> & { readonly strict: boolean };

export type Phase = Read['phases'][number];
export type Contact = Read['contacts'][number];

/** Who may do something: any one of these is enough. Teams are `org/team`, apps numeric ids. */
export type Grant = Read['authority']['declare'];

/** Who may give certain commands, at certain levels and in certain statuses. */
export type AuthorityRule = Read['authority']['rules'][number];

/** What authority is asked for: `declare` an incident, `respond` with commands, `override` a gate. */
export type Right = 'declare' | 'respond' | 'override';

/** Everything the written policy says (see docs/policy.md), and where it comes from. Levels are in order of rank. */
export type Policy = Omit<Read, 'levels' | 'gates' | 'preset' | 'version' | 'Extends'> & {
  readonly gates: Readonly<Partial<Record<Gated, Gate>>>;
  readonly preset: string;
  readonly levels: readonly Level[];
  /** `from` is the file, or `built-in`; `version` names its text. */
  readonly source: { readonly from: string; readonly version: string };
};

/** A mistake in a policy file, where it is, and what to do. Line and column count from 1. */
export type PolicyProblem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
};
