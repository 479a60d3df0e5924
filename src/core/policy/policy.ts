// The policy as the core uses it: normalised, every default filled in. Written form and checks are next door.
import type { Permission } from '../facts.ts';
import type { Duration } from '../time.ts';

/** One step of an escalation ladder. `after` counts from the start of the ladder; `targets` are role names of the policy. */
export type Tier = {
  readonly after: Duration;
  readonly targets: readonly string[];
  /** The step is not taken any more once the incident is … (`S001-25`, `S003-33`). */
  readonly until: 'acknowledged' | 'mitigated' | 'resolved';
};

/** A severity. `rank` 1 is worst; names are never compared (C1). */
export type Level = {
  readonly name: string;
  readonly rank: number;
  readonly title: string;
  readonly definition: string;
  readonly examples: readonly string[];
  readonly respondWithin: Duration | null;
  readonly updates: { readonly first: Duration; readonly every: Duration } | null;
  readonly escalation: readonly Tier[];
  /** How long the fix is watched before the incident may be resolved (`S003-21`); null = no window. */
  readonly monitor: Duration | null;
};

/** Who may do something: any one of these is enough. Teams are `org/team`. */
export type Grant = {
  readonly roles: readonly Permission[];
  readonly users: readonly string[];
  readonly teams: readonly string[];
};

/** What authority is asked for: `declare` an incident, `respond` with commands, `override` a gate. */
export type Right = 'declare' | 'respond' | 'override';

export type Policy = {
  readonly preset: string;
  readonly levels: readonly Level[];
  /** Handles per role (`@login`, `@org/team`). An unmapped role is never mentioned. */
  readonly people: Readonly<Record<string, readonly string[]>>;
  /** Other words for a status (`fixing` = mitigating). */
  readonly aliases: Readonly<Record<string, string>>;
  readonly checklist: readonly { readonly id: string; readonly text: string }[];
  readonly authority: Readonly<Record<Right, Grant>>;
  readonly labels: { readonly incident: string; readonly statusPrefix: string };
  /** How often, per hour and repository, reports by strangers may mention somebody. */
  readonly reportsPerHour: number;
  readonly source: { readonly from: string; readonly version: string };
};

/** A mistake in a policy file, where it is, and what to do. Line and column count from 1. */
export type PolicyProblem = {
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
};
