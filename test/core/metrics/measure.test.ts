// What is read from a record, and what is left out for which reason: the cases that the twelve do not have.
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/core/incident/change.ts';
import { fold } from '../../../src/core/incident/fold.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { measure } from '../../../src/core/metrics/measure.ts';
import { secondsIn } from '../../../src/core/metrics/spans.ts';
import { percentile, trendOf } from '../../../src/core/metrics/statistics.ts';
import {
  acknowledged,
  atLevel,
  closed,
  comms,
  handPolicy,
  minutes,
  noted,
  paged,
  reopened,
  resolved,
  type Told,
  told,
  updated,
  watched,
} from './telling.ts';

const at = '2026-03-01T10:00:00Z';
const minute = (count: number) => minutes(at, count);
type More = Partial<Told>;

function measured(happened: Told['happened'], more: More = {}, labels: readonly string[] = []) {
  const record = told({ number: 1, level: 'P0', at, happened, ...more });
  return measure(record, { labels, policy: handPolicy, published: null });
}

const stretches = (...pairs: readonly (readonly [number, number])[]) => ({
  value: pairs.map(([from, to]) => ({ from: minute(from), to: minute(to) })),
});
const began = { said: { started: -10 } };
const searching: Change = { kind: 'status', status: 'investigating', note: 'not yet' };

describe('impact', () => {
  test.each([
    { name: 'goes on until it is mitigated', happened: [[30, watched], [60, resolved]], more: began, is: stretches([-10, 30]) },
    { name: 'goes on while people search again, whatever was being watched', happened: [[30, watched], [40, searching], [50, watched], [90, resolved]], more: began, is: stretches([-10, 50]) },
    { name: 'begins again with a return, also behind searching again', happened: [[30, watched], [40, searching], [50, resolved], [80, reopened], [95, watched], [99, resolved]], more: began, is: stretches([-10, 50], [80, 95]) },
    { name: 'is not known while it goes on', happened: [[5, acknowledged]], more: began, is: { missing: 'not-reached' } },
    { name: 'is not known where nobody said when it began', happened: [[30, watched]], more: {}, is: { missing: 'start-unknown' } },
    { name: 'is none where customers notice nothing', happened: [[30, watched]], more: { ...began, customerFacing: false }, is: { missing: 'not-noticed' } },
    { name: 'cannot end before it began', happened: [[30, watched]], more: { said: { started: 45 } }, is: { missing: 'out-of-order' } },
  ] as const)('$name', ({ happened, more, is }) => {
    expect(measured(happened, more).impact).toEqual(is);
  }); // biome-ignore format: a table

  test('that overlaps counts once', () => {
    expect(secondsIn([{ from: minute(0), to: minute(30) }, { from: minute(20), to: minute(50) }, { from: minute(40), to: minute(45) }])).toBe(50 * 60);
  }); // biome-ignore format: one thought
});

describe('the beginning', () => {
  const report = (with_: Partial<Incident>) => measured([], { with: with_ }).began;
  const milestones = told({ number: 1, level: 'P0', at, happened: [] }).milestones;

  test('that is only the opening of the issue is nobody’s word', () => {
    expect(report({})).toEqual({ missing: 'start-unknown' });
  });

  test.each([
    { name: 'is another one', with: { milestones: { ...milestones, started: minute(-3) } }, at: minute(-3) },
    { name: 'was set by hand', with: { timed: ['started'] }, at },
    { name: 'was answered in the form', with: { answers: [{ id: 'started', label: 'When?', value: '10:00' }] }, at },
  ])('that $name is known', ({ with: more, at: known }) => {
    expect(report(more)).toEqual({ value: known });
  });
});

describe('updates', () => {
  const many = (...minutesOf: readonly number[]): Told['happened'] => minutesOf.map((one) => [one, updated] as const);
  test.each([
    { name: 'one at the very instant is in time', happened: [...many(30), [45, watched], [90, resolved]], is: { value: { due: 1, onTime: 1 } } },
    { name: 'silence is missed again each time it is asked for', happened: [[100, watched], [200, resolved]], is: { value: { due: 3, onTime: 0 } } },
    // 48 in the first day, then at 24.5, 25, 26, 28, 32, 40 and 56 hours; the next would be at 80.
    { name: 'after a day of silence it is asked for ever less often', happened: [[72 * 60, watched], [73 * 60, resolved]], is: { value: { due: 55, onTime: 0 } } },
    { name: 'back from watching it begins anew', happened: [...many(10), [20, watched], [100, searching], [125, updated], [140, watched], [180, resolved]], is: { value: { due: 2, onTime: 2 } } },
    { name: 'another severity begins anew', happened: [[20, atLevel('P1')], [79, updated], [100, watched], [200, resolved]], is: { value: { due: 1, onTime: 1 } } },
    { name: 'nothing came due', happened: [[20, watched], [200, resolved]], is: { missing: 'nothing-due' } },
    { name: 'an open incident is not judged', happened: many(10), is: { missing: 'not-reached' } },
  ] as const)('$name', ({ happened, is }) => {
    expect(measured(happened).updates).toEqual(is);
  }); // biome-ignore format: a table

  test('are not promised at a severity that asks for none', () => {
    expect(measured([[20, resolved]], { level: 'P2' }).updates).toEqual({ missing: 'not-asked' });
  });
});

describe('escalation', () => {
  test.each([
    { name: 'within a minute is in time', happened: [[1, paged('P0/0')], [3, acknowledged], [60, resolved]], is: { value: { due: 1, onTime: 1 } } },
    { name: 'later is not', happened: [[1.1, paged('P0/0')], [3, acknowledged], [60, resolved]], is: { value: { due: 1, onTime: 0 } } },
    { name: 'never is not', happened: [[3, acknowledged], [60, resolved]], is: { value: { due: 1, onTime: 0 } } },
    { name: 'a step that told nobody is not', happened: [[0, { kind: 'paged', keys: ['P0/0'], whom: [] }], [3, acknowledged], [60, resolved]], is: { value: { due: 1, onTime: 0 } } },
    { name: 'a step that nobody needed any more is not due', happened: [[0, paged('P0/0')], [10, resolved]], is: { value: { due: 1, onTime: 1 } } },
    { name: 'a second acknowledgement makes no step due', happened: [[0, paged('P0/0')], [3, acknowledged], [40, acknowledged], [60, resolved]], is: { value: { due: 1, onTime: 1 } } },
    { name: 'what nobody acknowledged goes on', happened: [[0, paged('P0/0')], [15, paged('P0/1')], [60, resolved]], is: { value: { due: 2, onTime: 2 } } },
  ] as const)('$name', ({ happened, is }) => {
    expect(measured(happened).escalations).toEqual(is);
  }); // biome-ignore format: a table
});

describe('roles', () => {
  test.each([
    { name: 'the first to acknowledge leads', happened: [[3, acknowledged], [4, comms]], is: { value: minute(4) } },
    { name: 'a role filled twice was filled the first time', happened: [[3, acknowledged, comms], [9, comms]], is: { value: minute(3) } },
    { name: 'without one of them nobody says when', happened: [[3, acknowledged]], is: { missing: 'role-unfilled' } },
  ] as const)('$name', ({ happened, is }) => {
    expect(measured(happened).mobilised).toEqual(is);
  }); // biome-ignore format: a table
});

describe('severities', () => {
  test('are in the order of their ranks, whatever their names', () => {
    const reversed = { ...handPolicy, levels: handPolicy.levels.map((level) => ({ ...level, rank: 4 - level.rank })) };
    const record = told({ number: 1, level: 'P0', at, happened: [[5, atLevel('P2')], [60, resolved]] });
    expect(measure(record, { labels: [], policy: reversed, published: null }).peak).toEqual({ value: 'P2' });
    expect(measure(record, { labels: [], policy: null, published: null }).peak).toEqual({ missing: 'no-policy' });
  });

  test('of which none was said stand for themselves', () => {
    const { levels, peak } = measured([[10, atLevel('P1')], [30, resolved]], { level: null });
    expect(peak).toEqual({ value: 'P1' });
    expect(levels).toEqual({ value: [{ level: null, from: at, to: minute(10) }, { level: 'P1', from: minute(10), to: minute(30) }] });
  });

  test('with a reason that looks like a change are read from our own words', () => {
    const { levels } = measured([[10, { kind: 'level', level: 'P1', reason: 'was wrong: Severity P1 → P2' }], [30, resolved]]);
    expect(levels).toMatchObject({ value: [{ level: 'P0' }, { level: 'P1' }] });
  });

  test('that the timeline does not explain are not guessed', () => {
    const record = told({ number: 1, level: 'P0', at, happened: [[10, atLevel('P1')], [30, resolved]], with: { level: 'P2' } });
    expect(measure(record, { labels: [], policy: handPolicy, published: null })).toMatchObject({ levels: { missing: 'history-broken' }, peak: { missing: 'history-broken' } });
  });
}); // biome-ignore format: one thought a line

describe('a timeline that was cut for size', () => {
  const notes = Array.from({ length: 400 }, (_, index) => [20 + index, noted] as const);
  const long = told({ number: 1, level: 'P0', at, said: { started: -5 }, happened: [[3, acknowledged], ...notes, [500, watched], [600, resolved]] });
  const { folded, ...cut } = { folded: fold(long).folded, ...measure(fold(long), { labels: [], policy: handPolicy, published: null }) };

  test('tells what its milestones tell', () => {
    expect(folded).toBeGreaterThan(0);
    expect(cut).toMatchObject({ acknowledged: { value: minute(3) }, mitigated: { value: minute(500) }, resolved: { value: minute(600) }, reopened: { value: 0 }, impact: stretches([-5, 500]) });
  });

  test('leaves the rest unsaid', () => {
    for (const key of ['levels', 'peak', 'updates', 'escalations', 'firstUpdate'] as const) expect(cut[key], key).toEqual({ missing: 'folded' });
  });
}); // biome-ignore format: one thought a line

describe('a practice incident', () => {
  test.each([
    { name: 'by the label of its issue where it was before the app, whatever its case', labels: ['incident', 'Drill'], more: { imported: true as const }, is: true },
    { name: 'by no label that somebody put on a real one', labels: ['incident', 'drill'], more: {}, is: false },
    { name: 'by its record', labels: [], more: { drill: true as const }, is: true },
    { name: 'is none otherwise', labels: ['incident', 'drilling'], more: {}, is: false },
  ])('$name', ({ labels, more, is }) => {
    const record = { ...told({ number: 1, level: 'P0', at, happened: [] }), ...more };
    expect(measure(record, { labels, policy: null, published: null }).drill).toBe(is);
  });
}); // biome-ignore format: a table

describe('a record without its policy', () => {
  test('has every time, and nothing that was promised', () => {
    const record = told({ number: 1, level: 'P0', at, happened: [[3, acknowledged], [30, watched], [60, resolved]], with: { policy: null } });
    expect(measure(record, { labels: [], policy: null, published: [] })).toMatchObject({
      acknowledged: { value: minute(3) }, resolved: { value: minute(60) }, updates: { missing: 'no-policy' }, escalations: { missing: 'no-policy' },
      mobilised: { missing: 'no-policy' }, postmortem: { missing: 'no-policy' }, peak: { value: 'P0' },
    });
  });
}); // biome-ignore format: one thought a line

describe('a postmortem', () => {
  const record = told({ number: 1, level: 'P0', at, happened: [[60, resolved], [90, closed]] });
  test('counts from its first document', () => {
    const published = [{ incident: 1, at: '2026-03-03T00:00:00Z' }, { incident: 1, at: '2026-03-02T00:00:00Z' }, { incident: 2, at: '2026-03-01T11:00:00Z' }];
    expect(measure(record, { labels: [], policy: handPolicy, published }).postmortem).toEqual({ value: { due: '2026-03-04T11:00:00Z', published: '2026-03-02T00:00:00Z' } });
  });

  test('of which nobody looked is not one that is late', () => {
    expect(measure(record, { labels: [], policy: handPolicy, published: null }).postmortem).toEqual({ missing: 'not-recorded' });
  });
}); // biome-ignore format: one thought a line

describe('percentiles', () => {
  test.each([
    { values: [], share: 0.5, is: null },
    { values: [7], share: 0.9, is: 7 },
    { values: [1, 2], share: 0.5, is: 1.5 },
    { values: [4, 1, 3, 2], share: 0.9, is: 3.7 },
    { values: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], share: 0.9, is: 9 },
  ])('of $values at $share is $is', ({ values, share, is }) => {
    expect(percentile(values, share)).toBe(is);
  });

  test('show a trend from twenty on', () => {
    const values = Array.from({ length: 20 }, (_, index) => index);
    expect(trendOf(values.slice(1))).toBeNull();
    expect(trendOf(values)).toEqual({ older: 4.5, newer: 14.5 });
  });
}); // biome-ignore format: a table
