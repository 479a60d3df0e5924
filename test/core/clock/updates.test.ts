// Progress updates: the first, the next, the one that is asked for again, and a new status that counts as one.
import { describe, expect, test } from 'vitest';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';
import { plan, policyOf } from './plan.ts';

const { minute, people } = build;
const cadence = (text: string) => policyOf(`levels: [{ name: P0, updates: ${text} }, { name: P1 }]`);
const p0 = build.anIncident({ level: 'P0' });
const moved = build.after(p0, minute(10), build.inStatus('mitigating'));

describe('the interval', () => {
  test.each([
    { updates: '{ first: 5m, every: 30m }', comes: ['5 update'], next: ['40 update'] },
    { updates: '{ every: 30m }', comes: ['30 update'], next: ['40 update'] },
    { updates: '{ first: 15m }', comes: ['15 update'], next: [] },
    { updates: '{}', comes: [], next: [] },
    { updates: 'null', comes: [], next: [] },
  ])('$updates: first, and after one at minute 10', ({ updates, comes, next }) => {
    expect(plan(p0, cadence(updates))).toEqual(comes);
    expect(plan(build.after(p0, minute(10), build.updated), cadence(updates))).toEqual(next);
  });

  test('a first one that is not given is asked for once, where no interval is said (S004-21)', () => {
    const asked = build.after(p0, minute(15), { kind: 'reminded', text: 'asked' });
    expect(plan(asked, cadence('{ first: 15m }'))).toEqual([]);
  });
});

describe('a new status', () => {
  test('is no update by itself', () => {
    expect(plan(moved, cadence('{ first: 15m, every: 30m }'))).toEqual(['15 update']);
  });

  test('counts as one where the policy says so: the next is an interval later (S002-35)', () => {
    const counting = cadence('{ first: 15m, every: 30m, on_status_change: true }');
    expect(plan(p0, counting)).toEqual(['15 update']);
    expect(plan(moved, counting)).toEqual(['40 update']);
    expect(plan(build.after(moved, minute(20), build.updated), counting)).toEqual(['50 update']);
    expect(plan(build.after(moved, minute(20), build.inStatus('mitigating')), counting)).toEqual(['40 update']);
  });

  test('answers a request that was made before it, not one after', () => {
    const counting = cadence('{ every: 30m, on_status_change: true }');
    const asked = build.after(p0, minute(30), { kind: 'reminded', text: 'asked' });
    expect(plan(asked, counting)).toEqual(['60 update']);
    expect(plan(build.after(asked, minute(40), build.inStatus('identified')), counting)).toEqual(['70 update']);
    const again = build.after(build.after(asked, minute(40), build.inStatus('identified')), minute(70), { kind: 'reminded', text: 'asked' });
    expect(plan(again, counting)).toEqual(['100 update']);
  }); // biome-ignore format: one thought a line

  test('is enough where only the first one is asked for', () => {
    expect(plan(moved, cadence('{ first: 15m, on_status_change: true }'))).toEqual([]);
  });

  test('the app asks one interval after it, on the thread and on a record made from the thread', () => {
    const text = `${build.mapped}levels: [{ name: P0, updates: { first: 15m, every: 15m, on_status_change: true } }]`;
    const model = new Model({}, build.policyOf(text));
    model.open();
    model.until(minute(10));
    model.say(people.responder, '/status mitigating');
    expect(model.lookAt).toBe(minute(25));
    expect(model.rebuilt().updates.statusAt).toBe(minute(10));
  });
});

describe('none is due', () => {
  const policy = cadence('{ every: 15m, on_status_change: true }');
  test.each([
    { name: 'while the fix is watched', incident: build.after(moved, minute(12), build.watched) },
    { name: 'when resolved', incident: build.after(moved, minute(12), build.resolved) },
    { name: 'at a level without a cadence', incident: build.after(p0, minute(12), build.atLevel('P1')) },
    { name: 'of a report', incident: build.aReport() },
  ])('$name', ({ incident }) => {
    expect(plan(incident, policy, 'update')).toEqual([]);
  });
});
