// What a judged policy is told as: on lines, in a summary of a size that GitHub takes, and no success of what is not known.
import { describe, expect, test } from 'vitest';
import type { PolicyProblem } from '../../../src/core/policy/policy.ts';
import type { Proposed } from '../../../src/core/policy/proposed.ts';
import { policyTold } from '../../../src/core/proposal/policy-told.ts';
import { policyUnread } from '../../../src/core/proposal/policy-untouched.ts';

const place = { owner: 'acme', repo: 'shop' };
const problem = (message: string, file = 'Acme/shop/.github/firebreak.yml'): PolicyProblem => ({
  ...{ file, line: 3, column: 5, code: 'unknown-key', message },
});
const sound: Proposed = { problems: [], missing: null, hints: [], changes: [] };
const told = (more: Partial<Proposed>) => policyTold({ ...sound, ...more }, place).output;
const bytes = (text: string) => new TextEncoder().encode(text).length;
const change = (level: string | null, text: string) => ({ level, key: 'x', text, before: 'a', after: 'b' });

describe('how it stands', () => {
  test.each([
    { name: 'sound', judged: {}, conclusion: 'success', title: 'sound' },
    { name: 'with hints alone', judged: { hints: ['it pages nobody.'] }, conclusion: 'success', title: 'sound' },
    { name: 'broken', judged: { problems: [problem('x')] }, conclusion: 'failure', title: '1 to correct' },
    {
      ...{ name: 'over one that is not read', judged: { missing: 'acme/vault:a.yml', changes: null } },
      ...{ conclusion: 'neutral', title: 'sound as far as it could be read' },
    },
    {
      ...{ name: 'broken over one that is not read', judged: { missing: 'x:y', problems: [problem('x')] } },
      ...{ conclusion: 'failure', title: '1 to correct' },
    },
  ])('$name', ({ judged, conclusion, title }) => {
    expect(told(judged)).toMatchObject({ conclusion, title });
  });

  test('what GitHub does not let be read is no success, and its words do nothing', () => {
    const output = policyUnread('No <b>way</b>, @lead.');
    expect(output.conclusion).toBe('neutral');
    expect(output.summary).not.toMatch(/<b>|@lead/);
  });
});

test('a problem has its line where it is in this repository, and a row wherever it is', () => {
  const { batches, summary } = told({ problems: [problem('`here`'), problem('there', 'acme/policies/x.yml')] });
  expect(batches.flat()).toEqual([
    {
      ...{ path: '.github/firebreak.yml', start_line: 3, end_line: 3, start_column: 5, end_column: 5 },
      ...{ annotation_level: 'failure', title: 'unknown-key', message: '`here`' },
    },
  ]);
  expect(summary).toContain('| .github/firebreak.yml | 3:5 | unknown-key | here |');
  expect(summary).toContain('| acme/policies/x.yml | 3:5 | unknown-key | there |');
});

describe('a summary', () => {
  const long = '|'.repeat(5000);
  test.each<{ name: string; judged: Partial<Proposed>; says: RegExp }>([
    {
      name: 'of many long problems',
      judged: { problems: Array.from({ length: 20 }, () => problem(long)), changes: null },
      says: /too much for one page/,
    },
    { name: 'of many hints', judged: { hints: Array(500).fill('look at it.') }, says: /480 more like these/ },
    {
      name: 'of many long changes',
      judged: { changes: Array.from({ length: 40 }, () => change('P0', long)) },
      says: /\n\n\d+ more: too long for one page/,
    },
    {
      name: 'of long problems and changes together',
      judged: { problems: [problem(long)], changes: Array.from({ length: 40 }, () => change(null, '😀'.repeat(900))) },
      says: /\n\n\d+ more: too long for one page/,
    },
  ])('$name has a size that GitHub takes', ({ judged, says }) => {
    const { summary } = told(judged);
    expect(bytes(summary)).toBeLessThanOrEqual(65_000);
    expect(summary).toMatch(says);
    expect(summary.isWellFormed()).toBe(true);
  });

  test('has what changes level by level, and no text of a policy speaks in it', () => {
    const changes = [
      change('P0', 'P0: title: a → <img> @lead'),
      change(null, 'x'),
      change('P0', 'P0: respond within 5'),
    ];
    const { summary } = told({ changes });
    expect(summary.split('\n\n')).toEqual([
      '### What changes for incidents',
      '**P0**',
      expect.stringMatching(/^- title: .*\n- respond within 5$/),
      '**Every incident**',
      '- x',
    ]);
    expect(summary).not.toMatch(/<img|@lead/);
  });
});
