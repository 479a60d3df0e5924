// Every problem of the table is met somewhere, and says what happened, what was expected and what to do.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ProblemCode, problem, problemCodes } from '../../src/core/problems.ts';

const core = new URL('../../src/core/', import.meta.url);
const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'problems.ts' && !file.startsWith('problems/'))
  .map((file) => readFileSync(new URL(file, core), 'utf8'));

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'trusted' in value ? String(value.trusted) : String(value);

describe.each(problemCodes())('%s', (code: ProblemCode) => {
  test('is used', () => {
    expect(sources.some((source) => source.includes(`'${code}'`))).toBe(true);
  });

  test('has three parts, each a sentence', () => {
    const { happened, expected, next } = problem(code);
    // The grammar's own problems bring their three parts.
    if (code === 'grammar')
      expect([happened, expected, next].map(textOf)).toEqual(['{happened}', '{expected}', '{next}']);
    else
      for (const part of [happened, expected, next])
        expect(textOf(part).replace(/\{unseen\}$/, '')).toMatch(/^[A-Z{].*\.$/);
  });
});

test('a value that is not given stays visible instead of vanishing', () => {
  expect(textOf(problem('unknown-level').expected)).toContain('{levels}');
});
