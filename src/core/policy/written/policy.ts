// The policy as a team writes it (`.github/firebreak.yml`) and as presets are shipped. Unknown keys are errors, everything has a default.
import * as z from 'zod';
import { channel } from './channel.ts';
import * as fixing from './fixing.ts';
import * as flow from './flow.ts';
import { isPathDown, repositoryFilePattern } from './github-names.ts';
import * as hotfixing from './hotfix.ts';
import { duration, line, section, things } from './keys.ts';
import { level } from './levels.ts';
import { mitigation } from './mitigations.ts';
import { onCall } from './on-call.ts';
import * as people from './people.ts';
import * as telling from './telling.ts';
import * as verifying from './verifying.ts';

/** What is written, every key optional. What it is read into has every default filled in. */
export const WrittenPolicy = section({
  version: z.literal(1).default(1).describe('The format of this file.'),
  preset: z
    .string()
    .optional()
    .describe(
      'The shipped runbook that this file lies over, key by key; `none` begins with nothing. Default: `github`.',
    ),
  _extends: z
    .string()
    .max(300)
    .regex(repositoryFilePattern, 'expected a repository, or repository:path, such as acme/policies:runbooks/shop.yml')
    .refine(
      (name) => isPathDown(name.split(':')[1] ?? 'file'),
      'expected the path of a file from the root of the repository, without empty parts, `.` or `..`, such as runbooks/shop.yml',
    )
    .optional()
    .describe(
      'Another repository’s policy that this one lies over: `.github`, `acme/policies`, `acme/policies:a/b.yml`.',
    ),
  runbook: telling.runbook.prefault({}).describe('The runbook that this policy is.'),
  timezone: z
    .string()
    .max(60)
    .default('UTC')
    .describe(
      'The time zone of the business calendar and of quiet hours, such as `Europe/Berlin`. Instants are stored and shown in UTC.',
    ),
  business_hours: telling.businessHours.prefault({}).describe('When `next business day` ends.'),
  sprint: telling.sprint.prefault({}).describe('When `next sprint` ends.'),
  quiet_hours: telling.quietHours
    .nullable()
    .default(null)
    .describe(
      'When nobody is paged, in `timezone`: pages wait until they end, but for levels that are `around_the_clock`; so do reports, and the card says who is paged when. Whoever acknowledged is awake: updates are asked for, and a time-box that is over takes the next step.',
    ),
  snooze: telling.snooze.prefault({}).describe('How reminders may be put off (`/snooze`).'),
  mentions: telling.mentions.prefault({}).describe('How often people are mentioned at most.'),
  levels: z.array(level).max(20).default([]).describe('The severities, worst first. Over a preset: by name.'),
  people: people.people,
  on_call: onCall,
  roles: things(people.role, 40).default([]).describe('Roles that people take in an incident (`/role`).'),
  contacts: things(people.contact, 40).default([]).describe('The table of contacts on the card.'),
  aliases: flow.aliases,
  status_words: flow.statusWords,
  phases: things(flow.phase, 20).default([]).describe('The phases of a response, in order.'),
  checklist: things(flow.checklistItem, 60).default([]).describe('What is ticked off, in order.'),
  gates: flow.gates,
  order: flow.order.prefault({}).describe('What waits for what.'),
  authority: people.authority
    .prefault({})
    .describe('Who may do what. Read from the default branch, whatever policy an incident keeps.'),
  titles: telling.titles.prefault({}).describe('How issues are titled.'),
  labels: telling.labels.prefault({}).describe('How labels are called.'),
  formats: telling.formats.prefault({}).describe('How things are written.'),
  messages: telling.messages,
  channels: things(channel, 20)
    .default([])
    .describe(
      'Where people are told beside the issue. Read from the default branch, whatever policy an incident keeps.',
    ),
  intake: telling.intake.prefault({}).describe('What is asked when an incident is declared.'),
  cause_families: things(fixing.causeFamily, 20).default([]).describe('Families of root causes.'),
  references: things(fixing.reference, 40).default([]).describe('Documents, linked from the card.'),
  quick_reference: things(fixing.quickReference, 20).default([]).describe('Actions and their commands, on the card.'),
  access: things(fixing.access, 20).default([]).describe('What responders must be able to reach.'),
  mitigations: things(mitigation, 30).default([]).describe('What can be done, and when to use it.'),
  mitigation_outcomes: z
    .array(line)
    .max(10)
    .default([])
    .describe(
      'What the outcomes of a mitigation mean, best first: each begins with Full, Partial, Degraded or Maintenance (`/status … outcome=`).',
    ),
  rollback: fixing.rollback.prefault({}).describe('How the version before comes back, and when that is recommended.'),
  freeze: fixing.freeze
    .prefault({})
    .describe('How merges and deployments are held while an incident is open (`levels[].freeze`, `/freeze`).'),
  thresholds: verifying.thresholds.prefault({}).describe('Numbers that mean something.'),
  verify: things(verifying.recoveryCheck, 30)
    .default([])
    .describe('What is checked when a mitigation is in (`/verify`).'),
  recovery: things(verifying.recoveryCheck, 30)
    .default([])
    .describe(
      'What must hold before it is resolved: `/verify` checks it too, and ticks the item of the checklist with the same id.',
    ),
  verification: verifying.verification.prefault({}).describe('How `/verify` makes its checks.'),
  evidence: fixing.evidence.prefault({}).describe('What is gathered when an incident is declared.'),
  hotfix: hotfixing.hotfix.prefault({}).describe('How a hotfix is made (`/hotfix`).'),
  temporary_fixes: hotfixing.temporaryFix.prefault({}).describe('How a fix is marked that must go again (`/tempfix`).'),
  postmortem: telling.postmortem.prefault({}).describe('The document, and who reads it.'),
  drill: telling.drill.prefault({}).describe('Practice incidents (`/drill`): what they may reach.'),
  time_box: duration.nullable().default(null).describe('The length of a time-box that names none (`/timebox`).'),
  reports_per_hour: z
    .number()
    .int()
    .min(0)
    .max(60)
    .default(3)
    .describe(
      'How often an hour reports by strangers may mention somebody: at most two of one author. The others wait for their turn, twelve hours at most.',
    ),
});

/** What may be written. */
export type WrittenPolicy = z.input<typeof WrittenPolicy>;
/** What it is read into. */
export type ReadPolicy = z.output<typeof WrittenPolicy>;
