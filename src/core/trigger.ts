// What can set the loop in motion: small validated values. Nothing else of a webhook payload survives the intake.
import * as z from 'zod';
import { HotfixLike, HotfixNews, HotfixSeen } from './hotfix/news.ts';
import { ChannelState } from './incident/channel-state.ts';
import { deadlineLists } from './incident/deadline-change.ts';
import { Held, HeldDeployment } from './incident/freeze.ts';
import { IssueRef, Person } from './incident/record.ts';
import { withdrawals } from './incident/withdrawn-page.ts';
import { CheckAnswer } from './mitigation/asked-check.ts';
import { PostmortemAnswer } from './postmortem/seen.ts';

const common = {
  issue: IssueRef,
  installationId: z.number().int().nullable(),
  /** When it happened according to GitHub (or the clock), UTC. */
  at: z.string(),
  /** Who caused it; null for the clock and the sweep. */
  actor: Person.nullable(),
  /** `sweep`: found by comparing with GitHub, not delivered; its effects are looked for before they are sent. */
  via: z.enum(['webhook', 'sweep', 'clock', 'action']),
};

/** A comment as it was when the event was made. */
export const CommentRef = z.object({
  id: z.number().int(),
  nodeId: z.string(),
  body: z.string(),
  createdAt: z.string(),
  /** Id of the app that posted it, for itself or on the author's behalf, and its name where GitHub tells it. */
  viaApp: z.number().int().nullable(),
  appName: z.string().optional(),
});
export type CommentRef = z.infer<typeof CommentRef>;

const snapshot = { title: z.string(), body: z.string(), labels: z.array(z.string()), author: Person.nullable() };
/** Id of the app that opened it, for itself or on the author's behalf. */
const viaApp = z.number().int().nullish();

export const Trigger = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), ...common, ...snapshot, viaApp }),
  z.object({ kind: z.literal('commented'), ...common, comment: CommentRef }),
  z.object({ kind: z.literal('labelled'), ...common, label: z.string(), added: z.boolean() }),
  z.object({
    kind: z.literal('edited'),
    ...common,
    titleFrom: z.string().nullable(),
    /** The title as this edit left it; absent = as it is now. */
    titleTo: z.string().optional(),
    bodyFrom: z.string().nullable(),
    /** The body as this edit left it; absent = as it is now. */
    bodyTo: z.string().optional(),
  }),
  z.object({ kind: z.literal('closed'), ...common }),
  // `byAlert`: this account opened it for an alert, and the alert came back.
  z.object({ kind: z.literal('reopened'), ...common, byAlert: z.literal(true).optional() }),
  z.object({
    kind: z.literal('card-touched'),
    ...common,
    commentId: z.number().int(),
    how: z.enum(['edited', 'deleted']),
  }),
  /** Somebody edited a comment of their own, or wrote a credential into anybody's: `bodyFrom` is what it said before. */
  z.object({
    kind: z.literal('comment-edited'),
    ...common,
    commentId: z.number().int(),
    body: z.string(),
    bodyFrom: z.string(),
  }),
  z.object({ kind: z.literal('locked'), ...common, locked: z.boolean() }),
  z.object({ kind: z.literal('gone'), ...common, how: z.enum(['deleted', 'transferred']) }),
  /** Another incident (`from`) was said to be a duplicate of this one; its impact began at `started`, and `level` was its severity. */
  z.object({
    kind: z.literal('joined'),
    ...common,
    from: z.number().int(),
    started: z.string().nullable(),
    level: z.string().nullish(),
  }),
  /** Of the handles in the page with this key, GitHub links these to nobody: they were not told. */
  z.object({
    kind: z.literal('unheard'),
    ...common,
    page: z.string(),
    handles: z.array(z.string()),
    /** Everybody whom the page mentions; absent: stored by an earlier release. */
    whom: z.array(z.string()).optional(),
  }),
  /** GitHub refused the page with this key, which was for these handles, for good; `status` and `why` are its answer. */
  z.object({
    kind: z.literal('page-refused'),
    ...common,
    page: z.string(),
    handles: z.array(z.string()),
    status: z.number().int().nullable(),
    why: z.string(),
  }),
  /** The page with this key, which was for these handles, waited for GitHub until nobody needed it any more: it is not sent. */
  z.object({
    kind: z.literal('page-withdrawn'),
    ...common,
    page: z.string(),
    handles: z.array(z.string()),
    why: z.enum(withdrawals),
  }),
  /** What GitHub said when it was asked to start the run of an operation (by its key): it is there, it was refused, or the answer was lost. */
  z.object({
    kind: z.literal('dispatched'),
    ...common,
    operation: z.string(),
    how: z.enum(['started', 'refused', 'unanswered']),
    run: z.object({ id: z.number().int(), url: z.string() }).nullable(),
    why: z.string().nullable(),
  }),
  /** GitHub does not record a deployment of the version that an operation (by its key) went back to, and why. */
  z.object({ kind: z.literal('unrecorded'), ...common, operation: z.string(), why: z.string() }),
  /** What came of the checks that the app made itself for an operation (by its key). */
  z.object({ kind: z.literal('checked'), ...common, operation: z.string(), answers: z.array(CheckAnswer) }),
  /** A channel took something for the first time, began to fail, or came back; `dropped`: so much waited for it and is not told, since the policy has it no more. */
  z.object({
    kind: z.literal('told'),
    ...common,
    channel: z.string(),
    state: ChannelState,
    dropped: z.number().int().optional(),
  }),
  /**
   * What became of the repository's freeze. `held`: what is held back (null: not counted), or why GitHub takes no checks. `refused`: a deployment. `released`: nothing is held any more,
   * and `released` was let go just now; `on`: the incident that freezes on, null where none does.
   */
  z.object({
    kind: z.literal('freeze-news'),
    ...common,
    news: z.discriminatedUnion('is', [
      z.object({ is: z.literal('held'), held: Held.nullable(), problem: z.string().nullable() }),
      z.object({ is: z.literal('refused'), deployment: HeldDeployment }),
      z.object({ is: z.literal('released'), released: Held, on: z.number().int().nullable() }),
    ]),
  }),
  /** What GitHub said when a hotfix (by its key) was to be opened, or taken in: its pull request, or why there is none. */
  z.object({
    kind: z.literal('hotfix-answered'),
    ...common,
    hotfix: z.string(),
    pull: HotfixSeen.nullable(),
    why: z.string().nullable(),
  }),
  /** What GitHub said when the postmortem was to be written (`postmortem`: its key): its pull request, or why there is none. */
  z.object({
    kind: z.literal('postmortem-answered'),
    ...common,
    postmortem: z.string(),
    answer: PostmortemAnswer.nullable(),
    why: z.string().nullable(),
  }),
  /**
   * Somebody pushed to the branch of its postmortem, or where the published document is on the default branch (`branch` null): `before` and `after` are
   * commits, `before` null where the branch was new; `gone` and `made` are files that left and came with it, where any left.
   */
  z.object({
    kind: z.literal('document-pushed'),
    ...common,
    branch: z.string().nullable(),
    before: z.string().nullable(),
    after: z.string(),
    gone: z.array(z.string()),
    made: z.array(z.string()),
  }),
  /** What GitHub said when an issue was to be opened for something that is to be done: its number, or why there is none. */
  z.object({
    kind: z.literal('issue-opened'),
    ...common,
    of: z.object({ list: z.enum(deadlineLists), id: z.string() }),
    opened: z.object({ number: z.number().int(), url: z.string() }).nullable(),
    why: z.string().nullable(),
  }),
  /** An issue that the incident has for something that is to be done was closed, or opened again. */
  z.object({
    kind: z.literal('follow-up-moved'),
    ...common,
    number: z.number().int(),
    state: z.enum(['open', 'closed']),
  }),
  /** What became of a hotfix's pull request, and what its gate says. */
  z.object({ kind: z.literal('hotfix-news'), ...common, pull: z.number().int(), news: HotfixNews }),
  /** A pull request was opened, or edited, whose branch or text names this incident as a hotfix of it would. */
  z.object({ kind: z.literal('hotfix-seen'), ...common, pull: z.number().int(), like: HotfixLike }),
  /** Somebody did something with the alert in PagerDuty: `who` is their id there (of a hand-off: who has it now), `event` that of what they did. */
  z.object({
    kind: z.literal('alert-answered'),
    ...common,
    how: z.enum(['acknowledged', 'reassigned']),
    who: z.string(),
    email: z.string().nullable(),
    event: z.string(),
  }),
  z.object({ kind: z.literal('tick'), ...common }),
  z.object({ kind: z.literal('look'), ...common }),
]);
export type Trigger = z.infer<typeof Trigger>;
export type TriggerOf<K extends Trigger['kind']> = Extract<Trigger, { kind: K }>;

/** The name under which everything about one incident is ordered: repository id and issue number. */
export function incidentKey(issue: IssueRef): string {
  return `${issue.repositoryId}#${issue.number}`;
}

/**
 * What the trigger is about, independent of the delivery that brought it, or null where repeats are harmless because the
 * handler compares with the live issue. Event name and delivery id are not signed (AC-03), so a replay under another id meets this key.
 */
export function subjectKey(trigger: Trigger): string | null {
  switch (trigger.kind) {
    case 'commented':
      return `comment:${trigger.comment.id}`;
    case 'unheard':
      return `unheard:${incidentKey(trigger.issue)}:${trigger.page}`;
    case 'page-refused':
      return `page-refused:${incidentKey(trigger.issue)}:${trigger.page}`;
    case 'page-withdrawn':
      return `page-withdrawn:${incidentKey(trigger.issue)}:${trigger.page}`;
    case 'dispatched':
      return `dispatched:${incidentKey(trigger.issue)}:${trigger.operation}:${trigger.how}`;
    case 'hotfix-answered':
      return `hotfix-answered:${incidentKey(trigger.issue)}:${trigger.hotfix}`;
    case 'postmortem-answered':
      return `postmortem-answered:${incidentKey(trigger.issue)}:${trigger.postmortem}`;
    case 'document-pushed':
      return `document-pushed:${incidentKey(trigger.issue)}:${trigger.branch ?? ''}:${trigger.before ?? ''}:${trigger.after}`;
    case 'issue-opened':
      return `issue-opened:${incidentKey(trigger.issue)}:${trigger.of.list}:${trigger.of.id}`;
    case 'unrecorded':
      return `unrecorded:${incidentKey(trigger.issue)}:${trigger.operation}`;
    case 'checked':
      return `checked:${incidentKey(trigger.issue)}:${trigger.operation}`;
    case 'alert-answered':
      return `pagerduty:${trigger.event}`;
    case 'tick':
      // Two events of GitHub's in one second are two: the first was looked at before the second happened.
      return trigger.via === 'clock' ? `tick:${incidentKey(trigger.issue)}:${trigger.at}` : null;
    default:
      return null;
  }
}
