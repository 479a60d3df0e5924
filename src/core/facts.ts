// What a decision may know about the world, and what it asks for: fetched once per trigger by the shell.
import type { Incident, IssueRef, Person } from './incident/record.ts';
import type { Comparison, ComparisonWanted } from './mitigation/comparison.ts';
import type { EvidenceSeen, EvidenceWanted } from './mitigation/evidence.ts';
import type { LiveVersion, LiveWanted } from './mitigation/live-version.ts';
import type { PastWanted, RecentPast } from './mitigation/recent-past.ts';
import type { RollbackElsewhere } from './mitigation/rollback-elsewhere.ts';
import type { RunSeen, RunWanted } from './mitigation/run-seen.ts';
import type { ScheduleReading } from './oncall/schedule.ts';
import type { PostmortemSeen, PostmortemWanted } from './postmortem/seen.ts';
import type { ReadinessTold, ReadinessWanted } from './readiness/facts.ts';
import type { Timestamp } from './time.ts';

/** Repository roles by strength. A custom role counts as the base role GitHub reports for it. */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof permissions)[number];

/** What the shell should find out. Everything in it is read in one request where the host allows. */
export type FactRequest = {
  /** Whose permission: the actor's login, or null. */
  readonly actor: string | null;
  /** Of these people (logins, beside the actor) the standing too: a command names them for what only a responder may be; absent: none. */
  readonly standings?: readonly string[];
  /** The live text of this comment (GraphQL id), or null. */
  readonly comment: string | null;
  /** The known card (GraphQL id); `find` = search the thread for it; null = not needed. */
  readonly card: string | 'find' | null;
  /** Logins to resolve to people. */
  readonly people: readonly string[];
  /** Logins of whom it matters whether they may read the repository; absent: none. */
  readonly readers?: readonly string[];
  /** Labels (by name) whose ids are needed; missing ones come back absent. */
  readonly labels: readonly string[];
  /** Other issues of the repository, by number; absent: none. */
  readonly others?: readonly number[];
  /** What closed the issue is needed; absent: it is not. */
  readonly closer?: true;
  /** The newest comments of the thread, how many. */
  readonly recentComments: number;
  /** Read the whole thread (every page) into `recentComments` when no card was found, so that the record can be rebuilt from it. */
  readonly threadIfNoCard: boolean;
  /** Other issues with this label that were made or changed within the last day are counted (to limit what strangers can cause). */
  readonly countLabel: string | null;
  /** Those with one of these labels too; absent: none. */
  readonly alsoCount?: readonly string[];
  /** The newest issues of the repository are needed, whatever labels they have; absent: they are not. */
  readonly newest?: true;
  /** Teams (`org/team`) whose members are needed; absent: none. */
  readonly members?: readonly string[];
  /** What happened lately is needed; absent: it is not. */
  readonly past?: PastWanted;
  /** How runs stand is needed; absent: it is not. */
  readonly runs?: readonly RunWanted[];
  /** The newest commits, releases, deployments and runs are needed, so many of each; absent: they are not. */
  readonly evidence?: EvidenceWanted;
  /** What is live in this environment is needed; absent: it is not. */
  readonly live?: LiveWanted;
  /** The issues under this one are needed; absent: they are not. */
  readonly subIssues?: true;
  /** Files of the default branch that are needed, by path; absent: none. */
  readonly files?: readonly string[];
  /** How the pull request of the postmortem stands is needed; absent: it is not. */
  readonly postmortem?: PostmortemWanted;
  /** Files at certain commits (by id, or a name of theirs) are needed, in this order; absent: none. */
  readonly versions?: readonly VersionWanted[];
};

/** A file at a commit. */
export type VersionWanted = { readonly at: string; readonly path: string };

/** A file as the default branch has it: its text, `gone` where there is none, `unread` where GitHub does not show it. */
export type FileSeen = { readonly text: string } | 'gone' | 'unread';

/** An issue under the incident's, as it stands. */
export type SubIssue = {
  readonly state: 'open' | 'closed';
  readonly title: string;
  readonly owners: readonly Person[];
};

/** What must be known further, once the first answer is there: at most a few questions, one after the other. */
export type Further =
  | { readonly past: PastWanted }
  | { readonly comparison: ComparisonWanted }
  | { readonly evidence: EvidenceWanted }
  | { readonly readiness: ReadinessWanted };

export type LiveComment = {
  readonly id: number;
  readonly nodeId: string;
  readonly body: string;
  readonly author: Person | null;
  /** Who edited it last; null when it was never edited. */
  readonly editor: Person | null;
  readonly edited: boolean;
  /** Whether it was sent by e-mail; absent: it was not. */
  readonly byEmail?: boolean;
  readonly createdAt: Timestamp;
  /** Whether the app itself reacted with 👍 or 😕: it was acted on. */
  readonly acknowledged: 'accepted' | 'refused' | null;
};

/** Another issue of the same repository, as far as it matters to this one. */
export type OtherIssue = {
  readonly issue: IssueRef;
  readonly url: string;
  readonly state: 'open' | 'closed';
  readonly labels: readonly string[];
};

/** How far back other issues are counted, and how many of each label at most: the newest. */
export const COUNTED_WITHIN = 'PT24H';
export const MOST_COUNTED = 100;

/** Another issue and when it was made. `author` is the account's id; null where it is gone. */
export type MadeIssue = {
  readonly number: number;
  readonly author: number | null;
  readonly createdAt: Timestamp;
  /** Its labels; absent: they were not read. */
  readonly labels?: readonly string[];
};

/** An issue that is counted, with when something about it last changed; `isOver` when it has only a label that is counted beside. */
export type CountedIssue = MadeIssue & { readonly updatedAt: Timestamp; readonly isOver?: boolean };

/** One of the newest issues, which may have no label yet. */
export type NewIssue = MadeIssue & { readonly title: string; readonly labels: readonly string[] };

export type LiveIssue = {
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly stateReason: string | null;
  readonly locked: boolean;
  readonly labels: readonly { readonly id: string; readonly name: string }[];
  readonly assignees: readonly Person[];
  readonly author: Person | null;
  readonly createdAt: Timestamp;
  readonly url: string;
  /** The pull request (its number) that closed it last, where a keyword in one did. Absent: it was not asked for, or a person did: with the mouse, or with a commit of theirs. */
  readonly closer?: { readonly pull: number };
  /** Who edited the description and when, in any order; `by` is null where GitHub names nobody. Absent or empty: it is as it was opened. */
  readonly edits?: readonly { readonly by: Person | null; readonly at: Timestamp }[];
};

/** Somebody's standing, read live. `unknown` means GitHub did not say: authority fails closed. */
export type ActorFacts = {
  readonly permission: Permission | 'unknown';
  readonly roleName: string | null;
  /** `org/team` slugs they are an active member of, of those that the policy names. */
  readonly teams: readonly string[];
  /** Those that the app may not see, so that nobody counts as a member; absent: none. */
  readonly unseen?: readonly string[];
  /** Those about which GitHub could not be asked just now; absent: none. */
  readonly unasked?: readonly string[];
};

/** Of whom nothing is known. */
export const unknownStanding: ActorFacts = { permission: 'unknown', roleName: null, teams: [] };

/** What GitHub said of somebody's membership of teams. */
export type TeamFacts = {
  readonly member: readonly string[];
  readonly unseen: readonly string[];
  readonly unasked: readonly string[];
};

/** The standing with what is known of teams. */
export function withTeams(standing: ActorFacts, { member, unseen, unasked }: TeamFacts): ActorFacts {
  return {
    ...standing,
    teams: member,
    ...(unseen.length === 0 ? {} : { unseen }),
    ...(unasked.length === 0 ? {} : { unasked }),
  };
}

/** Why nobody knows what a policy says: GitHub refused it, could not be asked for it, or it is private and who would show it is public (AC-36). */
export type NotRead = 'refused' | 'unavailable' | 'private';

/** The policy file as found: `text` null when there is none, or with `notRead` when it is not known. `version` is the blob id, or `built-in`. */
export type PolicyFile = {
  readonly source: string;
  readonly version: string;
  readonly text: string | null;
  /** Whether it is in a private repository; absent where it is the reader's own. */
  readonly private?: boolean;
  readonly notRead?: NotRead;
};

/** A file of the folder where a team keeps its own templates. `text` is null when it is none, or too large to be sent whole. */
export type TemplateFile = {
  readonly name: string;
  readonly text: string | null;
};

export type Facts = {
  /** Null when the issue is gone; `gone` says how. */
  readonly issue: LiveIssue | null;
  readonly gone: 'deleted' | 'transferred' | 'inaccessible' | null;
  readonly actor: ActorFacts;
  /** By lower-case login, of those whose standing was asked for. */
  readonly standings?: Readonly<Record<string, ActorFacts>>;
  readonly comment: LiveComment | null;
  readonly card: LiveComment | null;
  readonly people: Readonly<Record<string, Person | null>>;
  /** Of those it was asked of, who may not read the repository, which is private: a mention tells them nothing. Absent: nobody was asked of. */
  readonly cannotRead?: readonly string[];
  /** The other issues that were asked for; null where there is none. */
  readonly others?: Readonly<Record<number, OtherIssue | null>>;
  /** Logins of the members of the teams that were asked for; null where the app cannot see the team. */
  readonly members?: Readonly<Record<string, readonly string[] | null>>;
  readonly labelIds: Readonly<Record<string, string>>;
  readonly recentComments: readonly LiveComment[];
  /** The other issues that were counted, the first made first. */
  readonly counted: readonly CountedIssue[];
  /** The newest other issues of the last day; absent: they were not asked for. */
  readonly newest?: readonly NewIssue[];
  readonly policyFile: PolicyFile;
  /** The schedules of other services that the policy names, by their id; absent: none was asked for. */
  readonly schedules?: Readonly<Record<string, ScheduleReading>>;
  /** The repository's own templates on its default branch; absent: none, or not given. */
  readonly templateFiles?: readonly TemplateFile[];
  /** What happened lately; absent: it was not asked for. */
  readonly past?: RecentPast;
  /** Rollbacks of the repository's other incidents that are under way; absent: this host does not know. */
  readonly elsewhere?: readonly RollbackElsewhere[];
  /** The repository's earlier incidents that left something open; absent: they were not read, or this host does not know. */
  readonly earlier?: readonly Incident[];
  /** What lies between two versions; absent: it was not asked for, or not told. */
  readonly comparison?: Comparison;
  /** How the installation stands; null: GitHub does not show the repository; absent: it was not asked for. */
  readonly readiness?: ReadinessTold | null;
  /** The runs that were asked for, as they stand, by key: null where there is none; absent: it was not asked for, or not told. */
  readonly runs?: Readonly<Record<string, RunSeen | null>>;
  /** The newest of what was asked for, each null where GitHub does not tell; absent: it was not asked for. */
  readonly evidence?: EvidenceSeen;
  /** What is live in the environment that was asked for: null where nothing is; absent: it was not asked for, or not told. */
  readonly live?: LiveVersion | null;
  /** How the issues under this one stand, by number; absent: it was not asked for. */
  readonly subIssues?: Readonly<Record<number, SubIssue>>;
  /** The files that were asked for, by path; absent: none was. */
  readonly files?: Readonly<Record<string, FileSeen>>;
  /** How the pull request of the postmortem stands; absent: it was not asked for, or not told. */
  readonly postmortem?: PostmortemSeen;
  /** The files at certain commits that were asked for, in that order; absent: none was. */
  readonly versions?: readonly FileSeen[];
  readonly repository: { readonly private: boolean; readonly archived: boolean; readonly nodeId: string };
};
