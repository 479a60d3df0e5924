// The conformance page tells the truth: every requirement once, "works" only where a test that names it sees it.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  capabilities,
  conformancePage,
  idsIn,
  namedTests,
  page,
  proves,
  readRequirements,
  runbooks,
  stating,
} from '../../scripts/conformance.ts';

const requirements = readRequirements(readFileSync(stating, 'utf8'));
const tests = namedTests();
const two = (number: number) => String(number).padStart(2, '0');
const idsOf = ({ number, requirements: count }: (typeof runbooks)[number]) =>
  Array.from({ length: count }, (_, index) => `S${number}-${two(index + 1)}`);

describe('docs/conformance.yml', () => {
  test.each(runbooks)('states every requirement of $preset once, in order', (runbook) => {
    const own = requirements.filter(({ id }) => id.startsWith(`S${runbook.number}-`));
    expect(own.map(({ id }) => id)).toEqual(idsOf(runbook));
  });

  test('states nothing else, and runbook after runbook', () => {
    expect(requirements.map(({ id }) => id)).toEqual(runbooks.flatMap(idsOf));
  });

  test('says something else of each, and in earnest', () => {
    const said = requirements.map(({ says }) => says.toLowerCase());
    expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([]);
    const words = requirements.flatMap((one) => [
      one.says,
      one.state === 'not-ours' ? one.instead : (one.so_far ?? one.says),
    ]);
    for (const text of words) {
      expect(text).not.toMatch(
        /\b(?:to-?do|tbd|tba|fixme|xxx|lorem|ipsum|placeholder|n\/a|etc|and so on)\b|\?\?|…|\.\.\./i,
      );
      expect(text.split(' ').length, text).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('a requirement', () => {
  test('that works is named by a story or a rule that sees it', () => {
    const proven = new Set(tests.filter(proves).map(({ id }) => id));
    const unproven = requirements.filter(({ id, state }) => state === 'works' && !proven.has(id));
    expect(
      unproven.map(({ id }) => id),
      'name the id in the title of a test',
    ).toEqual([]);
  });

  test('that is not ours is named by no test', () => {
    const named = new Set(tests.map(({ id }) => id));
    expect(requirements.filter(({ id, state }) => state === 'not-ours' && named.has(id))).toEqual([]);
  });

  test('that a test names is one there is', () => {
    const known = new Set(requirements.map(({ id }) => id));
    expect(tests.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  const id = 'S000-01';
  const says = 'There are four levels.';
  test.each([
    { name: 'without a capability to wait for', row: { id, says, state: 'planned' } },
    { name: 'that waits for something else', row: { id, says, state: 'planned', capability: 'magic' } },
    { name: 'in another state', row: { id, says, state: 'partly' } },
    { name: 'that is not ours, and nothing instead', row: { id, says, state: 'not-ours' } },
    { name: 'that is not ours and waits', row: { id, says, state: 'not-ours', instead: says, capability: 'learning' } },
    { name: 'with another key', row: { id, says, state: 'works', note: says } },
    { name: 'with another id', row: { id: 'S3-1', says, state: 'works' } },
    { name: 'that says nothing', row: { id, says: '', state: 'works' } },
    { name: 'whose words would break the table', row: { id, says: 'This | that.', state: 'works' } },
  ])('$name is refused', ({ row }) => {
    expect(() => readRequirements(JSON.stringify([row]))).toThrow();
  });

  test('that has come to work may keep what it waited for', () => {
    const row = { id, says, state: 'works', capability: 'learning', so_far: says };
    expect(readRequirements(JSON.stringify([row]))).toEqual([row]);
  });
});

describe('the ids in a test', () => {
  test.each([
    { name: 'a title', source: "test('is one (S003-09)', () => {});", ids: ['S003-09'] },
    { name: 'two in a title', source: 'describe("S003-09, S003-10", f);', ids: ['S003-09', 'S003-10'] },
    { name: 'a title of a table', source: "test.each(rows)('$name (S003-10)', f);", ids: ['S003-10'] },
    { name: 'a title on a line of its own', source: 'test.each(rows)(\n  `one (S003-10)`,\n  f);', ids: ['S003-10'] },
    { name: 'a row of a table', source: "test.each([{ id: 'S000-01' }, { id: 'S000-01' }])('$id', f);", ids: ['S000-01'] },
    { name: 'after a quote in a regular expression', source: "expect(a).toMatch(/it's/);\ntest('S003-09', f);", ids: ['S003-09'] },
    { name: 'after an apostrophe in a comment', source: "// it's `so\ntest('S003-09', f);", ids: ['S003-09'] },
    { name: 'in a comment: none', source: "// as 'S003-09' has it\n/** `S003-10` */\ntest('x', f); // S003-21", ids: [] },
    { name: 'in a longer text: none', source: 'const policy = `\n# S003-36\n`;', ids: [] },
    { name: 'outside strings and in longer numbers: none', source: "const a = S003-09; test('S003-091', f);", ids: [] },
  ])('$name', ({ source, ids }) => {
    expect(idsIn(source)).toEqual(ids);
  }); // biome-ignore format: a table

  test('are found in the project', () => {
    expect(tests).toContainEqual({ id: 'S003-09', file: 'test/acceptance/main-story.test.ts' });
  });

  test.each([
    { file: 'test/acceptance/a.test.ts', proof: true },
    { file: 'test/browser/a.test.ts', proof: true },
    { file: 'test/core/clock/a.test.ts', proof: true },
    { file: 'test/cli/a.test.ts', proof: false },
  ])('prove something in $file: $proof', ({ file, proof }) => {
    expect(proves({ id: 'S003-09', file })).toBe(proof);
  });
});

describe('docs/conformance.md', () => {
  test('is current', () => {
    const current = readFileSync(page, 'utf8');
    expect(current === conformancePage(requirements, tests), 'run: node scripts/conformance.ts').toBe(true);
  });

  test('has one line for each requirement, and every capability that one waits for', () => {
    const lines = readFileSync(page, 'utf8').split('\n');
    expect(lines.flatMap((line) => /^\| (S\d{3}-\d{2}) \|/.exec(line)?.[1] ?? [])).toEqual(runbooks.flatMap(idsOf));
    const awaited = new Set(requirements.flatMap((one) => (one.state === 'planned' ? [one.capability] : [])));
    const listed = Object.keys(capabilities).filter((name) => lines.some((line) => line.startsWith(`| ${name} |`)));
    expect(listed).toEqual(Object.keys(capabilities).filter((name) => awaited.has(name)));
  });

  test('shows what each state has to show', () => {
    const made = conformancePage(
      readRequirements(
        JSON.stringify([
          { id: 'S000-01', says: 'One works.', state: 'works', so_far: 'Not shown any more.' },
          { id: 'S000-02', says: 'Two is planned.', state: 'planned', capability: 'learning', so_far: 'A part.' },
          { id: 'S000-03', says: 'Three is planned.', state: 'planned', capability: 'mitigation' },
          { id: 'S001-01', says: 'Four is not ours.', state: 'not-ours', instead: 'We tell people.' },
        ]),
      ),
      [
        { id: 'S000-01', file: 'test/acceptance/a.test.ts' },
        { id: 'S000-01', file: 'test/core/clock/b.test.ts' },
        { id: 'S000-02', file: 'test/cli/c.test.ts' },
      ],
    );
    expect(made.split('\n')).toEqual(
      expect.arrayContaining([
        '| [emergency](#emergency-000) | 3 | 1 | 2 | 0 |',
        '| [standard](#standard-001) | 1 | 0 | 0 | 1 |',
        '| **all five** | 4 | 1 | 2 | 1 |',
        '| S000-01 | One works. | **works**: [a](../test/acceptance/a.test.ts), [b](../test/core/clock/b.test.ts) |',
        '| S000-02 | Two is planned. | planned: learning. *So far:* A part. [c](../test/cli/c.test.ts) |',
        '| S000-03 | Three is planned. | planned: mitigation. |',
        '| S001-01 | Four is not ours. | not ours. We tell people. |',
      ]),
    );
  });
});
