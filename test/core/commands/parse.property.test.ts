import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_COMMANDS, parseComment } from '../../../src/core/commands/parse.ts';
import { inert, inertBlock } from '../../../src/core/markdown/inert.ts';
import { fuzzRuns, wideTable } from '../../support/fuzz.ts';
import { SPECS } from './grammar-specs.ts';

/** Pieces that mean something to the grammar or to Markdown, so that random texts reach the corners. */
const PIECES = [
  ...SPECS.map(({ name }) => `/${name}`),
  '/akc', '/r\u043ellback', '/etc/hosts', ' ', '  ', '\n', '\r\n', '\n\n', '\t', '    ', '> ', '- ', '- [ ] ', '1. ', '# ', '### ',
  '```', '~~~', '`', '``', '<!--', '-->', '<details>', '</details>', '<b>', '</b>', '<div>', '[', ']', '](x)', '[r]: x', '[^1]: ', '![',
  '|', '\na|b\n-|-\n', wideTable, '---', '===', '$$', '\\', '&', '"', '“', '”', '=', 'eta=', 'to=', 'next="a b"', '--', '—', '--dry-run', '—public', '@a', 'P1', 'text',
  '\u200b', '\u00a0', '\u202e', '\uff0f', '\0', '\u2028', '\ud800', '__proto__', '👍',
]; // biome-ignore format: a list of pieces

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
const LINE_END = /\r\n|\n|\r/;

describe('any comment', () => {
  test('parses, within the limits, to lines that are there', () => {
    fc.assert(
      fc.property(text, (body) => {
        const parsed = parseComment(body, SPECS);
        const lines = body.split(LINE_END);
        const run = parsed.filter(({ problem }) => problem === null);
        expect(run.length).toBeLessThanOrEqual(MAX_COMMANDS);
        for (const { line, name } of run)
          expect(lines[line - 1]?.trim().toLowerCase()).toMatch(new RegExp(`^/${name}`));
        for (const { line, problem } of parsed) {
          if (problem === null) continue;
          expect(problem.column).toBeLessThanOrEqual((lines[line + problem.below - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: fuzzRuns(1_500) },
    );
  });

  test('in a fence is silence', () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(parseComment(`\`\`\`\`\`\`\`\`\n${body.replaceAll('`', '')}\n\`\`\`\`\`\`\`\``, SPECS)).toEqual([]);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  test('in a quote is silence', () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(
          parseComment(
            body
              .split(/\r\n|[\n\r]/)
              .map((line) => `> ${line}`)
              .join('\n'),
            SPECS,
          ),
        ).toEqual([]);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  test('is silence once it is made inert', () => {
    fc.assert(
      fc.property(text, (body) => {
        expect(parseComment(inert(body), SPECS)).toEqual([]);
        expect(parseComment(inertBlock(body), SPECS)).toEqual([]);
      }),
      { numRuns: fuzzRuns(1_000) },
    );
  });

  test('keeps free text as it was typed', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9"'“”=%*_.,:;!?(){}~^€ß-]{1,12}$/);
    const own = /^(?:eta|impact|next)=|^[-–—]/i;
    const prose = fc
      .array(word, { minLength: 1, maxLength: 8 })
      .filter((words) => words.every((part) => !own.test(part)));
    fc.assert(
      fc.property(prose, (words) => {
        const [line] = parseComment(`/update ${words.join(' ')}`, SPECS);
        expect(line).toMatchObject({ name: 'update', text: words.join(' '), problem: null });
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
