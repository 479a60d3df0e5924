// The gate in words: what does not hold comes first, nothing that anybody wrote does anything, and it is never longer than GitHub takes.
import { expect, test } from 'vitest';
import { judgeHotfix } from '../../../src/core/hotfix/gate.ts';
import { gateText, LONGEST_SUMMARY } from '../../../src/core/messages/hotfix-gate.ts';
import { check, ci, facts, file, policy, record, review, whole } from '../hotfix/facts.ts';

const textOf = (...given: Parameters<typeof judgeHotfix>) => gateText(judgeHotfix(...given));

/** Cells of a row of the table. */
const cells = (row: string) => row.split('|').length - 2;

test('a green one says what was proved', () => {
  const { title, summary } = textOf(facts(), policy, record());
  expect(title).toBe('Tested and approved');
  expect(summary.split('\n').filter((line) => line.startsWith('| ✅'))).toHaveLength(16);
  expect(summary).toContain('| ✅ | tested | `test`: success. |  |');
  expect(summary).toContain('| ✅ | approved | Approved at this very commit by `account-3`. |  |');
});

test('what must change comes before what only waits, each with who can do something', () => {
  const { title, summary } = textOf(facts({ reviews: whole(), pull: { changedLines: 900 } }), policy, record());
  const [first, second] = summary.split('\n').filter((line) => /^\| (?!\||what)/.test(line));
  expect(title).toBe('2 of 16 do not hold');
  expect(first).toBe('| ❌ | small | It changes 900 lines; a hotfix changes at most 200. | who opened it |');
  expect(second).toMatch(/^\| ⏳ \| approved \| 0 of 1 .* \| somebody who may write here and wrote none of it \|$/);
});

test('names of checks, files and accounts are inert, and leave the table whole', () => {
  const evil = 'x`|</td><!-- @acme/devops #7 \n| ✅ | https://evil.example';
  const { summary } = textOf(
    facts({
      required: whole({ name: evil, app: ci }),
      checks: whole(check({ name: evil, state: 'failure' })),
      files: whole(file({ path: `.github/${evil}` })),
      reviews: whole(review({ login: evil, state: 'changes_requested' })),
    }),
    policy,
    record({ level: evil }),
  );
  const table = summary.split('\n').filter((line) => line.startsWith('|'));
  expect(table.map(cells)).toEqual(table.map(() => 4));
  expect(summary).not.toContain('<!--');
  expect(summary).not.toContain('@acme');
  expect(summary).not.toMatch(/<\/td>|https:\/\/evil/);
});

test('it is never longer than GitHub takes, and what fails is there all the same', () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `${'ö'.repeat(90)} ${index}`);
  const { summary } = textOf(
    facts({
      required: whole(...names.map((name) => ({ name, app: ci }))),
      checks: whole(...names.map((name, index) => check({ name, state: index === 1_999 ? 'failure' : 'success' }))),
    }),
    policy,
    record(),
  );
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(LONGEST_SUMMARY);
  expect(summary.split('\n')[4]).toContain('1999`: failure');
  expect(summary).toMatch(/And \d+ more that do not fit here\.$/);
});
