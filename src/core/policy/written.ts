// The policy as a team writes it (`.github/firebreak.yml`) and as presets are shipped. Unknown keys are errors.
import * as z from 'zod';
import { permissions } from '../facts.ts';
import { parseDuration } from '../time.ts';

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== null, 'expected a duration such as 15m, 2h or PT15M')
  .transform((text) => parseDuration(text) ?? 'PT0S');

/** A pause between two things that repeat; without one they would never end. */
const pause = duration.refine((text) => !isShort(text), 'expected at least a minute');

function isShort(text: string): boolean {
  return /^PT0*[0-5]?\dS$|^PT0+[HM]$/.test(text);
}

/** Texts that the card must have room for. */
const line = z.string().max(500);

const handle = z
  .string()
  .regex(/^@[A-Za-z0-9_-]{1,39}(\/[A-Za-z0-9_.-]{1,100})?$/, 'expected @login or @organisation/team');

const tier = z.strictObject({
  after: duration.describe('How long after the start of the ladder the step is taken'),
  targets: z.array(z.string()).min(1).describe('Roles to mention; map them to people under `people`'),
  until: z.enum(['acknowledged', 'mitigated', 'resolved']).default('resolved'),
});

const level = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 -]{0,29}$/, 'expected a short name such as P0 or SEV-1'),
  rank: z.number().int().min(1).max(20).optional().describe('1 is worst; names are never compared'),
  title: line.optional(),
  definition: line.optional(),
  examples: z.array(line).max(20).optional(),
  respond_within: duration.nullable().optional(),
  updates: z.strictObject({ first: duration, every: pause }).nullable().optional(),
  escalation: z.array(tier).max(20).optional(),
  monitor: duration.nullable().optional().describe('How long the fix is watched before the incident may be resolved'),
});

const grant = z.strictObject({
  roles: z.array(z.enum(permissions)).optional(),
  users: z.array(z.string()).optional(),
  teams: z.array(z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'expected organisation/team')).optional(),
});

/** The written policy. Everything is optional: what is missing comes from the preset. */
export const WrittenPolicy = z.strictObject({
  preset: z.string().optional(),
  levels: z.array(level).max(20).optional(),
  people: z.record(z.string(), z.array(handle)).optional(),
  aliases: z
    .record(z.string(), z.enum(['investigating', 'identified', 'mitigating', 'monitoring', 'resolved']))
    .optional(),
  checklist: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), text: line }))
    .max(30)
    .optional(),
  authority: z
    .strictObject({ declare: grant.optional(), respond: grant.optional(), override: grant.optional() })
    .optional(),
  labels: z
    .strictObject({ incident: z.string().max(50).optional(), status_prefix: z.string().max(30).optional() })
    .optional(),
  reports_per_hour: z.number().int().min(0).max(60).optional(),
});
export type WrittenPolicy = z.infer<typeof WrittenPolicy>;
export type WrittenLevel = z.infer<typeof level>;
export type WrittenGrant = z.infer<typeof grant>;
