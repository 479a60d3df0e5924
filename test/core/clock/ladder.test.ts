// The ladder's conditions: who must have been silent, what people must have said, which steps are nobody's but a person's.
import { describe, expect, test } from 'vitest';
import { actionable, dueNow, nextLook } from '../../../src/core/clock/due.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { plan, policyOf } from './plan.ts';

const { minute, people } = build;
const incident = (...changes: Parameters<typeof build.anIncident>[1][]): Incident =>
  build.anIncident({ level: 'P0' }, ...changes);
const ladder = (...steps: readonly string[]) => policyOf(`levels: [{ name: P0, escalation: [${steps.join(', ')}] }]`);
const taken = (from: Incident, at: string, ...keys: readonly string[]): Incident =>
  build.after(from, at, build.paged(...keys));
const flagged = (...flags: readonly string[]): Incident => ({ ...incident(), flags: [...flags] }); // biome-ignore format: one line each

describe('`unacknowledged`', () => {
  const policy = ladder('{ after: 5m, targets: [lead], when: [unacknowledged] }');

  test('is taken while nobody has acknowledged, and never after', () => {
    expect(plan(incident(), policy)).toEqual(['5 escalation P0/0']);
    expect(plan(incident(build.acknowledged), policy)).toEqual([]);
  });

  test('an incident that came back is unacknowledged again, also for a step `until: acknowledged`', () => {
    const until = ladder('{ after: 5m, targets: [lead], until: acknowledged }');
    const over = build.after(incident(build.acknowledged), minute(20), build.resolved);
    const back = build.after(over, minute(60), build.reopened);
    expect(plan(back, policy)).toEqual(['65 escalation P0/0']);
    expect(plan(back, until)).toEqual(['65 escalation P0/0']);
    expect(plan(build.after(back, minute(61), build.acknowledged), until)).toEqual([]);
  });
});

describe('`previous-silent`: the step before was mentioned and nobody answered (S001-27)', () => {
  const policy = ladder(
    '{ after: 0m, targets: [oncall] }',
    '{ after: 15m, targets: [lead] }',
    '{ after: 0m, targets: [manager], when: [previous-silent], silent_for: 10m }',
  );

  test('waits for the step before, however late that is taken', () => {
    expect(plan(incident(), policy)).toEqual(['0 escalation P0/0', '15 escalation P0/1']);
    const told = taken(incident(), minute(0), 'P0/0');
    expect(plan(told, policy)).toEqual(['15 escalation P0/1']);
    expect(plan(taken(told, minute(15), 'P0/1'), policy)).toEqual(['25 escalation P0/2']);
    expect(plan(taken(told, minute(40), 'P0/1'), policy)).toEqual(['50 escalation P0/2']);
  });

  test('an acknowledgement after the mention ends it; one before does not: that was somebody else', () => {
    const asked = taken(incident(), minute(15), 'P0/0', 'P0/1');
    expect(plan(build.after(asked, minute(20), build.acknowledged), policy)).toEqual([]);
    const before = taken(build.after(incident(), minute(3), build.acknowledged), minute(15), 'P0/0', 'P0/1');
    expect(plan(before, policy)).toEqual(['25 escalation P0/2']);
    expect(plan(build.after(before, minute(20), build.acknowledged), policy)).toEqual([]);
  });

  test('its own time is the earliest', () => {
    const later = ladder('{ after: 0m, targets: [oncall] }', '{ after: 1h, targets: [lead], when: [previous-silent] }');
    expect(plan(taken(incident(), minute(0), 'P0/0'), later)).toEqual(['60 escalation P0/1']);
  });

  test('of the first step: the start of the ladder was silent', () => {
    expect(plan(incident(), ladder('{ after: 0m, targets: [lead], when: [previous-silent] }'))).toEqual(['15 escalation P0/0']);
  }); // biome-ignore format: one thought

  test('on a card that does not tell when steps were taken, the ladder’s start counts', () => {
    const old = taken(incident(), minute(0), 'P0/0', 'P0/1');
    expect(plan({ ...old, ladder: { ...old.ladder, at: {} } }, policy)).toEqual(['10 escalation P0/2']);
  });

  test('a step that only counts as taken, since things got better, mentions nobody: the silence goes on since people were last told', () => {
    const told = taken(incident(), minute(0), 'P0/0');
    const better = build.after(told, minute(5), { kind: 'paged', keys: ['P0/1'], whom: [] });
    expect(plan(better, policy)).toEqual(['10 escalation P0/2']);
    expect(plan(build.after(better, minute(6), build.acknowledged), policy)).toEqual([]);
  });

  test('a reopened incident begins without answers and without mentions', () => {
    const over = build.after(taken(incident(), minute(15), 'P0/0', 'P0/1'), minute(20), build.acknowledged, build.resolved);
    const back = build.after(over, minute(60), build.reopened);
    expect(plan(back, policy)).toEqual(['60 escalation P0/0', '75 escalation P0/1']);
  }); // biome-ignore format: one thought a line
});

describe('human judgements: taken when somebody has said so (S001-26)', () => {
  const policy = ladder(
    '{ after: 10m, targets: [lead], when: [unable-to-resolve] }',
    '{ after: 20m, targets: [manager], when: [business-critical] }',
    '{ after: 30m, targets: [cto], when: [customer-facing, unacknowledged] }',
  );

  test.each([
    { flags: [], comes: [] },
    { flags: ['unable-to-resolve'], comes: ['10 escalation P0/0'] },
    { flags: ['business-critical'], comes: ['20 escalation P0/1'] },
    { flags: ['customer-facing'], comes: ['30 escalation P0/2'] },
    { flags: ['customer-facing', 'unable-to-resolve'], comes: ['10 escalation P0/0', '30 escalation P0/2'] },
    { flags: ['something else'], comes: [] },
  ])('$flags', ({ flags, comes }) => {
    expect(plan(flagged(...flags), policy)).toEqual(comes);
  });

  test('all conditions of a step must hold', () => {
    expect(plan(build.after(flagged('customer-facing'), minute(1), build.acknowledged), policy)).toEqual([]);
  });
});

describe('`auto: false`: a person takes the step', () => {
  const policy = ladder('{ after: 0m, targets: [oncall] }', '{ after: 15m, targets: [lead], auto: false }');

  test('never by itself, and nobody waits for it', () => {
    expect(plan(incident(), policy)).toEqual(['0 escalation P0/0']);
    const told = taken(incident(), minute(0), 'P0/0');
    expect(dueNow(told, policy, minute(9999)).filter(({ kind }) => kind === 'escalation')).toEqual([]);
  });
});

describe('the app', () => {
  test('pages the silent step’s successor once, in time, and not after an answer', () => {
    const policy = build.policyOf(
      `${build.mapped}levels: [{ name: P0, updates: null, escalation: [{ after: 0m, targets: [devops] }, { after: 5m, targets: [ceo], when: [previous-silent] }] }]`,
    );
    const silent = new Model({}, policy);
    silent.open();
    silent.until(minute(600));
    expect(silent.record?.ladder.at).toEqual({ 'P0/0': minute(0), 'P0/1': minute(15) });
    const answered = new Model({}, policy);
    answered.open();
    answered.later('PT14M');
    answered.say(people.responder, '/ack');
    answered.until(minute(600));
    expect(answered.record?.ladder.taken).toEqual(['P0/0']);
    expect(answered.lookAt).toBeNull();
  });

  test('keeps in mind when it mentioned whom, though its database and card are gone', () => {
    const model = new Model({}, build.policyOf(`${build.mapped}levels: [{ name: P0, updates: null }]`));
    model.open();
    model.until(minute(30));
    model.say(people.responder, '/ack');
    expect(model.rebuilt().ladder).toMatchObject({ at: { 'P0/0': minute(0) }, answered: minute(30) });
  });

  test('acts on everything that is due', () => {
    const policy = policyOf(`
levels: [{ name: P0, respond_within: 5m, resolve_within: 1h, escalation: [{ after: 0m, targets: [oncall] }] }]
phases: [{ id: assess, title: Assess, status: investigating, over_when: mitigating, to: 10m }]
`);
    expect(plan(incident(), policy).map((line) => line.split(' ')[1])).toEqual(['escalation', 'response', 'phase-over', 'resolution']);
    expect(actionable(incident(), policy).map(({ kind }) => kind)).toEqual(['escalation', 'response', 'phase-over', 'resolution']);
    expect(nextLook(taken(incident(), minute(0), 'P0/0'), policy)).toBe(minute(5));
  }); // biome-ignore format: one thought a line
});
