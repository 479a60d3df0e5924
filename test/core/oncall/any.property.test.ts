// Whatever a rotation says: one person at any instant, hand-overs that follow each other, shifts as long as the clocks on the wall say.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { nextTurn, rotaOf, turnAt } from '../../../src/core/oncall/rota.ts';
import { type Rotation, shiftAt } from '../../../src/core/oncall/shift.ts';
import { nothingKnown, standingsOf } from '../../../src/core/oncall/standing.ts';
import { compare } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { rotationOf } from './rotations.ts';

const base = rotationOf('people: ["@a"]');
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Antarctica/Troll',
  'America/St_Johns',
  'No/Where',
];
const handle = fc.constantFrom('@a', '@b', '@c', '@d', '@acme/team');
const twoDigits = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
const date = fc
  .date({ min: new Date('2012-01-02'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString());
const moment = fc.tuple(date, fc.boolean()).map(([text, isDay]) => (isDay ? text.slice(0, 10) : text.slice(0, 16)));
const override = fc.record({ from: moment, to: moment, who: handle });

/** Rotations of people as the policy can be read; overrides may overlap and end before they begin, as a text that nobody checked. */
const rotation: fc.Arbitrary<Rotation> = fc
  .record({
    people: fc.array(handle, { minLength: 1, maxLength: 6 }),
    length: fc.constantFrom('PT1H', 'PT7H', 'PT12H', 'PT24H', 'PT48H', 'PT168H', 'PT336H'),
    handOver: fc.record({
      day: fc.constantFrom(null, 'mon' as const, 'sun' as const),
      time: fc.tuple(twoDigits(23), twoDigits(59)).map(([hour, minute]) => `${hour}:${minute}`),
    }),
    timezone: fc.constantFrom(...zones),
    begins: date.map((text) => text.slice(0, 10)),
    overrides: fc.array(override, { maxLength: 5 }),
    backup: fc.constantFrom(null, 1, 2, 'lead'),
  })
  .map((over) => ({ ...base, ...over }));
const instant = date.map((text) => Temporal.Instant.from(text).toString()); // biome-ignore format: one thought a line

test('at any instant there is one person on call, of the rotation or of an override', () => {
  fc.assert(
    fc.property(rotation, instant, (written, now) => {
      const policy = { ...build.aPolicy({ people: {} }), onCall: [written] };
      const [standing] = standingsOf(policy, now, nothingKnown);
      const { people, overrides } = written;
      expect(standing?.handles).toHaveLength(1);
      expect([...people, ...overrides.map(({ who }) => who)]).toContain(standing?.handles[0]);
    }),
    { numRuns: 80 },
  );
});

test('a shift holds the instant it is asked for, and the next one begins where it ends', () => {
  fc.assert(
    fc.property(rotation, instant, (written, now) => {
      const shift = shiftAt(written, now);
      if (shift === null) return;
      expect(compare(shift.from, now)).toBeLessThanOrEqual(0);
      expect(compare(now, shift.until)).toBeLessThan(0);
      const next = shiftAt(written, shift.until);
      expect(next?.from).toBe(shift.until);
      expect(next?.turn).toBeGreaterThan(shift.turn);
    }),
    { numRuns: 80 },
  );
});

test('who comes later in time has the same turn or a later one', () => {
  fc.assert(
    fc.property(rotation, instant, fc.integer({ min: 0, max: 500_000 }), (written, now, seconds) => {
      const later = Temporal.Instant.from(now).add({ seconds }).toString();
      expect(shiftAt(written, later)?.turn ?? -1).toBeGreaterThanOrEqual(shiftAt(written, now)?.turn ?? -1);
    }),
    { numRuns: 80 },
  );
});

test('shifts of whole days are whole days on the wall, whatever the clocks do, but for an hour that is not there', () => {
  fc.assert(
    fc.property(rotation, instant, (written, now) => {
      const days = Temporal.Duration.from(written.length).total('hours') / 24;
      const shift = shiftAt(written, now);
      if (shift === null || !Number.isInteger(days) || written.timezone === 'No/Where') return;
      const [from, until] = [shift.from, shift.until].map((at) => Temporal.Instant.from(at).toZonedDateTimeISO(written.timezone ?? 'UTC').toPlainDateTime());
      if (from === undefined || until === undefined) throw new Error('A shift has two ends.');
      const isAtTheHour = [from, until].every((end) => end.toPlainTime().toString({ smallestUnit: 'minute' }) === written.handOver.time);
      if (isAtTheHour) expect(from.until(until, { largestUnit: 'days' }).total('days')).toBe(days);
    }),
    { numRuns: 80 },
  );
}); // biome-ignore format: one thought a line

test('the next turn is the first instant with somebody else, and up to it nobody changes', () => {
  fc.assert(
    fc.property(rotation, instant, fc.double({ min: 0, max: 0.999, noNaN: true }), (written, now, share) => {
      const rota = rotaOf(written, []);
      const next = nextTurn(rota, now);
      if (next === null) return;
      const { who } = turnAt(rota, now);
      expect(turnAt(rota, next.at).who).toBe(next.who);
      expect(next.who).not.toBe(who);
      const seconds = Temporal.Instant.from(next.at).since(Temporal.Instant.from(now)).total('seconds');
      const between = Temporal.Instant.from(now).add({ seconds: Math.floor(seconds * share) }).toString();
      expect(turnAt(rota, between).who).toBe(who);
    }),
    { numRuns: 60 },
  );
}); // biome-ignore format: one thought a line
