// What is asked of GitHub's Actions and deployments: a run is started, a run is ended, a deployment is recorded.
import * as z from 'zod';
import type { EffectOf } from '../../core/effects.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { compare, toSecond } from '../../core/time.ts';
import type { Client } from './client.ts';
import { defaultBranch } from './default-branch.ts';
import { endRuns } from './end-runs.ts';
import type { FactsParts } from './facts-thread.ts';
import { type EffectResult, GitHubRefused, GitHubUnavailable, type ReadyEffect } from './port.ts';

/** These are no part of the document. */
export type WorkflowWrite = EffectOf<'dispatch' | 'cancel-run' | 'deployed'>;

export function isWorkflowWrite(effect: ReadyEffect): effect is WorkflowWrite {
  return effect.kind === 'dispatch' || effect.kind === 'cancel-run' || effect.kind === 'deployed';
}

/** Its result; never throws for what GitHub says. */
export async function performWrite(parts: FactsParts, issue: IssueRef, effect: WorkflowWrite): Promise<EffectResult> {
  const { key } = effect;
  const { client } = parts;
  try {
    switch (effect.kind) {
      case 'dispatch':
        return await startRun(parts, issue, effect);
      case 'cancel-run':
        return await endRun(client, issue, effect);
      case 'deployed':
        return await recordDeployment(client, issue, effect);
    }
  } catch (error) {
    if (error instanceof GitHubRefused)
      return { key, ok: false, fate: 'final', status: error.status, message: error.message };
    if (error instanceof GitHubUnavailable)
      return { key, ok: false, fate: 'retry', status: error.status, message: error.message };
    throw error;
  }
}

/** Since 2026-02-19; older hosts answer 204 and nothing. */
const Started = z.object({ workflow_run_id: z.number().int(), html_url: z.string() });

/**
 * The workflow and everything it runs are the default branch's: whoever chooses the ref chooses what runs with secrets.
 * https://docs.github.com/en/rest/actions/workflows#create-a-workflow-dispatch-event
 */
async function startRun(
  parts: FactsParts,
  { owner, repo }: IssueRef,
  { key, workflow, branch, inputs, stops }: EffectOf<'dispatch'>,
): Promise<EffectResult> {
  const { client } = parts;
  if (stops !== undefined) await endRuns(parts, { owner, repo }, stops);
  const ref = branch ?? (await defaultBranch(client, { owner, repo }));
  const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
  const asked = { owner, repo, workflow_id: workflow, ref, inputs };
  const ask = async (details: boolean) =>
    client.send('page', route, details ? { ...asked, return_run_details: true } : asked);
  const written = await ask(true).catch((error: unknown) => {
    if (error instanceof GitHubRefused && isUnknownField(error)) return ask(false);
    throw error;
  });
  if (written.kind === 'unanswered')
    return { key, ok: false, fate: 'uncertain', status: written.status, message: written.message };
  const { data: run } = Started.safeParse(written.answer.data);
  return {
    key,
    ok: true,
    comment: null,
    run: run === undefined ? null : { id: run.workflow_run_id, url: run.html_url },
  };
}

/** A host that does not know the field refuses the whole request, naming it. */
function isUnknownField({ status, message }: GitHubRefused): boolean {
  return (status === 400 || status === 422) && message.includes('return_run_details');
}

/** A run that has ended by then (409) or is gone needs no end. */
async function endRun(
  client: Client,
  { owner, repo }: IssueRef,
  { key, run }: EffectOf<'cancel-run'>,
): Promise<EffectResult> {
  const route = 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel';
  try {
    const written = await client.send('page', route, { owner, repo, run_id: run });
    if (written.kind === 'unanswered')
      return { key, ok: false, fate: 'retry', status: written.status, message: written.message };
  } catch (error) {
    if (!(error instanceof GitHubRefused) || (error.status !== 409 && error.status !== 404)) throw error;
  }
  return { key, ok: true, comment: null };
}

const Deployments = z.array(
  z.object({ id: z.number().int(), created_at: z.string(), description: z.string().nullish() }),
);
const Made = z.object({ id: z.number().int() });
const Statuses = z.array(z.object({ state: z.string() }));
const ENDED: readonly string[] = ['success', 'failure', 'error', 'inactive'];

/** Nothing is merged into it and no check holds it up: it tells what is so already. */
async function recordDeployment(
  client: Client,
  { owner, repo, number }: IssueRef,
  { key, environment, sha, since, url }: EffectOf<'deployed'>,
): Promise<EffectResult> {
  const at = { owner, repo };
  const listed = await client.get('GET /repos/{owner}/{repo}/deployments', { ...at, sha, environment, per_page: 10 });
  // GitHub writes when it was made to the second: one of this second may be of the run.
  const made = Deployments.parse(listed.data).find(({ created_at }) => compare(created_at, toSecond(since)) >= 0);
  const isTold = made !== undefined && made.description !== described(number) && (await hasEnded(made.id));
  if (isTold) return { key, ok: true, comment: null };
  const id = made?.id ?? (await createDeployment());
  if (id === null)
    return {
      key,
      ok: false,
      fate: 'retry',
      status: null,
      message: 'GitHub did not say whether the deployment was recorded.',
    };
  const written = await client.send('decoration', 'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    ...at,
    deployment_id: id,
    state: 'success',
    ...(url === null ? {} : { log_url: url }),
  });
  return written.kind === 'answered'
    ? { key, ok: true, comment: null }
    : { key, ok: false, fate: 'retry', status: written.status, message: written.message };

  /** One that the workflow has begun and never marked is live by now, and nobody says so. */
  async function hasEnded(deployment: number): Promise<boolean> {
    const route = 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses';
    const { data } = await client.get(route, { ...at, deployment_id: deployment, per_page: 100 });
    return Statuses.parse(data).some(({ state }) => ENDED.includes(state));
  }

  async function createDeployment(): Promise<number | null> {
    const answer = await client.send('decoration', 'POST /repos/{owner}/{repo}/deployments', {
      ...at,
      ref: sha,
      environment,
      auto_merge: false,
      required_contexts: [],
      description: described(number),
    });
    return answer.kind === 'answered' ? Made.parse(answer.answer.data).id : null;
  }
}

function described(number: number): string {
  return `Rolled back for incident #${number}`;
}
