// When an incident is looked at again whose page reaches nobody.
import { describe, expect, test } from 'vitest';
import { lookAgainAt } from '../../../src/core/clock/unreached.ts';
import * as build from '../../support/builders.ts';

const { minute } = build;
/** Targets and budgets are on the card, also when nobody is told of them. */
const ladders = (text: string) =>
  build.policyOf(
    `${text}\nphases: [${['detection', 'investigation', 'mitigation', 'recovery', 'review'].map((id) => `{ id: ${id}, removed: true }`).join(', ')}]\nlevels: [{ name: P0, respond_within: null, postmortem: null }, { name: P1, respond_within: null }]`,
  );
const nobody = ladders('people: {}'); // biome-ignore format: a template
const p0 = build.anIncident({ level: 'P0' });

describe('nobody is mapped', () => {
  const past = (...keys: readonly string[]) => build.anIncident({ level: 'P1' }, build.paged(...keys));

  test.each([
    { name: 'at once: within a minute', now: 0, next: 1 },
    { name: 'a quarter of an hour later: within a minute', now: 15, next: 16 },
    { name: 'an hour later: within six', now: 60, next: 66 },
    { name: 'a day later: within an hour', now: 1440, next: 1500 },
  ])('$name', ({ now, next }) => {
    const quiet = { ...p0, updates: { ...p0.updates, since: null } };
    expect(lookAgainAt(quiet, nobody, minute(now))).toBe(minute(next));
  });

  test('a step whose time is to come: then', () => {
    expect(lookAgainAt(past('P1/0'), nobody, minute(3))).toBe(minute(15));
  });

  test('what is due before: then', () => {
    expect(lookAgainAt(p0, nobody, minute(14.5))).toBe(minute(15));
  });

  test.each([
    { name: 'nobody has to be paged any more', incident: build.after(p0, minute(1), build.resolved) },
    { name: 'a report, which has no ladder', incident: build.aReport({ level: 'P0' }) },
  ])('$name: not at all', ({ incident }) => {
    expect(lookAgainAt(incident, nobody, minute(5))).toBeNull();
  });
});

test('somebody is mapped: when something is due', () => {
  expect(lookAgainAt(build.anIncident({ level: 'P1' }, build.paged('P1/0')), ladders(build.mapped), minute(3))).toBe(
    minute(15),
  );
});
