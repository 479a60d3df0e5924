// Three outages in prose that is fine (test/golden/postmortem): no rule about language minds any of it, under any preset.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shipped } from '../../../support/builders.ts';
import { lint, policyNamed } from '../../../support/sound-postmortem.ts';

const folder = new URL('../../../golden/postmortem/', import.meta.url);
const texts = readdirSync(folder).filter((name) => name !== 'README.md');

/** About words: openers, blame, error, hindsight, questions, acronyms; and what must not be told. */
const OF_LANGUAGE = /^E(?:02|1[1-7]|22|26)$/;

describe('the outages', () => {
  test('are three', () => {
    expect(texts).toEqual(['capacity-removed.md', 'database-removed.md', 'regular-expression.md']);
  });

  test.each(texts.flatMap((name) => Object.keys(shipped.policies).map((preset) => ({ name, preset }))))(
    '$name under $preset',
    ({ name, preset }) => {
      const found = lint(readFileSync(new URL(name, folder), 'utf8'), {
        file: null,
        known: {},
        policy: policyNamed(preset),
      });
      expect(found.filter(({ rule }) => OF_LANGUAGE.test(rule))).toEqual([]);
      expect(found.map(({ rule }) => rule)).toContain('E10');
    },
  );

  test.each(texts)('%s is read whole: its timeline, its action items, its headings', (name) => {
    const found = lint(readFileSync(new URL(name, folder), 'utf8'), { file: null, known: {} });
    expect(found.filter(({ rule }) => /^E(?:00|05|07|08|09|18|19|20)$/.test(rule))).toEqual([]);
  });
});
