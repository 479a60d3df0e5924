// A workflow file as the sandbox reads it, once GitHub's parser has nothing against it.
import { parse } from 'yaml';
import * as z from 'zod';
import { inputTypes, type WorkflowInput } from '../state/automation.ts';
import { problemsOf } from './github-parser.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Variables = z.record(z.string(), Scalar.nullable());
const Names = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Condition = z.union([z.string(), z.boolean()]);
const Permissions = z.union([z.string(), z.record(z.string(), z.string())]);
const Defaults = z.object({
  run: z.object({ shell: z.string().optional(), 'working-directory': z.string().optional() }).optional(),
});

const Concurrency = z.union([
  z.string().transform((group) => ({ group, 'cancel-in-progress': false as const, queue: 'single' })),
  z.object({
    group: z.string(),
    'cancel-in-progress': Condition.default(false),
    queue: z.string().default('single'),
  }),
]);
/** The concurrency of a workflow or a job. */
export type ConcurrencyOfFile = z.infer<typeof Concurrency>;

/** Values by name, each a list or an expression of one; or an expression of all. */
const Matrix = z.union([z.string(), z.record(z.string(), z.union([z.string(), z.array(z.unknown())]))]);

/** A step. What is not named here is kept, so that it can be refused by name. */
const StepOfFile = z.looseObject({
  id: z.string().optional(),
  name: Scalar.transform(String).optional(),
  if: Condition.optional(),
  uses: z.string().optional(),
  run: Scalar.transform(String).optional(),
  with: Variables.default({}),
  env: Variables.default({}),
  shell: z.string().optional(),
  'working-directory': z.string().optional(),
  'continue-on-error': Condition.default(false),
  'timeout-minutes': z.union([z.string(), z.number()]).optional(),
});
export type StepOfFile = z.infer<typeof StepOfFile>;

const JobOfFile = z.looseObject({
  name: z.string().optional(),
  needs: Names.default([]),
  if: Condition.optional(),
  'runs-on': z.unknown().optional(),
  permissions: Permissions.optional(),
  environment: z
    .union([
      z.string().transform((name) => ({ name, url: undefined })),
      z.object({ name: z.string(), url: z.string().optional() }),
    ])
    .optional(),
  outputs: Variables.default({}),
  env: Variables.default({}),
  defaults: Defaults.optional(),
  concurrency: Concurrency.optional(),
  strategy: z
    .strictObject({
      matrix: Matrix,
      'fail-fast': Condition.default(true),
      'max-parallel': z.union([z.string(), z.number()]).optional(),
    })
    .optional(),
  steps: z.array(StepOfFile).default([]),
  'timeout-minutes': z.union([z.string(), z.number()]).optional(),
});
export type JobOfFile = z.infer<typeof JobOfFile>;

const Input = z.object({
  required: z.boolean().default(false),
  type: z.enum(inputTypes).default('string'),
  default: Scalar.nullish(),
  options: z.array(Scalar.transform(String)).default([]),
});
const Trigger = z.object({ inputs: z.record(z.string(), Input.nullable()).nullish() }).nullable();

const WorkflowFile = z.looseObject({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())]),
  permissions: Permissions.optional(),
  env: Variables.default({}),
  defaults: Defaults.optional(),
  concurrency: Concurrency.optional(),
  jobs: z.record(z.string(), JobOfFile),
});
export type WorkflowFile = z.infer<typeof WorkflowFile>;

/** A file that is a workflow, or why not: it has errors, or only the sandbox cannot read it (`isWorkflow`). */
export type Read =
  | { readonly ok: true; readonly file: WorkflowFile }
  | { readonly ok: false; readonly isWorkflow: boolean; readonly why: string };

/** GitHub takes no more of them (events that trigger workflows). */
const mostInputs = 25;

/** Reads a workflow file. */
export async function readWorkflow(path: string, text: string): Promise<Read> {
  const problems = await problemsOf(path, text);
  if (problems.length > 0) return { ok: false, isWorkflow: false, why: problems.join('\n') };
  const read = WorkflowFile.safeParse(parse(text, { merge: true }));
  if (read.success) return limited(path, read.data);
  return {
    ok: false,
    isWorkflow: true,
    why: `${path}: the sandbox does not read this form of it.\n${z.prettifyError(read.error)}`,
  };
}

function limited(path: string, file: WorkflowFile): Read {
  if ((dispatchInputsOf(file)?.length ?? 0) <= mostInputs) return { ok: true, file };
  const why = `${path}: you may only define up to ${mostInputs} \`inputs\` for a \`workflow_dispatch\` event`;
  return { ok: false, isWorkflow: false, why };
}

/** The inputs that `workflow_dispatch` declares; null when the workflow does not listen to it. */
export function dispatchInputsOf({ on }: WorkflowFile): readonly WorkflowInput[] | null {
  if (typeof on === 'string') return on === 'workflow_dispatch' ? [] : null;
  if (Array.isArray(on)) return on.includes('workflow_dispatch') ? [] : null;
  if (!('workflow_dispatch' in on)) return null;
  const { inputs } = Trigger.parse(on['workflow_dispatch']) ?? {};
  return Object.entries(inputs ?? {}).map(([name, input]) => {
    const { required, type, options, default: fallback } = input ?? Input.parse({});
    return { name, required, type, options, default: fallback ?? null };
  });
}
