// However long an incident, its record keeps within its size; what is short enough is left alone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/core/incident/fold.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';

const text = fc
  .array(fc.constantFrom('a', 'é', '🚨', '\ud83d', 'مرحبا', ' '), { maxLength: 80 })
  .map((parts) => parts.join(''));
const long = fc.array(text, { maxLength: 60 }).map((texts): Incident => {
  const entries = texts.map((said, index) => ({ at: build.minute(index), kind: 'note' as const, by: null, text: said, comment: null }));
  return { ...build.anIncident(), timeline: entries };
}); // biome-ignore format: one value

describe('any timeline, folded', () => {
  test('keeps within number and length, and loses nothing uncounted', () => {
    fc.assert(
      fc.property(
        long,
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 2, max: 100 }),
        (incident, most, longest) => {
          const folded = fold(incident, most, longest);
          expect(folded.timeline.length).toBeLessThanOrEqual(most);
          expect(folded.timeline.length + folded.folded).toBe(incident.timeline.length);
          for (const entry of folded.timeline) expect(entry.text.length).toBeLessThanOrEqual(longest);
          expect(folded.timeline.at(-1)?.at).toBe(incident.timeline.at(-1)?.at);
        },
      ),
    );
  });

  test('a second time is the same object', () => {
    fc.assert(
      fc.property(
        long,
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 2, max: 100 }),
        (incident, most, longest) => {
          const folded = fold(incident, most, longest);
          expect(fold(folded, most, longest)).toBe(folded);
        },
      ),
    );
  });

  test('the first entries tell how it began and stay', () => {
    const timeline = Array.from({ length: 40 }, (_, index) => ({ at: build.minute(index), kind: 'note' as const, by: null, text: `${index}`, comment: null }));
    const folded = fold({ ...build.anIncident(), timeline }, 12);
    expect(folded.timeline.map((entry) => entry.text)).toEqual(['0', '1', '2', '3', '32', '33', '34', '35', '36', '37', '38', '39']);
    expect(folded.folded).toBe(28);
  }); // biome-ignore format: one value
});

describe('texts beside the timeline', () => {
  test('are cut as well: an update of 64 kB must not keep the card from being written', () => {
    const huge = 'x'.repeat(64_000);
    const incident = fold(build.anIncident({ impact: huge }, { kind: 'updated', text: huge, eta: huge, impact: huge, next: huge }));
    for (const said of [incident.impact, incident.eta, incident.updates.lastText]) expect(said?.length).toBeLessThanOrEqual(1000);
    expect(incident.impact?.endsWith('…')).toBe(true);
  }); // biome-ignore format: one thought a line

  test('a short incident is the same object', () => {
    const incident = build.anIncident({}, build.updated);
    expect(fold(incident)).toBe(incident);
  });
});
