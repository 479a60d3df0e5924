// Whatever the incidents are: their order, drills and what is outside the window change nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/core/incident/change.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { report } from '../../../src/core/metrics/report.ts';
import { plus } from '../../../src/core/time.ts';
import {
  acknowledged,
  atLevel,
  closed,
  comms,
  paged,
  policyOf,
  reopened,
  resolved,
  told,
  updated,
  watched,
} from './telling.ts';

const change = fc.constantFrom<Change>(
  acknowledged, atLevel('P0'), atLevel('P1'), atLevel('P2'), closed, comms, paged('P0/0'), paged('P1/0'), reopened, resolved, updated, watched,
  { kind: 'status', status: 'investigating', note: null }, { kind: 'status', status: 'declined', note: null },
); // biome-ignore format: a list

/** Any story, whether it can be or not: a record of an older release may say anything. */
function anIncident(number: number, day: fc.Arbitrary<number>): fc.Arbitrary<Incident> {
  const minutes = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), change), { maxLength: 12 });
  return fc.record({ day, level: fc.constantFrom('P0', 'P1', 'P2', null), started: fc.option(fc.integer({ min: -300, max: 30 }), { nil: null }), minutes }).map((one) =>
    told({
      number,
      level: one.level,
      at: plus('2026-03-01T00:00:00Z', `PT${one.day * 24}H`),
      ...(one.started === null ? {} : { said: { started: one.started } }),
      happened: one.minutes.toSorted(([a], [b]) => a - b),
    }),
  );
} // biome-ignore format: one thought

const wanted = {
  window: { from: '2026-03-10T00:00:00Z', to: '2026-03-20T00:00:00Z' },
  asOf: '2026-04-01T00:00:00Z',
  environment: 'production',
  policyOf,
};
const inside = fc.integer({ min: 9, max: 18 });
const some = fc
  .integer({ min: 1, max: 6 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anIncident(index + 1, inside))));

function metricsOf(records: readonly Incident[], drills: readonly Incident[] = []) {
  const all = [
    ...records.map((record) => ({ record, labels: ['incident'] })),
    ...drills.map((record) => ({ record: { ...record, drill: true as const }, labels: ['incident', 'drill'] })),
  ];
  return report({ records: all, deployments: [], published: [] }, wanted);
}

describe('any incidents', () => {
  test('make the same numbers in whatever order they come', () => {
    fc.assert(fc.property(some, fc.integer(), (records, seed) => {
      const shuffled = records.toSorted((a, b) => ((a.issue.number * 31 + seed) % 7) - ((b.issue.number * 31 + seed) % 7));
      expect(metricsOf(shuffled)).toEqual(metricsOf(records));
    }));
  });

  test('make the same numbers beside any drill', () => {
    fc.assert(fc.property(some, anIncident(99, inside), (records, drill) => {
      const { left: _more, levels: _order, ...numbers } = metricsOf(records, [drill]);
      expect(numbers).toEqual((({ left: _left, levels: _none, ...rest }) => rest)(metricsOf(records)));
    }));
  });

  test('make the same numbers beside any incident that was declared at another time', () => {
    fc.assert(fc.property(some, anIncident(99, fc.constantFrom(0, 8, 19, 25)), (records, other) => {
      const { left: _more, levels: _order, ...numbers } = metricsOf([...records, other]);
      expect(numbers).toEqual((({ left: _left, levels: _none, ...rest }) => rest)(metricsOf(records)));
    }));
  });

  test('never make a number below nothing, a share beyond the whole, or more parts than there are', () => {
    fc.assert(fc.property(some, (records) => {
      for (const { definition, reading } of metricsOf(records).metrics) {
        if (reading.shape === 'share') expect(reading.part, definition.id).toBeLessThanOrEqual(reading.n);
        if (reading.shape !== 'durations') continue;
        expect(reading.median ?? 0, definition.id).toBeGreaterThanOrEqual(0);
        expect(reading.p90 ?? 0, definition.id).toBeGreaterThanOrEqual(reading.median ?? 0);
      }
    }));
  });

  test('are each in a metric or left out of it for a reason', () => {
    fc.assert(fc.property(some, (records) => {
      const made = metricsOf(records);
      for (const { definition, reading } of made.metrics) {
        if (definition.source.startsWith('Status card') && reading.shape === 'durations' && definition.id !== 'open-action-items')
          expect(reading.n + reading.left.reduce((sum, { n }) => sum + n, 0), definition.id).toBe(made.incidents);
      }
    }));
  });
}); // biome-ignore format: one thought a line
