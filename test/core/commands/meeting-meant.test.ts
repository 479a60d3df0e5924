// When a meeting is, as people write it.
import { expect, test } from 'vitest';
import { meetingMeant } from '../../../src/core/commands/grammar/meeting-meant.ts';
import * as build from '../../support/builders.ts';

/** A Monday. */
const NOW = '2026-11-30T10:00:00Z';
const read = (text: string) => meetingMeant(text, NOW, build.aPolicy())?.slice(0, 16) ?? null;

test.each([
  ['2026-12-02T15:00Z', '2026-12-02T15:00'],
  ['2026-12-02T15:00+01:00', '2026-12-02T14:00'],
  ['2026-12-02 15:00', '2026-12-02T15:00'],
  ['on 2026-12-02 at 15:00 UTC', '2026-12-02T15:00'],
  ['2026-12-02 3pm', '2026-12-02T15:00'],
  ['15:00', '2026-11-30T15:00'],
  ['9:30', '2026-12-01T09:30'],
  ['today 15:00', '2026-11-30T15:00'],
  ['today 09:00', '2026-11-30T09:00'],
  ['tomorrow 15:00', '2026-12-01T15:00'],
  ['tomorrow at 3:30 pm.', '2026-12-01T15:30'],
  ['Friday 3pm', '2026-12-04T15:00'],
  ['next Tuesday at 15:00', '2026-12-01T15:00'],
  ['monday 09:00', '2026-12-07T09:00'],
  ['monday 11:00', '2026-11-30T11:00'],
  ['in 2 days', '2026-12-02T10:00'],
  ['2h', '2026-11-30T12:00'],
])('%s is %s', (text, at) => expect(read(text)).toBe(at));

test.each(['', 'soon', '2026-12-02', 'tomorrow', 'Friday', '25:00', 'someday 15:00', '2026-13-40 15:00', '15:00 CET', `${'9'.repeat(80)}:00`])(
  '%s is no time: it is asked for',
  (text) => expect(read(text)).toBeNull(),
); // biome-ignore format: one row
