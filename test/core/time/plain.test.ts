// Instants that are reckoned as numbers come out as Temporal has them: for every way of writing them, and at the ends of months, years and what a year is written with.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { dayAt, isDay, minutesSince1970 } from '../../../src/core/time/days.ts';
import { epochOf, instantOfEpoch, secondsOf } from '../../../src/core/time/plain.ts';
import * as time from '../../../src/core/time.ts';

const epoch = fc.oneof(
  fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') }),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.integer({ min: 0, max: 130_000_000 }).map((minutes) => minutes * 60_000),
);
const shortest = epoch.map((at) => Temporal.Instant.fromEpochMilliseconds(at).toString());
const otherwise = fc
  .tuple(epoch, fc.constantFrom('.000Z', 'Z', '.5Z', '.123456Z', '+02:00', 'z', '+00:00[UTC]'), fc.boolean())
  .map(
    ([at, ending, isShort]) =>
      `${new Date(at).toISOString().slice(0, isShort && !ending.startsWith('.') ? 16 : 19)}${ending}`,
  );
const instant = fc.oneof(shortest, otherwise);
const duration = fc
  .tuple(fc.nat(99_999), fc.nat(99_999), fc.nat(99_999), fc.constantFrom('HMS', 'H', 'M', 'S', 'HM', 'MS', 'D'))
  .map(([a, b, c, units]) =>
    units === 'D' ? `P${a % 1000}DT${b}M` : `PT${[...units].map((unit, at) => `${[a, b, c][at]}${unit}`).join('')}`,
  );

const read = (text: string) => Temporal.Instant.from(text);

function outcome<Value>(work: () => Value): Value | 'RangeError' {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return 'RangeError';
    throw error;
  }
}

test('an instant is rounded as Temporal rounds it', () => {
  fc.assert(
    fc.property(instant, (at) => {
      const as = (smallestUnit: 'millisecond' | 'second' | 'minute', roundingMode: 'trunc' | 'ceil') =>
        outcome(() => read(at).round({ smallestUnit, roundingMode }).toString());
      expect(outcome(() => time.timestamp(at))).toBe(as('millisecond', 'trunc'));
      expect(outcome(() => time.toSecond(at))).toBe(as('second', 'trunc'));
      expect(outcome(() => time.wholeMinuteOf(at))).toBe(as('minute', 'trunc'));
      expect(outcome(() => time.wholeMinuteFrom(at))).toBe(as('minute', 'ceil'));
      expect(outcome(() => time.clockTime(at))).toBe(
        outcome(() => `${read(at).toString({ smallestUnit: 'minute' }).slice(11, 16)} UTC`),
      );
    }),
  );
});

test('it is moved as Temporal moves it', () => {
  fc.assert(
    fc.property(instant, duration, (at, by) => {
      const length = Temporal.Duration.from(by);
      expect(outcome(() => time.plus(at, by))).toBe(outcome(() => read(at).add(length).toString()));
      expect(outcome(() => time.minus(at, by))).toBe(outcome(() => read(at).subtract(length).toString()));
    }),
  );
});

test('two are compared as Temporal compares them', () => {
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      expect(time.compare(a, b)).toBe(Temporal.Instant.compare(read(a), read(b)));
      const minutes = read(b).since(read(a)).total('minutes');
      expect(time.minutesBetween(a, b)).toBe(Math.max(0, Math.floor(minutes)));
    }),
  );
});

test('a duration is as long as Temporal says', () => {
  fc.assert(
    fc.property(
      duration.filter((text) => !text.includes('D')),
      (text) => {
        expect(time.lengthOf(text)).toBe(Temporal.Duration.from(text).total('seconds'));
      },
    ),
  );
});

test.each([
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01 00:00Z',
  '2026-01-01T00:00:00.1234Z',
  '2026-01-01T00:00:00+00:00',
  '+002026-01-01T00:00:00Z',
  '2026-01-01',
  '',
])('%s is left to Temporal', (text) => {
  expect(epochOf(text)).toBeNull();
  expect(outcome(() => time.timestamp(text))).toBe(
    outcome(() => read(text).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' }).toString()),
  );
});

test('beyond the years of four digits Temporal writes them', () => {
  expect(instantOfEpoch(Date.parse('9999-12-31T23:59:59Z') + 1000)).toBeNull();
  expect(time.plus('9999-12-31T23:59:59Z', 'PT1S')).toBe('+010000-01-01T00:00:00Z');
  expect(time.minus('0000-01-01T00:00:00Z', 'PT1S')).toBe('-000001-12-31T23:59:59Z');
});

test.each(['PT', 'P1D', 'PT1.5S', '-PT1S', 'PT1H2H', 'pt1h', '', 'PT1234567S'])('%s is no plain duration', (text) => {
  expect(secondsOf(text)).toBeNull();
});

test('days and minutes are those that Temporal tells', () => {
  fc.assert(
    fc.property(instant, fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Chatham', '-11:00'), (at, zone) => {
      expect(dayAt(at, zone)).toBe(read(at).toZonedDateTimeISO(zone).toPlainDate().toString());
      expect(minutesSince1970(at)).toBe(Math.floor(read(at).epochMilliseconds / 60_000));
    }),
  );
  expect(() => dayAt('2026-03-01T00:00:00Z', 'Nowhere/Else')).toThrow(RangeError);
});

test('a day is one that Temporal takes', () => {
  const number = (min: number, max: number, digits: number) =>
    fc.integer({ min, max }).map((one) => String(one).padStart(digits, '0'));
  fc.assert(
    fc.property(number(0, 9999, 4), number(0, 13, 2), number(0, 32, 2), (year, month, day) => {
      const text = [year, month, day].join('-');
      const isTaken = outcome(() => Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()) === text;
      expect(isDay(text), text).toBe(isTaken);
    }),
  );
});

/** The same words in the order in which they are tried, by Temporal alone. */
function instantByTemporal(words: string): string | null {
  const bare = words.replace(/\s+(UTC)?$/i, '').replace(' ', 'T');
  const tried = [words, `${words}Z`, words.replace(' ', 'T'), `${bare}Z`].map((one) =>
    outcome(() => read(one).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' }).toString()),
  );
  return tried.find((one) => one !== 'RangeError') ?? null;
}

test('an instant in words is the one that Temporal finds', () => {
  const separated = fc.tuple(instant, fc.constantFrom('T', ' ', '  ', 't'), fc.constantFrom('', ' UTC', 'Z', ' Z'));
  const written = separated.map(([at, between, ending]) => at.replace('T', between).replace(/Z$/, ending));
  const broken = fc
    .tuple(written, fc.nat(20), fc.string({ maxLength: 2 }))
    .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at));
  fc.assert(
    fc.property(fc.oneof(written, broken, fc.string({ maxLength: 20 })), (words) => {
      expect(time.instantIn(words)).toBe(instantByTemporal(words));
    }),
    { numRuns: 2000 },
  );
});
