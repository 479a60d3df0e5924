// What of a workflow the sandbox does not support, each by name: such a run fails and says so, and nothing is skipped in silence.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobOfFile, StepOfFile, WorkflowFile } from './workflow-file.ts';

const ofWorkflow = ['name', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs'];
const ofJob = [
  ...['name', 'needs', 'if', 'runs-on', 'permissions', 'environment', 'outputs', 'env', 'defaults', 'steps'],
  ...['timeout-minutes', 'strategy', 'concurrency'],
];
const ofStep = [
  ...['id', 'name', 'if', 'uses', 'run', 'with', 'env', 'shell', 'working-directory', 'continue-on-error'],
  'timeout-minutes',
];

/** The shells of `run`, and how GitHub calls them; a shell that is not named is a bash without `pipefail`. */
export const shells: Readonly<Record<string, readonly string[]>> = {
  '': ['bash', '-e'],
  bash: ['bash', '--noprofile', '--norc', '-eo', 'pipefail'],
  sh: ['sh', '-e'],
};

/** Why the sandbox cannot run a job as GitHub would; nothing when it can. `hasOutcome` says of an action whether a script has decided how it ends. */
export function unsupportedIn(
  file: WorkflowFile,
  key: string,
  job: JobOfFile,
  hasOutcome: (uses: string) => boolean,
): readonly string[] {
  return [
    ...unknownKeys(file, ofWorkflow).map((name) => `\`${name}\` of a workflow`),
    ...unknownKeys(job, ofJob).map((name) => `\`jobs.${key}.${name}\``),
    ...shellProblems(file.defaults?.run?.shell, 'defaults.run.shell'),
    ...shellProblems(job.defaults?.run?.shell, `jobs.${key}.defaults.run.shell`),
    ...runnerProblems(job['runs-on'], key),
    ...job.steps.flatMap((step, at) => stepProblems(step, `jobs.${key}.steps[${at}]`, hasOutcome)),
  ];
}

function unknownKeys(value: object, known: readonly string[]): readonly string[] {
  return Object.keys(value).filter((name) => !known.includes(name));
}

function shellProblems(shell: string | undefined, where: string): readonly string[] {
  return shell === undefined || shell in shells ? [] : [`\`${where}: ${shell}\``];
}

function runnerProblems(runsOn: unknown, key: string): readonly string[] {
  const labels = labelsOf(runsOn);
  if (labels === null) return [`this form of \`jobs.${key}.runs-on\``];
  return labels.filter((label) => /windows|macos/i.test(label)).map((label) => `\`jobs.${key}.runs-on: ${label}\``);
}

/** The labels of `runs-on`; null for a group of runners. */
export function labelsOf(runsOn: unknown): readonly string[] | null {
  if (typeof runsOn === 'string') return [runsOn];
  if (Array.isArray(runsOn) && runsOn.every((one) => typeof one === 'string')) return runsOn;
  return null;
}

function stepProblems(step: StepOfFile, where: string, hasOutcome: (uses: string) => boolean): readonly string[] {
  const { uses } = step;
  const known =
    uses === undefined || isCheckout(uses) || uses.startsWith('./') || shippedAction(uses) !== null || hasOutcome(uses);
  return [
    ...unknownKeys(step, ofStep).map((name) => `\`${where}.${name}\``),
    ...shellProblems(step.shell, `${where}.shell`),
    ...(known ? [] : [`\`${where}.uses: ${uses}\`, for which no script has set an outcome (\`POST /sandbox/runs\`)`]),
  ];
}

/** The folder of an Action of this project's own (`owner/firebreak/action/<name>@<ref>`), as it is here whatever the reference; null for all others. */
export function shippedAction(uses: string): string | null {
  const name = /^[\w.-]+\/firebreak\/action\/([a-z-]+)@[\w./-]+$/i.exec(uses)?.[1];
  if (name === undefined) return null;
  const folder = fileURLToPath(new URL(`../../../action/${name}`, import.meta.url));
  return existsSync(join(folder, 'action.yml')) ? folder : null;
}

/** Whether it is GitHub's own checkout, of whichever version. */
export function isCheckout(uses: string): boolean {
  return /^actions\/checkout@/i.test(uses);
}
