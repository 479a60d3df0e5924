// What a change of overrides does to who is on call: each stretch with whom it has instead of whom.
import { describe, expect, test } from 'vitest';
import { swapsBetween } from '../../../src/core/oncall/swaps.ts';
import * as build from '../../support/builders.ts';
import { policyWith, trio } from './rotations.ts';

/** Mondays at nine in Berlin, which is eight by UTC in December: @responder has the week of the 7th, then @commander, then @lead. */
const rotation = (overrides: string, people = trio) =>
  policyWith(
    `{ id: oncall, ${people}, timezone: Europe/Berlin, begins: 2026-12-07, hand_over: { day: mon, time: "09:00" }, overrides: [${overrides}] }`,
  );
const none = rotation('');

const swaps = (before: Parameters<typeof swapsBetween>[0], after: Parameters<typeof swapsBetween>[1]) =>
  swapsBetween(before, after).map(
    ({ role, from, until, before: was, after: is }) =>
      `${role} ${from.slice(5, 16)} to ${until.slice(5, 16)}: ${is.join('+') || 'nobody'} instead of ${was.join('+') || 'nobody'}`,
  );

describe('an override that is new', () => {
  test.each([
    { name: 'days of one shift', override: '{ from: 2026-12-08, to: 2026-12-09, who: "@lead" }', says: ['oncall 12-07T23:00 to 12-09T23:00: @lead instead of @responder'] },
    { name: 'hours of a day', override: '{ from: "2026-12-08T12:00", to: "2026-12-08T18:00", who: "@lead" }', says: ['oncall 12-08T11:00 to 12-08T17:00: @lead instead of @responder'] },
    { name: 'over a hand-over', override: '{ from: 2026-12-13, to: 2026-12-14, who: "@lead" }', says: ['oncall 12-12T23:00 to 12-14T08:00: @lead instead of @responder', 'oncall 12-14T08:00 to 12-14T23:00: @lead instead of @commander'] },
    { name: 'to whoever has that turn anyway: only the rest', override: '{ from: 2026-12-13, to: 2026-12-14, who: "@Commander" }', says: ['oncall 12-12T23:00 to 12-14T08:00: @Commander instead of @responder'] },
    { name: 'to whoever is on call: nothing', override: '{ from: 2026-12-08, to: 2026-12-09, who: "@responder" }', says: [] },
  ])('$name', ({ override, says }) => {
    expect(swaps(none, rotation(override))).toEqual(says);
    expect(swaps(rotation(override), none)).toHaveLength(says.length);
  }); // biome-ignore format: a table
});

test('two people swap their weeks', () => {
  const swapped = rotation('{ from: "2026-12-07T09:00", to: "2026-12-14T09:00", who: "@commander" }, { from: "2026-12-14T09:00", to: "2026-12-21T09:00", who: "@responder" }');
  expect(swaps(none, swapped)).toEqual([
    'oncall 12-07T08:00 to 12-14T08:00: @commander instead of @responder',
    'oncall 12-14T08:00 to 12-21T08:00: @responder instead of @commander',
  ]);
  expect(swaps(swapped, swapped)).toEqual([]);
}); // biome-ignore format: one thought a line

test('an override that names somebody else, and one that is shorter', () => {
  const before = rotation('{ from: 2026-12-08, to: 2026-12-10, who: "@lead" }');
  expect(swaps(before, rotation('{ from: 2026-12-08, to: 2026-12-10, who: "@reviewer" }'))).toEqual([
    'oncall 12-07T23:00 to 12-10T23:00: @reviewer instead of @lead',
  ]);
  expect(swaps(before, rotation('{ from: 2026-12-08, to: 2026-12-09, who: "@lead" }'))).toEqual([
    'oncall 12-09T23:00 to 12-10T23:00: @responder instead of @lead',
  ]);
});

test('of two that overlap the last holds, as on the day', () => {
  const before = rotation('{ from: 2026-12-08, to: 2026-12-10, who: "@lead" }');
  const after = { ...before, onCall: before.onCall.map((one) => ({ ...one, overrides: [...one.overrides, { from: '2026-12-09', to: '2026-12-09', who: '@reviewer' }] })) };
  expect(swaps(before, after)).toEqual(['oncall 12-08T23:00 to 12-09T23:00: @reviewer instead of @lead']);
}); // biome-ignore format: one thought a line

test('a rotation that is gone, and its role is nobody’s: nobody instead of whoever stood in', () => {
  const before = rotation('{ from: 2026-12-08, to: 2026-12-09, who: "@lead" }');
  const after = build.policyOf('preset: none\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }] }]\n');
  expect(swaps(before, after)).toEqual(['oncall 12-07T23:00 to 12-09T23:00: nobody instead of @lead']);
  expect(swaps(before, { ...after, people: { oncall: ['@reviewer'] } })).toEqual([
    'oncall 12-07T23:00 to 12-09T23:00: @reviewer instead of @lead',
  ]);
}); // biome-ignore format: one thought a line

test('a year of hourly shifts is looked through in its bounds', () => {
  const hourly = (overrides: string) => policyWith(`{ id: oncall, ${trio}, begins: 2026-01-01, length: 1h, hand_over: { time: "00:00" }, overrides: [${overrides}] }`);
  const found = swapsBetween(hourly(''), hourly('{ from: 2026-01-01, to: 2026-12-31, who: "@reviewer" }'));
  expect(found.length).toBeGreaterThan(100);
  expect(found.length).toBeLessThanOrEqual(500);
}); // biome-ignore format: one thought a line
