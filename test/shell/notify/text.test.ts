// Markdown in the forms of the channels.
import { describe, expect, test } from 'vitest';
import { inert } from '../../../src/core/markdown/inert.ts';
import { htmlOf } from '../../../src/shell/notify/text/html.ts';
import { mrkdwn, mrkdwnLine } from '../../../src/shell/notify/text/mrkdwn.ts';
import { capped, oneLine } from '../../../src/shell/notify/text/one-line.ts';
import { plainText } from '../../../src/shell/notify/text/plain.ts';

const markdown = [
  '## Update *2*',
  '',
  '**Impact**: `db_primary` is ~down~ &amp; [slow](https://example.com/a?b=1&c=2)  ',
  'next line <!-- hidden --> of it',
  '',
  '- one',
  '  - inner',
  '- two',
  '',
  '3. third',
  '',
  '> said',
  '',
  '| a | b |',
  '|---|---|',
  '| 1 | 2 |',
  '',
  '```sh',
  'a < b',
  '```',
  '',
  '---',
].join('\n');

describe('one text in every form', () => {
  test('plain', () => {
    expect(plainText(markdown)).toBe(
      [
        'Update 2',
        '',
        'Impact: db_primary is ~down~ & slow (https://example.com/a?b=1&c=2)',
        'next line  of it',
        '',
        '• one',
        '  • inner',
        '• two',
        '',
        '3. third',
        '',
        '> said',
        '',
        'a | b',
        '1 | 2',
        '',
        '    a < b',
        '',
        '———',
      ].join('\n'),
    );
  });

  test('mrkdwn', () => {
    const written = mrkdwn(markdown);
    expect(written).toContain('*Update _2_*');
    expect(written).toContain('*Impact*: `db_primary` is');
    expect(written).toContain('&amp; <https://example.com/a?b=1&amp;c=2|slow>\nnext line  of it');
    expect(written).toContain('```\na &lt; b\n```');
    expect(written).not.toContain('hidden');
  });

  test('HTML', () => {
    const written = htmlOf(markdown);
    expect(written).toContain('<strong>Impact</strong>: <code>db_primary</code>');
    expect(written).toContain('<a href="https://example.com/a?b=1&amp;c=2">slow</a>');
    expect(written).not.toContain('hidden');
  });

  test('what people typed reads the same everywhere, once it is inert', () => {
    const typed = 'cost <b> & *5* `x` [y](http://z) @lead';
    const readable = (text: string) => text.replaceAll('\u200b', '');
    expect(readable(plainText(inert(typed)))).toBe(typed);
    expect(readable(mrkdwnLine(typed, 200))).toBe('cost &lt;b&gt; &amp; *5* `x` [y](http://z) @lead');
    expect(mrkdwnLine(typed, 200)).not.toMatch(/http:\/\/|@lead/);
  });

  test('deep nesting ends', () => {
    for (const form of [plainText, mrkdwn, htmlOf]) expect(() => form('> '.repeat(20_000))).not.toThrow();
  });
});

describe('one line', () => {
  test.each([
    { name: 'ends of lines', text: 'a\r\nb\nc\u2028d\u0085e', line: 'a b c d e' },
    { name: 'what cannot be seen', text: 'a\u202eb\u200bc\u0000d', line: 'abcd' },
    { name: 'half of a pair', text: 'a\ud83d', line: 'a\ufffd' },
  ])('without $name', ({ text, line }) => {
    expect(oneLine(text, 100)).toBe(line);
  });

  test('of so many characters, emoji whole', () => {
    expect(oneLine('🔥🔥🔥🔥', 3)).toBe('🔥🔥…');
  });

  test('a text is cut between lines where it can be', () => {
    expect(capped('one\ntwo\nthree', 100)).toBe('one\ntwo\nthree');
    expect(capped('one two three\nfour five', 18)).toBe('one two three\n…');
  });
});
