/** Workflows in the sample repository, dispatched by somebody who may, and what came of them. */
import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/start-sandbox.ts';
import { as, type Client, localGithub, shop } from '../support/local-github.ts';

/** A sandbox with these files, and somebody who may dispatch its workflows. */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  options: SandboxOptions = {},
): Promise<{ readonly sandbox: Sandbox; readonly responder: Client }> {
  const sandbox = await localGithub(options);
  const responder = as(sandbox, 'responder');
  for (const [path, text] of Object.entries(files)) await putFile(responder, path, text);
  return { sandbox, responder };
}

/** Puts a file on the default branch, or on another. */
export async function putFile(client: Client, path: string, text: string, more: object = {}): Promise<string> {
  const content = Buffer.from(text).toString('base64');
  const old = await shaOf(client, path, more);
  const { status, body } = await client('PUT', `${shop}/contents/${path}`, {
    message: `Write ${path}`,
    content,
    ...(old === null ? {} : { sha: old }),
    ...more,
  });
  expect(status).toBe(old === null ? 201 : 200);
  return body.commit.sha;
}

/** Takes a file off the default branch. */
export async function removeFile(client: Client, path: string): Promise<void> {
  const sha = await shaOf(client, path);
  const { status } = await client('DELETE', `${shop}/contents/${path}`, { message: `Remove ${path}`, sha });
  expect(status).toBe(200);
}

async function shaOf(client: Client, path: string, more: { readonly branch?: string } = {}): Promise<string | null> {
  const ref = more.branch === undefined ? '' : `?ref=${more.branch}`;
  const { status, body } = await client('GET', `${shop}/contents/${path}${ref}`);
  return status === 200 ? body.sha : null;
}

/** Dispatches `.github/workflows/<file>`; the id of the run. */
export async function dispatch(client: Client, file: string, more: object = {}): Promise<number> {
  const path = `${shop}/actions/workflows/${file}/dispatches`;
  const { status, body } = await client('POST', path, { ref: 'main', return_run_details: true, ...more });
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  return body.workflow_run_id;
}

/** Resolves once something holds, looking whenever a run has gone on. */
export function until(sandbox: Sandbox, holds: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (holds()) resolve();
  };
  sandbox.store.trafficListeners.add(look);
  look();
  return promise.finally(() => sandbox.store.trafficListeners.delete(look));
}

/** Resolves once a run has come to this status. */
export function reached(sandbox: Sandbox, id: number, status: string): Promise<void> {
  return until(sandbox, () => sandbox.store.workflowRuns.get(id)?.status === status);
}

/** The run as the API has it. */
export async function runOf(client: Client, id: number) {
  return (await client('GET', `${shop}/actions/runs/${id}`)).body;
}

/** Its jobs as the API has them. */
export async function jobsOf(client: Client, id: number) {
  return (await client('GET', `${shop}/actions/runs/${id}/jobs`)).body.jobs;
}

/** What a job has printed, without the times before each line. */
export async function logOf(client: Client, jobId: number): Promise<string> {
  const { status, headers } = await client('GET', `${shop}/actions/jobs/${jobId}/logs`);
  expect(status).toBe(302);
  const answer = await fetch(headers.get('location') ?? '');
  expect(answer.headers.get('content-type')).toContain('text/plain');
  return (await answer.text()).replaceAll(/^\S+Z /gm, '');
}

/** A workflow of one job with these steps, executed to its end: the run, its job and the log. */
export async function executed(steps: string, options: { readonly job?: string; readonly head?: string } = {}) {
  const text = workflow(steps, options);
  const { sandbox, responder } = await withFiles({ '.github/workflows/try.yml': text }, { runs: 'execute' });
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  return { sandbox, responder, run: await runOf(responder, id), job, log: await logOf(responder, job.id) };
}

/** A workflow of one job. `job` and `head` are more lines of the job and of the workflow. */
export function workflow(
  steps: string,
  { job = '', head = '' }: { readonly job?: string; readonly head?: string } = {},
) {
  const indented = (text: string, by: number) => text.trimEnd().replaceAll(/^(?=.)/gm, ' '.repeat(by));
  return [
    'name: Try',
    head.trim() === '' ? 'on: workflow_dispatch' : head.trim(),
    'jobs:',
    '  only:',
    '    runs-on: ubuntu-latest',
    indented(job.trim(), 4),
    '    steps:',
    indented(steps.replace(/^\n/, ''), 6),
    '',
  ].join('\n');
}

/** Whether a process still does something: one that has ended and that nobody has asked about does not. */
export function isAlive(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}
