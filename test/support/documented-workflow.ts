// A workflow of docs/actions.md as it is shown, but for the inputs of some of its steps.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));
const Step = z.looseObject({ name: z.string().optional(), with: Values.optional() });
type Step = z.infer<typeof Step>;
const Workflow = z.looseObject({
  name: z.string(),
  jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step) })),
});

/** Inputs to change, by the name of the step; null: the step is left out. */
type Changes = Readonly<Record<string, Readonly<Record<string, string>> | null>>;

/** Its text. Throws where the page has no workflow of that name. */
export function documentedWorkflow(name: string, changes: Changes = {}): string {
  const page = readFileSync(join(root, 'docs/actions.md'), 'utf8');
  const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => Workflow.safeParse(parse(text)));
  const found = shown.find(({ data }) => data?.name === name)?.data;
  if (found === undefined) throw new Error(`docs/actions.md shows no workflow ${name}.`);
  const jobs = Object.entries(found.jobs).map(([key, job]) => [
    key,
    { ...job, steps: job.steps.flatMap((step) => changed(step, changes)) },
  ]);
  return stringify({ ...found, jobs: Object.fromEntries(jobs) });
}

function changed(step: Step, changes: Changes): readonly Step[] {
  const change = changes[step.name ?? ''];
  return change === null ? [] : [{ ...step, with: { ...step.with, ...change } }];
}
