// The runs of a repository's workflows, and who says how they end.
import * as z from 'zod';
import { runModes } from '../../actions/runs.ts';
import { Refusal } from '../../state/refusal.ts';
import { type Html, html } from '../html.ts';
import { instant } from '../look/pieces.ts';
import { runState } from '../look/run-state.ts';
import { Person } from '../shapes.ts';
import { field, type Page, page, type Reply, redirect, repositoryName, type Visit } from '../visit.ts';

/** `workflow-run`, as pages read it. */
export const Run = z.object({
  id: z.number(),
  name: z.string(),
  path: z.string(),
  display_title: z.string(),
  run_number: z.number(),
  run_attempt: z.number(),
  event: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  head_branch: z.string(),
  head_sha: z.string(),
  created_at: z.string(),
  triggering_actor: Person,
});
export type Run = z.infer<typeof Run>;

const Runs = z.object({ total_count: z.number(), workflow_runs: z.array(Run) });

/** `GET /{owner}/{repo}/actions`: newest first. */
export async function runListPage(visit: Visit): Promise<Page> {
  const repository = repositoryName(visit);
  const { total_count, workflow_runs } = await visit.api.get(`/repos/${repository}/actions/runs?per_page=100`, Runs);
  return page(
    `Runs of ${repository}`,
    html`<h1>Workflow runs</h1>
    ${modeForm(visit)}
    <div id="runs" data-live>
      ${total_count === 0 ? html`<p class="empty">Nothing has been run. A workflow runs when something happens that it listens to, or it is dispatched.</p>` : html`<ul class="issues runs">${workflow_runs.map((run) => runRow(repository, run))}</ul>`}
      ${total_count > workflow_runs.length && html`<p class="muted">${total_count - workflow_runs.length} older ones are not shown.</p>`}
    </div>`,
  );
}

function runRow(repository: string, run: Run): Html {
  return html`<li>
    ${runState(run)}
    <div>
      <a class="title" href="/${repository}/actions/runs/${run.id}">${run.display_title}</a>
      <div class="muted">${run.name} #${run.run_number} · ${run.event} on ${run.head_branch} by ${run.triggering_actor.login} · ${instant(run.created_at)}${run.run_attempt > 1 && html` · attempt ${run.run_attempt}`}</div>
    </div>
  </li>`;
}

const modeWords = {
  execute: 'New runs are executed',
  manual: 'New runs wait for you',
  script: 'New runs wait for a script',
} as const;

function modeForm(visit: Visit): Html {
  const { mode } = visit.host.runs.settings;
  return html`<form class="mode" id="mode" method="post" action="/-/runs" data-live data-quiet>
    <div role="group" aria-label="How runs end">
      ${runModes.map((one) => html`<button name="mode" value="${one}" aria-pressed="${one === mode ? 'true' : 'false'}">${modeWords[one]}</button>`)}
    </div>
  </form>`;
}

/** `POST /-/runs`: who says from now on how runs end. */
export function chooseMode(visit: Visit): Reply {
  const mode = runModes.find((one) => one === field(visit, 'mode'));
  if (mode === undefined) throw new Refusal(422, `There is no way of ending runs called ${field(visit, 'mode')}.`);
  visit.host.runs.settings.mode = mode;
  for (const listener of visit.host.store.trafficListeners) listener('run');
  return redirect(visit.from);
}
