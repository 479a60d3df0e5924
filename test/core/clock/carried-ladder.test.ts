// The ladder of an incident that accepts another policy: nobody is paged because rules changed, and nobody is left out because places changed.
import { describe, expect, test } from 'vitest';
import { carriedLadder } from '../../../src/core/clock/carried-ladder.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { levelIn } from '../../../src/core/policy/kept.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';
import { plan, policyOf } from './plan.ts';

const { minute } = build;
const ladder = (...steps: readonly string[]) => policyOf(`levels: [{ name: P0, escalation: [${steps.join(', ')}] }]`);
const oncallNow = '{ after: 0m, targets: [oncall] }';
const before = ladder(oncallNow, '{ after: 15m, targets: [lead] }');

/** On call told at once, the lead after 15 minutes. */
function told(from: Incident = build.anIncident({ level: 'P0' })): Incident {
  return build.after(build.after(from, minute(0), build.paged('P0/0')), minute(15), build.paged('P0/1'));
}

function accepted(incident: Incident, next: Policy, at: number, now: Policy = before): Incident {
  return { ...incident, level: levelIn(next, now, incident.level), ladder: carriedLadder(incident, now, next, minute(at)) };
} // biome-ignore format: one thought a line

describe('steps that were taken stay taken', () => {
  test('the same policy: nothing changes', () => {
    expect(accepted(told(), before, 20).ladder).toEqual(told().ladder);
  });

  test('by their people, wherever they stand now and whatever their time', () => {
    const next = ladder(oncallNow, '{ after: 5m, targets: [manager] }', '{ after: 40m, targets: [lead] }', '{ after: 50m, targets: [cto] }');
    expect(plan(accepted(told(), next, 20), next)).toEqual(['50 escalation P0/3']);
  }); // biome-ignore format: one thought a line

  test('each for one step: who is to be told twice is told again', () => {
    const next = ladder(oncallNow, '{ after: 15m, targets: [lead] }', '{ after: 30m, targets: [lead] }');
    expect(plan(accepted(told(), next, 20), next)).toEqual(['30 escalation P0/2']);
  });

  test('also when their role has another name', () => {
    const next = { ...ladder('{ after: 0m, targets: [first] }', '{ after: 20m, targets: [boss] }'), people: { first: ['@acme/oncall'], boss: ['@acme/lead'] } };
    expect(plan(accepted(told(), next, 16), next)).toEqual([]);
  }); // biome-ignore format: one thought a line

  test('of other severities too, when they have other names now', () => {
    const both = policyOf(`levels: [{ name: P0, rank: 1, escalation: [${oncallNow}] }, { name: P1, rank: 2, escalation: [${oncallNow}] }]`);
    const next = policyOf(`levels: [{ name: SEV-1, rank: 1, escalation: [${oncallNow}] }, { name: P0, rank: 2, escalation: [${oncallNow}] }]`);
    const incident = build.after(build.anIncident({ level: 'P1' }), minute(0), build.paged('P0/0'));
    expect(accepted(incident, next, 5, both).ladder.taken).toEqual(['SEV-1/0', 'P0/0']);
    expect(accepted(incident, next, 5, both).level).toBe('P0');
  }); // biome-ignore format: one thought a line

  test('the page of an incident without a severity stays said', () => {
    const incident = build.after({ ...build.anIncident(), level: null }, minute(0), build.paged('unassigned/0'));
    expect(accepted(incident, before, 5).ladder).toEqual(incident.ladder);
  });
});

test('a step is taken once, however often its severity comes and goes', () => {
  const twice = build.after(told(), minute(20), { kind: 'paged', keys: ['P0/0'], whom: [] });
  expect(twice.ladder.taken).toEqual(['P0/0', 'P0/1']);
});

describe('steps that are new', () => {
  test('in the place of a taken one: told when their time comes', () => {
    const next = ladder(oncallNow, '{ after: 30m, targets: [cto] }');
    expect(plan(accepted(told(), next, 20), next)).toEqual(['30 escalation P0/1']);
  });

  test('past when they are accepted: nobody is paged because rules changed', () => {
    const next = ladder('{ after: 0m, targets: [manager] }', '{ after: 10m, targets: [cto], when: [unacknowledged] }');
    expect(plan(accepted(told(), next, 20), next)).toEqual([]);
  });

  test('that only counted as taken under a policy in between are told when their time comes after all', () => {
    const sooner = ladder(oncallNow, '{ after: 10m, targets: [manager] }');
    const late = ladder(oncallNow, '{ after: 30m, targets: [manager] }');
    const first = build.after(build.anIncident({ level: 'P0' }), minute(0), build.paged('P0/0'));
    const between = accepted(first, sooner, 12, late);
    expect(plan(between, sooner)).toEqual([]);
    expect(plan(accepted(between, late, 13, sooner), late)).toEqual(['30 escalation P0/1']);
  });

  test('of an incident of which nobody has been told: everybody is', () => {
    const next = ladder('{ after: 0m, targets: [manager] }', '{ after: 10m, targets: [cto] }');
    const untold = build.anIncident({ level: 'P0' });
    expect(plan(accepted(untold, next, 20), next)).toEqual(['0 escalation P0/0', '10 escalation P0/1']);
  });

  test('waiting for a condition that does not hold yet: told once it does', () => {
    const next = ladder(oncallNow, '{ after: 10m, targets: [cto], when: [business-critical] }');
    const incident = accepted(told(), next, 20);
    expect(plan(incident, next)).toEqual([]);
    expect(plan({ ...incident, flags: ['business-critical'] }, next)).toEqual(['10 escalation P0/1']);
  });

  test('waiting for an answer: they wait since people were last told', () => {
    const silent = '{ after: 0m, targets: [manager], when: [previous-silent], silent_for: 15m }';
    const next = ladder('{ after: 0m, targets: [cto] }', silent);
    expect(plan(accepted(told(), next, 20), next)).toEqual(['30 escalation P0/1']);
    expect(plan(accepted(told(), next, 40), next)).toEqual([]);
  });
});
