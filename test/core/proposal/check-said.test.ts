// How a check of what is proposed comes onto its head: once, in parts of fifty lines, and taken up wherever it was left.
import { describe, expect, test } from 'vitest';
import type { CheckToPost, OwnCheck } from '../../../src/core/mitigation/freeze-checks.ts';
import { noPostmortem, notAllListed, tooMany } from '../../../src/core/postmortem/lint/untouched.ts';
import { type Annotation, type CheckOutput, inBatches } from '../../../src/core/proposal/check-output.ts';
import { asPosted, nextPost } from '../../../src/core/proposal/check-said.ts';

const line = (at: number, level: Annotation['annotation_level'] = 'failure'): Annotation => ({
  ...{ path: 'a.md', start_line: at, end_line: at, start_column: 1, end_column: 2 },
  ...{ annotation_level: level, title: 'E12', message: 'It blames.' },
});
const output = (lines: number): CheckOutput => ({
  ...{ conclusion: 'failure', title: `${lines} to correct`, summary: 'Some' },
  batches: inBatches(Array.from({ length: lines }, (_, at) => line(at + 1))),
});
const said = (what: CheckOutput) => ({ name: 'firebreak / postmortem', sha: 'abc', output: what });

/** Everything that is posted from there on. */
function posts(what: CheckOutput, from: OwnCheck | null): readonly CheckToPost[] {
  const all: CheckToPost[] = [];
  for (let own = from; ; ) {
    const post = nextPost(said(what), own);
    if (post === null) return all;
    all.push(post);
    own = asPosted(post, post.id ?? `made ${all.length}`);
  }
}
const shown = (all: readonly CheckToPost[]) =>
  all.map(({ id, state, annotations = [] }) => [id, state, annotations.length]);

describe('a check', () => {
  test('without lines is one request, and none where it stands', () => {
    const [post, ...more] = posts(noPostmortem, null);
    expect([post?.state, more]).toEqual(['passed', []]);
    expect(posts(noPostmortem, { id: 'x', state: 'passed', note: post?.note ?? '' })).toEqual([]);
  });

  test('waits until its last fifty lines have come', () => {
    expect(shown(posts(output(120), null))).toEqual([
      [null, 'waiting', 50],
      ['made 1', 'waiting', 50],
      ['made 1', 'failed', 20],
    ]);
  });

  test('that was cut off goes on with what is missing', () => {
    const [first] = posts(output(120), null);
    const left = asPosted({ ...(first as CheckToPost) }, 'there');
    expect(shown(posts(output(120), left))).toEqual([
      ['there', 'waiting', 50],
      ['there', 'failed', 20],
    ]);
  });

  test.each([
    ['has ended', 'other'],
    ['still waits', 'waiting'],
  ] as const)('that says something else than one that %s is a new one', (_how, state) => {
    expect(shown(posts(output(1), { id: 'old', state, note: 'said/0000000/1' }))).toEqual([[null, 'failed', 1]]);
  });
});

test('errors come before notes, and no more than a thousand stand on lines', () => {
  const notes = Array.from({ length: 1200 }, (_, at) => line(at, 'warning'));
  const batches = inBatches([...notes, line(7)]);
  expect(batches).toHaveLength(20);
  expect(batches[0]?.[0]?.annotation_level).toBe('failure');
});

test('what could not be looked at is no success', () => {
  expect(notAllListed(12)).toMatchObject({ conclusion: 'neutral', summary: expect.stringContaining('12 files more') });
  expect(tooMany(noPostmortem, 1)).toMatchObject({ conclusion: 'neutral' });
  expect(tooMany(output(1), 3)).toMatchObject({ conclusion: 'failure', summary: expect.stringMatching(/^3 further/) });
});
