// The gateway watched from outside: effects are counted by what became of them, waiting for GitHub is added up per incident.
import { expect, test, vi } from 'vitest';
import { createMetrics } from '../../../src/app/metrics/metrics.ts';
import { observeGateway } from '../../../src/app/metrics/observe-gateway.ts';
import type { AppGateway, IncidentGateway, ReadyEffect } from '../../../src/shell/github/port.ts';

const issue = { repositoryId: 3, owner: 'sample-org', repo: 'shop', number: 42, nodeId: 'I_5' };
const unused = () => Promise.reject(new Error('not used here'));

const incidents: IncidentGateway = {
  facts: unused,
  further: unused,
  findRun: unused,
  teamsOf: unused,
  appOf: unused,
  mentionedIn: unused,
  membersOf: unused,
  findOwn: async () => new Map(),
  commentsSince: async () => [],
  policyAt: async () => null,
  perform: async (_issue, effects) =>
    effects.map(({ key }, index) =>
      index === 0
        ? { key, ok: true, comment: null }
        : { key, ok: false, fate: 'uncertain', status: 502, message: 'Bad gateway' },
    ),
};
const gateway: AppGateway = {
  repositories: unused,
  openIncidents: unused,
  deliveriesSince: unused,
  redeliver: unused,
  identity: unused,
  incidents: () => incidents,
};

test('every effect has one result', async () => {
  const metrics = createMetrics();
  const effect = vi.spyOn(metrics, 'effect');
  const effects: readonly ReadyEffect[] = [
    { kind: 'title', key: 'a', title: 'x' },
    { kind: 'card', key: 'b', text: 'x', commentNodeId: null },
  ];
  await observeGateway(gateway, metrics).incidents(1).perform(issue, effects, {});
  expect(effect.mock.calls).toEqual([
    ['title', 'done'],
    ['card', 'uncertain'],
  ]);
});

test('waiting is counted per incident, also when GitHub fails, and taken once', async () => {
  const watched = observeGateway(gateway, createMetrics());
  await watched.incidents(1).commentsSince(issue, null);
  const first = watched.time.take('3#42');
  expect(first).toBeGreaterThan(0);
  expect(watched.time.take('3#42')).toBe(0);
  await expect(
    watched.incidents(1).facts(issue, {
      actor: null,
      comment: null,
      card: null,
      people: [],
      labels: [],
      recentComments: 0,
      threadIfNoCard: false,
      countLabel: null,
    }),
  ).rejects.toThrow('not used here');
  expect(watched.time.take('3#42')).toBeGreaterThan(0);
  expect(watched.time.take('3#43')).toBe(0);
});
