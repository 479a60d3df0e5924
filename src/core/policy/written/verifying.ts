// What shows that the service is back: numbers that mean something, checks, and who makes them.
import * as z from 'zod';
import { address, id, line, planned, section, thing, workflowFile } from './keys.ts';

const limit = z.number().nonnegative().nullable().default(null);
const alert = planned('mitigation', limit.describe('Above it is an incident.'));
const recovered = limit.describe('Below it the service has recovered.');

const errorRate = section({
  alert,
  rollback: limit.describe('Above it a rollback is recommended, by each rule with `error_rate: true`.'),
  recovered,
});

const latency = section({
  alert,
  rollback: planned('mitigation', limit.describe('Above it a rollback is recommended.')),
  recovered,
});

export const thresholds = section({
  error_rate: errorRate.prefault({}).describe('Shares between 0 and 1.'),
  p95_ms: latency.prefault({}).describe('Milliseconds.'),
});

export const recoveryCheck = thing({
  id: id.describe('Its name in this file.'),
  text: line.describe('What must hold.'),
  kind: z
    .enum(['health', 'error-rate', 'latency', 'logs', 'user-reports', 'function', 'human'])
    .default('human')
    .describe('How it is looked at; `human`: somebody says so.'),
  url: address.nullable().default(null).describe('What is asked; anything but a 2xx fails.'),
  path: z
    .string()
    .max(200)
    .regex(/^[\w-]+(?:\.[\w-]+)*$/, 'expected names and positions joined by dots, such as `data.error_rate`')
    .nullable()
    .default(null)
    .describe('Where in the JSON of the answer the number is, such as `data.error_rate`; `below` is for it.'),
  query: line
    .nullable()
    .default(null)
    .describe('Asked of the Prometheus at `url`; its first value is the number that `below` is for.'),
  below: z
    .number()
    .nonnegative()
    .nullable()
    .default(null)
    .describe(
      'The number must be below it. Default for `error-rate` and `latency`: what `thresholds` calls recovered.',
    ),
});

export const verification = section({
  by: z
    .enum(['workflow', 'app'])
    .default('workflow')
    .describe(
      'Who makes the checks. `app`: the app asks those that have a `url` itself, on hosts that whoever runs it allows (`FIREBREAK_CHECK_HOSTS`); redirects are not followed, and nothing inside its network is asked unless that very host is allowed.',
    ),
  workflow: workflowFile
    .nullable()
    .default(null)
    .describe(
      'The workflow file on the default branch that makes the checks of `verify` and `recovery`. It takes the inputs `checks` (they, as JSON), `environment`, `incident` and `key`, has `key` in its `run-name`, and for each check, or each kind of check, a step or job of that name. `null`: people look by themselves.',
    ),
  after_rollback: z
    .boolean()
    .default(true)
    .describe('A rollback that succeeded is verified by itself, and watched once that has passed.'),
});
