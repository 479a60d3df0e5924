// A document read into a value: front matter, sections, the timeline in two shapes, action items in three, and all of it at its place.
import { describe, expect, test } from 'vitest';
import type { ActionAsRead, Field } from '../../../src/core/postmortem/as-read.ts';
import { LARGEST_DOCUMENT, readPostmortem } from '../../../src/core/postmortem/read.ts';
import { SOUND } from '../../support/sound-postmortem.ts';

const text = (field: Field | null) => field?.text ?? null;
const itemOf = ({ line, what, type, owner, due, issue, status, horizon }: ActionAsRead) => [
  line,
  what?.text ?? null,
  ...[type, owner, due, issue, status, horizon].map(text),
];
const itemsIn = (body: string) => readPostmortem(`## Action Items\n\n${body}`).actions.map(itemOf);
const timelineIn = (body: string) =>
  readPostmortem(`## Timeline\n\n${body}`).timeline.map(({ line, time, event, linked }) => [
    line,
    time.text,
    event,
    linked,
  ]);

describe('the front matter', () => {
  test('is values with their places', () => {
    const { front } = readPostmortem(SOUND);
    expect([front.problem, front.endLine, front.values.size]).toEqual([null, 20, 18]);
    expect(front.values.get('incident')).toEqual({ value: 42, line: 2, column: 11, endColumn: 13 });
    expect(front.values.get('authors')).toMatchObject({ value: ['responder'], line: 12 });
  });

  test.each([
    { name: 'no YAML', lines: 'a: [', problem: 2 },
    {
      name: 'aliases that would blow up',
      lines: [
        'a: &a [1,1,1,1,1,1,1,1,1]',
        ...'bcdefgh'.split('').map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[at]}`).join(',')}]`),
      ].join('\n'),
      problem: 2,
    },
    { name: 'a text', lines: 'just words', problem: 2 },
    { name: 'more than a page', lines: `a: ${'x'.repeat(30_000)}`, problem: 1 },
    { name: 'an unknown tag', lines: 'a: !!js/function x', problem: null },
  ])('of $name is no error', ({ lines, problem }) => {
    const { front, title } = readPostmortem(`---\n${lines}\n---\n# T`);
    expect([front.present, front.problem?.line ?? null, title?.text]).toEqual([true, problem, 'T']);
  });

  test('that nobody closed is a problem, and a line of dashes further down begins none', () => {
    expect(readPostmortem('---\na: 1\n\n# T').front.problem?.line).toBe(1);
    expect(readPostmortem('# T\n\n---\na: 1\n---\n').front.present).toBe(false);
  });

  test('has no prototype to reach', () => {
    const { front } = readPostmortem('---\n__proto__: { polluted: true }\nconstructor: 1\n---\n# T');
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(front.values.get('constructor')?.value).toBe(1);
  });
});

describe('the sections', () => {
  test('are those of the second level, or of the third where the title is of the second', () => {
    const ids = (body: string) => readPostmortem(body).sections.map(({ id, heading }) => [id, heading.text, heading.line]);
    expect(ids('# T\n\n## Timeline (UTC)\n\n### Impact of it\n\n## Weather')).toEqual([['timeline', 'Timeline (UTC)', 3], [null, 'Weather', 7]]);
    expect(ids('## Incident Report: 2026-03-01 - T\n\n### Timeline\n\n### Root Cause')).toEqual([[null, 'Incident Report: 2026-03-01 - T', 1], ['timeline', 'Timeline', 3], ['root-cause', 'Root Cause', 5]]);
  }); // biome-ignore format: a table

  test('of one thing are one: the first', () => {
    const { sections } = readPostmortem('# T\n\n## Impact\n\n## Impact on revenue');
    expect(sections.map(({ id }) => id)).toEqual(['impact', null]);
  });

  test('that are in code or quotations are none', () => {
    expect(readPostmortem('# T\n\n```\n## Impact\n```\n\n> ## Timeline\n\n    ## Detection').sections).toEqual([]);
  });
});

describe('the timeline', () => {
  test('is a table or a list', () => {
    expect(
      timelineIn('| Time (UTC) | Event | Data |\n|---|---|---|\n| 14:03 | Alert | [g](x) |\n| | more | |'),
    ).toEqual([[5, '14:03', 'Alert [g](x)', true]]);
    expect(
      timelineIn('- 2026-03-15 14:03 UTC: alert ([comment](x))\n- 14:05 - fixed\n- **14:06**: restored\n- nothing'),
    ).toEqual([
      [3, '2026-03-15 14:03 UTC', 'alert ([comment](x))', true],
      [4, '14:05', 'fixed', false],
      [5, '14:06', 'restored', false],
    ]);
  });

  test('knows a commit from a word and a number', () => {
    expect(
      timelineIn('- 14:03: deadbeef came\n- 14:04: 4f2a9c1 came\n- 14:05: 1234 came, see #12').map((entry) => entry[3]),
    ).toEqual([false, true, true]);
  });
});

describe('action items', () => {
  test('are a table, whatever its columns are called', () => {
    expect(itemsIn('| Action | Type | Owner | Due Date | Issue | Status |\n|---|---|---|---|---|---|\n| Add a test | prevent | @x | 3/15 | #12 | Open |\n| | | | | | |')).toEqual([[5, 'Add a test', 'prevent', '@x', '3/15', '#12', 'Open', null]]);
    expect(itemsIn('| Task | Assignee | By when |\n|---|---|---|\n| Add a test for #9 | @x | |')).toEqual([[5, 'Add a test for #9', null, '@x', null, '#9', null, null]]);
  });

  test('are a list of boxes with details in brackets', () => {
    expect(itemsIn('- [ ] Add a test (type: prevent, owner: @x, due: 2026-03-20, #12)\n- [x] Add another (as before)\n- [ ] \n  - [ ] a detail')).toEqual([
      [3, 'Add a test', 'prevent', '@x', '2026-03-20', '#12', '[ ]', null],
      [4, 'Add another (as before)', null, null, null, null, '[x]', null],
    ]);
  });

  test('are by horizons, as a table or a list', () => {
    expect(itemsIn('| Horizon | Action | Type | Owner | Due | Issue | Status |\n|---|---|---|---|---|---|---|\n| Immediate | Add a test | prevent | @x | 2026-03-20 | #12 | Open |')).toEqual([[5, 'Add a test', 'prevent', '@x', '2026-03-20', '#12', 'Open', 'Immediate']]);
    expect(itemsIn('- **Short-term**: Add a test (owner: @x, due: 2026-03-20, #12)')).toEqual([[3, 'Add a test', null, '@x', '2026-03-20', '#12', null, 'Short-term']]);
  });

  test('of a table that is none are none', () => {
    expect(itemsIn('| a | b |\n|---|---|\n| 1 | 2 |')).toEqual([]);
  });

  test('stand where they stand, also behind a bar in code', () => {
    const { actions } = readPostmortem('## Action Items\n\n| Action | Owner |\n|---|---|\n| Use `a \\| b` there | @x |');
    expect(actions[0]).toMatchObject({ what: { text: 'Use `a \\| b` there' }, owner: { text: '@x', line: 5, column: 24, endColumn: 26 } });
  });
}); // biome-ignore format: a table

describe('the page', () => {
  test('has its lines as they came: CRLF, CR, a byte order mark', () => {
    const { title, sections } = readPostmortem('\uFEFF# T\r\n\r\n## Impact\r\r## Timeline\n');
    expect([title?.line, ...sections.map(({ heading }) => heading.line)]).toEqual([1, 3, 5]);
  });

  test('has its header lines by name', () => {
    const { header } = readPostmortem('# T\n\n**Date**: 2017-02-28\n**User Impact:** Reads failed\n\n## Impact\n\n**Late**: no');
    expect([...header].map(([name, field]) => [name, field.text, field.line, field.column])).toEqual([['date', '2017-02-28', 3, 11], ['user impact', 'Reads failed', 4, 18]]);
  }); // biome-ignore format: a table

  test('that is too large is not read', () => {
    const { problem, passages } = readPostmortem('a '.repeat(LARGEST_DOCUMENT));
    expect([problem?.includes('At most'), passages]).toEqual([true, []]);
  });
});
