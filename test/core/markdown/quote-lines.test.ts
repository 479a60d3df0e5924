import fc from 'fast-check';
import createMarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { quote } from '../../../src/core/markdown/quote-lines.ts';

const theirs = createMarkdownIt({ html: true, maxNesting: 40 });
const ours = createMarkdownIt({ html: true, maxNesting: 40 });
ours.block.ruler.at('blockquote', quote, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });

const opening = fc.constantFrom('', '', '> ', '>', '> > ', '>> ', '   > ', '- ', '  ', '1. ', '\t');
const content = fc.constantFrom(
  'a',
  'b',
  '# c',
  '~~~',
  '```',
  '---',
  '===',
  '<div>',
  '',
  '| a |',
  '|---|',
  '[x]: /y',
  '    code',
  '- d',
);
const line = fc.tuple(opening, opening, content).map((parts) => parts.join(''));
const lines = fc.array(fc.tuple(line, fc.constantFrom(1, 1, 1, 2, 3, 5, 40)), { maxLength: 30 });
const texts = lines.map((all) => all.flatMap(([text, count]) => Array.from({ length: count }, () => text)).join('\n')); // biome-ignore format: one thought a line

describe('block quotes', () => {
  test('are those that markdown-it finds, whatever stands in and between them', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(ours.parse(text, {})).toEqual(theirs.parse(text, {}));
      }),
      { numRuns: 200 },
    );
  });

  test.each(['a\n> # b\n', '[a\n> ~~~\n', '> > # a\nb\n', '- > # a\nb\n'])(
    '%j: twice the text looks at no more than about twice the lines',
    (piece) => {
      const looks = (times: number) => {
        let count = 0;
        const md = createMarkdownIt({ html: true });
        md.block.ruler.at('blockquote', quote, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
        // The first of the rules that may end a paragraph or quote is asked for each line that is looked through.
        md.block.ruler.before('fence', 'count', () => ++count < 0, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
        md.parse(piece.repeat(times), {});
        return count;
      };
      expect(looks(2_000)).toBeLessThan(looks(1_000) * 2.5);
    },
  ); // biome-ignore format: one thought a line
});
