// What a decision wants done. Each effect has a key that is the same however often the decision is repeated.
import type { DeadlineRef } from './incident/deadline-change.ts';
import type { Person } from './incident/record.ts';
import type { Message } from './messages.ts';
import type { PostmortemDocument } from './postmortem/document.ts';
import type { RowsWanted } from './postmortem/write-rows.ts';
import type { Timestamp } from './time.ts';

/** Pages go out before decoration when GitHub's budget is short; replies come between. */
export type Urgency = 'page' | 'reply' | 'decoration';

/** What is asked of GitHub. */
export type GitHubEffect =
  /** A new comment; found again by its hidden marker, so it is never posted twice. */
  | {
      readonly kind: 'comment';
      readonly key: string;
      readonly urgency: Urgency;
      readonly message: Message;
      /** Of a page that an acknowledgement answers: the last one that was known when it was decided. Absent: it is sent whoever acknowledges. */
      readonly answered?: Timestamp | null;
    }
  /** Create or edit the status card so that it shows (and carries) the record of this revision. */
  | {
      readonly kind: 'card';
      readonly key: string;
      readonly revision: number;
      readonly message: Message;
      /** Everybody can read it and must not read the details: the record that it carries is without them too. */
      readonly discreet?: boolean;
    }
  /** A comment of ours, whose marker says `of`, is written anew. */
  | {
      readonly kind: 'edit';
      readonly key: string;
      readonly of: string;
      readonly commentNodeId: string;
      readonly message: Message;
    }
  | {
      readonly kind: 'labels';
      readonly key: string;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly kind: 'title'; readonly key: string; readonly title: string }
  | {
      readonly kind: 'assignees';
      readonly key: string;
      readonly add: readonly Person[];
      readonly remove: readonly Person[];
    }
  | {
      readonly kind: 'react';
      readonly key: string;
      readonly commentNodeId: string;
      readonly reaction: '+1' | 'confused' | 'eyes';
    }
  | { readonly kind: 'close'; readonly key: string; readonly reason: 'completed' | 'not_planned' | 'duplicate' }
  | { readonly kind: 'reopen'; readonly key: string }
  /** Start the run of an operation, once: the workflow is the default branch's, and `operation` is in the run's name. Not begun within ten minutes of `at`, it is not begun at all. */
  | {
      readonly kind: 'dispatch';
      readonly key: string;
      readonly operation: string;
      readonly workflow: string;
      /** The default branch; null: it is looked up. */
      readonly branch: string | null;
      readonly inputs: Readonly<Record<string, string>>;
      readonly at: Timestamp;
      /** Runs of this workflow that are under way are ended first; absent: none are. */
      readonly stops?: string;
    }
  /** Ask for the end of a run. */
  | { readonly kind: 'cancel-run'; readonly key: string; readonly run: number }
  /** Record that a version is live in an environment, unless GitHub knows of a deployment of it since. */
  | {
      readonly kind: 'deployed';
      readonly key: string;
      readonly environment: string;
      readonly sha: string;
      readonly since: Timestamp;
      readonly url: string | null;
    }
  /** Open a draft pull request from a new branch with an empty commit, or the one that is there by an earlier try. `base` null: the default branch. */
  | {
      readonly kind: 'open-hotfix';
      readonly key: string;
      readonly hotfix: string;
      readonly branch: string;
      readonly base: string | null;
      readonly title: string;
      readonly commit: string;
      /** What the pull request says. */
      readonly message: Message;
    }
  /** Open an issue under the incident's for something that is to be done, or find the one that is there by an earlier try. */
  | {
      readonly kind: 'open-issue';
      readonly key: string;
      readonly of: DeadlineRef;
      readonly title: string;
      readonly message: Message;
      readonly owner: Person | null;
    }
  /** Close an issue under the incident's, or open it again, and say why there. */
  | {
      readonly kind: 'move-issue';
      readonly key: string;
      readonly number: number;
      readonly state: 'open' | 'closed';
      readonly message: Message;
    }
  /** Open the issue of a drill with this label, where there is one of that name, or find the one that is there by an earlier try. */
  | {
      readonly kind: 'open-drill';
      readonly key: string;
      readonly title: string;
      readonly label: string;
      readonly message: Message;
    }
  /** Give an issue under the incident's another title or owner, and say in it what is changed; null: as it is. */
  | {
      readonly kind: 'amend-issue';
      readonly key: string;
      readonly number: number;
      readonly title: string | null;
      readonly owner: Person | null;
      readonly message: Message;
    }
  /** Ask these people and teams (handles) for a review; whoever cannot be asked is left out. */
  | { readonly kind: 'ask-review'; readonly key: string; readonly pull: number; readonly whom: readonly string[] }
  /**
   * Have the document on its branch and in a pull request: what is there already is looked for, and what people made of it stays (`postmortem/merge.ts`).
   * `paths`: where it may be, the next where one is another incident's.
   */
  | {
      readonly kind: 'open-postmortem';
      readonly key: string;
      readonly postmortem: string;
      readonly incident: number;
      readonly branch: string;
      readonly paths: readonly string[];
      /** Login of whoever the new pull request is assigned to; null: nobody. */
      readonly assign: string | null;
      readonly title: string;
      readonly commit: string;
      readonly document: PostmortemDocument;
      /** What the pull request says. */
      readonly message: Message;
    }
  /** Have rows of action items in the document on its branch say what their issues say, while its pull request is open; what people wrote meanwhile stays. */
  | {
      readonly kind: 'write-rows';
      readonly key: string;
      readonly branch: string;
      readonly path: string;
      readonly commit: string;
      readonly wanted: RowsWanted;
    }
  /** Have the page and the feed of all postmortems in `folder` say what the default branch has, by a pull request of their own, in place of an older one. `web`: the repository's address. */
  | {
      readonly kind: 'write-index';
      readonly key: string;
      readonly folder: string;
      readonly web: string;
      readonly branch: string;
      readonly title: string;
      readonly message: Message;
      /** Rows of one of the documents that are to say how their issues stand; absent: of none. */
      readonly rows?: { readonly path: string; readonly wanted: RowsWanted };
    }
  /** Look whether this pull request of somebody's can be taken in. */
  | { readonly kind: 'adopt-hotfix'; readonly key: string; readonly hotfix: string; readonly pull: number };

/** The checks of an operation (`checks`: JSON of `AskedCheck`s) are made by the app itself, beside everything else; the incident hears of the answers (`checked`). */
export type CheckEffect = {
  readonly kind: 'check';
  readonly key: string;
  readonly operation: string;
  readonly checks: string;
};

export type Effect = GitHubEffect | CheckEffect;

export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
