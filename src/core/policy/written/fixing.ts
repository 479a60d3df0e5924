// What is done about it: causes, mitigations, rollback, recovery, hotfixes, evidence, links.
import * as z from 'zod';
import { duration, id, line, lines, place, planned, ratio, section, span } from './keys.ts';

export const causeFamily = section({ id, title: line, hints: lines.default([]) });

const families = z.array(id).max(20).default([]).describe('The families of causes it belongs to; empty: to all.');

export const reference = section({ id, title: line, at: place.nullable().default(null), families });

export const quickReference = section({
  id,
  action: line,
  command: z.string().min(1).max(200).describe('What is typed, shown as it is.'),
});

export const mitigation = section({
  id,
  title: line,
  when: line.describe('When to use it.'),
  families,
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
    .default('contain'),
  workflow: z.string().max(100).nullable().default(null).describe('The workflow file that does it.'),
  inputs: lines.default([]).describe('Names of the inputs that it takes.'),
  steps: planned('mitigation', lines.default([]).describe('How it is done, in the words of the runbook.')),
});

const rollbackRule = section({
  id,
  says: line,
  error_rate_over: ratio.optional(),
  deploy_within: duration.optional().describe('Something was deployed so shortly before the symptoms.'),
  families: z.array(id).max(20).optional().describe('The cause is one of these families.'),
  auto: z.boolean().default(false).describe('`true`: it runs by itself. A rule recommends otherwise.'),
});

export const rollback = section({
  workflow: z.string().max(100).default('rollback-production.yml'),
  environment: z.string().min(1).max(100).default('production'),
  target: z
    .enum(['last-known-good', 'previous-successful'])
    .default('last-known-good')
    .describe('The version before may be bad too.'),
  freeze_first: z.boolean().default(false).describe('The running rollout is stopped first.'),
  verify: lines.default([]),
  recommend_when: z.array(rollbackRule).max(20).default([]),
});

const threshold = section({
  alert: z.number().nonnegative().nullable().default(null),
  rollback: z.number().nonnegative().nullable().default(null),
  recovered: z.number().nonnegative().nullable().default(null),
});

export const thresholds = section({
  error_rate: threshold.prefault({}).describe('Shares between 0 and 1.'),
  p95_ms: threshold.prefault({}).describe('Milliseconds.'),
});

export const recoveryCheck = section({
  id,
  text: line,
  kind: z.enum(['health', 'error-rate', 'latency', 'logs', 'user-reports', 'function', 'human']).default('human'),
  url: z.string().max(500).nullable().default(null).describe('What is asked; anything but a 2xx fails.'),
});

export const hotfix = section({
  branch: z.string().min(1).max(100).default('hotfix/incident-{number}').describe('The branch that is made.'),
  also_accepts: z.array(z.string().min(1).max(100)).max(10).default([]).describe('Other patterns that count.'),
  title: line.default('HOTFIX: {summary}'),
  base: z.string().max(100).nullable().default(null).describe('Default: the default branch.'),
  max_changed_lines: z.number().int().positive().max(100_000).default(200),
  reviewers: z.enum(['synchronous', 'asynchronous']).default('synchronous'),
  only_if_no_rollback: z.boolean().default(false).describe('It is recorded why rollback was not viable.'),
  rollback_ready: z.boolean().default(true).describe('A known rollback target is needed before it deploys.'),
  requires: lines.default([]).describe('What must have passed. Tests are never optional.'),
  merge: z.enum(['squash', 'merge', 'rebase']).default('squash'),
  auto_merge: z.boolean().default(false).describe('It is merged as soon as everything required has passed.'),
  delete_branch: z.boolean().default(false).describe('The branch goes when it is merged.'),
  commit: line
    .default('hotfix: {summary} (Refs #{number})')
    .describe('`Refs`, not `Fixes`: a merge does not end the monitoring.'),
  body: line.default('Refs #{number}').describe('What the pull request says.'),
  steps: lines.default([]).describe('How a hotfix goes, in the words of the runbook.'),
  backfill_within: span.nullable().default(null).describe('The proper fix replaces it so long after the resolution.'),
  backfill_steps: lines.default([]),
});

export const temporaryFix = section({
  marker: line.default('INCIDENT FIX: {what} (REMOVE AFTER INCIDENT)'),
  ticket: line.default('Ticket: INC-{number}'),
  remove_within: span.nullable().default(null),
  removal_steps: lines.default([]),
});

const probe = section({
  id,
  title: line,
  kind: z.enum(['health', 'instances', 'logs', 'database', 'metrics', 'system', 'command']).default('command'),
  lines: z.number().int().positive().max(10_000).nullable().default(null),
  since: duration.nullable().default(null),
  if_fails: line.nullable().default(null).describe('What is written down then, such as `DB unreachable`.'),
});

export const evidence = section({
  deployments: z.number().int().nonnegative().max(100).default(5),
  commits: z.number().int().nonnegative().max(100).default(5),
  releases: z.number().int().nonnegative().max(100).default(3),
  workflow_runs: z.number().int().nonnegative().max(100).default(10),
  probes: z.array(probe).max(30).default([]),
  sources: lines.default([]).describe('Where else to look.'),
});

export const access = section({ id, title: line, at: place.nullable().default(null), gives: lines.default([]) });
