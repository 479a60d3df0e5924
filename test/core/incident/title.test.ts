// The title carries level and summary there and back again, whatever people write.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeIncident } from '../../../src/core/incident/looks-like.ts';
import { LONGEST_TITLE, parseTitle, printTitle } from '../../../src/core/incident/title.ts';
import { oneVisibleLine } from '../../../src/core/markdown/inert.ts';

const level = fc.option(fc.constantFrom('P0', 'P1', 'SEV-1', 'Sev 2'), { nil: null });
const summary = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('🚨', '👩🏽‍🚒', 'مرحبا', '‮abc', '[INCIDENT P1] ', ']', '[', ' — ')))
  .map((parts) => parts.join('')); // biome-ignore format: a list of pieces
const characters = (text: string): number => [...text].length;

describe('any summary', () => {
  test('comes back as far as it can be seen, unless the title had to be cut', () => {
    fc.assert(
      fc.property(level, summary, (name, text) => {
        const title = printTitle(name, text);
        expect(characters(title)).toBeLessThanOrEqual(LONGEST_TITLE);
        const read = parseTitle(title);
        expect(read?.level ?? null).toBe(name);
        const whole = oneVisibleLine(text) === '' ? 'Untitled incident' : oneVisibleLine(text);
        if (title.endsWith('…') && !whole.endsWith('…')) expect(whole.startsWith(read?.summary.slice(0, -1).trim() ?? '-')).toBe(true);
        else expect(read?.summary).toBe(whole);
      }),
    );
  }); // biome-ignore format: one thought a line

  test('is the same title when printed again', () => {
    fc.assert(
      fc.property(level, summary, (name, text) => {
        const title = printTitle(name, text);
        const read = parseTitle(title);
        expect(printTitle(read?.level ?? null, read?.summary ?? '')).toBe(title);
      }),
    );
  });
});

test('AC-33 a title has no characters that nobody sees or that turn it round', () => {
  expect(printTitle('P1', '\u202eumop\u202c si \u200btuokcehC\u2066\u00ad')).toBe('[INCIDENT P1] umop si tuokcehC');
  expect(printTitle(null, '\u200b\u202e')).toBe('[INCIDENT] Untitled incident');
});

describe('a title', () => {
  test.each([
    { title: '[INCIDENT P0] Production down', level: 'P0', summary: 'Production down' },
    { title: '[incident p0]   Production down ', level: 'p0', summary: 'Production down' },
    { title: '[INCIDENT] Production down', level: null, summary: 'Production down' },
    { title: '[INCIDENT ] Production down', level: null, summary: 'Production down' },
    { title: '[INCIDENT Sev 1 ] x', level: 'Sev 1', summary: 'x' },
    { title: '[INCIDENT P0]', level: 'P0', summary: '' },
  ])('$title', ({ title, level: name, summary: text }) => {
    expect(parseTitle(title)).toEqual({ level: name, summary: text });
    expect(looksLikeIncident({ title, body: '', labels: [] })).toBe(true);
  });

  test.each(['Production down', 'Incident P0: down', 'INCIDENT P0 down', '[INCIDENTAL] x', 're: [INCIDENT P0] x', ''])(
    '%s is none of an incident',
    (title) => {
      expect(parseTitle(title)).toBeNull();
      expect(looksLikeIncident({ title, body: '', labels: [] })).toBe(false);
    },
  );
});
