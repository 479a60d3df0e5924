// How a response goes: words for statuses, phases with their budgets, gates, checklists.
import * as z from 'zod';
import { proofs } from '../../incident/checklist-item.ts';
import { statuses } from '../../incident/record.ts';
import { duration, id, line, lines, plainWord, planned, section, span, thing } from './keys.ts';

/** Statuses that people set; a phase is over when the incident has come that far. */
export const workingStatuses = ['investigating', 'identified', 'mitigating', 'monitoring', 'resolved'] as const;

export const aliases = z
  .record(z.string().min(1).max(40), z.enum(workingStatuses))
  .refine((words) => Object.keys(words).length <= 100, 'expected at most 100 words')
  .default({})
  .describe('Other words for a status: `/status fixing` is `/status mitigating`.');

export const statusWords = z
  .partialRecord(z.enum(statuses), plainWord)
  .default({})
  .describe(
    'How a status is called on the card and in messages. Labels keep the canonical word. One line without mentions or Markdown; no other status’s word.',
  );

export const phase = thing({
  id: id.describe('Its name in this file.'),
  title: line.describe('How it is called on the card.'),
  status: z.enum(workingStatuses).describe('The canonical status of an incident in this phase.'),
  over_when: z
    .enum(['acknowledged', 'identified', 'mitigating', 'monitoring', 'resolved', 'closed'])
    .describe('The phase is over when the incident is acknowledged, or has come to that status.'),
  from: planned(
    'clock and channels',
    duration
      .nullable()
      .default(null)
      .describe('Its budget begins so long after the declaration (after the resolution for what follows it).'),
  ),
  to: span
    .nullable()
    .default(null)
    .describe('Its budget ends so long after the declaration (after the resolution for what follows it).'),
  levels: z
    .array(z.string().min(1).max(30))
    .max(20)
    .default([])
    .describe('Its budget counts only at these levels; empty: at all. The phase itself is every level’s.'),
  goal: line.nullable().default(null).describe('What it is for, in one sentence.'),
  judged_on: z
    .enum(['speed', 'thoroughness'])
    .default('speed')
    .describe('The gate before `over_when` is light in the one, hard in the other, where it does not say itself.'),
  steps: lines.default([]).describe('What is done in it, in the words of the runbook.'),
});

export const checklistItem = thing({
  id: id.describe('What gates and `/check` name.'),
  text: line.describe('What is ticked off.'),
  stage: z
    .enum(['assess', 'during', 'fix', 'resolve', 'after'])
    .default('during')
    .describe(
      'When it is worked on. The card shows `assess`, `during` and `resolve`, `fix` once the service is restored, `after` once the incident is resolved.',
    ),
  ticked_when: z
    .enum(proofs)
    .nullable()
    .default(null)
    .describe(
      'What ticks it by itself: `answered` is the question of the form with the same id, `paged` that somebody was, `acknowledged` that somebody is on it, `mitigated` that the fix is in, `watched` that its monitoring is over; afterwards `scheduled` that the meeting about the postmortem is set, `drafted` that its document is, `assigned` that it is published and every action item has an owner, `met` that the team was debriefed, `shared` that what was learned was told to everybody, `debriefed` either of these two. Without it a person does (`/check`); a person may do so with it, too.',
    ),
  optional: z.boolean().default(false).describe('May be not applicable ("if available"): `/na`.'),
  levels: z.array(z.string().min(1).max(30)).max(20).default([]).describe('Only at these levels; empty: at all.'),
});

const gate = section({
  needs: z
    .array(id)
    .max(40)
    .default([])
    .describe(
      'Items of the checklist that must be done or not applicable. Before `mitigating` nothing about the cause.',
    ),
  roles: z.array(z.string().min(1).max(60)).max(20).default([]).describe('Roles that must be filled (`/role`).'),
  owed: z
    .array(z.enum(['backfills', 'temporary_fixes', 'follow_ups']))
    .max(3)
    .default([])
    .describe(
      'What of that which is to be done must be: proper fixes, temporary ones that must go again, action items. Their issues are closed then.',
    ),
  strict: z
    .boolean()
    .nullable()
    .default(null)
    .describe(
      '`false`: what is open is listed. `true`: the transition is held, and who may `override` passes it with `--force` and a reason. Default: held where the phase that is over then is judged on thoroughness.',
    ),
});

export const gates = z
  .partialRecord(z.enum(['mitigating', 'monitoring', 'resolved', 'closed']), gate)
  .default({})
  .describe(
    'What a transition needs, by `/status`, `/resolve`, `/close` or by hand. What an event proves counts as done. The monitoring window is always held, mitigation never by a missing cause.',
  );

export const order = section({
  mitigation_requires_root_cause: z
    .enum(['never', 'warn'])
    .default('never')
    .describe('Mitigation never waits for a root cause. `warn`: the card reminds that it is not known yet.'),
  announce_resolved: z
    .enum(['before-monitoring', 'after-monitoring'])
    .default('after-monitoring')
    .describe('Whether the resolution is announced when the fix is in, or when its watching is over.'),
});
