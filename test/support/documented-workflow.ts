// A workflow of docs/actions.md as the sandbox runs it: our Actions are their committed bundles, everything else is as it is shown.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
const Step = z.looseObject({ name: z.string().optional(), uses: z.string().optional(), with: Values.default({}) });
type Step = z.infer<typeof Step>;
const Workflow = z.looseObject({
  name: z.string(),
  jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step) })),
});
const Manifest = z.object({ inputs: z.record(z.string(), z.object({ default: z.string().default('') })) });

/** Inputs to change, by the name of the step. */
type Changes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Its text. Throws where the page has no workflow of that name. */
export function documentedWorkflow(name: string, changes: Changes = {}): string {
  const page = readFileSync(join(root, 'docs/actions.md'), 'utf8');
  const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => Workflow.safeParse(parse(text)));
  const found = shown.find(({ data }) => data?.name === name)?.data;
  if (found === undefined) throw new Error(`docs/actions.md shows no workflow ${name}.`);
  const jobs = Object.entries(found.jobs).map(([key, job]) => [
    key,
    { ...job, steps: job.steps.map((step) => asRun(changed(step, changes))) },
  ]);
  return stringify({ ...found, jobs: Object.fromEntries(jobs) });
}

function changed(step: Step, changes: Changes): Step {
  return { ...step, with: { ...step.with, ...changes[step.name ?? ''] } };
}

/** The runner gives an Action its inputs as variables, those with defaults too. */
function asRun({ uses = '', with: given, ...step }: Step): object {
  const action = /^acme\/FIREBREAK\/action\/([\w-]+)@/.exec(uses)?.[1];
  if (action === undefined) return { ...step, uses, with: given };
  const { inputs } = Manifest.parse(parse(readFileSync(join(root, 'action', action, 'action.yml'), 'utf8')));
  const defaults = Object.entries(inputs).map(([input, value]) => [input, value.default]);
  const all = Object.entries({ ...Object.fromEntries(defaults), ...given });
  const env = Object.fromEntries(all.map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]));
  return { ...step, env, run: `"${process.execPath}" "${join(root, 'action/dist', `${action}.js`)}"` };
}
