// Says how runs of workflows go: whether they are executed, how actions of others end, and how one run ends.
import * as z from 'zod';
import { runModes } from '../actions/runs.ts';
import type { Answer } from '../rest/exchange.ts';
import { runShape } from '../rest/shapes/automation.ts';
import type { WorkflowRun } from '../state/automation.ts';
import { notFound } from '../state/refusal.ts';
import { currentRun } from '../state/runs.ts';
import { type Control, read } from './control.ts';

const Settings = z.strictObject({
  mode: z.enum(runModes).optional(),
  actions: z
    .record(
      z.string(),
      z.strictObject({
        conclusion: z.enum(['success', 'failure']),
        outputs: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default({}),
});

/** `POST /sandbox/runs`: who says how runs end from now on, and outcomes of actions that the sandbox does not run (`{"acme/deploy@v1": {"conclusion": "success"}}`). Answers with what holds. */
export function changeRuns(control: Control): Answer {
  const { settings } = control.host.runs;
  const { mode, actions } = read(control, Settings);
  if (mode !== undefined) settings.mode = mode;
  for (const [uses, outcome] of Object.entries(actions)) settings.outcomes.set(uses, outcome);
  return { status: 200, body: { mode: settings.mode, actions: Object.fromEntries(settings.outcomes) } };
}

const Decision = z.union([
  z.strictObject({ status: z.literal('in_progress') }),
  z.strictObject({
    status: z.literal('completed'),
    conclusion: z.enum(['success', 'failure', 'cancelled', 'timed_out']),
  }),
  z.strictObject({ execute: z.literal(true) }),
]);

/** `POST /sandbox/runs/{id}`: how this run stands or has ended, or that it is to be executed. Answers with the run. */
export function decideRun(control: Control): Answer {
  const { store, runs } = control.host;
  const run = runNamed(control);
  const decision = read(control, Decision);
  if ('execute' in decision) runs.execute(run);
  else runs.decide(run, decision);
  return { status: 200, body: runShape(store, currentRun(store, run)) };
}

function runNamed({ host, params }: Control): WorkflowRun {
  const run = host.store.workflowRuns.get(Number(params['id']));
  if (run === undefined) throw notFound(`There is no run ${params['id']}.`);
  return run;
}

/** `GET /sandbox/logs/{id}`: what a job has printed, where the API sends whoever asks for its logs. */
export function readLogs({ host, params }: Control): Answer {
  const job = host.store.jobs.get(Number(params['id']));
  if (job === undefined) throw notFound(`There is no job ${params['id']}.`);
  const text = job.steps.flatMap(({ log }) => log).join('\n');
  return { status: 200, text: `${text}\n`, headers: { 'content-type': 'text/plain; charset=utf-8' } };
}
