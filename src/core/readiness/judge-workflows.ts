// Whether what the app starts can be started: the workflows that the policy names, their inputs, scripts and environment.
import type { Policy } from '../policy/policy.ts';
import { type Dispatch, dispatchOf, scriptsIn } from './dispatch-of.ts';
import type { ReadinessFacts } from './facts.ts';
import { type Finding, finding, notTold } from './finding.ts';
import { type NamedWorkflow, namedWorkflows } from './named-workflows.ts';

const EXAMPLE = `Roll back ($\{{ inputs.key }})`;

/** What is wrong with each, in the order of the policy. */
export function judgeWorkflows(facts: ReadinessFacts): readonly Finding[] {
  const { policy } = facts.policy;
  return [...namedWorkflows(policy).flatMap((named) => judgeOne(named, facts)), ...missingScripts(facts)];
}

function judgeOne(
  named: NamedWorkflow,
  { workflows, repository, policy: { policy } }: ReadinessFacts,
): readonly Finding[] {
  const { file: workflow, use, inputs } = named;
  const seen = workflows[workflow];
  if (seen === undefined) return [];
  if (!seen.told) return [notTold(`whether the workflow \`${workflow}\` is there`, seen.why)];
  const { branch, fullName } = repository;
  if (seen.value === null) return [finding('workflow-missing', { workflow, use, branch, repository: fullName })];
  if (inputs === null) return [];
  const dispatch = dispatchOf(seen.value);
  if (dispatch === null) return [finding('workflow-unreadable', { workflow, use })];
  return judgeDispatch(dispatch, { workflow, use, inputs, environment: environmentFor(inputs, policy) });
}

function environmentFor(inputs: readonly string[], { rollback }: Policy): string | null {
  return inputs.includes('environment') ? rollback.environment : null;
}

type Started = {
  readonly workflow: string;
  readonly use: string;
  readonly inputs: readonly string[];
  readonly environment: string | null;
};

function judgeDispatch(
  { inputs: there, runName }: Dispatch,
  { workflow, use, inputs, environment }: Started,
): readonly Finding[] {
  const values = { workflow, use, inputs: inputs.join(', ') };
  if (there === null) return [finding('workflow-not-startable', values)];
  const missing = inputs.filter((name) => !there.some((input) => input.name === name));
  const demanded = there.filter(({ name, demanded }) => demanded && !inputs.includes(name));
  const options = there.find(({ name }) => name === 'environment')?.options ?? null;
  const isOffered = environment === null || options === null || options.includes(environment);
  return [
    ...missing.map((input) => finding('workflow-input-missing', { ...values, input })),
    ...demanded.map(({ name }) => finding('workflow-input-demanded', { ...values, input: name })),
    ...(/\binputs\.key\b/.test(runName) ? [] : [finding('workflow-run-name', { ...values, example: EXAMPLE })]),
    ...(isOffered ? [] : [finding('workflow-environment', { ...values, environment: environment ?? '' })]),
  ];
}

function missingScripts({ workflows, scripts }: ReadinessFacts): readonly Finding[] {
  const called = Object.entries(workflows).flatMap(([workflow, seen]) =>
    seen.told && seen.value !== null ? scriptsIn(seen.value).map((script) => ({ workflow, script })) : [],
  );
  if (called.length === 0) return [];
  if (!scripts.told) return [notTold('whether the scripts that workflows call are there', scripts.why)];
  const { value } = scripts;
  return called.filter(({ script }) => !value.includes(script)).map((one) => finding('script-missing', one));
}

/** The environment whose deployments tell the last good version; other sources need none. */
export function judgeEnvironments({ environments, policy: { policy } }: ReadinessFacts): readonly Finding[] {
  const { from, environment } = policy.rollback;
  const seen = environments[environment];
  if (from !== 'deployments' || seen === undefined) return [];
  if (!seen.told) return [notTold(`whether the environment \`${environment}\` is there`, seen.why)];
  return seen.value ? [] : [finding('environment-missing', { environment })];
}
