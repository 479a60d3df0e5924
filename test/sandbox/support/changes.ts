/** Branches, pull requests and a checking app for the tests of the sandbox's changes. */
import { expect } from 'vitest';
import type { Manifest } from '../../../src/sandbox/seed/manifest.ts';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { as, type Client, shop } from './local-github.ts';

/** An app that may do everything with changes, and hears of all of it. */
export const checker: Manifest = {
  name: 'Firebreak',
  description: '',
  default_permissions: {
    checks: 'write',
    contents: 'write',
    deployments: 'write',
    issues: 'write',
    pull_requests: 'write',
    statuses: 'write',
  },
  default_events: ['pull_request', 'pull_request_review', 'push', 'check_run', 'check_suite', 'status', 'release'],
};

/** The id of a branch's head. */
export async function headOf(client: Client, branch = 'main'): Promise<string> {
  const { body } = await client('GET', `${shop}/git/ref/heads/${branch}`);
  return body.object.sha;
}

/** Writes a file on a branch, which is made from main when it is not there. */
export async function commit(client: Client, branch: string, path: string, content: string): Promise<string> {
  const there = await client('GET', `${shop}/git/ref/heads/${branch}`);
  if (there.status === 404)
    await client('POST', `${shop}/git/refs`, { ref: `refs/heads/${branch}`, sha: await headOf(client) });
  const before = await client('GET', `${shop}/contents/${path}?ref=${branch}`);
  const written = await client('PUT', `${shop}/contents/${path}`, {
    branch,
    message: `Change ${path}`,
    content: Buffer.from(content).toString('base64'),
    ...(before.status === 200 ? { sha: before.body.sha } : {}),
  });
  expect([200, 201]).toContain(written.status);
  return written.body.commit.sha;
}

/** A pull request of a branch with one changed file; its answer, and its path in the API. */
export async function openPull(sandbox: Sandbox, branch = 'fix', more: Readonly<Record<string, unknown>> = {}) {
  const responder = as(sandbox, 'responder');
  await commit(responder, branch, `${branch}.txt`, `${branch}\n`);
  const made = await responder('POST', `${shop}/pulls`, {
    title: `Add ${branch}`,
    head: branch,
    base: 'main',
    ...more,
  });
  expect(made.status, made.text).toBe(201);
  return { ...made.body, path: `${shop}/pulls/${made.body.number}` };
}

/** Protects main: these checks must have passed. */
export async function requireChecks(sandbox: Sandbox, checks: readonly unknown[], more: object = {}): Promise<void> {
  const { status } = await as(sandbox, 'lead')('PUT', `${shop}/branches/main/protection`, {
    required_status_checks: { strict: false, contexts: [], checks },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: null,
    ...more,
  });
  expect(status).toBe(200);
}

/** Merges into main go through its queue, one at a time. */
export async function requireQueue(sandbox: Sandbox, grouping: 'ALLGREEN' | 'HEADGREEN' = 'ALLGREEN'): Promise<void> {
  const sizes = { max_entries_to_build: 1, max_entries_to_merge: 1, min_entries_to_merge: 1 };
  const parameters = {
    ...{ merge_method: 'SQUASH', grouping_strategy: grouping, check_response_timeout_minutes: 60 },
    ...{ ...sizes, min_entries_to_merge_wait_minutes: 0 },
  };
  const { status, text } = await as(sandbox, 'lead')('POST', `${shop}/rulesets`, {
    name: 'Queue',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [{ type: 'merge_queue', parameters }],
  });
  expect(status, text).toBe(201);
}
