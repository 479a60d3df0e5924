// Any text at all as a diff, a title, a branch or the name of a check: the readers are total, make nothing up, and the table stays a table.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addedLines } from '../../../src/core/hotfix/added-lines.ts';
import { hotfixByHand } from '../../../src/core/hotfix/by-hand.ts';
import { judgeHotfix } from '../../../src/core/hotfix/gate.ts';
import { markersIn } from '../../../src/core/hotfix/markers.ts';
import { issuesNamedIn } from '../../../src/core/hotfix/named-issues.ts';
import { gateText } from '../../../src/core/messages/hotfix-gate.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { check, ci, facts, file, policy, record, review, whole } from './facts.ts';

const pieces = [
  '@@ -1 +1 @@', '@@ -0,0 +1,9 @@', '@@ -1,999999999 +1 @@', '\n', '\r\n', '+', '-', ' ', '\\ No newline', '+++ b/x', '--- a/x', 'diff --git ', 'INCIDENT FIX:', '(REMOVE AFTER INCIDENT)', 'Ticket: INC-', '7', '00', 'HOTFIX:', 'hotfix/incident-', 'Fixes #', 'refs ', 'closes: ', 'acme/shop#', 'https://github.com/acme/shop/issues/', '|', '`', '<!--', '-->', '@acme/devops', '\u200b', '\ud800', '__proto__', 'text',
]; // biome-ignore format: a list of pieces
const text = fc.oneof(
  { weight: 9, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

test('as a diff: what is added stands in it behind a plus, in order, and so does what is marked', () => {
  fc.assert(
    fc.property(text, (diff) => {
      const plus = diff.split('\n').filter((line) => line.startsWith('+'));
      const added = addedLines(diff);
      expect(added.length).toBeLessThanOrEqual(plus.length);
      for (const { text: line } of added)
        expect(plus.some((one) => one.slice(1).replace(/\r$/, '') === line)).toBe(true);
      for (const { ticket, line } of markersIn(diff, policy.temporaryFixes)) {
        expect(added.some((one) => one.line === line && one.text.includes('INCIDENT FIX:'))).toBe(true);
        expect(ticket === null || (Number.isSafeInteger(ticket) && ticket > 0)).toBe(true);
      }
    }),
    { numRuns: fuzzRuns(1_000) },
  );
});

test('as a title, text and branch: an incident is one that is named there', () => {
  fc.assert(
    fc.property(text, text, (title, body) => {
      const branch = title.slice(0, 100);
      const found = hotfixByHand({ title: `HOTFIX: ${title}`, body, branch, repository: 'acme/shop' }, policy);
      const named = [...issuesNamedIn(body, 'acme/shop').map(({ number }) => number)];
      for (const number of named) expect(body).toContain(String(number));
      if (found !== null) expect(`${branch} ${body}`).toContain(String(found.incident));
    }),
    { numRuns: fuzzRuns(1_000) },
  );
});

test('as names of checks, files, accounts and severities: the table stays a table, and mentions nobody', () => {
  fc.assert(
    fc.property(text, (name) => {
      const given = facts({
        required: whole({ name, app: ci }),
        checks: whole(check({ name, state: 'failure' })),
        files: whole(file({ path: `.github/${name}`, patch: name })),
        reviews: whole(review({ login: name, state: 'changes_requested' })),
      });
      const { summary } = gateText(judgeHotfix(given, policy, record({ level: name })));
      const rows = summary.split('\n').filter((line) => line.startsWith('|'));
      expect(rows.map((row) => row.split('|').length)).toEqual(rows.map(() => 6));
      expect(rows).toHaveLength(18);
      expect(summary).not.toMatch(/<!--|(?<!`[^`|]*)@acme/);
    }),
    { numRuns: fuzzRuns(500) },
  );
});
