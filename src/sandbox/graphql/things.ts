/** What resolvers hand to each other: values of the store, tagged with their GraphQL type. */
import type { GitFolder } from '../git/index.ts';
import type { Actor } from '../state/actor.ts';
import type { App } from '../state/apps.ts';
import type { Deployment, DeploymentStatus } from '../state/automation.ts';
import type { CheckRun, CheckSuite, CommitStatus } from '../state/check.ts';
import {
  type Comment,
  type Issue,
  type IssueEvent,
  isPullRequest,
  type PullRequestIssue,
  type Reaction,
  type ReactionContent,
  type ReactionSubject,
} from '../state/issue.ts';
import type { Team, User } from '../state/people.ts';
import type { Review } from '../state/pull-request.ts';
import type { Release } from '../state/release.ts';
import type { Label, Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';

/** What every resolver may use. */
export type Context = { readonly store: Store; readonly actor: Actor; readonly left: Left };

/** What is left of the asker's hourly budget; `reset` in seconds since the epoch. */
export type Left = {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  readonly reset: number;
};

/** Arguments of a field, already coerced by the schema. */
export type Args = Readonly<Record<string, unknown>>;

/** An object of a repository's git. */
export type GitThing = { readonly repository: Repository; readonly folder: GitFolder; readonly oid: string };

/** One state of a text: what stood there after an edit. */
export type TextEdit = { readonly id: string; readonly at: string; readonly editor: User; readonly text: string };

/** Why somebody has a role on a repository. */
export type Source = {
  readonly repository: Repository;
  readonly base: string;
  readonly roleName: string;
  readonly granter: Thing;
};

/** The GraphQL types that stand for a value of the store, and that value. */
export type Values = {
  readonly Issue: Issue;
  readonly IssueComment: Comment;
  readonly Label: Label;
  readonly User: User;
  readonly Bot: User;
  readonly Organization: User;
  readonly Team: Team;
  readonly Repository: Repository;
  readonly Reaction: Reaction;
  readonly ReactionGroup: { readonly subject: ReactionSubject; readonly content: ReactionContent };
  readonly UserContentEdit: TextEdit;
  readonly PermissionSource: Source;
  readonly Ref: { readonly repository: Repository; readonly name: string; readonly oid: string };
  readonly Commit: GitThing;
  readonly Tree: GitThing;
  readonly Blob: GitThing;
  readonly TimelineEvent: IssueEvent;
  readonly PullRequest: PullRequestIssue;
  readonly Deployment: Deployment;
  readonly DeploymentStatus: DeploymentStatus;
  readonly Release: Release;
  readonly Comparison: { readonly repository: Repository; readonly base: string; readonly head: string };
  readonly StatusCheckRollup: GitThing;
  readonly CheckSuite: CheckSuite;
  readonly CheckRun: CheckRun;
  readonly StatusContext: CommitStatus;
  readonly App: App;
  readonly MergeQueueEntry: PullRequestIssue;
  readonly PullRequestReview: Review;
};

/** A tagged value. Events of a timeline share one tag and carry the name of their type. */
export type Thing = {
  readonly [T in keyof Values]: { readonly tag: T; readonly typeName: string; readonly value: Values[T] };
}[keyof Values];

/** Tags a value; `typeName` differs from the tag for events only. */
export function thing<T extends keyof Values>(tag: T, value: Values[T], typeName: string = tag): Thing {
  return { tag, typeName, value } as Thing;
}

/** An account as the GraphQL type it has. */
export function account(user: User): Thing {
  if (user.type === 'Bot') return thing('Bot', user);
  return user.type === 'Organization' ? thing('Organization', user) : thing('User', user);
}

/** An issue as what it is: a pull request where it is one. */
export function issueThing(issue: Issue): Thing {
  return isPullRequest(issue) ? thing('PullRequest', issue) : thing('Issue', issue);
}

/** Lists that GitHub counts without `first` or `last`: `{ totalCount }`. */
export function countable(args: Args): Args {
  return 'first' in args || 'last' in args ? args : { ...args, first: 0 };
}

/** True for what `thing` made. */
export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && 'tag' in value && 'typeName' in value;
}

/** Resolvers of one type by field. */
export type Fields<V> = Readonly<Record<string, (value: V, args: Args, context: Context) => unknown>>;
