// Which heads a look at the whole repository finds on which a check of what is proposed is missing: those that no event told of.
import { expect, test } from 'vitest';
import type { Head, OwnCheck } from '../../../src/core/mitigation/freeze-checks.ts';
import { createBranchMemory, passOver } from '../../../src/shell/engine/freeze-pass.ts';
import type { FreezeGateway } from '../../../src/shell/github/freeze/port.ts';
import * as build from '../../support/builders.ts';

const stands: OwnCheck = { id: 'x', state: 'passed', note: 'said/1' };
const failed: OwnCheck = { ...stands, state: 'other' };
const halfSaid: OwnCheck = { ...stands, state: 'waiting' };
const head = (sha: string, own: Partial<Head>): Head => ({
  ...{ sha, base: 'main', pull: 1, check: stands, gate: stands, postmortem: stands, policy: stands, ...own },
});
const heads = [
  head('all', {}),
  head('failed', { policy: failed }),
  head('no-policy', { policy: null }),
  head('half-a-policy', { policy: halfSaid }),
  head('no-postmortem', { postmortem: null }),
  head('elsewhere', { base: 'release', policy: null, postmortem: null }),
];

test.each([
  { asks: ['firebreak / policy'], missing: ['no-policy', 'half-a-policy'] },
  { asks: ['firebreak / postmortem'], missing: ['no-postmortem'] },
  { asks: ['firebreak / postmortem', 'firebreak / policy'], missing: ['no-policy', 'half-a-policy', 'no-postmortem'] },
  { asks: [], missing: [] },
])('where the rules ask for $asks: $missing', async ({ asks, missing }) => {
  const gateway: FreezeGateway = {
    branches: async () => [
      { name: 'main', asks: [] },
      { name: 'release', asks: [] },
    ],
    askedByRules: async (_place, branch) => (branch === 'main' ? asks : []),
    heads: async () => ({ heads, next: null }),
    checksOn: async () => undefined,
    post: async (_place, checks) => checks.map(() => 'posted'),
    answer: async () => undefined,
  };
  const clock = { now: () => build.T0, offset: () => 0, setOffset: () => undefined };
  const parts = {
    ...{ gateway, place: { owner: 'acme', repo: 'shop' }, branches: createBranchMemory(clock) },
    ...{ log: () => undefined, signal: new AbortController().signal },
  };
  const none = { pulls: new Set<number>(), heads: new Set<string>(), judged: [], isComplete: true, isOverdue: false };
  const { proposed, isAsked } = await passOver(parts, 'all', [], none);
  expect(proposed.map(({ sha }) => sha)).toEqual(missing);
  expect(isAsked).toBe(asks.length > 0);
});
