// What can be done about it, and what `/run` may be given.
import * as z from 'zod';
import { id, line, lines, planned, thing, things, workflowFile } from './keys.ts';

export const families = z
  .array(id)
  .max(20)
  .default([])
  .describe('The families of causes it belongs to; empty: to all.');

/** What `/run` may be given: only values that one of these describes reach the workflow. */
const actionInput = thing({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'expected a short name in lower case such as replicas')
    .describe('Its name, as it is typed (`replicas=5`) and as the workflow has it.'),
  title: line.nullable().default(null).describe('What it is.'),
  kind: z
    .enum(['choice', 'number', 'pattern'])
    .default('pattern')
    .describe(
      '`choice`: one of `choices`; `number`: a whole number from `min` to `max`; `pattern`: what `pattern` says.',
    ),
  choices: z.array(z.string().min(1).max(100)).max(50).default([]).describe('The values of a `choice`.'),
  min: z.number().int().nullable().default(null).describe('The smallest `number`.'),
  max: z.number().int().nullable().default(null).describe('The largest `number`.'),
  pattern: z
    .string()
    .max(100)
    .nullable()
    .default(null)
    .describe(
      'A regular expression for the whole value, of characters, `[a-z0-9-]`, `\\d` and `\\w` with `?`, `*`, `+` or `{1,3}` behind; groups, `|`, `.` and `[^…]` are not read.',
    ),
  default: z.string().min(1).max(100).nullable().default(null).describe('What it is where nothing is typed.'),
  secret: z
    .boolean()
    .default(false)
    .describe('`true`: it is never taken from a comment; the workflow reads it from the secrets of the repository.'),
});

export const mitigation = thing({
  id: id.describe('What `/run` names.'),
  title: line.describe('How it is called.'),
  when: line.describe('When to use it.'),
  families: planned('mitigation', families),
  kind: z
    .enum([
      'rollback',
      'hotfix',
      'restart',
      'scale',
      'failover',
      'configuration',
      'feature-flag',
      'maintenance',
      'contain',
    ])
    .default('contain')
    .describe('What kind of thing it is; a `rollback` is done by `/rollback`.'),
  workflow: workflowFile
    .nullable()
    .default(null)
    .describe(
      'The workflow file on the default branch that does it. It takes `inputs`, `incident` and `key`, and has `key` in its `run-name`. Without one it is done by hand, by `steps`.',
    ),
  inputs: things(actionInput, 20).default([]).describe('What it takes.'),
  at_once_to_rank: z
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('Severities up to this rank (1 is the worst) run it without `/confirm`; 0: none does.'),
  steps: lines.default([]).describe('How it is done, in the words of the runbook.'),
});
