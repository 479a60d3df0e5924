// What was found as GitHub's check run takes it: by its limits, with nothing in it that could mention or hide.
import { describe, expect, test } from 'vitest';
import { checkOutput } from '../../../../src/core/postmortem/lint/annotations.ts';
import type { Finding } from '../../../../src/core/postmortem/lint/rule.ts';
import { MOST_ANNOTATIONS } from '../../../../src/core/proposal/check-output.ts';
import { changed, lint, SOUND, SOUND_FILE } from '../../../support/sound-postmortem.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'E12',
  level: 'E',
  line: 3,
  column: 5,
  endColumn: 9,
  message: 'It blames.',
  ...more,
});
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('the check run', () => {
  test('of a pull request without a postmortem is fine, and says so', () => {
    expect(checkOutput([])).toEqual({
      conclusion: 'success',
      title: 'No postmortem is changed',
      summary: 'This pull request changes no postmortem.',
      batches: [],
    });
  });

  test('of a sound postmortem is fine', () => {
    const output = checkOutput([{ file: SOUND_FILE, found: lint(SOUND) }]);
    expect(output).toMatchObject({ conclusion: 'success', title: 'Nothing to correct', batches: [] });
    expect(output.summary).toContain('Nothing to correct.');
  });

  test('with notes alone passes, with one thing to correct it fails', () => {
    const [note, error] = [finding({ level: 'W', rule: 'E17' }), finding()];
    expect(checkOutput([{ file: 'a.md', found: [note] }])).toMatchObject({ conclusion: 'success', title: '1 note' });
    expect(checkOutput([{ file: 'a.md', found: [note, error, note] }])).toMatchObject({
      conclusion: 'failure',
      title: '1 to correct, 2 notes',
    });
  });

  test('has each finding on its line, in GitHub’s words, with what may stand there instead', () => {
    const found = lint(changed('2026-03-15 | #57', '15 March 2026 | #57'));
    expect(checkOutput([{ file: SOUND_FILE, found }]).batches).toEqual([
      [
        {
          path: SOUND_FILE,
          ...{
            start_line: 82,
            end_line: 82,
            start_column: 67,
            end_column: 79,
            annotation_level: 'failure',
            title: 'E09',
          },
          message: '15 March 2026 is read as 2026-03-15. Write it so.\n\nInstead: 2026-03-15',
          raw_details: '2026-03-15',
        },
      ],
    ]);
  });

  test('has fifty annotations to a request, and all of them', () => {
    const found = Array.from({ length: 120 }, (_, at) => finding({ line: at + 1 }));
    const { batches } = checkOutput([{ file: 'a.md', found }]);
    expect(batches.map(({ length }) => length)).toEqual([MOST_ANNOTATIONS, MOST_ANNOTATIONS, 20]);
    expect(batches.flat().map((one) => one.start_line)).toEqual(found.map(({ line }) => line));
  });

  test('has messages and a summary that GitHub takes', () => {
    const { batches, summary } = checkOutput([
      { file: 'a.md', found: Array.from({ length: 400 }, () => finding({ message: '🔥'.repeat(30_000) })) },
    ]);
    expect(Math.max(...batches.flat().map(({ message }) => bytes(message)))).toBeLessThanOrEqual(64_000);
    expect(batches[0]?.[0]?.message).toMatch(/^🔥+…$/u);
    expect(bytes(summary)).toBeLessThanOrEqual(65_535);
    expect(summary).toContain('400 to correct');
  });

  test('mentions nobody and breaks no table', () => {
    const { summary } = checkOutput([
      { file: 'a|@b.md', found: [finding({ message: '@acme/devops | <!-- x -->\n# y' })] },
    ]);
    expect(summary).not.toMatch(/@acme|@b|<!-- x/);
    expect(summary.split('\n').filter((line) => line.startsWith('| 3 |'))).toHaveLength(1);
  });
});
