// What is said and learnt: messages, formats, channels, intake, postmortems, the runbook itself.
import * as z from 'zod';
import { duration, id, line, lines, planned, roleNames, section, span, thing, things } from './keys.ts';

/** The kinds of messages that the runbooks have a template for. */
export const messageKinds = [
  'initial',
  'update',
  'findings',
  'handoff',
  'all_clear',
  'resolution',
  'internal',
  'user',
  'external',
  'channel',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Whose words a message is in: those of one of the shipped runbooks. */
export const wordings = ['emergency', 'standard', 'sev', 'github', 'commander'] as const;
export type Wording = (typeof wordings)[number];

export const messages = z
  .partialRecord(z.enum(messageKinds), z.enum(wordings).nullable())
  .default({})
  .describe(
    'Which runbook’s words a kind of message is in; `null`: the runbook has none. Said in the issue are the initial alert, the findings (`/cause`), the handoff (`/handoff`), the resolution and the all-clear; the others are what channels are told.',
  );

export const formats = section({
  duration: z
    .enum(['minutes', 'hours-minutes', 'from-to'])
    .default('minutes')
    .describe('`75 minutes`, `1 hour 15 minutes`, or `10:00 - 11:15`.'),
  timeline: z.enum(['list', 'table']).default('list').describe('How a timeline is written.'),
  report: line.default('Incident Post-Mortem').describe('How the document is called.'),
});

export const titles = section({
  format: z
    .string()
    .max(100)
    .refine(
      (text) => text.split('{level}').length === 2 && text.split('{summary}').length === 2,
      'expected a text with {level} and {summary}, each once',
    )
    .refine((text) => text.endsWith('{summary}'), 'expected a text that ends with {summary}')
    .refine((text) => !/[\r\n`]/.test(text), 'expected one line')
    .default('[INCIDENT {level}] {summary}')
    .describe('The title of the issue.'),
});

export const labels = section({
  incident: z.string().min(1).max(50).default('incident').describe('Only `incident` is possible so far.'),
  status_prefix: z.string().max(30).default('status: ').describe('Stands before the canonical status.'),
  severity_prefix: z.string().max(30).default('').describe('Stands before the name of the level.'),
  backlog: z.string().min(1).max(50).default('backlog').describe('What a level with `backlog` gets besides.'),
  drill: z.string().min(1).max(50).default('drill').describe('What a practice incident gets besides.'),
});

export const businessHours = section({
  days: z
    .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
    .min(1)
    .max(7)
    .default(['mon', 'tue', 'wed', 'thu', 'fri'])
    .describe('The days of the week that are business days.'),
  from: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 09:00')
    .default('09:00')
    .describe('When a business day opens, in `timezone`.'),
  to: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 17:00')
    .default('17:00')
    .describe('When it closes.'),
  holidays: z
    .array(z.iso.date('expected a date such as 2026-12-25'))
    .max(400)
    .default([])
    .describe('Days that are no business days.'),
});

export const sprint = section({
  days: z.number().int().min(1).max(90).default(14).describe('How many days a sprint has.'),
  begins: z.iso
    .date('expected a date such as 2026-01-05')
    .default('2026-01-05')
    .describe('The first day of any sprint.'),
});

export const quietHours = section({
  from: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 22:00')
    .describe('When they begin.'),
  to: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 07:00')
    .describe('When they end, on the next day where that is earlier.'),
});

export const snooze = section({
  limit: duration
    .default('PT1H')
    .describe(
      'The longest a reminder can be put off. While nobody has acknowledged, further steps wait no longer than that after the first `/snooze`, also when the severity changes in between.',
    ),
  silences_worst: z.boolean().default(false).describe('Whether it may hold back the escalation of the worst level.'),
});

export const mentions = section({
  per_step: z
    .number()
    .int()
    .min(1)
    .max(10)
    .default(1)
    .describe('How often one step of the ladder may mention its people: further times by `/escalate <tier>`.'),
  per_hour: z
    .number()
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('How often an hour an incident may mention the same person or team.'),
});

const question = thing({
  id: id.describe('The field of the form.'),
  text: line.describe('What is asked.'),
  why: line.nullable().default(null).describe('What the answer is for.'),
  choices: lines.default([]).describe('Answers to choose from; without them it is a text.'),
});

export const intake = section({
  accepts: lines.default([]).describe('What is an incident; the form begins with it.'),
  excludes: lines
    .default([])
    .describe(
      'What is no incident. The form asks; who answers with one of these pages nobody and is offered a plain issue.',
    ),
  questions: things(question, 30)
    .default([])
    .describe(
      'What the form asks in place of its usual questions for triage; to what it asks in any case they add their `why`.',
    ),
  services: lines.default([]).describe('Services of which the form asks which are concerned.'),
  regions: lines.default([]).describe('Regions of which the form asks which are concerned.'),
  first_minutes: lines.default([]).describe('What is asked at once, before anything else; the form begins with it.'),
  severity_helper: z
    .array(
      section({
        question: line.describe('What is asked; the first yes decides.'),
        level: z.string().max(30).describe('The severity that a yes means.'),
      }),
    )
    .max(20)
    .default([])
    .describe('Questions that lead to a severity, worst first: the help of the form’s question for it.'),
  detection: lines.default([]).describe('How incidents are found: the answers to that question of the form.'),
  security: section({
    asks: z.boolean().default(true).describe('Whether the form asks if it is a security incident.'),
    where: z
      .string()
      .regex(/^(advisory|[\w.-]+\/[\w.-]+)$/, 'expected advisory or owner/repository')
      .default('advisory')
      .describe(
        'The place that is named in a public repository: `advisory`, a private security advisory of this one, or a private repository as `owner/name`.',
      ),
  })
    .prefault({})
    .describe('Where the details of a security incident go (the label `security`, or the form’s answer).'),
});

export const drill = section({
  channels: z
    .boolean()
    .default(false)
    .describe(
      '`true`: a practice incident tells and pages channels beside the issue too, marked as one. `false`: none.',
    ),
});

export const postmortem = section({
  path: line
    .default('reports/incidents/{date}-{slug}.md')
    .describe(
      'The file of the document: `{date}` is the day it began, in `timezone`, `{slug}` its title. One that leads out of the repository is not followed.',
    ),
  title: line.default('{report}: {title}').describe('`{report}` is the name in `formats`; also `{date}`, `{title}`.'),
  header: lines.default([]).describe('What stands under the title, in order.'),
  sections: lines.default([]).describe('Its headings, in order.'),
  impact: lines.default([]).describe('What the impact names.'),
  root_cause: lines.default([]).describe('What the part on the cause answers.'),
  milestones: lines.default([]).describe('What the timeline names at least.'),
  action_items: z
    .enum(['list', 'table', 'horizons'])
    .default('list')
    .describe('How action items are written; `horizons`: by short, medium and long term.'),
  action_rules: lines.default([]).describe('What a good action item is.'),
  due_dates: z
    .enum(['iso', 'month-day'])
    .nullable()
    .default(null)
    .describe('How due dates are written: `2026-03-15` or `3/15`. Both are read.'),
  reviewers: roleNames
    .default([])
    .describe('Roles that review it, once it is ready for review, beside the code owners of the file.'),
  follow_ups: lines.default([]).describe('The kinds of tickets that follow: the document asks for them.'),
  follow_up_within: span.nullable().default(null).describe('A follow-up is done so long after the resolution.'),
  escalate_after: span
    .nullable()
    .default('1 business day')
    .describe('What is due afterwards and not done so long later is told to the lead; `null`: to nobody.'),
  escalate_to: roleNames
    .default([])
    .describe('Roles that then hear of it; empty: the first step of the ladder with somebody else than its owner.'),
  sharing: lines.default([]).describe('Where it is shared: its pull request says so.'),
  blameless: z
    .array(section({ bad: line.describe('Words that blame.'), good: line.describe('Words that do not.') }))
    .max(20)
    .default([])
    .describe('How causes are written about: its pull request shows them.'),
});

export const runbook = section({
  title: line.nullable().default(null).describe('Its title.'),
  owner: line.nullable().default(null).describe('Who keeps it.'),
  created: z.iso.date('expected a date such as 2025-10-19').nullable().default(null).describe('Since when it is.'),
  purpose: line.nullable().default(null).describe('What it is for, in one sentence.'),
  principle: line
    .nullable()
    .default('Stay calm. Assess first. Communicate clearly.')
    .describe('One sentence, shown on the card while the incident is open; `null`: none.'),
  red_flags: z
    .array(
      section({
        thought: line.describe('What somebody thinks.'),
        reality: planned('learning', line.nullable().default(null).describe('How it is.')),
        action: line.describe('What to do instead.'),
      }),
    )
    .max(20)
    .default([])
    .describe('Thoughts that lead astray, and what to do instead: one at a time on the card.'),
  preparation: planned('learning', lines.default([]).describe('What must be ready before an incident.')),
});
