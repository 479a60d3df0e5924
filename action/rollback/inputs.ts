// What `action/rollback` takes, as plain values: for its first step what to go back to, for its last one how the job went.
import type { TargetWish } from '../../src/core/mitigation/checked-target.ts';
import type { EndState } from '../../src/shell/github/token/run-deployment.ts';

/** `incident` is reported to; null: nobody is, or the incident follows the run by itself. */
export type Begin = Omit<TargetWish, 'environment'> & {
  readonly phase: 'begin';
  /** Null: the policy's. */
  readonly environment: string | null;
  readonly reportTo: number | null;
};
export type End = {
  readonly phase: 'end';
  readonly deployment: number;
  readonly state: EndState;
  readonly reportTo: number | null;
};

/** Which step it is. Throws in words on what cannot be read. */
export function rollbackInputs(env: NodeJS.ProcessEnv): Begin | End {
  const incident = numberOf('incident', input(env, 'incident'));
  const reportTo = isFollowed(input(env, 'run-key'), incident) ? null : incident;
  const result = input(env, 'result');
  if (result !== '') return { phase: 'end', deployment: deploymentIn(env), state: stateOf(result), reportTo };
  const [to, environment] = [input(env, 'version') || null, input(env, 'environment') || null];
  return { phase: 'begin', to, environment, incident, reportTo, unmerged: unmergedIn(env) };
}

/** The name of an operation (`core/incident/operation-change.ts`). */
function isFollowed(key: string, incident: number | null): boolean {
  return incident !== null && new RegExp(`^firebreak-${incident}-\\d{1,16}$`).test(key);
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#job-context */
const states: ReadonlyMap<string, EndState> = new Map([
  ['success', 'success'],
  ['failure', 'failure'],
  ['cancelled', 'error'],
]);

function stateOf(result: string): EndState {
  const state = states.get(result);
  if (state !== undefined) return state;
  throw new Error(`result is ${shown(result)}. success, failure or cancelled is expected, as job.status has it`);
}

function deploymentIn(env: NodeJS.ProcessEnv): number {
  const number = numberOf('deployment', input(env, 'deployment'));
  if (number !== null) return number;
  throw new Error(
    'deployment is empty. The output of the first step is expected, and no last step where there is none',
  );
}

function numberOf(name: string, text: string): number | null {
  if (text === '') return null;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Error(`${name} is ${shown(text)}. A number is expected, or nothing`);
}

function unmergedIn(env: NodeJS.ProcessEnv): boolean {
  const text = input(env, 'unmerged').toLowerCase();
  if (text === 'true') return true;
  if (text === 'false' || text === '') return false;
  throw new Error(`unmerged is ${shown(text)}. true or false is expected`);
}

function input(env: NodeJS.ProcessEnv, name: string): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
