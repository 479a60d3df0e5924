// Pages, requests for updates and the end of the window, and when: for each level of the runbook, at each minute of interest, never early, nothing when it is over.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionable, type Due, dueItems, dueNow, monitoringHolds, nextLook } from '../../../src/core/clock/due.ts';
import type { Change } from '../../../src/core/incident/change.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { compare, minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';

const { minute, T0 } = build;
const policy = build.aPolicy();
const at = (level: string | null, ...changes: readonly Change[]): Incident => build.anIncident({ level }, ...changes);

/** What is said once has tests of its own (`targets.test.ts`, `deadlines.test.ts`). */
function isRepeated(item: Due): boolean {
  return !('about' in item);
}

/** What comes, as `minute kind(step)`. */
function plan(incident: Incident): readonly string[] {
  return actionable(incident, policy)
    .filter(isRepeated)
    .map((item) => `${minutesBetween(T0, item.at)} ${item.kind}${item.kind === 'escalation' ? ` ${item.key}` : ''}`);
}

describe('a declared incident that nobody touches', () => {
  test.each([
    { level: 'P0', comes: ['0 escalation P0/0', '0 escalation P0/1', '15 update'] },
    { level: 'P1', comes: ['0 escalation P1/0', '15 escalation P1/1'] },
    { level: 'P2', comes: ['0 escalation P2/0', '60 escalation P2/1'] },
    { level: 'P3', comes: [] },
    { level: null, comes: ['0 escalation unassigned/0'] },
    { level: 'P9', comes: ['0 escalation unassigned/0'] },
  ])('$level', ({ level, comes }) => {
    expect(plan(at(level))).toEqual(comes);
  });

  test.each([
    { level: 'P0', minutes: 0, due: ['P0/0', 'P0/1'] },
    { level: 'P0', minutes: 14.99, due: ['P0/0', 'P0/1'] },
    { level: 'P0', minutes: 15, due: ['P0/0', 'P0/1', 'update'] },
    { level: 'P1', minutes: 14.99, due: ['P1/0'] },
    { level: 'P1', minutes: 15, due: ['P1/0', 'P1/1'] },
    { level: 'P2', minutes: 59.99, due: ['P2/0'] },
    { level: 'P2', minutes: 60, due: ['P2/0', 'P2/1'] },
    { level: 'P3', minutes: 60 * 24 * 30, due: [] },
  ])('$level at minute $minutes', ({ level, minutes, due }) => {
    const now = dueNow(at(level), policy, minute(minutes)).filter(isRepeated);
    expect(now.map((item) => (item.kind === 'escalation' ? item.key : item.kind))).toEqual(due);
  });
});

describe('the ladder', () => {
  test('a step that was taken is not due again', () => {
    expect(plan(at('P1', build.paged('P1/0')))).toEqual(['15 escalation P1/1']);
  });

  test('acknowledging does not stop a step that runs until resolved', () => {
    expect(plan(at('P1', build.acknowledged, build.paged('P1/0')))).toEqual(['15 escalation P1/1']);
  });

  test.each([
    { until: 'acknowledged', changes: [build.acknowledged], stops: true },
    { until: 'acknowledged', changes: [], stops: false },
    { until: 'mitigated', changes: [build.watched], stops: true },
    { until: 'mitigated', changes: [build.acknowledged], stops: false },
    { until: 'resolved', changes: [build.watched], stops: false },
    { until: 'resolved', changes: [build.resolved], stops: true },
  ] as const)('until $until after $changes.0.kind: stops $stops', ({ until, changes, stops }) => {
    const step = { after: 'PT30M', targets: ['devops'], until, when: [], silentFor: 'PT15M', auto: true } as const;
    const own = build.aPolicy({
      levels: policy.levels.map((level) => ({ ...level, escalation: [step], updates: null })),
    });
    const pages = dueItems(at('P0', ...changes), own).filter((item) => item.kind === 'escalation');
    expect(pages).toHaveLength(stops ? 0 : 1);
  });

  test('a new severity starts it again from its own instant; steps taken at that severity stay taken', () => {
    const raised = build.after(at('P1', build.paged('P1/0', 'P1/1')), minute(40), build.atLevel('P0'));
    expect(plan(raised)).toEqual(['40 escalation P0/0', '40 escalation P0/1', '55 update']);
    const back = build.after(
      build.after(raised, minute(41), build.paged('P0/0', 'P0/1')),
      minute(50),
      build.atLevel('P1'),
    );
    expect(plan(back)).toEqual([]);
  });

  test('a reopened incident is paged from the start', () => {
    const over = build.after(at('P1', build.paged('P1/0', 'P1/1')), minute(50), build.resolved);
    expect(plan(build.after(over, minute(60), build.reopened))).toEqual(['60 escalation P1/0', '75 escalation P1/1']);
  });

  test('a step that would reach nobody is nothing to wait for, and is still there when somebody is mapped', () => {
    const nobody = build.aPolicy({ people: {} });
    expect(actionable(at('P1'), nobody).filter(isRepeated)).toEqual([]);
    expect(dueNow(at('P0'), nobody, minute(1))).toEqual([]);
    expect(dueNow(at('P0'), policy, minute(1))).toHaveLength(2);
  });

  test('an unassigned severity is told once', () => {
    expect(plan(at(null, build.paged('unassigned/0')))).toEqual([]);
  });
});

describe('progress updates', () => {
  const p0 = at('P0', build.paged('P0/0', 'P0/1'));

  test('the next is due one interval after the last', () => {
    expect(plan(build.after(p0, minute(10), build.updated))).toEqual(['25 update']);
  });

  test('a reminder is not repeated before another interval is over', () => {
    const reminded = build.after(p0, minute(15), { kind: 'reminded', text: 'asked' });
    expect(plan(reminded)).toEqual(['30 update']);
  });

  test('after downtime one is due, not one for each that was missed', () => {
    expect(
      dueNow(p0, policy, minute(8 * 60))
        .filter(isRepeated)
        .map((item) => item.kind),
    ).toEqual(['update']);
    const reminded = build.after(p0, minute(8 * 60), { kind: 'reminded', text: 'asked' });
    expect(plan(reminded)).toEqual([`${8 * 60 + 15} update`]);
  });

  test('none while the fix is watched', () => {
    expect(plan(build.after(p0, minute(5), build.watched))).toEqual(['125 monitoring-over']);
  });

  test('when six comments were made in an hour that nobody asked for, the next waits until the first is an hour old', () => {
    const spent = { ...p0, unasked: [1, 2, 3, 4, 5, 14].map(minute) };
    expect(plan(spent)).toEqual(['61 update']);
    expect(plan({ ...spent, unasked: [2, 3, 4, 5, 14].map(minute) })).toEqual(['15 update']);
  });
});

describe('the monitoring window', () => {
  const watched = build.after(at('P0', build.paged('P0/0', 'P0/1')), minute(20), build.watched);

  test('its end is announced once', () => {
    expect(plan(watched)).toEqual(['140 monitoring-over']);
    expect(plan(build.after(watched, minute(140), { kind: 'window-announced' }))).toEqual([]);
  });

  test('holds the resolution until it is over', () => {
    expect([139.99, 140].map((minutes) => monitoringHolds(watched, policy, minute(minutes)))).toEqual([true, false]);
    expect(monitoringHolds(at('P0'), policy, minute(999))).toBe(true);
    expect(monitoringHolds(at('P3'), policy, minute(0))).toBe(false);
    expect(monitoringHolds(at(null), policy, minute(0))).toBe(false);
  });
});

describe('nothing is due', () => {
  test.each([
    { name: 'of a report', incident: build.aReport() },
    { name: 'of a report with a severity given and an update', incident: build.after(build.aReport(), T0, build.atLevel('P0'), build.updated) },
    { name: 'when resolved, but deadlines', incident: at('P3', build.resolved) },
    { name: 'when closed, but deadlines', incident: at('P3', build.resolved, build.closed) },
    { name: 'when declined', incident: at('P0', build.inStatus('declined')) },
    { name: 'when a duplicate', incident: at('P0', build.inStatus('duplicate')) },
  ])('$name', ({ incident }) => {
    expect(plan(incident)).toEqual([]);
    expect(nextLook(incident, policy)).toBeNull();
  }); // biome-ignore format: a table
});

describe('any incident', () => {
  const change = fc.constantFrom<Change>(
    build.acknowledged, build.updated, build.watched, build.resolved, build.reopened, build.closed,
    build.atLevel('P0'), build.atLevel('P1'), build.atLevel('P2'), build.atLevel('P3'), build.inStatus('mitigating'),
    build.paged('P0/0', 'P0/1'), build.paged('P1/0'), { kind: 'reminded', text: 'asked' }, { kind: 'window-announced' },
  ); // biome-ignore format: a list
  const lived = fc
    .array(fc.tuple(change, fc.integer({ min: 0, max: 200 })), { maxLength: 12 })
    .map((steps) => steps.reduce((incident, [one, minutes]) => build.after(incident, minute(minutes), one), at('P0')));

  test('has something due at its next look, and nothing before it', () => {
    fc.assert(
      fc.property(lived, (incident) => {
        const next = nextLook(incident, policy);
        if (next === null) {
          expect(dueNow(incident, policy, minute(60 * 24 * 365))).toEqual([]);
          return;
        }
        expect(dueNow(incident, policy, next).length).toBeGreaterThan(0);
        for (const item of actionable(incident, policy)) expect(compare(item.at, next)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
