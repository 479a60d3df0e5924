// A job while it runs: what its steps have left behind, and what the next one can see.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../state/automation.ts';
import { readFolders, readValues } from './command-files.ts';
import type { Scope } from './expression.ts';
import type { JobLog } from './job-log.ts';
import { type Room, runnerContext, runnerEnvironment } from './room.ts';
import { factsOf, githubContext, type JobResult, type RunContext } from './run-context.ts';
import { secretsOf } from './secrets.ts';
import type { JobOfFile } from './workflow-file.ts';

/** How a step ended: `outcome` before `continue-on-error` was looked at, `conclusion` after. */
export type StepResult = {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: 'success' | 'failure' | 'cancelled' | 'skipped';
  readonly conclusion: 'success' | 'failure' | 'cancelled' | 'skipped';
};

/** The job; what changes while it runs is changed in place. */
export type JobAtWork = {
  readonly context: RunContext;
  readonly job: Job;
  readonly planned: JobOfFile;
  readonly needs: Readonly<Record<string, JobResult>>;
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly strategy: Readonly<Record<string, unknown>>;
  readonly room: Room;
  readonly log: JobLog;
  /** `GITHUB_TOKEN`; none before the job is set up. */
  token: string;
  /** The run is cancelled, or the job has taken too long. */
  readonly cancel: AbortSignal;
  /** Variables of the workflow and the job, and those that steps have set for later ones. */
  readonly env: Record<string, string>;
  readonly folders: string[];
  readonly steps: Record<string, StepResult>;
  failed: boolean;
  environmentUrl?: string;
};

/** What expressions of a step see; `env` has the step's own variables on top. */
export function scopeOf(work: JobAtWork, env: Readonly<Record<string, string>> = {}): Scope {
  const { context, job, needs, room, token, steps } = work;
  const needed = Object.entries(needs).map(([key, { conclusion, outputs }]) => [key, { result: conclusion, outputs }]);
  const cancelled = work.cancel.aborted;
  return {
    contexts: {
      github: {
        ...githubContext(factsOf(context)),
        ...{ token, job: job.key, workspace: room.workspace, event_path: join(room.temp, 'event.json') },
      },
      inputs: context.run.inputs,
      env: { ...work.env, ...env },
      vars: {},
      secrets: { ...secretsOf(context.store, context.run), GITHUB_TOKEN: token },
      needs: Object.fromEntries(needed),
      steps,
      job: { status: statusOf(work) },
      runner: runnerContext(room),
      strategy: work.strategy,
      matrix: work.matrix,
    },
    status: { success: !work.failed && !cancelled, failure: work.failed && !cancelled, cancelled },
  };
}

/** How the job stands. */
export function statusOf(work: JobAtWork): 'success' | 'failure' | 'cancelled' {
  if (work.cancel.aborted) return 'cancelled';
  return work.failed ? 'failure' : 'success';
}

/** The variables that GitHub sets for every step, from the `github` context. */
const fromContext = [
  ...['actor', 'actor_id', 'api_url', 'base_ref', 'event_name', 'event_path', 'graphql_url', 'head_ref', 'job', 'ref'],
  ...['ref_name', 'ref_protected', 'ref_type', 'repository', 'repository_id', 'repository_owner', 'retention_days'],
  ...['repository_owner_id', 'run_attempt', 'run_id', 'run_number', 'server_url', 'sha', 'triggering_actor'],
  ...['workflow', 'workflow_ref', 'workflow_sha'],
];

/** The files through which one step speaks. */
export type StepFiles = Readonly<Record<'output' | 'env' | 'path' | 'step_summary' | 'state', string>>;

/** The whole environment of a step's process, and its files, which are empty. */
export function environmentOf(
  work: JobAtWork,
  own: Readonly<Record<string, string>>,
): { readonly env: Readonly<Record<string, string>>; readonly files: StepFiles } {
  const folder = join(work.room.temp, '_runner_file_commands');
  mkdirSync(folder, { recursive: true });
  const make = (name: string) => {
    writeFileSync(join(folder, name), '');
    return join(folder, name);
  };
  const files = {
    ...{ output: make('output'), env: make('env'), path: make('path') },
    ...{ step_summary: make('step_summary'), state: make('state') },
  };
  const github = Object(scopeOf(work).contexts['github']);
  const base = runnerEnvironment(work.room);
  const env = {
    ...base,
    ...work.env,
    ...own,
    PATH: [...work.folders, own['PATH'] ?? work.env['PATH'] ?? base['PATH']].join(':'),
    ...Object.fromEntries(fromContext.map((name) => [`GITHUB_${name.toUpperCase()}`, String(github[name] ?? '')])),
    ...Object.fromEntries(Object.entries(files).map(([name, path]) => [`GITHUB_${name.toUpperCase()}`, path])),
    RUNNER_TRACKING_ID: work.room.mark,
  };
  return { env, files };
}

/** Takes what a step left in its files; its outputs. Throws on a file that the runner would not read either. */
export function takeFiles(work: JobAtWork, files: StepFiles): Readonly<Record<string, string>> {
  const read = (path: string) => {
    const text = readFileSync(path, 'utf8');
    rmSync(path, { force: true });
    return text;
  };
  const [outputs, env] = [readValues(read(files.output)), readValues(read(files.env))];
  if (env['NODE_OPTIONS'] !== undefined)
    throw new Error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  Object.assign(work.env, env);
  work.folders.unshift(...readFolders(read(files.path)));
  const summary = read(files.step_summary);
  if (summary.trim() !== '') {
    work.log.say('##[group]Summary');
    for (const line of summary.trimEnd().split('\n')) work.log.say(line);
    work.log.say('##[endgroup]');
  }
  return outputs;
}
