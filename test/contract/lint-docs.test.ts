// docs/postmortem-lint.md is what the table of rules says today, and says it of every rule.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintPage, page } from '../../scripts/generate-lint-docs.ts';
import { rules } from '../../src/core/postmortem/lint/rules.ts';

describe('docs/postmortem-lint.md', () => {
  test('is current', () => {
    expect(readFileSync(page, 'utf8') === lintPage(), 'run: node scripts/generate-lint-docs.ts').toBe(true);
  });

  test.each(rules)('has $code with its reason, examples and source', ({ code, says, because, bad, good, source }) => {
    const text =
      lintPage()
        .split(`\n## ${code}\n`)[1]
        ?.split(/\n## E\d\d\n/)[0] ?? '';
    for (const said of [says, because, bad, good, source]) {
      expect(said.trim()).not.toBe('');
      expect(text).toContain(said);
    }
    expect([says, because].filter((sentence) => !/[.?]$/.test(sentence))).toEqual([]);
  });
});
