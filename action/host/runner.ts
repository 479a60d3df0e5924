// What a workflow run gives and takes: inputs from the environment, outputs through the runner's files.
import { appendFileSync } from 'node:fs';
import { command } from './commands.ts';
import { secretsInLog } from './secrets.ts';

/** Inputs that every Action takes. */
export type CommonInputs = {
  readonly token: string;
  /** Of the REST API; GraphQL is found beside it. */
  readonly apiUrl: string;
  /** Null: cards are not signed. */
  readonly key: string | null;
  readonly trustedBots: readonly number[];
  /** Null: policies that name a schedule of PagerDuty fall back to their own people. */
  readonly pagerDuty: { readonly key: string; readonly baseUrl: string } | null;
};

/** Those of an Action that handles the event of its run. */
export type Inputs = CommonInputs & { readonly eventName: string; readonly eventPath: string };

/** The inputs of an Action that handles the event of its run. Throws in words when the run lacks something. Names are as the runner writes them: `INPUT_` and the name in capitals. */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  return {
    eventName: needed(env, 'GITHUB_EVENT_NAME'),
    eventPath: needed(env, 'GITHUB_EVENT_PATH'),
    ...commonInputs(env),
  };
}

/** The inputs that every Action takes. Throws as above. */
export function commonInputs(env: NodeJS.ProcessEnv): CommonInputs {
  return {
    ...readerInputs(env),
    key: env['INPUT_KEY']?.trim() || null,
    trustedBots: botsIn(env['INPUT_TRUSTED-BOTS']),
    pagerDuty: pagerDutyOf(env),
  };
}

/** Those of an Action that only reads. From here on the log shows none of its secrets. Throws as above. */
export function readerInputs(env: NodeJS.ProcessEnv): Pick<CommonInputs, 'token' | 'apiUrl'> {
  for (const line of secretsInLog(env)) process.stdout.write(`${line}\n`);
  return { token: needed(env, 'INPUT_TOKEN'), apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com' };
}

/** Those of one that writes and has no use for a card. Throws as above. */
export function writerInputs(env: NodeJS.ProcessEnv): Pick<CommonInputs, 'token' | 'apiUrl'> {
  return readerInputs(env);
}

/** The run that an Action is part of; `url` is its page. */
export type RunOfAction = { readonly id: number; readonly attempt: number; readonly url: string };

/** Throws in words where it is not in one. */
export function runIn(env: NodeJS.ProcessEnv): RunOfAction {
  const [id, attempt] = [Number(needed(env, 'GITHUB_RUN_ID')), Number(env['GITHUB_RUN_ATTEMPT'] ?? '1')];
  if (!Number.isSafeInteger(id) || !Number.isSafeInteger(attempt))
    throw new Error('GITHUB_RUN_ID is no number. It is expected to be there in a workflow run');
  const { owner, repo } = placeIn(env);
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  return { id, attempt, url: `${server}/${owner}/${repo}/actions/runs/${id}/attempts/${attempt}` };
}

export type Place = { readonly owner: string; readonly repo: string };

/** The repository of the run. Throws in words. */
export function placeIn(env: NodeJS.ProcessEnv): Place {
  const [owner = '', repo = '', ...rest] = (env['GITHUB_REPOSITORY'] ?? '').trim().split('/');
  if (owner !== '' && repo !== '' && rest.length === 0) return { owner, repo };
  throw new Error('GITHUB_REPOSITORY is not `owner/name`. It is expected to be there in a workflow run');
}

/** The app's variables (`src/app/config/pagerduty.ts`), as a step passes them with `env`. Throws in words on an address that would send the key in the clear. */
function pagerDutyOf(env: NodeJS.ProcessEnv): CommonInputs['pagerDuty'] {
  const key = env['FIREBREAK_PAGERDUTY_API_KEY']?.trim() ?? '';
  const baseUrl = (env['FIREBREAK_PAGERDUTY_API_URL']?.trim() || 'https://api.pagerduty.com').replace(/\/+$/, '');
  if (key === '') return null;
  if (/^https:\/\/[\w.-]+(?::\d{1,5})?$/.test(baseUrl)) return { key, baseUrl };
  throw new Error(
    'FIREBREAK_PAGERDUTY_API_URL is no address of an API. Expected https and a host; correct or remove it',
  );
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]?.trim() ?? '';
  if (value === '')
    throw new Error(`${name} is not set. It is expected to be there in a workflow run; check the inputs of the step`);
  return value;
}

/** The input `trusted-bots`. Throws in words. */
export function botsIn(text: string = ''): readonly number[] {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = parts.find((part) => !/^\d{1,15}$/.test(part));
  if (wrong !== undefined)
    throw new Error(
      `trusted-bots holds ${JSON.stringify(wrong)}. Numeric account ids are expected, separated by commas`,
    );
  return parts.map(Number);
}

/** Sets outputs through the runner's file; values may have several lines. */
export function setOutputs(env: NodeJS.ProcessEnv, outputs: Readonly<Record<string, string>>): void {
  const file = env['GITHUB_OUTPUT'];
  if (file === undefined || file === '') return;
  for (const [name, value] of Object.entries(outputs)) {
    const end = endOf(value);
    appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
  }
}

/** Longer than the value, so that it is no line of it. */
function endOf(value: string): string {
  return 'END'.padEnd(value.length + 1, '_');
}

/** Adds Markdown to the summary of the job, where the runner takes one. */
export function summarise(env: NodeJS.ProcessEnv, markdown: string): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file !== undefined && file !== '') appendFileSync(file, `${markdown}\n`);
}

/** A run that failed is red, says why in one line without its secrets, and is safe to start again. */
export function fail(error: unknown, env: NodeJS.ProcessEnv, after: string): void {
  const text = error instanceof Error ? error.message : String(error);
  const secrets = [env['INPUT_TOKEN'] ?? '', env['INPUT_KEY'] ?? ''];
  const clean = secrets.reduce((found, secret) => (secret === '' ? found : found.replaceAll(secret, '***')), text);
  process.stdout.write(`${command('error', {}, `${clean.replace(/[\r\n]+/g, ' ').replace(/\.$/, '')}. ${after}`)}\n`);
  process.exitCode = 1;
}
