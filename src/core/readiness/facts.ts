// What the readiness of an installation is judged by (`S003-40`), as plain values.
import type { NamedFile } from '../form/check-form-files.ts';
import type { RequiredCheck } from '../hotfix/facts.ts';
import type { Policy, PolicyProblem } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import type { Told } from './told.ts';

export type { ReadinessWanted } from './wanted.ts';

/** The app on the repository's account. Permissions by name: `read` or `write`. */
export type SeenInstallation = {
  readonly appId: number;
  readonly slug: string;
  readonly suspended: boolean;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
};

/** What the app must have, as its manifest says. */
export type Needed = {
  readonly permissions: readonly { readonly name: string; readonly access: 'read' | 'write'; readonly why: string }[];
  readonly events: readonly { readonly name: string; readonly why: string }[];
};

/** How somebody stands to the repository: `missing`: there is no such account. */
export type SeenPerson = 'missing' | 'reads' | 'shut-out';
/** `unseen`: there is no such team, or nobody who asked may see it. */
export type SeenTeam = 'unseen' | 'reads' | 'shut-out';

export type ReadinessFacts = {
  readonly now: Timestamp;
  /** By how many seconds our clock is ahead of GitHub's; null: GitHub did not say its time. */
  readonly clockAhead: number | null;
  readonly repository: {
    readonly fullName: string;
    readonly private: boolean;
    readonly archived: boolean;
    readonly hasIssues: boolean;
    readonly branch: string;
  };
  readonly needed: Needed;
  /** Null: it is not installed there. */
  readonly installation: Told<SeenInstallation | null>;
  /** The policy in force; `there`: it has a file, its own or its organisation's. */
  readonly policy: { readonly there: boolean; readonly problems: readonly PolicyProblem[]; readonly policy: Policy };
  readonly labels: Told<readonly string[]>;
  /** Forms and templates of issues, by their path. */
  readonly forms: Told<readonly NamedFile[]>;
  /** Texts of the workflow files that the policy names, by file name; null: there is none. */
  readonly workflows: Readonly<Record<string, Told<string | null>>>;
  /** What stands in for the server: texts of those workflow files, by file name, whether there is the secret FIREBREAK_KEY, and whether workflows may open pull requests. */
  readonly actions: {
    readonly files: Readonly<Record<string, Told<string | null>>>;
    readonly hasKey: Told<boolean>;
    readonly opensPulls: Told<boolean>;
  };
  /** Paths of files that workflows call; those that are there. */
  readonly scripts: Told<readonly string[]>;
  /** Whether an environment is there, by name. */
  readonly environments: Readonly<Record<string, Told<boolean>>>;
  /** What the default branch requires. */
  readonly required: Told<readonly RequiredCheck[]>;
  /** By login in lower case. */
  readonly people: Readonly<Record<string, Told<SeenPerson>>>;
  /** By `org/team` in lower case. */
  readonly teams: Readonly<Record<string, Told<SeenTeam>>>;
  /** The connections to channels that the environment has, and whether what is behind them answered. */
  readonly connections: Readonly<Record<string, boolean>>;
  /** Whether the links of `access` lead anywhere from here, by address. */
  readonly links: Readonly<Record<string, boolean>>;
  /** What of the environment is wrong, one sentence each. */
  readonly environmentProblems: readonly string[];
  readonly hasPagerDutyKey: boolean;
};

/** What GitHub tells of the repository whoever may read it, beside its policy. */
export type ReadinessSeen = Pick<
  ReadinessFacts,
  | 'clockAhead'
  | 'repository'
  | 'labels'
  | 'forms'
  | 'workflows'
  | 'scripts'
  | 'environments'
  | 'required'
  | 'people'
  | 'teams'
>;

/** The same with what the host knows of itself. */
export type ReadinessTold = ReadinessSeen & Pick<ReadinessFacts, 'installation' | 'needed' | 'actions'>;
