// Severities: how bad, how fast, who is told, who is paged next, and what follows.
import * as z from 'zod';
import { duration, line, pause, roleNames, section, span } from './keys.ts';

/** When a step of the ladder may be taken, beside its time; all of them must hold. */
export const tierConditions = [
  'unacknowledged',
  'previous-silent',
  'unable-to-resolve',
  'business-critical',
  'customer-facing',
] as const;

export const tier = section({
  after: duration.describe('How long after the start of the ladder the step is taken.'),
  when: z
    .array(z.enum(tierConditions))
    .max(tierConditions.length)
    .default([])
    .describe(
      'What must hold besides. `previous-silent`: the step before was mentioned and nobody acknowledged for `silent_for`. `unable-to-resolve` and `business-critical` are human judgements: `/escalate` says the one, `/escalate --business-critical` both.',
    ),
  silent_for: duration.default('PT15M').describe('How long the step before may stay silent (`previous-silent`).'),
  targets: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(10)
    .describe('Roles to mention; map them to people under `people`.'),
  until: z
    .enum(['acknowledged', 'mitigated', 'resolved'])
    .default('resolved')
    .describe('The step is not taken any more once the incident is that far.'),
  auto: z
    .boolean()
    .default(true)
    .describe('`false`: nobody is paged by the clock; a person takes the step (`/escalate`).'),
});

const updates = section({
  first: duration.nullable().default(null).describe('The first update is due so long after the declaration.'),
  every: pause
    .nullable()
    .default(null)
    .describe(
      'Each further one so long after the one before. Without it nobody is asked again. When nobody has answered for a day, each pause is twice the one before, up to a day.',
    ),
  on_status_change: z
    .boolean()
    .default(false)
    .describe('A new status is an update too: it counts as one, and the next is due one interval later.'),
});

const monitor = z
  .union([
    duration.transform((min) => ({ min, max: null })),
    section({
      min: duration.describe('The incident cannot be resolved before that.'),
      max: duration
        .nullable()
        .default(null)
        .describe(
          'The window is over at the latest then, however often what came back made it longer; the commander is told once more.',
        ),
    }),
  ])
  .describe('How long the fix is watched before the incident may be resolved: `2h`, or `{ min: 15m, max: 30m }`.');

const hotfix = section({
  allowed: z.boolean().default(true).describe('Whether `/hotfix` is possible at this level.'),
});

const postmortem = section({
  need: z
    .enum(['required', 'report', 'optional', 'none'])
    .default('optional')
    .describe('Whether one must be written. `report`: the report alone, without a review.'),
  schedule_within: span.nullable().default(null).describe('The meeting is scheduled so long after the resolution.'),
  draft_within: span.nullable().default(null).describe('The draft is there so long after the resolution.'),
  publish_within: span.nullable().default(null).describe('It is published so long after the resolution.'),
});

const levelName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 -]{0,29}$/, 'expected a short name such as P0 or SEV-1');

export const level = section({
  name: levelName.describe('The name, which is also the label.'),
  removed: z.boolean().default(false).describe('`true` takes away a level that the preset has.'),
  rank: z
    .number()
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe('1 is worst; names are never compared. Default: the place in the list.'),
  title: line.or(z.literal('')).default('').describe('What the level is called besides, such as `Critical`.'),
  definition: line
    .or(z.literal(''))
    .default('')
    .describe('What makes an incident one of this level; the form offers it with the name.'),
  examples: z.array(line).max(20).default([]).describe('Incidents that are of this level: help in the form.'),
  respond_within: span
    .nullable()
    .default(null)
    .describe('Somebody acknowledges it by then: `15m`, `immediate`, `next business day`.'),
  resolve_within: span.nullable().default(null).describe('It is resolved by then: `4h`, `next sprint`.'),
  around_the_clock: z
    .boolean()
    .nullable()
    .default(null)
    .describe('Quiet hours never apply to this level. Default: they never apply to the worst level.'),
  audience: roleNames.default([]).describe('Roles that are told at the declaration, beside the ladder.'),
  alert: z
    .boolean()
    .default(true)
    .describe('Whether the declaration is announced with the initial alert of `messages`. `false`: a plain page.'),
  updates: updates.nullable().default(null).describe('How often people are told what is going on.'),
  escalation: z.array(tier).max(20).default([]).describe('The ladder: who is mentioned, in order.'),
  monitor: monitor.nullable().default(null),
  freeze: z
    .boolean()
    .default(false)
    .describe(
      '`true`: while an incident of this level is open, merges into the protected branches are held, and deployments to environments whose rules ask the app. Needs the app: a workflow holds nothing.',
    ),
  hotfix: hotfix.nullable().default(null).describe('Whether and how it may be hotfixed.'),
  postmortem: postmortem
    .nullable()
    .default(null)
    .describe(
      'Deadlines after the resolution: messages name them, and whoever led is reminded, also when the issue is closed.',
    ),
  backlog: z
    .boolean()
    .default(false)
    .describe(
      'It becomes a backlog ticket: it gets the label, pages nobody, also as a report, and asks for no updates; what it misses is on the card only.',
    ),
});
