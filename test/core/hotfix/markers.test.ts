// S002-22 Temporary fixes are marked in the code, and a diff scan finds the mark and its ticket.
import { describe, expect, test } from 'vitest';
import { addedLines } from '../../../src/core/hotfix/added-lines.ts';
import { markersIn as allOf } from '../../../src/core/hotfix/markers.ts';
import { policy } from './facts.ts';

const { temporaryFixes: words } = policy;
const mark = 'INCIDENT FIX: Bypass broken cache (REMOVE AFTER INCIDENT)';
/** The markers without their own text, which has a test of its own. */
const markersIn = (...asked: Parameters<typeof allOf>) => allOf(...asked).map(({ text: _text, ...rest }) => rest);
const found = (line: number, ticket: number | null, change = {}) => ({
  path: null,
  line,
  what: 'Bypass broken cache',
  ends: true,
  ticket,
  ...change,
});

/** A patch that adds these lines at the top of a file. */
const adds = (...lines: readonly string[]) =>
  [`@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n');

describe('the text of a marker', () => {
  test.each([
    [`// ${mark} for now`, mark],
    ['x() # INCIDENT FIX: no end', 'INCIDENT FIX: no end'],
    [`// INCIDENT FIX: ${'x'.repeat(400)}`, `INCIDENT FIX: ${'x'.repeat(186)}`],
  ])('%s', (line, text) => {
    expect(allOf(adds(line), words).map((one) => one.text)).toEqual([text]);
  });
});

describe('what is added', () => {
  test('is numbered as in the new file, in every hunk and file of a diff', () => {
    const diff = [
      'diff --git a/src/pay.ts b/src/pay.ts',
      'index 111..222 100644',
      '--- a/src/pay.ts',
      '+++ b/src/pay.ts',
      '@@ -3,3 +3,4 @@ function pay() {',
      ' context',
      '-old',
      '+new',
      '+newer',
      ' context',
      '@@ -40 +41 @@',
      '-a',
      '+b',
      '\\ No newline at end of file',
      'diff --git a/gone.ts b/gone.ts',
      '--- a/gone.ts',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
      'diff --git a/new.sql b/new.sql',
      '--- /dev/null',
      '+++ b/new.sql\t2026-03-01',
      '@@ -0,0 +1 @@',
      '+select 1;\r',
    ].join('\n');
    expect(addedLines(diff)).toEqual([
      { path: 'src/pay.ts', line: 4, text: 'new' },
      { path: 'src/pay.ts', line: 5, text: 'newer' },
      { path: 'src/pay.ts', line: 41, text: 'b' },
      { path: 'new.sql', line: 1, text: 'select 1;' },
    ]);
  });

  test.each([
    { name: 'a line that looks like the name of a file', line: '++ b/other.ts', text: '++ b/other.ts' },
    { name: 'a line that looks like a hunk', line: '@@ -1 +1 @@', text: '@@ -1 +1 @@' },
    { name: 'an empty line', line: '', text: '' },
  ])('$name is text all the same', ({ line, text }) => {
    expect(addedLines(adds(line, 'last')).map((one) => one.text)).toEqual([text, 'last']);
  });

  test.each(['', 'nothing of a diff', '@@ -1,9 +1,9 @@', '@@ -x +y @@\n+a', '+a', '@@ -1 +1,999999999 @@\n+a'])(
    'what is no sound diff ends nothing: %j',
    (diff) => {
      expect(addedLines(diff).length).toBeLessThanOrEqual(1);
    },
  );
});

describe('a marker', () => {
  test.each([
    { name: 'Python', lines: [`# ${mark}`, '# Ticket: INC-7'] },
    { name: 'C', lines: [`/* ${mark}`, ' * Ticket: INC-7 */'] },
    { name: 'JavaScript, behind code', lines: [`cache = null; // ${mark}`, '// Ticket: INC-7'] },
    { name: 'SQL', lines: [`-- ${mark}`, '-- Ticket: INC-7'] },
    { name: 'HTML', lines: [`<!-- ${mark}`, '     Ticket: INC-7 -->'] },
    { name: 'Lisp', lines: [`;; ${mark}`, ';; Ticket: INC-7'] },
    { name: 'Visual Basic, in one line', lines: [`' ${mark} Ticket: INC-7`] },
    { name: 'with a line between', lines: [`# ${mark}`, '# until the cache is mended', '# Ticket: INC-7'] },
  ])('in a comment of $name', ({ lines }) => {
    expect(markersIn(adds(...lines), words)).toEqual([found(1, 7)]);
  });

  test.each([
    { name: 'no ticket', lines: [mark], is: [found(1, null)] },
    { name: 'a ticket without a number', lines: [mark, 'Ticket: INC-'], is: [found(1, null)] },
    { name: 'the ticket of no incident', lines: [mark, 'Ticket: INC-0'], is: [found(1, null)] },
    { name: 'a ticket too far below', lines: [mark, '1', '2', 'Ticket: INC-7'], is: [found(1, null)] },
    { name: 'the ticket of the next marker', lines: [mark, mark, 'Ticket: INC-8'], is: [found(1, null), found(2, 8)] },
    {
      name: 'no end',
      lines: ['INCIDENT FIX: Bypass broken cache', 'Ticket: INC-7'],
      is: [found(1, 7, { ends: false })],
    },
    {
      name: 'no words',
      lines: ['INCIDENT FIX: (REMOVE AFTER INCIDENT)', 'Ticket: INC-7'],
      is: [found(1, 7, { ends: false, what: '' })],
    },
    { name: 'other letters: it is no marker', lines: ['incident fix: Bypass'], is: [] },
  ])('with $name', ({ lines, is }) => {
    expect(markersIn(adds(...lines), words)).toEqual(is);
  });

  test('counts only where it is added', () => {
    expect(markersIn(`@@ -1,2 +1 @@\n-# ${mark}\n # ${mark}`, words)).toEqual([]);
    expect(markersIn(`@@ -1 +1,2 @@\n+# ${mark}\n # Ticket: INC-7`, words)).toEqual([found(1, null)]);
  });

  test('has the words of the policy', () => {
    const own = { marker: 'TEMP-FIX {what}', ticket: 'see #{number}' };
    expect(markersIn(adds('// TEMP-FIX no cache', '// see #12'), own)).toEqual([found(1, 12, { what: 'no cache' })]);
  });
});
