// From a span to an instant: every kind, in time zones with and without clock changes, over weekends, holidays and year ends.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, reach } from '../../../src/core/clock/calendar.ts';
import { isZone } from '../../../src/core/clock/zone.ts';
import { compare, plus } from '../../../src/core/time.ts';

const utc: Calendar = {
  timezone: 'UTC',
  businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', holidays: [] },
  sprint: { days: 14, begins: '2026-01-05' },
};
const hours = (changes: Partial<Calendar['businessHours']>): Calendar => ({
  ...utc,
  businessHours: { ...utc.businessHours, ...changes },
});
const inZone = (timezone: string, changes: Partial<Calendar['businessHours']> = {}): Calendar => ({
  ...hours(changes),
  timezone,
});

describe('a duration runs on the clock, whatever the calendar', () => {
  test.each([
    { from: '2026-03-01T04:00:00Z', span: 'PT0M', reaches: '2026-03-01T04:00:00Z' },
    { from: '2026-03-01T04:00:00Z', span: 'PT15M', reaches: '2026-03-01T04:15:00Z' },
    { from: '2026-12-31T23:30:00Z', span: 'PT1H', reaches: '2027-01-01T00:30:00Z' },
    { from: '2026-03-28T12:00:00Z', span: 'PT24H', reaches: '2026-03-29T12:00:00Z' },
  ])('$from + $span', ({ from, span, reaches }) => {
    expect(reach(from, span, inZone('Europe/Berlin', { holidays: ['2026-03-01'] }))).toBe(reaches);
  });
});

describe('`next business day` is until its close (S000-05, C5)', () => {
  test.each([
    { name: 'Monday morning', from: '2026-01-05T09:00:00Z', reaches: '2026-01-06T17:00:00Z' },
    { name: 'Monday before opening', from: '2026-01-05T00:00:00Z', reaches: '2026-01-06T17:00:00Z' },
    { name: 'Thursday at the last minute', from: '2026-01-08T23:59:59Z', reaches: '2026-01-09T17:00:00Z' },
    { name: 'Friday evening', from: '2026-01-09T18:00:00Z', reaches: '2026-01-12T17:00:00Z' },
    { name: 'Saturday', from: '2026-01-10T12:00:00Z', reaches: '2026-01-12T17:00:00Z' },
    { name: 'Sunday', from: '2026-01-11T12:00:00Z', reaches: '2026-01-12T17:00:00Z' },
    { name: 'New Year’s Eve, a Thursday', from: '2026-12-31T10:00:00Z', reaches: '2027-01-01T17:00:00Z' },
  ])('$name', ({ from, reaches }) => {
    expect(reach(from, 'next business day', utc)).toBe(reaches);
  });

  test('a holiday is none', () => {
    const calendar = hours({ holidays: ['2026-12-25', '2027-01-01'] });
    expect(reach('2026-12-24T10:00:00Z', 'next business day', calendar)).toBe('2026-12-28T17:00:00Z');
    expect(reach('2026-12-31T10:00:00Z', 'next business day', calendar)).toBe('2027-01-04T17:00:00Z');
  });

  test('the local day counts: late on Friday in Auckland is still Friday morning in London', () => {
    const from = '2026-01-09T09:30:00Z';
    expect(reach(from, 'next business day', inZone('Pacific/Auckland'))).toBe('2026-01-12T04:00:00Z');
    expect(reach('2026-01-11T11:30:00Z', 'next business day', inZone('Pacific/Auckland'))).toBe('2026-01-13T04:00:00Z');
  });

  test.each([
    { name: 'Berlin, into summer time', zone: 'Europe/Berlin', from: '2026-03-27T10:00:00Z', reaches: '2026-03-30T15:00:00Z' },
    { name: 'Berlin, out of summer time', zone: 'Europe/Berlin', from: '2026-10-23T10:00:00Z', reaches: '2026-10-26T16:00:00Z' },
    { name: 'Chatham, out of summer time', zone: 'Pacific/Chatham', from: '2026-04-03T00:00:00Z', reaches: '2026-04-06T04:15:00Z' },
    { name: 'Chatham, into summer time', zone: 'Pacific/Chatham', from: '2026-09-25T00:00:00Z', reaches: '2026-09-28T03:15:00Z' },
    { name: 'Kathmandu, a quarter off', zone: 'Asia/Kathmandu', from: '2026-01-05T09:00:00Z', reaches: '2026-01-06T11:15:00Z' },
  ])('$name', ({ zone, from, reaches }) => {
    expect(reach(from, 'next business day', inZone(zone))).toBe(reaches);
  }); // biome-ignore format: a table

  test('a team that works on Sundays', () => {
    const calendar = hours({ days: ['sun'], from: '20:00', to: '22:30' });
    expect(reach('2026-01-05T09:00:00Z', 'next business day', calendar)).toBe('2026-01-11T22:30:00Z');
  });

  test('a close that the clock change skips comes with the hour after it', () => {
    const calendar = inZone('Europe/Berlin', { days: ['sun'], from: '00:00', to: '02:30' });
    expect(reach('2026-03-28T12:00:00Z', 'next business day', calendar)).toBe('2026-03-29T01:30:00Z');
  });
});

describe('`<n> business days` are the same time so many business days later', () => {
  test.each([
    { name: 'within hours', from: '2026-01-05T10:30:00Z', days: 1, reaches: '2026-01-06T10:30:00Z' },
    { name: 'two, over the weekend', from: '2026-01-08T16:59:00Z', days: 2, reaches: '2026-01-12T16:59:00Z' },
    { name: 'at the opening', from: '2026-01-05T09:00:00Z', days: 1, reaches: '2026-01-06T09:00:00Z' },
    { name: 'before the opening: from it', from: '2026-01-05T08:59:00Z', days: 1, reaches: '2026-01-06T09:00:00Z' },
    { name: 'at the close: from the next opening', from: '2026-01-05T17:00:00Z', days: 1, reaches: '2026-01-07T09:00:00Z' },
    { name: 'Friday evening: from Monday', from: '2026-01-09T18:00:00Z', days: 2, reaches: '2026-01-14T09:00:00Z' },
    { name: 'Saturday: from Monday', from: '2026-01-10T12:00:00Z', days: 1, reaches: '2026-01-13T09:00:00Z' },
    { name: 'none, within hours', from: '2026-01-05T10:00:00Z', days: 0, reaches: '2026-01-05T10:00:00Z' },
    { name: 'none, outside: the next opening', from: '2026-01-09T18:00:00Z', days: 0, reaches: '2026-01-12T09:00:00Z' },
    { name: 'ten are two weeks', from: '2026-01-05T10:00:00Z', days: 10, reaches: '2026-01-19T10:00:00Z' },
  ])('$name', ({ from, days, reaches }) => {
    expect(reach(from, `${days} business day${days === 1 ? '' : 's'}`, utc)).toBe(reaches);
  }); // biome-ignore format: a table

  test('holidays are not counted', () => {
    const calendar = hours({ holidays: ['2026-04-03', '2026-04-06'] });
    expect(reach('2026-04-02T10:00:00Z', '1 business day', calendar)).toBe('2026-04-07T10:00:00Z');
    expect(reach('2026-04-03T10:00:00Z', '1 business day', calendar)).toBe('2026-04-08T09:00:00Z');
  });

  test('the local time stays when the clocks change', () => {
    expect(reach('2026-03-27T09:00:00Z', '1 business day', inZone('Europe/Berlin'))).toBe('2026-03-30T08:00:00Z');
    expect(reach('2026-10-23T08:00:00Z', '1 business day', inZone('Europe/Berlin'))).toBe('2026-10-26T09:00:00Z');
  });
});

describe('`next sprint` is until the end of the sprint after this one (S001-12, C6)', () => {
  test.each([
    { name: 'its first moment', from: '2026-01-05T00:00:00Z', reaches: '2026-02-02T00:00:00Z' },
    { name: 'its last moment', from: '2026-01-18T23:59:59Z', reaches: '2026-02-02T00:00:00Z' },
    { name: 'the first of the one after', from: '2026-01-19T00:00:00Z', reaches: '2026-02-16T00:00:00Z' },
    { name: 'before the first sprint', from: '2026-01-04T12:00:00Z', reaches: '2026-01-19T00:00:00Z' },
    { name: 'years before it', from: '2020-01-01T12:00:00Z', reaches: '2020-01-27T00:00:00Z' },
    { name: 'at the end of the year', from: '2026-12-31T12:00:00Z', reaches: '2027-01-18T00:00:00Z' },
  ])('$name', ({ from, reaches }) => {
    expect(reach(from, 'next sprint', utc)).toBe(reaches);
  });

  test('by local midnight, and by the first moment of a day that has none', () => {
    expect(reach('2026-03-20T12:00:00Z', 'next sprint', inZone('Europe/Berlin'))).toBe('2026-04-12T22:00:00Z');
    const beirut: Calendar = { ...inZone('Asia/Beirut'), sprint: { days: 1, begins: '2026-03-27' } };
    expect(reach('2026-03-27T12:00:00Z', 'next sprint', beirut)).toBe('2026-03-28T22:00:00Z');
  });
});

describe('whatever a policy says', () => {
  test('a time zone that nobody knows is UTC: a clock that throws would page nobody', () => {
    expect([isZone('Europe/Berlin'), isZone('Mars/Olympus')]).toEqual([true, false]);
    expect(reach('2026-01-05T09:00:00Z', 'next business day', inZone('Mars/Olympus'))).toBe('2026-01-06T17:00:00Z');
  });

  test('a year of holidays ends', () => {
    const first = '2026-01-01T12:00:00Z';
    const holidays = Array.from({ length: 400 }, (_, day) => plus(first, `PT${24 * day}H`).slice(0, 10));
    expect(reach('2026-01-05T09:00:00Z', 'next business day', hours({ holidays }))).toBe('2027-02-05T17:00:00Z');
    expect(reach('2026-01-05T09:00:00Z', '999 business days', hours({ holidays, days: ['mon'] }))).toBe('2046-04-02T09:00:00Z');
  }); // biome-ignore format: one thought a line

  const anyCalendar = fc.record({
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Chatham', 'America/St_Johns', 'Asia/Beirut'),
    businessHours: fc.record({
      days: fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 }),
      from: fc.constantFrom('00:00', '02:30', '09:00'),
      to: fc.constantFrom('10:00', '17:00', '23:59'),
      holidays: fc.subarray(['2026-03-30', '2026-04-06', '2026-10-26', '2026-12-25', '2027-01-01']),
    }),
    sprint: fc.record({ days: fc.integer({ min: 1, max: 90 }), begins: fc.constantFrom('2026-01-05', '2027-06-01') }),
  });
  const anySpan = fc.oneof(
    fc.integer({ min: 0, max: 5000 }).map((minutes) => `PT${minutes}M`),
    fc.integer({ min: 0, max: 40 }).map((days) => `${days} business days`),
    fc.constantFrom('next business day', 'next sprint'),
  );
  const instant = fc
    .integer({ min: 0, max: 2 * 365 * 24 * 60 })
    .map((minutes) => plus('2026-01-01T00:00:00Z', `PT${minutes}M`));

  test('never before it begins, never further than the days asked for and a holiday or two', () => {
    fc.assert(
      fc.property(anyCalendar, anySpan, instant, (calendar, span, from) => {
        const to = reach(from, span, calendar);
        expect(compare(to, from)).toBeGreaterThanOrEqual(0);
        expect(compare(to, plus(from, `PT${24 * 7 * 48}H`))).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('later is never reached earlier', () => {
    fc.assert(
      fc.property(anyCalendar, anySpan, instant, instant, (calendar, span, a, b) => {
        const [first, second] = compare(a, b) <= 0 ? [a, b] : [b, a];
        expect(compare(reach(first, span, calendar), reach(second, span, calendar))).toBeLessThanOrEqual(0);
      }),
    );
  });
});
