// Every Octokit that a host may have fits the gateways as it is; the compiler says so.
import { getOctokit } from '@actions/github';
import { Octokit } from 'octokit';
import { ProbotOctokit } from 'probot';
import { expect, test } from 'vitest';
import { createTokenGateway, type OctokitLike, sendOnce } from '../../../src/shell/github/index.ts';

const rows: readonly (readonly [string, () => OctokitLike])[] = [
  ['a workflow', () => getOctokit('token')],
  ['the app', () => new ProbotOctokit({ auth: { token: 'token' } })],
  ['a script', () => new (Octokit.defaults(sendOnce))({ auth: 'token' })],
];

test.each(rows)('the Octokit of %s', (_, make) => {
  const gateway = createTokenGateway({ octokit: make(), self: { botIds: [1] }, now: () => '2026-03-01T00:00:00Z' });
  expect(Object.keys(gateway).sort()).toEqual([
    'appOf',
    'commentsSince',
    'facts',
    'findOwn',
    'findRun',
    'further',
    'membersOf',
    'mentionedIn',
    'openIncidents',
    'perform',
    'policyAt',
    'teamsOf',
    'wasIncident',
  ]);
});
