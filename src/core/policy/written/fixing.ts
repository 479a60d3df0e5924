// What is done about it: causes, mitigations, rollback, recovery, evidence, links.
import * as z from 'zod';
import { LONGEST_FREEZE } from '../../clock/freeze-limit.ts';
import { isLonger } from '../../time.ts';
import {
  duration,
  id,
  line,
  lines,
  pause,
  place,
  planned,
  ratio,
  repositoryPath,
  section,
  thing,
  things,
  workflowFile,
} from './keys.ts';
import { families } from './mitigations.ts';

export const causeFamily = thing({
  id: id.describe('What `families` elsewhere name.'),
  title: line.describe('How the family is called.'),
  hints: planned('mitigation', lines.default([]).describe('Where to look for a cause of it.')),
});

export const reference = thing({
  id: id.describe('Its name in this file.'),
  title: line.describe('The text of the link.'),
  at: place.nullable().default(null).describe('An https address, or a file in the repository.'),
  families,
});

export const quickReference = thing({
  id: id.describe('Its name in this file.'),
  action: line.describe('What somebody wants to do.'),
  command: z.string().min(1).max(200).describe('What is typed, shown as it is.'),
});

const rollbackRule = thing({
  id: id.describe('Its name in this file.'),
  says: line.describe('The rule in words, told with the recommendation.'),
  error_rate_over: ratio
    .optional()
    .describe(
      'The error rate is above that share: `0.1` is 10 %. The app measures it at the declaration and with `/verify`, by the first check of kind `error-rate` whose host it may ask (`FIREBREAK_CHECK_HOSTS`). A workflow may tell it instead: the step of that check, or one probe of kind `metrics`, prints one line `measured: error-rate 0.12`.',
    ),
  error_rate: z
    .literal(true)
    .optional()
    .describe(
      'The error rate is above `error_rate_over`; where that is not written, above `thresholds.error_rate.rollback`.',
    ),
  to_rank: z
    .number()
    .int()
    .positive()
    .max(10)
    .optional()
    .describe('The severity is of this rank or worse: 1 is the worst.'),
  security: z.literal(true).optional().describe('It is a security incident.'),
  deploy_within: duration.optional().describe('Something was deployed so shortly before the symptoms.'),
  families: planned('mitigation', z.array(id).max(20).optional().describe('The cause is one of these families.')),
  auto: z
    .boolean()
    .default(false)
    .describe(
      '`true`: it rolls back by itself at the declaration, where nothing speaks against it. A rule recommends otherwise.',
    ),
});

export const rollback = section({
  workflow: workflowFile
    .default('rollback-production.yml')
    .describe(
      'The workflow file on the default branch that rolls back. It takes the inputs `sha`, `environment`, `incident` and `key`, and has `key` in its `run-name`.',
    ),
  environment: z
    .string()
    .min(1)
    .max(100)
    .default('production')
    .describe('The environment that is meant where none is named: its deployments are looked at.'),
  target: z
    .enum(['last-known-good', 'previous-successful'])
    .default('last-known-good')
    .describe('The version before may be bad too.'),
  at_once_to_rank: z
    .number()
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe(
      'Severities up to this rank (1 is the worst) roll back without `/confirm` where nothing speaks against it; 0: none does.',
    ),
  risky_paths: z
    .array(z.string().min(1).max(200))
    .max(30)
    .default(['migrations', 'migrate', '*.sql', '*.tf', 'schema.prisma'])
    .describe(
      'Changes of them are risky to take back: a rollback over them waits for `/confirm`. Names of files or folders, `*` for any part of a name; with a slash, a path from the root.',
    ),
  record_deployment: z
    .boolean()
    .default(true)
    .describe('A rollback that succeeded is recorded as a deployment of the old version, unless the workflow did so.'),
  from: z
    .enum(['deployments', 'releases', 'tags', 'workflow-runs'])
    .default('deployments')
    .describe(
      'What tells which version was live when: GitHub’s deployments, or for teams that do not use them the releases, the tags (a rollback then always waits for `/confirm`, since GitHub keeps no hour of a tag), or the runs of `deploy_workflow` on the default branch that succeeded.',
    ),
  deploy_workflow: workflowFile.nullable().default(null).describe('The workflow file that deploys to `environment`.'),
  freeze_first: z
    .boolean()
    .default(false)
    .describe('Runs of `deploy_workflow` that are under way are cancelled before a rollback is started.'),
  verify: lines.default([]).describe('What people look at when it is done: told with its end.'),
  recommend_when: things(rollbackRule, 20).default([]).describe('When a rollback is recommended.'),
});

export const freeze = section({
  limit: pause
    .refine((text) => !isLonger(text, LONGEST_FREEZE), 'expected at most seven days')
    .default('PT8H')
    .describe(
      'A freeze ends by itself so long after it began, though the incident goes on; `/freeze` begins another, or makes one longer. At most `7d`.',
    ),
});

/** How many of the newest. */
function count(usual: number, what: string) {
  return z.number().int().nonnegative().max(100).default(usual).describe(what);
}

const probe = thing({
  id: id.describe('Its name in this file.'),
  title: line.describe('What it tells.'),
  kind: z
    .enum(['health', 'instances', 'logs', 'database', 'metrics', 'system', 'command'])
    .default('command')
    .describe('What is asked.'),
  lines: z.number().int().positive().max(10_000).nullable().default(null).describe('How many lines of a log.'),
  since: duration.nullable().default(null).describe('How far back a log is read.'),
  if_fails: line.nullable().default(null).describe('What is written down then, such as `DB unreachable`.'),
});

export const evidence = section({
  collect: z
    .boolean()
    .default(true)
    .describe(
      'It is gathered by itself when an incident is declared, after its page, in a comment that the card links; `false`: it is not.',
    ),
  deployments: count(5, 'How many of the last deployments.'),
  commits: count(5, 'How many of the last commits on the default branch.'),
  releases: count(3, 'How many of the last releases.'),
  workflow_runs: count(10, 'How many of the last workflow runs, with how they ended.'),
  configuration: z
    .array(repositoryPath)
    .max(10)
    .default(['.github/firebreak.yml', '.github/workflows', 'config'])
    .describe('Files and folders whose commits count as changes of the configuration.'),
  workflow: workflowFile
    .nullable()
    .default(null)
    .describe(
      'The workflow file on the default branch that asks the `probes`, only reading. It takes the inputs `probes` (they, as JSON), `environment`, `incident` and `key`, has `key` in its `run-name`, and prints for each probe `probe: <id> ok` or `probe: <id> failed` and then its output, each line behind `| `. `null`: nothing is asked.',
    ),
  probes: things(probe, 30)
    .default([])
    .describe(
      'What is asked besides. In a public repository only how each probe ended is told, never what it printed.',
    ),
  sources: lines.default([]).describe('Where else to look: told with the evidence.'),
});

export const access = thing({
  id: id.describe('Its name in this file.'),
  title: line.describe('What must be reached.'),
  at: place.nullable().default(null).describe('An https address, or a file in the repository that says how.'),
  gives: lines.default([]).describe('What is found there.'),
});
