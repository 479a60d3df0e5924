// Everything that can happen to an incident. Commands and clocks make these; `apply.ts` carries them out.
import type { Duration, Timestamp } from '../time.ts';
import type { Changes } from './changes.ts';
import type { ChecklistItem } from './checklist-item.ts';
import type { DeadlineChange } from './deadline-change.ts';
import type { DebriefChange } from './debrief-change.ts';
import type { Escalated } from './escalated.ts';
import type { FreezeChange } from './freeze-change.ts';
import type { HotfixChange } from './hotfix-change.ts';
import type { SettableMilestone } from './milestones.ts';
import type { OperationChange } from './operation-change.ts';
import type { PostmortemChange } from './postmortem-change.ts';
import type { Incident, IssueRef, Person, Status } from './record.ts';

export type Change =
  | { readonly kind: 'declared' }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'level'; readonly level: string; readonly reason: string | null }
  | {
      readonly kind: 'status';
      readonly status: Exclude<Status, 'reported' | 'resolved' | 'closed'>;
      readonly note: string | null;
    }
  /** The cause is known while the fix is being watched: the window goes on (C19). */
  | { readonly kind: 'identified'; readonly note: string | null }
  | {
      readonly kind: 'updated';
      readonly text: string;
      readonly eta: string | null;
      readonly impact: string | null;
      readonly next: string | null;
      /** Customers may read it; absent: they may not. */
      readonly public?: true;
    }
  /** `at`: when it was, of a note that is dated back. */
  | { readonly kind: 'noted'; readonly text: string; readonly at?: Timestamp }
  /** Items of the checklist are done, open again or not applicable; `text` says which, for the timeline. */
  | {
      readonly kind: 'ticks';
      readonly state: ChecklistItem['state'];
      readonly ids: readonly string[];
      readonly text: string;
    }
  /** A gate, or what else holds, was overridden: before what, with what open, and why. */
  | {
      readonly kind: 'overridden';
      readonly before: string;
      readonly open: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: 'role'; readonly role: string; readonly person: Person }
  | { readonly kind: 'monitoring'; readonly window: Duration }
  /** What is being watched showed itself again: the window begins anew; `most` is the longest that it can be. */
  | { readonly kind: 'recurred'; readonly window: Duration; readonly most: Duration | null; readonly note: string }
  /** Reminders are put off. */
  | { readonly kind: 'snoozed'; readonly until: Timestamp; readonly reason: string | null }
  | { readonly kind: 'resolved'; readonly summary: string | null }
  | { readonly kind: 'reopened'; readonly reason: string | null }
  | { readonly kind: 'closed' }
  /** `by`: nobody could be mentioned, and channels of these titles have it; `left`: who was mentioned as often as an hour allows, and is not again. */
  | {
      readonly kind: 'paged';
      readonly keys: readonly string[];
      readonly whom: readonly string[];
      readonly by?: readonly string[];
      readonly left?: readonly string[];
    }
  | { readonly kind: 'reminded'; readonly text: string }
  | { readonly kind: 'window-announced' }
  /** What the clock says once was said. */
  | { readonly kind: 'passed'; readonly keys: readonly string[]; readonly text?: string }
  | { readonly kind: 'summary'; readonly text: string }
  /** Boxes of the form were ticked, or their ticks taken away. */
  | { readonly kind: 'boxes'; readonly ticked: readonly string[]; readonly unticked: readonly string[] }
  /** Another policy is gone by from here on; severity and ladder are what stands for them there. */
  | {
      readonly kind: 'policy';
      readonly kept: NonNullable<Incident['policy']>;
      readonly level: string | null;
      readonly ladder: Incident['ladder'];
      /** The checklist of that policy, with what was ticked. */
      readonly checklist: readonly ChecklistItem[];
      readonly text: string;
    }
  | { readonly kind: 'recorded'; readonly entry: 'by-hand' | 'tampered' | 'rebuilt'; readonly text: string }
  /** One person briefs another, who leads from here on. */
  | { readonly kind: 'handed-over'; readonly to: Person; readonly brief: string | null }
  /** Not an incident: the issue goes on as a plain one. */
  | { readonly kind: 'plain'; readonly reason: string }
  | { readonly kind: 'duplicate'; readonly of: IssueRef }
  /** Another incident is a duplicate of this one; `started`: when its impact began. */
  | { readonly kind: 'joined'; readonly number: number; readonly started: Timestamp | null }
  | { readonly kind: 'security'; readonly is: boolean }
  /** It was looked at what had changed. */
  | { readonly kind: 'looked-back'; readonly found: Changes }
  /** The app measured the error rate: it is over what these rules (ids) of the policy say. */
  | { readonly kind: 'measured'; readonly over: readonly string[] }
  | Escalated
  | OperationChange
  | FreezeChange
  | HotfixChange
  | DeadlineChange
  | PostmortemChange
  | DebriefChange
  | Finding;

/** Those that have a file of their own, beside what was found (`apply.ts`). */
export type ChangeApart =
  | Escalated
  | OperationChange
  | FreezeChange
  | HotfixChange
  | DeadlineChange
  | PostmortemChange
  | DebriefChange
  | Finding;

/** What was found out, decided or corrected (`findings.ts`). */
export type Finding =
  | { readonly kind: 'impact'; readonly text: string }
  | { readonly kind: 'decision'; readonly text: string; readonly because: string | null }
  | { readonly kind: 'hypothesis'; readonly text: string }
  | { readonly kind: 'evidence'; readonly side: Side; readonly text: string; readonly of: number }
  | { readonly kind: 'cause'; readonly text: string; readonly evidence: string | null; readonly fix: string | null }
  | { readonly kind: 'timed'; readonly times: Times }
  | { readonly kind: 'timebox'; readonly until: Timestamp; readonly what: string }
  /** Everything that had a time-box was found out, or is left alone. */
  | { readonly kind: 'timebox-done' };

export type Side = 'for' | 'against';

/** Milestones that people may set, with their new instants. */
export type Times = Readonly<Partial<Record<SettableMilestone, Timestamp>>>;

/** Who made the change, when, and with which comment. `by` null = the app itself. */
export type Cause = { readonly at: Timestamp; readonly by: Person | null; readonly comment: number | null };
