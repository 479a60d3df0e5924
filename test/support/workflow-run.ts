// Runs an Action's bundle as the runner does: a child process with an event file, inputs in the environment, outputs in a file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Story } from './story.ts';

export type WorkflowEvent = {
  readonly name:
    | 'issues'
    | 'issue_comment'
    | 'schedule'
    | 'repository_dispatch'
    | 'pull_request'
    | 'workflow_run'
    | 'pull_request_review'
    | 'merge_group'
    | 'push';
  readonly payload: object;
};

/** A run that a schedule starts. */
export const scheduled: WorkflowEvent = { name: 'schedule', payload: { schedule: '*/5 * * * *' } };

export type RunResult = {
  readonly code: number | null;
  readonly outcome: string | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
};

/** The payload of `issues.opened` or `issue_comment.created`, made from what the API says. */
export async function eventOf(story: Story, issue: number, comment: number | null): Promise<WorkflowEvent> {
  const get = async (path: string) => (await story.api('lead', 'GET', path)).data as { user: object };
  const repository = await get('/repos/acme/shop');
  const of = await get(`/repos/acme/shop/issues/${issue}`);
  if (comment === null)
    return { name: 'issues', payload: { action: 'opened', issue: of, repository, sender: of.user } };
  const said = await get(`/repos/acme/shop/issues/comments/${comment}`);
  return {
    name: 'issue_comment',
    payload: { action: 'created', issue: of, comment: said, repository, sender: said.user },
  };
}

/** What the runner gives a step that says nothing of an input. */
function defaultsOf(action: string): Readonly<Record<string, string>> {
  const { inputs = {} } = Manifest.parse(
    parse(readFileSync(join(import.meta.dirname, '../../action', action, 'action.yml'), 'utf8')),
  );
  const plain = Object.entries(inputs).filter(([, value]) => !value.default.includes('${{'));
  return Object.fromEntries(plain.map(([name, value]) => [name, value.default]));
}

const Manifest = z.object({ inputs: z.record(z.string(), z.object({ default: z.string().default('') })).optional() });

/** What a run of the loop cannot do without. */
const least = { issues: 'write', contents: 'read', metadata: 'read' };

/** As the workflows have them that `firebreak init` writes. */
export const installed = {
  ...least,
  contents: 'write',
  pull_requests: 'write',
  actions: 'write',
  deployments: 'write',
};

/** Runs `action/dist/<action>.js` with a `GITHUB_TOKEN` of these permissions; `ahead`: so many milliseconds later than it is; `around`: more of its environment. */
export async function runAction(
  story: Story,
  action: string,
  event: WorkflowEvent,
  inputs: Readonly<Record<string, string>> = {},
  ahead = 0,
  around: Readonly<Record<string, string>> = {},
  permissions: Readonly<Record<string, string>> = least,
): Promise<RunResult> {
  const minted = await story.control('POST', 'tokens', {
    app: 'github-actions',
    repository: 'acme/shop',
    permissions,
  });
  const token = (minted as { token: string }).token;
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-run-'));
  const eventPath = join(folder, 'event.json');
  const outputPath = join(folder, 'output');
  writeFileSync(eventPath, JSON.stringify(event.payload));
  const summaryPath = join(folder, 'summary');
  for (const path of [outputPath, summaryPath]) writeFileSync(path, '');
  const given = Object.entries({ ...defaultsOf(action), token, ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const clock = new URL('./shifted-clock.ts', import.meta.url).href;
  const file = join(import.meta.dirname, '../../action/dist', `${action}.js`);
  const child = spawn(process.execPath, [...(ahead === 0 ? [] : ['--import', clock]), file], {
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_OUTPUT: outputPath,
      GITHUB_STEP_SUMMARY: summaryPath,
      TEST_AHEAD_MS: String(ahead),
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_API_URL: `${story.sandbox.url}/api/v3`,
      GITHUB_GRAPHQL_URL: `${story.sandbox.url}/api/graphql`,
      GITHUB_SERVER_URL: story.sandbox.url,
      ...around,
      ...Object.fromEntries(given),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const [code] = await once(child, 'close');
  const outputs = Object.fromEntries(
    [...readFileSync(outputPath, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([^\n]*)\n\2$/gm)].map(
      ([, name = '', , value = '']) => [name, value],
    ),
  );
  const summary = readFileSync(summaryPath, 'utf8');
  rmSync(folder, { recursive: true, force: true });
  return { code: code as number | null, outcome: outputs['outcome'] ?? null, outputs, summary, log };
}
