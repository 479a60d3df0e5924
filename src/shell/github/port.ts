// What the engine needs of GitHub, in domain words. Implemented with Octokit in this folder only.
import type { EffectOf, Urgency } from '../../core/effects.ts';
import type { FactRequest, Facts, Further, LiveComment, PolicyFile, TeamFacts } from '../../core/facts.ts';
import type { HotfixSeen } from '../../core/hotfix/news.ts';
import type { IssueRef, Person } from '../../core/incident/record.ts';
import type { RunWanted } from '../../core/mitigation/run-seen.ts';
import type { PostmortemAnswer } from '../../core/postmortem/seen.ts';
import type { Timestamp } from '../../core/time.ts';
import type { CommentApp } from './comment-app.ts';

/** An effect whose text has been rendered: ready to be sent. Texts are whole, with their marker, at most 65,536 characters. */
export type ReadyEffect =
  | { readonly kind: 'comment'; readonly key: string; readonly urgency: Urgency; readonly text: string }
  | {
      readonly kind: 'card';
      readonly key: string;
      readonly text: string;
      /** GraphQL id of the card to edit; null = create it (and pin it). */
      readonly commentNodeId: string | null;
    }
  | { readonly kind: 'edit'; readonly key: string; readonly text: string; readonly commentNodeId: string }
  | EffectOf<'labels'>
  | EffectOf<'title'>
  | EffectOf<'assignees'>
  | EffectOf<'react'>
  | EffectOf<'close'>
  | EffectOf<'reopen'>
  | EffectOf<'dispatch'>
  | EffectOf<'cancel-run'>
  | EffectOf<'deployed'>
  | (Omit<EffectOf<'open-hotfix'>, 'message'> & { readonly text: string })
  | (Omit<EffectOf<'open-postmortem'>, 'message'> & { readonly text: string })
  | (Omit<EffectOf<'write-index'>, 'message'> & { readonly text: string })
  | (Omit<EffectOf<'open-issue'>, 'message'> & { readonly text: string })
  | (Omit<EffectOf<'move-issue'>, 'message'> & { readonly text: string })
  | (Omit<EffectOf<'open-drill'>, 'message'> & { readonly text: string })
  | (Omit<EffectOf<'amend-issue'>, 'message'> & { readonly text: string })
  | EffectOf<'write-rows'>
  | EffectOf<'adopt-hotfix'>
  | EffectOf<'ask-review'>;

/** What became of one effect. `comment` is set for effects that made (or found) a comment. */
export type EffectResult =
  | {
      readonly key: string;
      readonly ok: true;
      readonly comment: { readonly id: number; readonly nodeId: string } | null;
      /** Whom the comment mentions and reaches, or who is assigned, as GitHub shows it: `@login`, `@org/team`, lower case; absent = it was not read back. */
      readonly mentioned?: readonly string[];
      /** The run that was started, null where GitHub did not say which; absent for other effects. */
      readonly run?: { readonly id: number; readonly url: string } | null;
      /** The pull request that was opened, or looked at; absent for other effects. */
      readonly pull?: HotfixSeen;
      /** The postmortem that was written; absent for other effects. */
      readonly postmortem?: PostmortemAnswer;
      /** The issue that was opened; absent for other effects. */
      readonly opened?: { readonly number: number; readonly url: string };
    }
  /** `retry`: it may pass later. `uncertain`: it may have been done; look before sending again. `final`: it never will. */
  | {
      readonly key: string;
      readonly ok: false;
      readonly fate: 'retry' | 'uncertain' | 'final';
      readonly status: number | null;
      readonly message: string;
    };

/** GitHub could not be asked now. `retryAt`: not before this instant. Thrown by reads, and by writes that were certainly not performed. */
export class GitHubUnavailable extends Error {
  readonly retryAt: Timestamp | null;
  readonly status: number | null;
  constructor(message: string, options: { retryAt?: Timestamp | null; status?: number | null; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'GitHubUnavailable';
    this.retryAt = options.retryAt ?? null;
    this.status = options.status ?? null;
  }
}

/** GitHub answered that we may not, or that there is nothing; asking again does not help. */
export class GitHubRefused extends Error {
  readonly status: number;
  constructor(message: string, status: number, cause?: unknown) {
    super(message, { cause });
    this.name = 'GitHubRefused';
    this.status = status;
  }
}

/** One incident's view of GitHub, with the authority of one installation (or a workflow's token). */
export type IncidentGateway = {
  /** One GraphQL query beside a REST permission call when the actor's role could not be read. */
  facts(issue: IssueRef, request: FactRequest): Promise<Facts>;
  /** What only the first answer lets us ask. Never throws for what GitHub does not tell. */
  further(issue: IssueRef, wanted: Further): Promise<Pick<Facts, 'past' | 'comparison' | 'readiness'>>;
  /** The run of a workflow with this key in its name that we started on that branch since then; null where there is none. */
  findRun(
    issue: IssueRef,
    wanted: Omit<RunWanted, 'id'>,
  ): Promise<{ readonly id: number; readonly url: string } | null>;
  /** Which of `org/team` the login is an active member of; anything unreadable is none, and told apart. */
  teamsOf(login: string, teams: readonly string[]): Promise<TeamFacts>;
  /** All in one document where GraphQL can; results in the order of the effects, one each. */
  perform(
    issue: IssueRef,
    effects: readonly ReadyEffect[],
    labelIds: Readonly<Record<string, string>>,
  ): Promise<readonly EffectResult[]>;
  /** The app's own comments in the thread that carry one of these effect keys. Pages through the whole thread. */
  findOwn(
    issue: IssueRef,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly id: number; readonly nodeId: string }>>;
  /** Whom one of our comments tells, as GitHub shows it, by its GraphQL id: the same proof as that of `perform`; null when GitHub does not show it. */
  mentionedIn(issue: IssueRef, comment: string): Promise<readonly string[] | null>;
  /** Logins of a team's members (`org/team`), at most `most`; null when the app cannot see the team. */
  membersOf(team: string, most: number): Promise<readonly string[] | null>;
  /** A policy in another repository by `owner/repository:path`, at its default branch; null when there is none that may be read. */
  policyAt(name: string): Promise<PolicyFile | null>;
  /** The app that wrote a comment, for itself or for a person; null where none did, `gone` where the comment is not there any more. */
  appOf(issue: IssueRef, comment: number): Promise<CommentApp | null | 'gone'>;
  /** All comments since an instant (by update time), oldest first, every page. */
  commentsSince(issue: IssueRef, since: Timestamp | null): Promise<readonly LiveComment[]>;
};

/** An issue that carries the incident label (or looks like one), of one repository; `closed` when it is one that ended. */
export type IncidentListing = {
  readonly issue: IssueRef;
  readonly updatedAt: Timestamp;
  readonly labels: readonly string[];
  readonly title: string;
  readonly author: Person | null;
  /** Closed lately: its deadlines go on, and the incident that it joined may not have heard of it. */
  readonly closed?: true;
};

export type DeliveryEntry = {
  /** Text, since GitHub's ids have outgrown numbers (octokit/request.js#797). */
  readonly id: string;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly deliveredAt: Timestamp;
  readonly statusCode: number;
  readonly redelivery: boolean;
};

/** What the reconciler needs of GitHub, as the app itself (JWT) and per installation. */
export type AppGateway = {
  /** Installations with their repositories; suspended ones are left out. */
  repositories(): Promise<
    readonly {
      readonly installationId: number;
      readonly repositoryId: number;
      readonly owner: string;
      readonly repo: string;
    }[]
  >;
  /** All that are open, and the fifty that ended and changed last. */
  openIncidents(installationId: number, owner: string, repo: string): Promise<readonly IncidentListing[]>;
  /** The delivery log back to `since`, newest first, every page (GitHub keeps three days). */
  deliveriesSince(since: Timestamp): Promise<readonly DeliveryEntry[]>;
  redeliver(id: string): Promise<void>;
  /** The gateway for one installation. */
  incidents(installationId: number): IncidentGateway;
  /** Who the app is: its numeric id, and the account its comments are made by. */
  identity(): Promise<{
    readonly appId: number;
    readonly botId: number;
    readonly login: string;
    readonly slug: string;
  }>;
};
