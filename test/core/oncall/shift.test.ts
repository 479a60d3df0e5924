// Shifts by the clocks of a time zone: a hand-over at nine is at nine in winter and in summer.
import { describe, expect, test } from 'vitest';
import { firstShift, shiftAt } from '../../../src/core/oncall/shift.ts';
import { rotationOf, trio } from './rotations.ts';

const at = (written: string, now: string) => shiftAt(rotationOf(`${trio}, ${written}`), now);

describe('hand-overs', () => {
  const weekly = 'begins: 2026-01-05, timezone: Europe/Berlin';

  test('the first shift begins on its day at the hour, and not a moment before', () => {
    expect(firstShift(rotationOf(`${trio}, ${weekly}`))).toBe('2026-01-05T08:00:00Z');
    expect(at(weekly, '2026-01-05T07:59:59Z')).toBeNull();
    expect(at(weekly, '2026-01-05T08:00:00Z')).toEqual({ turn: 0, from: '2026-01-05T08:00:00Z', until: '2026-01-12T08:00:00Z' });
  }); // biome-ignore format: one thought a line

  test('a day of the week that the beginning is not on is the next one', () => {
    expect(firstShift(rotationOf(`${trio}, begins: 2026-01-05, hand_over: { day: wed, time: "17:30" }`))).toBe('2026-01-07T17:30:00Z');
    expect(firstShift(rotationOf(`${trio}, begins: 2026-01-05, hand_over: { day: mon }`))).toBe('2026-01-05T09:00:00Z');
    expect(firstShift(rotationOf(`${trio}, begins: 2026-01-05, hand_over: { day: sun }`))).toBe('2026-01-11T09:00:00Z');
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'a week in which clocks go forward has 167 hours', written: weekly, now: '2026-03-25T00:00:00Z', shift: { turn: 11, from: '2026-03-23T08:00:00Z', until: '2026-03-30T07:00:00Z' } },
    { name: 'a week in which they go back has 169', written: weekly, now: '2026-10-22T00:00:00Z', shift: { turn: 41, from: '2026-10-19T07:00:00Z', until: '2026-10-26T08:00:00Z' } },
    { name: 'a day of 23 hours in New York', written: 'begins: 2026-03-01, length: 1 day, timezone: America/New_York', now: '2026-03-08T12:00:00Z', shift: { turn: 6, from: '2026-03-07T14:00:00Z', until: '2026-03-08T13:00:00Z' } },
    { name: 'a day of 25 hours in New York', written: 'begins: 2026-10-25, length: 1 day, timezone: America/New_York', now: '2026-11-01T12:00:00Z', shift: { turn: 6, from: '2026-10-31T13:00:00Z', until: '2026-11-01T14:00:00Z' } },
    { name: 'a day of half an hour less on Lord Howe Island', written: 'begins: 2026-10-01, length: 1 day, timezone: Australia/Lord_Howe', now: '2026-10-03T23:00:00Z', shift: { turn: 3, from: '2026-10-03T22:00:00Z', until: '2026-10-04T22:00:00Z' } },
    { name: 'the day before it', written: 'begins: 2026-10-01, length: 1 day, timezone: Australia/Lord_Howe', now: '2026-10-03T12:00:00Z', shift: { turn: 2, from: '2026-10-02T22:30:00Z', until: '2026-10-03T22:00:00Z' } },
    { name: 'twelve hours each', written: 'begins: 2026-01-05, length: 12h, hand_over: { time: "08:00" }', now: '2026-01-05T20:00:00Z', shift: { turn: 1, from: '2026-01-05T20:00:00Z', until: '2026-01-06T08:00:00Z' } },
    { name: 'a length that no day is divided by', written: 'begins: 2026-01-05, length: 36h', now: '2026-01-07T08:00:00Z', shift: { turn: 1, from: '2026-01-06T21:00:00Z', until: '2026-01-08T09:00:00Z' } },
    { name: 'a time zone that is none counts as UTC', written: 'begins: 2026-01-05', now: '2026-01-05T09:00:00Z', shift: { turn: 0, from: '2026-01-05T09:00:00Z', until: '2026-01-12T09:00:00Z' } },
  ])('$name', ({ written, now, shift }) => {
    expect(at(written, now)).toEqual(shift);
  }); // biome-ignore format: a table

  test('an hour that the clocks skip: the hand-over is later by as much', () => {
    const nightly = 'begins: 2026-03-01, length: 1 day, hand_over: { time: "02:30" }, timezone: Europe/Berlin';
    expect(at(nightly, '2026-03-29T01:29:59Z')?.until).toBe('2026-03-29T01:30:00Z');
    expect(at(nightly, '2026-03-29T01:30:00Z')).toEqual({ turn: 28, from: '2026-03-29T01:30:00Z', until: '2026-03-30T00:30:00Z' });
  }); // biome-ignore format: one thought a line

  test('an hour that the clocks repeat: the hand-over is once, at the first', () => {
    const nightly = 'begins: 2026-10-01, length: 1 day, hand_over: { time: "02:30" }, timezone: Europe/Berlin';
    const first = { turn: 24, from: '2026-10-25T00:30:00Z', until: '2026-10-26T01:30:00Z' };
    expect(at(nightly, '2026-10-25T00:30:00Z')).toEqual(first);
    expect(at(nightly, '2026-10-25T01:15:00Z')).toEqual(first);
    expect(at(nightly, '2026-10-25T01:30:00Z')).toEqual(first);
  });

  test('a zone whose clocks skip two hours: the hourly hand-overs in them leave no gap and go back to nobody', () => {
    const hourly = 'begins: 2026-03-28, length: 1h, hand_over: { time: "00:30" }, timezone: Antarctica/Troll';
    const turns = Array.from({ length: 40 }, (_, quarter) => new Date(Date.parse('2026-03-28T22:00:00Z') + quarter * 900_000).toISOString()).map((now) => at(hourly, now)?.turn ?? -1);
    expect(turns).toEqual([...turns].sort((a, b) => a - b));
  }); // biome-ignore format: one thought a line
});
