// One run: its jobs, steps and what they printed, and the buttons that decide how it ends.
import * as z from 'zod';
import { pendingOf } from '../../state/environments.ts';
import type { Refusal } from '../../state/refusal.ts';
import { known } from '../../state/store.ts';
import { type Html, html } from '../html.ts';
import { instant, problemBox } from '../look/pieces.ts';
import { runState } from '../look/run-state.ts';
import { type Page, page, param, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';
import { Run } from './run-list.ts';

const Step = z.object({
  number: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
});
const Job = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  steps: z.array(Step),
});
const Jobs = z.object({ jobs: z.array(Job) });

/** `GET /{owner}/{repo}/actions/runs/{run}`. */
export function runPage(visit: Visit): Promise<Page> {
  return showRun(visit, null);
}

/** `GET /{owner}/{repo}/actions/runs/{run}/job/{job}`, as GitHub's links have it. */
export function jobPage(visit: Visit): Reply {
  return redirect(`${addressOf(visit)}#job-${param(visit, 'job')}`);
}

/** Where the run's page is. */
export function addressOf(visit: Visit): string {
  return `/${repositoryName(visit)}/actions/runs/${param(visit, 'run')}`;
}

/** The page, with why something was not done. */
export async function showRun(visit: Visit, refusal: Refusal | null): Promise<Page> {
  const repository = repositoryName(visit);
  const address = addressOf(visit);
  const run = await visit.api.get(`/repos${address}`, Run);
  const { jobs } = await visit.api.get(`/repos${address}/jobs?per_page=100`, Jobs);
  const commit = run.head_sha.slice(0, 7);
  return page(
    run.display_title,
    html`<p><a href="/${repository}/actions">Workflow runs</a></p>
    ${problemBox(refusal?.message ?? null)}
    <div class="heading" id="run-head" data-live>
      <h1>${run.display_title} <small>#${run.run_number}</small></h1>
      ${runState(run)}
    </div>
    <p class="muted">${run.name} (<a href="/${repository}/blob/${encodeURIComponent(run.head_branch)}/${run.path}">${run.path}</a>) · ${run.event} by ${run.triggering_actor.login} · <code>${run.head_branch}</code> at <code>${commit}</code> · ${instant(run.created_at)}</p>
    <form class="decide" id="decide" method="post" action="${address}/decide" data-live>${buttons(visit, run)}</form>
    <div id="jobs" data-live>${jobs.map((job) => jobHtml(visit, job))}</div>`,
    refusal?.status ?? 200,
  );
}

function jobHtml(visit: Visit, job: z.infer<typeof Job>): Html {
  const { steps } = known(visit.host.store.jobs, job.id);
  const printed = (number: number) => steps.find((step) => step.number === number)?.log.join('\n') ?? '';
  return html`<section class="job" id="job-${job.id}" aria-label="Job ${job.name}">
    <h2>${job.name} ${runState(job)}</h2>
    ${job.steps.map(
      (step) => html`<details class="step" ${step.conclusion === 'failure' && html`open`}>
        <summary>${runState(step)} ${step.name}</summary>
        <pre tabindex="0">${printed(step.number) === '' ? '(nothing yet)' : printed(step.number)}</pre>
      </details>`,
    )}
  </section>`;
}

function button(how: string, words: string, look = ''): Html {
  return html`<button name="how" value="${how}" class="${look}">${words}</button>`;
}

/** What can be decided now. What GitHub has itself is asked of the API, with the rights of the person. */
function buttons(visit: Visit, run: Run): Html {
  const { runs, store } = visit.host;
  if (run.status === 'completed') return html`${button('rerun', 'Run it again')}`;
  const isExecuting = runs.isExecuting(known(store.workflowRuns, run.id));
  const mayDecide = !isExecuting && runs.settings.mode !== 'script' && run.status !== 'pending';
  if (run.status === 'waiting')
    return html`${pendingOf(store, known(store.workflowRuns, run.id)).map(({ environmentId }) => {
      const { id, name } = known(store.environments, environmentId);
      return html`${button(`approved:${id}`, `Approve ${name}`, 'primary')} ${button(`rejected:${id}`, `Reject ${name}`)}`;
    })} ${button('cancel', 'Cancel')}`;
  return html`${mayDecide && run.status === 'queued' && button('execute', 'Run it', 'primary')}
    ${mayDecide && html`${button('success', 'Let it succeed')} ${button('failure', 'Let it fail')}`}
    ${button('cancel', 'Cancel')} ${isExecuting && button('force-cancel', 'Cancel by force')}
    ${runs.settings.mode === 'script' && !isExecuting && html`<span class="muted">A script decides how it ends.</span>`}`;
}
