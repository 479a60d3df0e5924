// What is decided on the page of a run.
import type { WorkflowRun } from '../../state/automation.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { field, param, type Reply, redirect, type Visit } from '../visit.ts';
import { addressOf, showRun } from './run.ts';

/** `POST …/actions/runs/{run}/decide`: executed, ended as the person says, or what GitHub itself can be asked for. */
export async function decide(visit: Visit): Promise<Reply> {
  try {
    await act(visit, field(visit, 'how'));
    return redirect(addressOf(visit));
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.status === 404) throw problem;
    return showRun(visit, problem);
  }
}

async function act(visit: Visit, how: string): Promise<void> {
  const { runs } = visit.host;
  const [, state, id] = /^(approved|rejected):(\d+)$/.exec(how) ?? [];
  if (how === 'execute') runs.execute(runOf(visit));
  else if (how === 'success' || how === 'failure') runs.decide(runOf(visit), { status: 'completed', conclusion: how });
  else if (how === 'cancel' || how === 'force-cancel' || how === 'rerun')
    await visit.api.send('POST', `/repos${addressOf(visit)}/${how}`);
  else if (state !== undefined)
    await visit.api.send('POST', `/repos${addressOf(visit)}/pending_deployments`, {
      ...{ environment_ids: [Number(id)], state, comment: '' },
    });
  else throw new Refusal(422, `There is nothing called ${how} to do with a run.`);
}

function runOf(visit: Visit): WorkflowRun {
  const run = visit.host.store.workflowRuns.get(Number(param(visit, 'run')));
  if (run === undefined) throw notFound();
  return run;
}
