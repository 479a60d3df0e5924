// Targets that can be missed: response, resolution, the budgets of phases, the monitoring window; and what ends each.
import { describe, expect, test } from 'vitest';
import { resolveBy, respondBy } from '../../../src/core/clock/targets.ts';
import { policyOnCard } from '../../../src/core/decide/card-policy.ts';
import * as build from '../../support/builders.ts';
import { plan, policyOf, said } from './plan.ts';

const { minute } = build;
const at = (level: string, ...changes: Parameters<typeof build.anIncident>[1][]) =>
  build.anIncident({ level }, ...changes);

describe('the response target (S001-01 S001-02 S001-03 S001-04 S003-02 S003-03 S003-04 S003-05)', () => {
  const policy = policyOf(`
levels:
  - { name: P0, respond_within: immediate }
  - { name: P1, respond_within: 15m }
  - { name: P2, respond_within: next business day }
  - { name: P3 }
`);

  // The tests' incidents are declared on Sunday, 1 March 2026, at 04:00 UTC.
  test.each([
    { level: 'P0', comes: ['0 response P0'] },
    { level: 'P1', comes: ['15 response P1'] },
    { level: 'P2', comes: [`${37 * 60} response P2`] },
    { level: 'P3', comes: [] },
    { level: 'P9', comes: [] },
  ])('$level', ({ level, comes }) => {
    expect(plan(at(level), policy, 'response')).toEqual(comes);
  });

  test.each([
    { name: 'an acknowledgement', changes: [build.acknowledged] },
    { name: 'the resolution', changes: [build.resolved] },
    { name: 'the end', changes: [build.resolved, build.closed] },
    { name: 'a refusal', changes: [build.inStatus('declined')] },
    { name: 'another incident', changes: [build.inStatus('duplicate')] },
  ])('ends with $name', ({ changes }) => {
    expect(plan(build.after(at('P1'), minute(3), ...changes), policy)).toEqual([]);
  });

  test('is said once, and again for another severity: each has its own', () => {
    const told = said(at('P1'), policy);
    expect(plan(told, policy)).toEqual([]);
    const worse = build.after(told, minute(40), build.atLevel('P0'));
    expect(plan(worse, policy, 'response')).toEqual(['0 response P0']);
    expect(plan(build.after(worse, minute(41), build.atLevel('P1')), policy)).toEqual([]);
  });

  test('counts from the declaration, not from when it was reported or set right', () => {
    const late = build.after(build.after(build.aReport({ level: 'P1' }), minute(30), build.declared), minute(50), build.atLevel('P1'));
    expect(respondBy(late, policy)).toBe(minute(45));
    expect(respondBy(build.aReport({ level: 'P1' }), policy)).toBeNull();
  }); // biome-ignore format: one thought a line
});

describe('the resolution target (S001-09 S001-10 S001-11 S001-12)', () => {
  const policy = policyOf(`
sprint: { days: 14, begins: "2026-02-16" }
levels: [{ name: P0, resolve_within: 1h }, { name: P1, resolve_within: 4h }, { name: P3, resolve_within: next sprint }]
`);

  test.each([
    { level: 'P0', comes: ['60 resolution P0'] },
    { level: 'P1', comes: ['240 resolution P1'] },
    { level: 'P3', comes: [`${(15 * 24 - 4) * 60} resolution P3`] },
  ])('$level', ({ level, comes }) => {
    expect(plan(at(level), policy)).toEqual(comes);
  });

  test('acknowledging, mitigating and watching do not end it; resolving does', () => {
    const watched = build.after(at('P0', build.acknowledged), minute(20), build.inStatus('mitigating'), build.watched);
    expect(plan(watched, policy, 'resolution')).toEqual(['60 resolution P0']);
    expect(plan(build.after(watched, minute(30), build.resolved), policy)).toEqual([]);
  });

  test('an incident that comes back has its time again', () => {
    const back = build.after(build.after(at('P0'), minute(50), build.resolved), minute(180), build.reopened);
    expect([plan(back, policy), resolveBy(back, policy)]).toEqual([['240 resolution P0'], minute(240)]);
    expect(plan(said(back, policy), policy)).toEqual([]);
  });
});

describe('the budget of a phase (S000-07 S000-08 S000-09 S002-06, C18)', () => {
  const policy = policyOf(`
levels: [{ name: P0 }]
phases:
  - { id: ack, title: Detect, status: investigating, over_when: acknowledged, to: 30s }
  - { id: assess, title: Assess, status: investigating, over_when: identified, to: 5m }
  - { id: mitigate, title: Mitigate, status: mitigating, over_when: monitoring, from: 5m, to: 20m }
  - { id: resolve, title: Resolve, status: monitoring, over_when: resolved }
  - { id: follow-up, title: Follow-up, status: resolved, over_when: closed, to: 24h }
`);

  test('each that nobody ends, by its own time; one without a budget is never over', () => {
    expect(plan(at('P0'), policy)).toEqual(['0 phase-over ack', '5 phase-over assess', '20 phase-over mitigate']);
  });

  test.each([
    { name: 'acknowledged', changes: [build.acknowledged], left: ['assess', 'mitigate'] },
    { name: 'identified', changes: [build.acknowledged, build.inStatus('identified')], left: ['mitigate'] },
    { name: 'mitigating without a cause found', changes: [build.acknowledged, build.inStatus('mitigating')], left: ['mitigate'] },
    { name: 'identified, and back', changes: [build.acknowledged, build.inStatus('identified'), build.inStatus('investigating')], left: ['mitigate'] },
    { name: 'monitoring', changes: [build.acknowledged, build.inStatus('monitoring')], left: [] },
    { name: 'monitoring, and it came back', changes: [build.acknowledged, build.inStatus('monitoring'), build.inStatus('investigating')], left: ['assess', 'mitigate'] },
    { name: 'declined', changes: [build.inStatus('declined')], left: [] },
    { name: 'a duplicate', changes: [build.inStatus('duplicate')], left: [] },
  ])('$name: $left are left', ({ changes, left }) => {
    expect(plan(at('P0', ...changes), policy).map((line) => line.split(' ')[2])).toEqual(left);
  }); // biome-ignore format: a table

  test('what follows the resolution counts from it, and ends when the incident is closed', () => {
    const resolved = build.after(at('P0', build.acknowledged), minute(100), build.resolved);
    expect(plan(resolved, policy)).toEqual([`${100 + 24 * 60} phase-over follow-up`]);
    expect(plan(build.after(resolved, minute(101), build.closed), policy)).toEqual([]);
  });

  test('is said once; a phase that is entered again does not begin a new budget', () => {
    const told = said(at('P0'), policy);
    expect(plan(told, policy)).toEqual([]);
    expect(plan(build.after(told, minute(30), build.inStatus('monitoring'), build.inStatus('investigating')), policy)).toEqual([]);
  }); // biome-ignore format: one thought a line

  test('by the business calendar too', () => {
    const calendar = policyOf('levels: [{ name: P0 }]\nphases: [{ id: a, title: A, status: investigating, over_when: closed, to: 1 business day }]');
    expect(plan(at('P0'), calendar)).toEqual([`${53 * 60} phase-over a`]);
  }); // biome-ignore format: one thought a line
});

describe('the budget of a phase at some levels only', () => {
  const policy = policyOf(`
levels: [{ name: P0 }, { name: P1 }, { name: P2 }]
phases:
  - { id: assess, title: Assess, status: investigating, over_when: mitigating, to: 5m, levels: [p0, P1] }
  - { id: mitigate, title: Mitigate, status: mitigating, over_when: monitoring, to: 20m }
`);

  test.each([
    { level: 'P0', left: ['5 phase-over assess', '20 phase-over mitigate'] },
    { level: 'P1', left: ['5 phase-over assess', '20 phase-over mitigate'] },
    { level: 'P2', left: ['20 phase-over mitigate'] },
    { level: null, left: ['20 phase-over mitigate'] },
  ])('$level: $left', ({ level, left }) => {
    expect(plan(build.anIncident({ level }), policy, 'phase')).toEqual(left);
  });

  test('the card shows the phase at every level, and until when only where its budget counts', () => {
    const shown = (level: string) =>
      policyOnCard(at(level), policy, minute(1), 'https://github.example/acme/shop')['phase'];
    expect(shown('P0')).toMatchObject({ title: 'Assess', end: { trusted: 'until 04:05 UTC' } });
    expect(shown('P2')).toMatchObject({ title: 'Assess', end: null });
  });
});

describe('the monitoring window (S000-32, S003-21, C13)', () => {
  const policy = policyOf('levels: [{ name: P0, monitor: { min: 15m, max: 30m } }, { name: P1, monitor: 15m }]');
  const window = { kind: 'monitoring', window: 'PT15M' } as const;
  const watched = build.after(at('P0'), minute(60), window);

  test('may be resolved from its shortest on, and is over at its longest in any case', () => {
    expect(plan(watched, policy)).toEqual(['75 monitoring-over', '90 monitoring-max P0']);
    expect(plan(build.after(at('P1'), minute(60), window), policy)).toEqual(['75 monitoring-over']);
  });

  test('each is said once', () => {
    const announced = build.after(watched, minute(75), { kind: 'window-announced' });
    expect(plan(announced, policy)).toEqual(['90 monitoring-max P0']);
    expect(plan(said(announced, policy), policy)).toEqual([]);
  });

  test.each([
    { name: 'the resolution', change: build.resolved },
    { name: 'a recurrence', change: build.inStatus('investigating') },
    { name: 'a return', change: build.reopened },
  ])('ends with $name', ({ change }) => {
    expect(plan(build.after(watched, minute(80), change), policy, 'monitoring')).toEqual([]);
  });

  test('a recurrence restarts it', () => {
    const again = build.after(build.after(watched, minute(70), build.inStatus('investigating')), minute(100), window);
    expect(plan(again, policy)).toEqual(['115 monitoring-over', '130 monitoring-max P0']);
  });
});
