// What every command file exports: its specification, who may use it, when it is useful, and its decision.

import type { ActorFacts, OtherIssue } from '../facts.ts';
import type { Change } from '../incident/change.ts';
import type { Plan } from '../incident/operation.ts';
import type { Incident, IssueRef, Person } from '../incident/record.ts';
import type { MessageValue, ReplyPart } from '../messages.ts';
import type { Comparison, ComparisonWanted } from '../mitigation/comparison.ts';
import type { PastWanted, RecentPast } from '../mitigation/recent-past.ts';
import type { RollbackElsewhere } from '../mitigation/rollback-elsewhere.ts';
import type { Known } from '../oncall/standing.ts';
import type { KeptPolicy, Offer } from '../policy/kept.ts';
import type { Policy, Right } from '../policy/policy.ts';
import type { Problem } from '../problems.ts';
import type { ReadinessTold } from '../readiness/facts.ts';
import type { ReadinessWanted } from '../readiness/wanted.ts';
import type { Timestamp } from '../time.ts';
import type { ParsedLine } from './parse.ts';
import type { CommandSpec } from './spec.ts';

/** What a command may know. `people` are the accounts it asked for, null where GitHub knows none. */
export type CommandInput = {
  readonly line: ParsedLine;
  readonly incident: Incident;
  readonly actor: Person;
  readonly now: Timestamp;
  readonly policy: Policy;
  /** The policy that the incident goes by, and the default branch's where that is another one. */
  readonly keep: KeptPolicy;
  readonly offered: Offer | null;
  /** What is wrong with the file on the default branch, which is not in force because of it; null when nothing is. */
  readonly brokenPolicy: string | null;
  readonly people: Readonly<Record<string, Person | null>>;
  /** The standing of those that the command asked it of, by lower-case login; absent: of nobody. */
  readonly standings?: Readonly<Record<string, ActorFacts>>;
  /** The connections through which channels can be told; absent: none. */
  readonly connected?: readonly string[];
  /** The hosts that the app itself may ask for checks; absent: it makes none. */
  readonly checkHosts?: readonly string[];
  /** What is known of who can be on call, beside the policy; absent: nothing. */
  readonly onCall?: Known;
  /** The other issues it asked for, by number; null where there is none. */
  readonly others: Readonly<Record<number, OtherIssue | null>>;
  /** Whether this host keeps the records of other incidents too; a workflow run keeps its own only. */
  readonly keepsOthers: boolean;
  /** `--force` was given by somebody the policy lets override a gate. */
  readonly forced: boolean;
  /** Everybody can read the repository. */
  readonly isOpenToAll: boolean;
  /** The command was carried out before and is read again from the thread: gates let it through then. */
  readonly isReplay?: true;
  /** What happened lately, where the command asked for it and the host could ask GitHub; absent: not known. */
  readonly past?: RecentPast;
  /** Rollbacks of other incidents that are under way; absent: not known. */
  readonly elsewhere?: readonly RollbackElsewhere[];
  /** What lies between the versions that the command asked about; absent: not known. */
  readonly comparison?: Comparison;
  /** What GitHub tells of the installation, where the command asked for it; absent or null: not known. */
  readonly readiness?: ReadinessTold | null;
  /** What waits for `/confirm`, with all that it was given; absent: nothing. */
  readonly plan?: Plan;
  /** The whole table, for commands that speak about commands. */
  readonly all: readonly Command[];
};

export type Outcome =
  | {
      readonly kind: 'done';
      readonly changes: readonly Change[];
      readonly replies: readonly ReplyPart[];
      /** The incident that this one joins: it must be told. */
      readonly joins?: IssueRef;
      /** Who is paged beside the ladder, in a comment of its own, and what it says first; absent: nobody. */
      readonly page?: Page;
      /** The title of a drill that is to be opened; absent: none is. */
      readonly drill?: { readonly title: string };
    }
  | { readonly kind: 'refused'; readonly problem: Problem };

export type Page = { readonly whom: readonly string[]; readonly said: MessageValue };

/** What a command goes by when it says what it must know. */
export type PastAsked = {
  readonly line: ParsedLine;
  readonly incident: Incident;
  readonly policy: Policy;
  readonly now: Timestamp;
};

export type Command = CommandSpec & {
  /** The right that is needed; null = anyone who can comment. */
  readonly right: Right | null;
  /** The right that this line needs instead; absent: the same for every line. */
  readonly rightFor?: (line: ParsedLine) => Right | null;
  /** The severity that the command would bring about: authority is asked for it too. */
  readonly leadsTo?: (line: ParsedLine, policy: Policy) => string | null;
  /** The commands that this line does the work of: whoever gives it may give those, too. */
  readonly worksAs?: (line: ParsedLine, incident: Incident | null) => readonly string[];
  /** Logins (without @) that must be looked up before the command can be decided. */
  readonly people?: (line: ParsedLine) => readonly string[];
  /** Of these logins the standing in the repository is needed too. */
  readonly standings?: (line: ParsedLine) => readonly string[];
  /** The login that the line would make commander, null for none: they must be allowed to respond. */
  readonly leads?: (line: ParsedLine) => string | null;
  /** Numbers of the repository's issues that must be looked up before the command can be decided. */
  readonly others?: (line: ParsedLine, issue: IssueRef) => readonly number[];
  /** What must be known of the recent past before the command can be decided. */
  readonly past?: (asked: PastAsked) => PastWanted | null;
  /** What must be known of the installation before the command can be decided. */
  readonly readiness?: (asked: PastAsked) => ReadinessWanted;
  /** Versions that must be compared before the command can be decided, given what happened lately. */
  readonly compares?: (asked: PastAsked & { readonly past: RecentPast }) => ComparisonWanted | null;
  /** The command ready to copy, when it is useful in this situation; null otherwise. */
  readonly usefulNow: (incident: Incident, policy: Policy, now: Timestamp) => string | null;
  readonly decide: (input: CommandInput) => Outcome;
};

/** The command was understood and these changes follow. */
export function done(changes: readonly Change[], ...replies: readonly ReplyPart[]): Outcome {
  return { kind: 'done', changes, replies };
}

/** The command was understood and cannot be done. */
export function refused(problem: Problem): Outcome {
  return { kind: 'refused', problem };
}

/** A login from what was typed: `@name` or `name`, lower case. */
export function loginOf(text: string): string {
  return text.trim().replace(/^@/, '').toLowerCase();
}

/** The account asked for by a command; null where GitHub knows none. Logins such as `constructor` are accounts too. */
export function personIn(people: Readonly<Record<string, Person | null>>, typed: string | undefined): Person | null {
  const login = loginOf(typed ?? '');
  return Object.hasOwn(people, login) ? (people[login] ?? null) : null;
}
