// The incident as a value. What is in here is what the status card carries, so it must stay small and self-contained.
import * as z from 'zod';
import { Changes } from './changes.ts';
import { ChannelState } from './channel-state.ts';
import { ChecklistItem } from './checklist-item.ts';
import { Debrief } from './debrief.ts';
import { Evidence } from './evidence.ts';
import { Freeze } from './freeze.ts';
import { HeldReport } from './held-report.ts';
import { Hotfix } from './hotfix.ts';
import { LeftOpen } from './left-open.ts';
import { Operation, Plan } from './operation.ts';
import { Postmortem } from './postmortem.ts';
import {
  Deadline,
  Decided,
  Hypothesis,
  IssueRef,
  Milestones,
  Person,
  Snooze,
  timestampOrNull,
  UnknownSeverity,
} from './record-parts.ts';
import { TimelineEntry } from './timeline-entry.ts';

export {
  Deadline,
  Decided,
  Hypothesis,
  IssueRef,
  Milestones,
  Person,
  ProperFix,
  UnknownSeverity,
} from './record-parts.ts';
export { TimelineEntry } from './timeline-entry.ts';

/** The record's own format. Raise it with every change that an older reader could not take, and upgrade in `block.ts`. */
export const RECORD_FORMAT = 1;

/** Canonical statuses, in the order in which an incident normally passes them (DESIGN section 4). */
export const statuses = [
  'reported',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'closed',
  'declined',
  'duplicate',
] as const;
export type Status = (typeof statuses)[number];

/** How far a mitigation brings a service back, best first. */
export const outcomes = ['full', 'partial', 'degraded', 'maintenance'] as const;
export type MitigationOutcome = (typeof outcomes)[number];

/** The incident. `revision` grows by one with every saved change; a card with a lower revision is an old text. */
export const Incident = z.object({
  format: z.literal(RECORD_FORMAT),
  revision: z.number().int().nonnegative(),
  issue: IssueRef,
  summary: z.string(),
  level: z.string().nullable(),
  /** Severities that it was changed from lately, with until when; absent = none. */
  formerLevels: z.array(z.object({ level: z.string(), until: z.string() })).optional(),
  status: z.enum(statuses),
  declaredBy: Person.nullable(),
  reportedBy: Person,
  roles: z.record(z.string(), Person),
  milestones: Milestones,
  detection: z.string().nullable().default(null),
  impact: z.string().nullable().default(null),
  eta: z.string().nullable().default(null),
  answers: z.array(z.object({ id: z.string(), label: z.string(), value: z.string() })).default([]),
  missing: z.array(z.string()).default([]),
  /** Whether what is missing was asked for in the thread: once, later edits only change the card. */
  asked: z.boolean().default(true),
  /** Whether customers notice it; null = nobody has said. */
  customerFacing: z.boolean().nullable().default(null),
  /** What the form says that it is, in the policy's words for what is no incident; null = none of them, or taken as an incident all the same. */
  excluded: z.string().nullable().default(null),
  /** The severity that the form says and the incident does not have, until somebody decides again. */
  formLevel: z.string().nullable().default(null),
  /** Severities that were said at the opening and are none: told until there is one. */
  unknownSeverities: z.array(UnknownSeverity).default([]),
  checklist: z.array(ChecklistItem).default([]),
  /** Escalation: since when the ladder runs, the keys of the steps already taken and when, and when somebody last acknowledged. */
  ladder: z.object({
    since: timestampOrNull,
    taken: z.array(z.string()),
    at: z.record(z.string(), z.string()).default({}),
    /** Those of `taken` that mentioned nobody and only count as taken; absent = none. */
    counted: z.array(z.string()).optional(),
    /** Steps to be taken at once, since when: somebody said so, or the step before reached nobody; absent = none. */
    hurried: z.record(z.string(), z.string()).optional(),
    /** How often a step mentioned people, where it was more than once; absent = none was. */
    times: z.record(z.string(), z.number().int()).optional(),
    answered: timestampOrNull,
  }),
  /** Handles that GitHub links to nobody, as pages have shown; absent = none. */
  unheard: z.array(z.string()).optional(),
  /** Of such teams, lower case, whom the app knows for members, as handles; absent = of none. */
  members: z.record(z.string(), z.array(z.string())).optional(),
  /** Pages that GitHub refused for good, by key: whom they were for, what GitHub said, and the titles of the channels that had them instead; absent = none. */
  refusedPages: z
    .array(
      z.object({
        page: z.string(),
        at: z.string(),
        whom: z.array(z.string()),
        why: z.string(),
        by: z.array(z.string()),
        /** Steps of the ladder that it took; absent = none. */
        steps: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  /** Whom GitHub did not assign the issue to when it was asked, as handles; absent = nobody. */
  unassigned: z.array(z.string()).optional(),
  /** Who was mentioned within the last hour, lower case, oldest first; absent = nobody. */
  mentions: z.array(z.object({ handle: z.string(), at: z.string() })).optional(),
  /** Human judgements that steps of the ladder wait for (`S001-26`), in the words of the policy's `when`. */
  flags: z.array(z.string()).default([]),
  /** Progress updates: how many were given, since when the next is counted, when we last asked. */
  updates: z.object({
    given: z.number().int(),
    since: timestampOrNull,
    lastText: z.string().nullable(),
    /** What the last update said would be next. */
    next: z.string().nullable().default(null),
    /** The newest update that customers may read (`/update --public`): a public channel or page shows this and no other. Absent: none. */
    lastPublic: z.object({ text: z.string(), at: z.string() }).optional(),
    remindedAt: timestampOrNull,
    reminders: z.number().int(),
    /** When the status last changed: that counts as an update where the policy says so (`S002-35`). */
    statusAt: timestampOrNull,
  }),
  /** The window that a fix is watched for; `since` when it began, absent on a card of an earlier release. */
  monitoring: z
    .object({ until: z.string(), announced: z.boolean(), since: z.string().optional() })
    .nullable()
    .default(null),
  /** Reminders are put off until then (`/snooze`); `since` when the first one was said, absent on a card of an earlier release. Absent = they are not. */
  snooze: Snooze.optional(),
  /** When the first `/snooze` of this ladder was said that a change of severity has ended: the limit is counted from it all the same; absent = there was none. */
  snoozedSince: z.string().optional(),
  /** Time-boxes (`S002-38`), fixes that replace a hotfix (`S000-38`), temporary fixes (`S002-23`), and what follows from it all. */
  timeBoxes: z.array(Deadline).default([]),
  backfills: z.array(Deadline).default([]),
  temporaryFixes: z.array(Deadline).default([]),
  followUps: z.array(Deadline).default([]),
  /** What was found out and decided; each is numbered from 1 and keeps its number. */
  decisions: z.array(Decided).default([]),
  hypotheses: z.array(Hypothesis).default([]),
  cause: z
    .object({ text: z.string(), evidence: z.string().nullable(), fix: z.string().nullable() })
    .nullable()
    .default(null),
  /** What changed before it began, as last looked at; absent = not looked at. */
  changes: Changes.optional(),
  /** How far the service was brought back, as somebody says (`S002-20`); absent = nobody has. */
  outcome: z.enum(outcomes).optional(),
  /** When evidence was gathered, and the comment that has it once that is known; absent = it was not. */
  evidence: Evidence.optional(),
  /** What waits for `/confirm`, and what workflows were started, oldest first; absent = nothing. */
  plan: Plan.optional(),
  operations: z.array(Operation).optional(),
  freeze: Freeze.optional(),
  /** Pull requests in the fast lane, oldest first; absent = none was. */
  hotfixes: z.array(Hotfix).optional(),
  /** Pull requests that look like hotfixes of this incident and are not in the lane, by number; absent = none. */
  offered: z.array(z.number().int()).optional(),
  /** Its document; absent = none was asked for. */
  postmortem: Postmortem.optional(),
  /** What is done with people about it; absent = nothing was said of that. */
  debrief: Debrief.optional(),
  /** Milestones that somebody set by hand: an edited description does not move them. */
  timed: z.array(z.string()).default([]),
  /** The issue that this one is a duplicate of, and the numbers of those that have joined this one. */
  duplicateOf: IssueRef.nullable().default(null),
  joined: z.array(z.number().int()).default([]),
  /** Since when the issue is a plain one that is none of the app's business; null = it is an incident. */
  plainSince: timestampOrNull,
  /** A report of which the first responder is told only then, and the name of that comment: the hour had its share (AC-17); `digest`: of others with it. Absent = it was told, or never is. */
  held: HeldReport.optional(),
  /** Made from an issue of before (`firebreak backdate`): what is not in it nobody knows, and while its ladder never began it has no clock; absent: it was not. */
  imported: z.literal(true).optional(),
  /** A practice incident: on the real machinery, without effect on the world, in no metric; absent: a real one. */
  drill: z.literal(true).optional(),
  /** A security incident: in a public repository its details stay out of the card. */
  security: z.boolean().default(false),
  /** Keys of what the clock says once and has said (`clock/once.ts`). */
  passed: z.array(z.string()).default([]),
  /** When the app last made comments that nobody asked for, newest last; kept for the hourly budget. */
  unasked: z.array(z.string()).default([]),
  /** When the app replied to comments within the last hour, newest last (`decide/breaker.ts`). */
  replies: z.array(z.object({ id: z.number().int(), at: z.string() })).default([]),
  timeline: z.array(TimelineEntry),
  /** Timeline entries that were dropped for size; the thread still has them. */
  folded: z.number().int().default(0),
  /** Comments already acted on: everything up to `upTo`, and these. */
  seen: z.object({ upTo: z.number().int(), ids: z.array(z.number().int()) }),
  /** Since when the issue shows something else than the record without an event that says whose doing it is; null = it does not. */
  drift: timestampOrNull,
  /** When a refusal was last explained to whom (account id): at most one an hour each (AC-05). */
  refused: z.array(z.object({ id: z.number().int(), at: z.string() })).default([]),
  /** Facts for the reader of the card that are nobody's command: a broken policy, an unmapped role, a put-back label. */
  notices: z.array(z.object({ key: z.string(), text: z.string() })).default([]),
  /** The labels that the app last gave the issue: they are taken off again also when the policy calls them otherwise by then. */
  labels: z.array(z.string()).default([]),
  /** Its other labels, which are none of the app's; absent: none. */
  tags: z.array(z.string()).optional(),
  /** What earlier incidents that are like this one left open; absent: nothing. */
  leftOpen: z.array(LeftOpen).optional(),
  card: z.object({ id: z.number().int(), nodeId: z.string() }).nullable().default(null),
  /** By its id in the policy what a channel gave back for this incident, and since when it takes nothing; absent = nothing to know of any. */
  channels: z.record(z.string(), ChannelState).optional(),
  /** Alerts that are open for this incident: by their connection the channel that it was begun through; absent = none. */
  alerts: z.record(z.string(), z.string()).optional(),
  /** The policy it goes by: where it was, which text, and the composed text itself; `written` null = the default branch's. */
  policy: z
    .object({
      source: z.string(),
      version: z.string(),
      preset: z.string().default(''),
      written: z.string().nullable().default(null),
      /** When the commander accepted it; absent = the one it was declared under. */
      accepted: z.string().optional(),
    })
    .nullable()
    .default(null),
});
export type Incident = Readonly<z.infer<typeof Incident>>;
