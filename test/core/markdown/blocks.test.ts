import type { Token } from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { adversarial } from '../../../bench/support/texts.ts';
import { blockParser } from '../../../src/core/markdown/block-parser.ts';
import { type Block, blocks } from '../../../src/core/markdown/blocks.ts';
import { shippedForm } from '../../support/builders.ts';

/** A list item in each of a few columns is the densest: an opening and a closing token for list, item and paragraph. */
const MOST_WORK_A_CHARACTER = 8;

function say(block: Block): string {
  const place = block.line === block.endLine ? `${block.line}` : `${block.line}-${block.endLine}`;
  switch (block.kind) {
    case 'heading':
      return `${place} ${block.atx ? 'heading' : 'underlined'} ${block.level} ${block.text}`;
    case 'paragraph':
      return `${place} paragraph${block.inside ? ' inside' : ''}`;
    case 'fence':
      return `${place} fence ${block.info}${block.closed ? '' : ' open'}`;
    case 'list':
      return [
        `${place} list`,
        ...block.tasks.map((task) => `${task.depth}${task.checked ? 'x' : '_'}${task.label}`),
      ].join(' ');
    default:
      return `${place} ${block.kind}`;
  }
}

describe('blocks', () => {
  test.each([
    { name: 'nothing', text: '', is: [] },
    { name: 'blank lines', text: '\n \n', is: [] },
    {
      name: 'headings',
      text: '# a\n### b ##\n#c\n\nd\n---',
      is: ['1 heading 1 a', '2 heading 3 b', '3 paragraph', '5-6 underlined 2 d'],
    },
    { name: 'fences', text: '```js x\na\n```\n~~~\n```', is: ['1-3 fence js x', '4-5 fence  open'] },
    { name: 'carriage returns', text: '# a\r\n\r\nb\rc\r\n', is: ['1 heading 1 a', '3-4 paragraph'] },
    { name: 'quote with a lazy line', text: '> a\nb\n\nc', is: ['1-2 quote', '4 paragraph'] },
    { name: 'tasks', text: '- [ ] a\n- [X] b\n  - [x] c\n- d\n- [y] e\n- [ ]f', is: ['1-6 list 0_a 0xb 1xc'] },
    { name: 'numbered tasks', text: '1. [x] a', is: ['1 list 0xa'] },
    { name: 'table', text: 'a|b\n-|-\nc|d\n\ne', is: ['1-3 table', '5 paragraph'] },
    {
      name: 'table with short, long and escaped rows',
      text: '|a|b|\n|:-|-:|\nc\n|d|e|f|\n\\|\n> g',
      is: ['1-5 table', '6 quote'],
    },
    { name: 'table in a list, whose cell is no task', text: '- |[ ] a|b|\n  |-|-|\n  |[x] c|', is: ['1-3 list'] },
    { name: 'table without a header', text: 'a\n-|-\nc|d', is: ['1-3 paragraph'] },
    { name: 'indented code', text: '    a\n\nb', is: ['1 code', '3 paragraph'] },
    { name: 'rule', text: '---', is: ['1 other'] },
    { name: 'comment', text: '<!--\n\na\n-->\nb', is: ['1-4 html', '5 paragraph'] },
    {
      name: 'details',
      text: '<details>\n\na\n\n</details>\n\nb',
      is: ['1 html', '3 paragraph inside', '5 html', '7 paragraph'],
    },
    { name: 'end of an element that was never opened', text: '</details>\n\na', is: ['1 html', '3 paragraph'] },
    { name: 'made-up element', text: 'see <version>\n\na', is: ['1 paragraph', '3 paragraph'] },
    { name: 'footnote', text: '[^1]: a\nb\n\n    c\n\nd', is: ['1-4 other', '6 paragraph'] },
    { name: 'link definition', text: '[a]: b\n[c]: d\n\ne', is: ['1 other', '2 other', '4 paragraph'] },
    { name: 'deep list ends where it ends', text: `${'- '.repeat(60)}a\n\n### b`, is: ['1-2 list', '3 heading 3 b'] },
    { name: 'deep quote', text: `${'> '.repeat(500)}a\n\n### b`, is: ['1 quote', '3 heading 3 b'] },
  ])('$name', ({ text, is }) => {
    expect(blocks(text).map(say)).toEqual(is);
  });

  test('places are offsets into the text as it came', () => {
    const text = '### a\r\n\r\nb\r\nc\r\n\r\n> d';
    const slices = blocks(text).map(({ start, end }) => text.slice(start, end));
    expect(slices).toEqual(['### a', 'b\r\nc', '> d']);
  });

  test('64 kB of anything hostile is parsed', () => {
    for (const piece of [
      '>',
      '> ',
      '- ',
      '[',
      '![',
      '`',
      '<',
      '<!--',
      '<a href="',
      '|a',
      '\0',
      '\r',
      '[a]: b\n',
      '$$ ',
      '# \n',
      '<div>\n\n',
    ]) {
      expect(blocks(`/x\n${piece.repeat(65_536 / piece.length)}`, () => true).length).toBeGreaterThan(0);
    }
  });

  test.each(Object.entries(adversarial(shippedForm)))(
    'AC-34 the work grows with the text, not with its square: %s',
    (_name, make) => {
      for (const length of [2_000, 16_000, 64_000]) {
        const text = make(length);
        const tokens: Token[] = [];
        blockParser.block.parse(text, blockParser, {}, tokens);
        const characters = tokens.reduce((sum, { content }) => sum + content.length, 0);
        expect(tokens.length + characters).toBeLessThanOrEqual(MOST_WORK_A_CHARACTER * text.length);
      }
    },
  );
});
