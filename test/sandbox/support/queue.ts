/** A branch with a merge queue, and the mutations of those who use it. */
import { expect } from 'vitest';
import type { Manifest } from '../../../src/sandbox/seed/manifest.ts';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { checker } from './changes.ts';
import { as, type Client, shop } from './local-github.ts';

/** An app that hears of queues. */
export const queueing: Manifest = {
  ...checker,
  default_permissions: { ...checker.default_permissions, merge_queues: 'write' },
  default_events: ['pull_request', 'merge_group'],
};

/** Runs a mutation; its whole answer. */
export async function mutate(client: Client, name: string, input: object, fields: string) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
  const { body } = await client('POST', '/api/graphql', { query, variables: { input } });
  return body;
}

/** Gives main a queue, which asks for the check `ci`. */
export async function requireQueue(sandbox: Sandbox): Promise<void> {
  const checks = { required_status_checks: [{ context: 'ci' }], strict_required_status_checks_policy: false };
  const queue = {
    merge_method: 'SQUASH',
    grouping_strategy: 'ALLGREEN',
    check_response_timeout_minutes: 60,
    max_entries_to_build: 1,
    max_entries_to_merge: 1,
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 0,
  };
  const { status, text } = await as(sandbox, 'lead')('POST', `${shop}/rulesets`, {
    name: 'Queue',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      { type: 'required_status_checks', parameters: checks },
      { type: 'merge_queue', parameters: queue },
    ],
  });
  expect(status, text).toBe(201);
}

/** Says how `ci` went for a commit. */
export const pass = (client: Client, sha: string, state = 'success') =>
  client('POST', `${shop}/statuses/${sha}`, { state, context: 'ci' });
