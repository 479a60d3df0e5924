// Whatever a file holds, the lint answers: with places that are on the page, the same each time, and never with what is secret.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_OF_ONE_RULE } from '../../../../src/core/postmortem/lint/lint.ts';
import type { Finding } from '../../../../src/core/postmortem/lint/rule.ts';
import { lint, SOUND } from '../../../support/sound-postmortem.ts';

const pieces = [
  ...[
    '---\n',
    '# T\n',
    '## Timeline\n',
    '## Action Items\n',
    '## Impact\n',
    '- [ ] ',
    '| a | b |\n|---|---|\n',
    '| ',
    ' |\n',
    '> ',
    '```\n',
    '`',
    '    ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\0',
  ],
  ...[
    '<!-- lint-ok E12: why -->',
    '<!-- lint-ok',
    '-->',
    '<Title>',
    '[x](y)',
    '[[[',
    '](',
    '**',
    '___',
    '"',
    '“',
    'TODO',
    '14:03',
    '99:99',
    '2026-13-45',
    '@a/b',
    '@',
    '#1',
    'John broke it. ',
  ],
  ...[
    'We should have ',
    'why?',
    'WAL',
    '4111 1111 1111 1111',
    '🔥',
    '👩‍🚒',
    '\u202E',
    '\u200B',
    'שלום',
    '\uD800',
    'é'.normalize('NFD'),
    '(owner: @x, due: 3/15, #1)',
    'a: &a [*a]',
    '__proto__: 1\n',
    '---\n',
  ],
] as const;

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.tuple(fc.nat(SOUND.length), fc.array(fc.constantFrom(...pieces), { maxLength: 8 })).map(([at, parts]) => SOUND.slice(0, at) + parts.join('') + SOUND.slice(at)),
); // biome-ignore format: three kinds

/** A finding stands on a line of the text, and within it unless that is empty. */
function isOnPage(text: string, { line, column, endColumn }: Finding): boolean {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const length = lines[line - 1]?.length;
  return length !== undefined && column >= 1 && endColumn > column && endColumn <= Math.max(length, 1) + 2;
}

describe('any text', () => {
  test('is judged, at places of its own, the same each time', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const found = lint(text);
        expect(found.filter((finding) => !isOnPage(text, finding))).toEqual([]);
        expect(lint(text)).toEqual(found);
      }),
      { numRuns: 120 },
    );
  });

  test('with other ends of lines is judged the same', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const plain = text.replace(/\r\n?/g, '\n');
        expect(lint(plain.replaceAll('\n', '\r\n'))).toEqual(lint(plain));
      }),
      { numRuns: 40 },
    );
  });
});

const MUCH = 200_000;
const many = (piece: string) => piece.repeat(Math.ceil(MUCH / piece.length)).slice(0, MUCH);

describe('200,000 characters', () => {
  test.each([
    { name: 'of one line', text: many('John broke the thing and ') },
    { name: 'of blame', text: many('John broke it. ') },
    { name: 'of systems that failed', text: many('The server failed. ') },
    { name: 'of one word', text: many('a') },
    { name: 'of full stops', text: many('. ') },
    { name: 'of apostrophes', text: many("didn't'") },
    { name: 'of brackets', text: many('[') },
    { name: 'of links that are none', text: many('[a](') },
    { name: 'of backticks', text: many('a`b``c```') },
    { name: 'of quotation marks', text: many('"a “b') },
    { name: 'of stars', text: many('**a *b_') },
    { name: 'of quotations in quotations', text: many('>') },
    { name: 'of lists in lists', text: many('- ') },
    { name: 'of angles', text: many('<a <!-- ') },
    { name: 'of waivers', text: many('<!-- lint-ok E12: why -->\n') },
    { name: 'of a table', text: `## Action Items\n\n| Action |\n|---|\n${many('| x |\n')}` },
    { name: 'of bars', text: `## Action Items\n\n| Action | Owner |\n|---|---|\n${many('|')}` },
    { name: 'of a timeline', text: `## Timeline\n\n${many('- 14:03: x\n')}` },
    { name: 'of headings', text: many('## Impact\n') },
    { name: 'of front matter', text: `---\n${many('a: 1\n')}\n---\n` },
    { name: 'of digits', text: many('4111 ') },
    { name: 'of addresses', text: many('a@b.c.d') },
    { name: 'of capitals', text: many('ABC DEF ') },
  ])('$name are judged, and no more than enough is told', ({ text }) => {
    const counts = Map.groupBy(lint(text), ({ rule }) => rule);
    expect(counts.size).toBeGreaterThan(0);
    const most = Math.max(...[...counts].flatMap(([, found]) => [found.length]));
    expect(most).toBeLessThanOrEqual(MOST_OF_ONE_RULE);
  });

  test('of which not all was judged say so', () => {
    const found = lint(many('The server failed. '));
    expect(found.find(({ rule }) => rule === 'E00')).toMatchObject({
      level: 'W',
      message: expect.stringContaining('not all of it'),
    });
  });
});

describe('what is secret', () => {
  const token = `ghp_${'A1b2'.repeat(10)}`;

  test.each([
    {
      name: 'as an owner',
      text: `## Action Items\n\n| Action | Owner | Due |\n|---|---|---|\n| Add a test | ${token} | ${token} |`,
    },
    { name: 'in blame', text: `John broke ${token}` },
    { name: 'as a placeholder', text: `[Name ${token}]` },
    { name: 'in front matter', text: `---\ndrill: ${token}\nseverity_peak: ${token}\n---\n# T` },
  ])('is never repeated: $name', ({ text }) => {
    const found = lint(text);
    expect(found.map(({ rule }) => rule)).toContain('E22');
    expect(JSON.stringify(found)).not.toContain(token);
  });
});
