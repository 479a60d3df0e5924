// Runs one step of a job: a script, a checkout, an action of the repository's own, or an action whose outcome a script has set.
import { chmod, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkoutCommands } from './checkout.ts';
import { fill, fillAll, fillNumber } from './expression.ts';
import { environmentOf, type JobAtWork, scopeOf, takeFiles } from './job-at-work.ts';
import { nodeAction } from './node-action.ts';
import { type Ran, runProcess } from './run-process.ts';
import { isCheckout, shells, shippedAction } from './unsupported.ts';
import type { StepOfFile } from './workflow-file.ts';

/** How the work of a step ended, and what it left behind. */
export type Worked = {
  readonly outcome: 'success' | 'failure' | 'cancelled';
  readonly outputs: Readonly<Record<string, string>>;
};

/** What a step works with. */
type Bench = {
  readonly work: JobAtWork;
  readonly step: StepOfFile;
  /** The step's own variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** Does a step's work, to its end or until it has taken too long. Throws where the step cannot be run at all. */
export async function workOn(work: JobAtWork, step: StepOfFile): Promise<Worked> {
  const env = fillAll(step.env, scopeOf(work));
  // A step that runs although the job is cancelled is ended only by force, or by its own time.
  const cancel = work.cancel.aborted ? new AbortController().signal : work.cancel;
  const time = new AbortController();
  const minutes = fillNumber(step['timeout-minutes'] ?? 360, scopeOf(work, env));
  const timer = setTimeout(() => time.abort(), minutes * 60_000);
  const bench: Bench = { work, step, env, signal: AbortSignal.any([cancel, time.signal]) };
  try {
    const worked = await doWork(bench);
    if (worked.outcome === 'failure' && time.signal.aborted)
      work.log.error(`The action '${titleOf(work, step)}' has timed out after ${minutes} minutes.`);
    const cancelled = worked.outcome === 'failure' && (cancel.aborted || work.context.now.aborted);
    if (!cancelled) return worked;
    work.log.error('The operation was canceled.');
    return { ...worked, outcome: 'cancelled' };
  } finally {
    clearTimeout(timer);
  }
}

/** What a step is called. */
export function titleOf(work: JobAtWork, step: StepOfFile): string {
  if (step.name !== undefined) return fill(step.name, scopeOf(work));
  const script =
    fill(step.run ?? '', scopeOf(work))
      .trim()
      .split('\n')[0] ?? '';
  return `Run ${step.uses ?? script}`;
}

function doWork(bench: Bench): Promise<Worked> {
  const { uses } = bench.step;
  if (uses === undefined) return script(bench);
  if (isCheckout(uses)) return checkout(bench);
  const { workspace } = bench.work.room;
  if (uses.startsWith('./')) return nodeProgram(bench, uses, { folder: resolve(workspace, uses), within: workspace });
  const folder = shippedAction(uses);
  if (folder !== null) return nodeProgram(bench, uses, { folder, within: dirname(folder) });
  return Promise.resolve(decided(bench, uses));
}

async function script(bench: Bench): Promise<Worked> {
  const { work, step, env } = bench;
  const { file, log, room } = { ...work, file: work.context.file };
  const scope = scopeOf(work, env);
  const text = fill(step.run ?? '', scope);
  const defaults = { ...file.defaults?.run, ...work.planned.defaults?.run };
  const [command = 'bash', ...args] = shells[step.shell ?? defaults.shell ?? ''] ?? [];
  const folder = fill(step['working-directory'] ?? defaults['working-directory'] ?? '.', scope);
  const path = join(room.temp, 'step.sh');
  await writeFile(path, `${text}\n`);
  await chmod(path, 0o755);
  log.say(`##[group]Run ${text.trim().split('\n')[0] ?? ''}`);
  for (const line of text.trimEnd().split('\n')) log.say(line);
  log.say(`shell: ${[command, ...args, '{0}'].join(' ')}`);
  log.say('##[endgroup]');
  return finish(bench, { command, args: [...args, path], cwd: resolve(room.workspace, folder) });
}

/** Runs a step's process, takes what it left in its files, and says how it ended. */
async function finish(
  { work, env, signal }: Bench,
  order: { readonly command: string; readonly args: readonly string[]; readonly cwd: string },
): Promise<Worked> {
  const { env: whole, files } = environmentOf(work, env);
  const ran = await started(work, { ...order, env: whole }, signal);
  work.log.print(ran.output);
  const outputs = takeFiles(work, files);
  if (ran.status === 0) return { outcome: 'success', outputs };
  work.log.error(`Process completed with exit code ${ran.status ?? ran.signal}.`);
  return { outcome: 'failure', outputs };
}

function started(
  work: JobAtWork,
  order: {
    readonly command: string;
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  },
  signal: AbortSignal,
): Promise<Ran> {
  const printed = join(work.room.temp, 'printed');
  return runProcess({ ...order, printed, signal, now: work.context.now });
}

async function checkout(bench: Bench): Promise<Worked> {
  const { work, step, env, signal } = bench;
  const given = fillAll(step.with, scopeOf(work, env));
  work.log.say(`##[group]Run ${step.uses}`);
  for (const [name, value] of Object.entries(given)) work.log.say(`  ${name}: ${value}`);
  work.log.say('##[endgroup]');
  const { env: whole } = environmentOf(work, env);
  let printed = '';
  for (const { args, cwd } of checkoutCommands(work, given)) {
    const ran = await started(work, { command: 'git', args, cwd, env: whole }, signal);
    work.log.print(ran.output);
    printed = ran.output;
    if (ran.status === 0) continue;
    work.log.error(`The process 'git' failed with exit code ${ran.status ?? ran.signal}`);
    return { outcome: 'failure', outputs: {} };
  }
  const commit = /HEAD is now at ([0-9a-f]{40})/.exec(printed)?.[1] ?? '';
  return { outcome: 'success', outputs: { commit, ref: given['ref'] ?? work.context.run.ref } };
}

async function nodeProgram(
  bench: Bench,
  uses: string,
  place: { readonly folder: string; readonly within: string },
): Promise<Worked> {
  const { work, step, env } = bench;
  const scope = scopeOf(work, env);
  const { main, inputs } = await nodeAction(place, uses, fillAll(step.with, scope), (text) => fill(text, scope));
  work.log.say(`Run ${uses}`);
  const own = { ...env, ...inputs, GITHUB_ACTION_PATH: place.folder };
  const clock = new URL(`./moved-clock.ts?ahead=${work.context.store.clock.offsetMs}`, import.meta.url).href;
  const order = { command: process.execPath, args: ['--import', clock, main], cwd: work.room.workspace };
  return finish({ ...bench, env: own }, order);
}

/** An action of somebody else, which the sandbox does not run: a script has said how it ends. */
function decided({ work }: Bench, uses: string): Worked {
  const outcome = work.context.outcomes.get(uses);
  if (outcome === undefined) throw new Error(`The sandbox does not run ${uses}, and no script has set its outcome.`);
  work.log.say(`${uses} is not run: its outcome was set to ${outcome.conclusion}.`);
  return { outcome: outcome.conclusion, outputs: outcome.outputs };
}
