// A rollback that went well is recorded as a deployment, unless the workflow's own is there already.
import nock from 'nock';
import { expect, test } from 'vitest';
import { createTokenClient } from '../../../src/shell/github/token-client.ts';
import { performWrite } from '../../../src/shell/github/workflow-writes.ts';
import * as build from '../../support/builders.ts';
import { onlyPreparedAnswers } from './edge.ts';

onlyPreparedAnswers();

const { issue } = build.tick(build.T0);
const key = 'deployed/firebreak-7-1';
const at = { environment: 'production', sha: 'c'.repeat(40), url: null };

test('one that GitHub has of the very second of the rollback is the workflow’s: no other is made', async () => {
  const client = createTokenClient({ token: 'ghs_test', apiUrl: 'https://api.github.com', now: () => build.T0 });
  const path = `/repos/${issue.owner}/${issue.repo}/deployments`;
  const made = { id: 1, created_at: '2026-03-01T04:05:06Z', description: 'Rollback by run 5.1' };
  nock('https://api.github.com').get(path).query(true).reply(200, [made]);
  nock('https://api.github.com')
    .get(`${path}/1/statuses`)
    .query(true)
    .reply(200, [{ state: 'success' }]);
  const effect = { kind: 'deployed', key, ...at, since: '2026-03-01T04:05:06.4Z' } as const;
  expect(await performWrite({ client, ownIds: async () => [] }, issue, effect)).toEqual({
    key,
    ok: true,
    comment: null,
  });
});
