import fc from 'fast-check';
import createMarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { inert, inertBlock } from '../../../src/core/markdown/inert.ts';
import { codeSpan } from '../../../src/core/markdown/quoted.ts';

const BREAK = '\u200b';
const github = createMarkdownIt({ html: true, linkify: true, breaks: true });
github.linkify.set({ fuzzyEmail: true, fuzzyLink: false });

/** What a reader sees: tags removed, entities decoded, breaks dropped. */
function seen(html: string): string {
  return html
    .replace(/<br>\n?/g, '\n')
    .replace(/<\/?(?:p|blockquote|code)>\n?/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replaceAll(BREAK, '')
    .trim();
}

/** The tags of a rendering, other than those allowed. */
function tagsBut(html: string, allowed: readonly string[]): readonly string[] {
  return (html.match(/<[^>]*>/g) ?? []).filter((tag) => !allowed.includes(tag.replace(/[</>]/g, '')));
}

/** What GitHub makes links of in rendered text, after its documentation on autolinked references and mentions. */
const LIVE = [/@[A-Za-z0-9]/, /#\d/, /\bGH-\d/i, /:\/\//, /www\./i, /[0-9a-f]{7}/i, /mailto:/i];

/** The text as a reader should see it: on one line, without what cannot be seen. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(/\p{Cf}|\p{Cc}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u2800|\u3164|\uffa0|\ufdd0|[\u{e0100}-\u{e01ef}]/gu, '')
    .trim();
}

const PIECES = [
  '@responder', '@org/team', '#1', 'org/repo#1', 'GH-12', 'gh-1', 'deadbeefcafe', '0123456', 'https://example.com', 'http://x.y', 'ftp://x',
  'www.example.com', 'a@example.com', 'mailto:a@b.cd', '![i](x.png)', '[l](x)', '[r][r]', '[r]: x', '<b>', '</b>', '<', '>', '&', '&lt;',
  '&#35;', '<!--', '-->', '<!-- firebreak: x -->', '</details>', '<details>', '<script>', '```', '~~~', '`', '``', '|', '|-|', '*', '**',
  '_', '__', 'a_b', '~~', '# ', '## ', '- ', '+ ', '* ', '1. ', '1) ', '12.', '- [ ] ', '[x] ', '> ', '===', '---', '***', '\\', '\\*', '$', '$$',
  '/ack', '/rollback', '\uff0fack', '\n', '\r\n', '\r', '\t', ' ', '    ', '\u202e', '\u2066', '\u200b', '\u200d', '\ufeff', '\u00ad', '\0', '\x07',
  '\x1b[31m', '\ud800', '\ufdd0', '\ufdd1', '\u2028', '\u{e0041}', '👍', 'é', 'text', 'P1', ':', ':-', ':-:', '=', '^', '[^1]', '[^1]: x', '"', "'", '!', '(', ')', '.', ',',
]; // biome-ignore format: a list of pieces

const hostile = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('inert', () => {
  test.each([
    {
      name: 'plain text stays as it is',
      text: 'Database db_primary is at 100% (again).',
      is: 'Database db_primary is at 100% (again).',
    },
    { name: 'Windows path', text: 'C:\\temp\\new', is: 'C:\\temp\\new' },
    { name: 'mention', text: 'ask @org/team', is: `ask @${BREAK}org/team` },
    { name: 'reference', text: 'org/repo#1', is: `org/repo#${BREAK}1` },
    { name: 'commit', text: '0123456789', is: `012345${BREAK}6789` },
    { name: 'address', text: 'https://x.y', is: `https:${BREAK}//x.y` },
    { name: 'comment', text: '<!-- x -->', is: '&#60;!-- x --&#62;' },
    { name: 'command', text: '/rollback', is: '&#47;rollback' },
    { name: 'slash in a sentence', text: 'and/or', is: 'and/or' },
    { name: 'numbered list', text: '1. a', is: '1&#46; a' },
    { name: 'version number', text: '1.2.3', is: '1&#46;2.3' },
    { name: 'several lines', text: ' a\r\nb\n', is: 'a b' },
    { name: 'bidi override', text: 'a\u202eb', is: 'ab' },
    { name: 'family emoji keeps its joiners', text: '👨‍👩‍👧', is: '👨‍👩‍👧' },
    { name: 'joiner between letters', text: 'a\u200db', is: 'ab' },
    { name: 'lone surrogate', text: 'a\ud800', is: 'a\ufffd' },
    { name: 'nothing', text: '', is: '' },
  ])('$name', ({ text, is }) => {
    expect(inert(text)).toBe(is);
  });

  test('is shortened by what is seen, never within an escape', () => {
    expect(inert('<<<<', { max: 2 })).toBe('&#60;&#60;…');
    expect(inert('👍👍👍', { max: 2 })).toBe('👍👍…');
    expect(inert('abc', { max: 3 })).toBe('abc');
  });

  test('renders as its own text and nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = github.render(inert(text));
        expect(tagsBut(html, ['p'])).toEqual([]);
        expect(seen(html)).toBe(visible(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('links nothing, mentions nobody and hides nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = inert(text);
        const shown = github.utils.unescapeAll(escaped);
        for (const live of LIVE) expect(shown).not.toMatch(live);
        expect(escaped).not.toContain('<!--');
        expect(escaped).not.toMatch(/[\n\r]/);
      }),
      { numRuns: 1_000 },
    );
  });

  test('stays inert when it is cut off or escaped again', () => {
    fc.assert(
      fc.property(hostile, fc.nat(60), (text, cut) => {
        expect(tagsBut(github.render(inert(text).slice(0, cut)), ['p'])).toEqual([]);
        expect(tagsBut(github.render(inert(inert(text))), ['p'])).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('stays inside what is around it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const cell = github.render(`| a | b |\n| - | - |\n| ${inert(text)} | end |\n\nafter`);
        expect(cell).toContain('<td>end</td>');
        const fold = github.render(`<details><summary>${inert(text)}</summary>\n\nin\n\n</details>\n\nafter`);
        expect(fold.match(/<[^>]*>/g)).toEqual([
          '<details>',
          '<summary>',
          '</summary>',
          '<p>',
          '</p>',
          '</details>',
          '<p>',
          '</p>',
        ]);
        const item = github.render(`- **x:** ${inert(text)}\n- ${inert(text)}\n- end`);
        expect(item.match(/<li>/g)).toHaveLength(3);
        const link = github.render(`[${inert(text)}](https://example.com)`);
        expect(tagsBut(link, ['p'])).toEqual(['<a href="https://example.com">', '</a>']);
      }),
      { numRuns: 500 },
    );
  });
});

describe('inertBlock', () => {
  test('quotes each line', () => {
    expect(inertBlock('\na\r\n\r\n# b\n')).toBe('> a\n>\n> &#35; b');
  });

  test('shows so many lines', () => {
    expect(inertBlock('a\nb\nc', { maxLines: 2 })).toBe('> a\n> b\n> …');
  });

  test('is one quote with its own text in it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = github.render(`${inertBlock(text)}\n\nafter`);
        expect(tagsBut(html, ['p', 'br', 'blockquote'])).toEqual([]);
        expect(html.endsWith('<p>after</p>\n')).toBe(true);
        expect(inertBlock(text)).not.toContain('<!--');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('codeSpan', () => {
  test.each([
    { name: 'a word', text: 'P1', is: '`P1`' },
    { name: 'a mention is no mention in code', text: '@lead', is: '`@lead`' },
    { name: 'a backtick', text: 'a`b', is: '<code>a&#96;b</code>' },
    { name: 'a comment', text: '<!-- x', is: '<code>&#60;!-- x</code>' },
    { name: 'an invisible character is shown', text: 'a\u202eb', is: '`a[U+202E]b`' },
    { name: 'several lines', text: 'a\n\nb', is: '`a b`' },
    { name: 'nothing', text: ' ', is: '(nothing)' },
  ])('$name', ({ text, is }) => {
    expect(codeSpan(text)).toBe(is);
  });

  test('is one piece of code', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = github.render(`x ${codeSpan(text)} y`);
        expect(tagsBut(html, ['p', 'code'])).toEqual([]);
        expect(html).toMatch(/^<p>x (?:<code>[^<]*<\/code>|\(nothing\)) y<\/p>\n$/);
      }),
      { numRuns: 1_000 },
    );
  });
});
