// What the text of a pull request says behind a label: as people write it, and never what is only the template's.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saidIn } from '../../../src/core/hotfix/said-in.ts';

describe('a line that says it', () => {
  test.each([
    ['as it is asked for', 'Rollback plan: revert #4'],
    ['in another case', 'ROLLBACK PLAN:revert #4'],
    ['as an item', '- Rollback plan: revert #4'],
    ['as an item that is ticked', '- [x] Rollback plan: revert #4'],
    ['in bold', '**Rollback plan:** revert #4'],
    ['in bold before the colon', '**Rollback plan**: revert #4'],
    ['under a heading', '### Rollback plan\n\nrevert #4\n'],
    ['under a heading, as an item', '## Rollback plan\n- revert #4'],
    ['behind one that says nothing', 'Rollback plan: …\nRollback plan: revert #4'],
    ['with the ends of lines of a browser', 'Fixes #4\r\nRollback plan: revert #4\r\n'],
    ['behind a comment', '<!-- how it is undone --> \nRollback plan: revert #4'],
  ])('%s', (_name, body) => {
    expect(saidIn(body, 'Rollback plan')).toBe('revert #4');
  });
});

describe('nothing is said', () => {
  test.each([
    ['without it', 'Fixes #4'],
    ['by words in between', 'The Rollback plan: revert'],
    ['by another label that begins so', 'Rollback planning: later'],
    ['by dots', 'Rollback plan: …'],
    ['by none', 'Rollback plan: None.'],
    ['by n/a', 'Rollback plan: n/a'],
    ['by a word for later', 'Rollback plan: TBD'],
    ['in a quote', '> Rollback plan: revert'],
    ['in code', '```\nRollback plan: revert\n```'],
    ['in code that never ends', '~~~\nRollback plan: revert'],
    ['in code that another fence does not end', '```\n~~~\nRollback plan: revert\n```'],
    ['in code that a shorter fence does not end', '````\n```\nRollback plan: revert\n````'],
    ['in code that a fence with words does not end', '```\n```text\nRollback plan: revert\n```'],
    ['in code that is indented', 'Text\n\n    Rollback plan: revert'],
    ['in an item that is not ticked', '- [ ] Rollback plan: revert'],
    ['under a heading by an item that is not ticked', '## Rollback plan\n- [ ] revert'],
    ['in a quote that is indented', ' > Rollback plan: revert'],
    ['by a heading before another label', '## Rollback plan\n**Cause addressed:** x'],
    ['in a comment that never ends', '<!-- \nRollback plan: revert'],
    ['by a heading before another', '## Rollback plan\n## Tests'],
    ['by a heading at the end', '## Rollback plan'],
  ])('%s', (_name, body) => {
    expect(saidIn(body, 'Rollback plan')).toBeNull();
  });
});

test('any text is read, and never more than fits a row', () => {
  const pieces = fc.constantFrom(
    'Rollback plan: ',
    '<!--',
    '-->',
    '```',
    '\n',
    '# ',
    'Rollback plan',
    'x'.repeat(400),
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(pieces), (some) => {
      const said = saidIn(some.join(''), 'Rollback plan');
      expect(said === null || (said.length > 0 && said.length <= 300)).toBe(true);
    }),
  );
});
