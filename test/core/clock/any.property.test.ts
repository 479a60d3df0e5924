// Whatever happened and whatever the policy says: never early, the same when asked again, no page when it is over, bounded work.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { actionable, type Due, dueItems, dueNow, nextLook } from '../../../src/core/clock/due.ts';
import type { Change } from '../../../src/core/incident/change.ts';
import type { Deadline, Incident } from '../../../src/core/incident/record.ts';
import { isActive } from '../../../src/core/incident/transitions.ts';
import { compare } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { policyOf } from './plan.ts';

const { minute } = build;

const spans = fc.constantFrom('immediate', '15m', '4h', 'next business day', '2 business days', 'next sprint');
const minutes = fc.integer({ min: 0, max: 240 }).map((count) => `${count}m`);
const tier = fc.record({
  after: minutes,
  targets: fc.subarray(['oncall', 'lead', 'manager', 'cto', 'nobody'], { minLength: 1 }),
  when: fc.subarray(['unacknowledged', 'previous-silent', 'unable-to-resolve', 'business-critical', 'customer-facing']),
  silent_for: minutes,
  until: fc.constantFrom('acknowledged', 'mitigated', 'resolved'),
  auto: fc.boolean(),
});
const level = fc.record({
  respond_within: fc.option(spans),
  resolve_within: fc.option(spans),
  updates: fc.option(
    fc.record({
      first: fc.option(minutes),
      every: fc.option(fc.constantFrom('1m', '15m', '1h')),
      on_status_change: fc.boolean(),
    }),
  ),
  escalation: fc.array(tier, { maxLength: 5 }),
  monitor: fc.option(fc.record({ min: minutes, max: fc.option(minutes) })),
  postmortem: fc.option(
    fc.record({
      need: fc.constantFrom('required', 'optional', 'none'),
      schedule_within: fc.option(spans),
      publish_within: fc.option(spans),
    }),
  ),
});
const phase = fc.record({
  title: fc.constant('A phase'),
  status: fc.constantFrom('investigating', 'mitigating', 'monitoring', 'resolved'),
  over_when: fc.constantFrom('acknowledged', 'identified', 'mitigating', 'monitoring', 'resolved', 'closed'),
  to: fc.option(spans),
});
const anyPolicy = fc
  .record({
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Chatham'),
    levels: fc.tuple(level, level).map(([a, b]) => [{ name: 'P0', ...a }, { name: 'P1', ...b }]),
    phases: fc.array(phase, { maxLength: 5 }).map((list) => list.map((one, index) => ({ id: `phase-${index}`, ...one }))),
    hotfix: fc.record({ backfill_within: fc.option(spans) }),
    postmortem: fc.record({ follow_up_within: fc.option(spans) }),
  })
  .map((written) => policyOf(stringify(written, { aliasDuplicateObjects: false }))); // biome-ignore format: generators

const change = fc.constantFrom<Change>(
  build.acknowledged, build.updated, build.watched, build.resolved, build.reopened, build.closed, build.atLevel('P0'), build.atLevel('P1'),
  build.inStatus('identified'), build.inStatus('mitigating'), build.inStatus('declined'), build.paged('P0/0'), build.paged('P0/1', 'P1/0'),
  { kind: 'reminded', text: 'asked' }, { kind: 'window-announced' }, { kind: 'passed', keys: ['response/P0/x'] },
); // biome-ignore format: a list
const deadline: fc.Arbitrary<Deadline> = fc.record({ id: fc.constantFrom('a', 'b'), what: fc.constant('it'), due: fc.option(fc.integer({ min: 0, max: 900 }).map(minute)), done: fc.option(fc.constant(minute(9))) }); // biome-ignore format: one value
const few = fc.array(deadline, { maxLength: 2 });
const lived: fc.Arbitrary<Incident> = fc
  .record({
    steps: fc.array(fc.tuple(change, fc.integer({ min: 0, max: 600 })), { maxLength: 12 }),
    lists: fc.record({ timeBoxes: few, backfills: few, temporaryFixes: few, followUps: few }),
    flags: fc.subarray(['unable-to-resolve', 'business-critical', 'customer-facing']),
    reported: fc.boolean(),
  })
  .map(({ steps, lists, flags, reported }) => {
    const first = reported ? build.aReport() : build.anIncident({ level: 'P0' });
    const times = [...steps].sort(([, a], [, b]) => a - b);
    const after = times.reduce((incident, [one, at]) => build.after(incident, minute(at), one), first);
    return { ...after, ...lists, flags };
  });

const keyOf = (item: Due): string => ('key' in item ? `${item.kind} ${item.key}` : item.kind);

describe('any incident under any policy', () => {
  test('is asked twice and says the same, in order, each thing once', () => {
    fc.assert(
      fc.property(lived, anyPolicy, (incident, policy) => {
        const items = dueItems(incident, policy);
        expect(dueItems(incident, policy)).toEqual(items);
        for (const [index, item] of items.slice(1).entries()) expect(compare(items[index]?.at ?? '', item.at)).toBeLessThanOrEqual(0);
        const keys = items.filter((item) => !('about' in item) || !['a', 'b'].includes(item.about)).map(keyOf);
        expect(new Set(keys).size).toBe(keys.length);
        expect(items.length).toBeLessThanOrEqual(5 + 1 + 2 + 2 + 5 + 8 + 3 + 4);
      }),
    );
  }); // biome-ignore format: one thought a line

  test('does nothing before its next look, and something then', () => {
    fc.assert(
      fc.property(lived, anyPolicy, (incident, policy) => {
        const next = nextLook(incident, policy);
        if (next === null) expect(actionable(incident, policy)).toEqual([]);
        else expect(dueNow(incident, policy, next).length).toBeGreaterThan(0);
        for (const { at } of actionable(incident, policy)) expect(compare(at, next ?? '')).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('never pages, asks or times out when it is over, or while it is a report', () => {
    fc.assert(
      fc.property(lived, anyPolicy, (incident, policy) => {
        if (isActive(incident.status) && incident.milestones.declared !== null) return;
        const urgent: readonly Due['kind'][] = ['escalation', 'update', 'response', 'resolution', 'timebox', 'nobody-leads', 'no-severity', 'monitoring-over', 'monitoring-max'];
        expect(dueItems(incident, policy).filter(({ kind }) => urgent.includes(kind))).toEqual([]);
        if (incident.status === 'declined' || incident.milestones.declared === null) expect(dueItems(incident, policy)).toEqual([]);
      }),
    );
  }); // biome-ignore format: one thought a line

  test('what was said once is not due again', () => {
    fc.assert(
      fc.property(lived, anyPolicy, (incident, policy) => {
        const keys = dueItems(incident, policy).flatMap((item) => ('about' in item ? [item.key] : []));
        const told = build.after(incident, minute(601), { kind: 'passed', keys });
        expect(dueItems(told, policy).filter((item) => 'about' in item)).toEqual([]);
        const repeated = (one: Incident) => actionable(one, policy).filter((item) => !('about' in item));
        expect(repeated(told)).toEqual(repeated(incident));
      }),
    );
  });
});
