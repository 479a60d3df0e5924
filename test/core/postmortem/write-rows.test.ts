// Rows of a document that follow their issues: in what people wrote only cells that still are as they were, in every shape that a policy has, and twice is once.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { printPart } from '../../../src/core/postmortem/document.ts';
import { type RowChange, type RowWords, withRows } from '../../../src/core/postmortem/write-rows.ts';

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const from = { kinds: [], since: '2026-03-07T00:00:00Z', web: 'https://github.test/acme/shop' };
const link = (number: number) => `[#${number}](https://github.test/acme/shop/issues/${number})`;

const words = (over: Partial<RowWords> = {}): RowWords => ({
  what: 'Add an alert',
  type: 'detect',
  owner: 'reviewer',
  due: '2026-03-20T23:59:00Z',
  issue: 41,
  status: 'open',
  ...over,
});
const change = (was: Partial<RowWords>, is: Partial<RowWords>, add = false): RowChange => ({
  was: words(was),
  is: words(is),
  add,
});

const HEAD = '| Action | Type | Owner | Due | Issue | Status |\n| --- | --- | --- | --- | --- | --- |\n';
const tabled = (...rows: string[]) => `# T\n\n## Action Items\n\n${HEAD}${rows.join('\n')}\n\nWords of people.\n`;
const listed = (...points: string[]) => `# T\n\n## Prevention\n\n${points.join('\n')}\n\nWords of people.\n`;
const row = (cells: string) => `| ${cells} |`;
const full = row(`Add an **alert** | detect | @reviewer | 2026-03-20 | ${link(41)} | Open`);

type Case = {
  readonly name: string;
  readonly text: string;
  readonly rows: readonly RowChange[];
  readonly is: string;
  readonly monthDay?: boolean;
};

const cases: readonly Case[] = [
  { name: 'a row whose issue was closed', text: tabled(full), rows: [change({}, { status: 'done' })], is: tabled(full.replace('Open', 'Done')) },
  { name: 'a row whose issue has a number now, found by its words', text: tabled(full.replace(link(41), '')), rows: [change({ issue: null }, {})], is: tabled(full) },
  { name: 'a row whose issue was given to somebody else', text: tabled(full), rows: [change({}, { owner: 'lead' })], is: tabled(full.replace('@reviewer', '@lead')) },
  { name: 'a cell that people changed meanwhile stays theirs', text: tabled(full.replace('@reviewer', '@commander')), rows: [change({}, { owner: 'lead', status: 'done' })], is: tabled(full.replace('@reviewer', '@commander').replace('Open', 'Done')) },
  { name: 'words of an issue that say more than words', text: tabled(full), rows: [change({}, { what: 'Ask @lead | <b>' })], is: tabled(full.replace('Add an **alert**', 'Ask @\u200blead &#124; &#60;b&#62;')) },
  { name: 'a row of few columns in another order', text: `## Follow-ups\n\n| Owner | Task |\n|---|---|\n| @reviewer | Add an alert |\n`, rows: [change({}, { owner: 'lead', status: 'done' })], is: '## Follow-ups\n\n| Owner | Task |\n|---|---|\n| @lead | Add an alert |\n' },
  { name: 'a date as the policy writes it', text: tabled(full.replace('2026-03-20', '3/20')), rows: [change({}, { due: '2026-04-02T23:59:00Z' })], is: tabled(full.replace('2026-03-20', '4/2')), monthDay: true },
  { name: 'a row that people took out', text: tabled(row('Other |  |  |  |  | ')), rows: [change({}, { status: 'done' })], is: tabled(row('Other |  |  |  |  | ')) },
  { name: 'one that has no row yet', text: tabled(row('Other |  |  |  |  | ')), rows: [change({ issue: null }, {}, true)], is: tabled(row('Other |  |  |  |  | '), row(`Add an alert | detect | @reviewer | 2026-03-20 | ${link(41)} | Open`)) },
  { name: 'a row of somebody else’s issue', text: tabled(full.replaceAll('41', '7')), rows: [change({}, { status: 'done' })], is: tabled(full.replaceAll('41', '7')) },
  { name: 'an issue of another repository', text: tabled(full.replace('acme/shop', 'acme/other')), rows: [change({}, { status: 'done' })], is: tabled(full.replace('acme/shop', 'acme/other')) },
  { name: 'a point of a list', text: listed(`- [ ] Add an alert (type: detect, owner: @reviewer, due: 2026-03-20, ${link(41)})`), rows: [change({}, { owner: 'lead', status: 'done' })], is: listed(`- [x] Add an alert (type: detect, owner: @lead, due: 2026-03-20, ${link(41)})`) },
  { name: 'a point without details', text: listed('* Add an alert (as agreed)'), rows: [change({ what: 'Add an alert (as agreed)', type: null, owner: null, due: null, issue: null }, { what: 'Add an alert (as agreed)' })], is: listed(`* Add an alert (as agreed) (type: detect, owner: @reviewer, due: 2026-03-20, ${link(41)})`) },
  { name: 'a point with details of others', text: listed('- [ ] Add an alert (owner: @reviewer, with: care)'), rows: [change({ issue: null, type: null, due: null }, { type: null, due: null })], is: listed(`- [ ] Add an alert (owner: @reviewer, with: care, ${link(41)})`) },
  { name: 'a point by its horizon', text: listed(`- **Short-term**: Add an alert (owner: @reviewer, ${link(41)})`), rows: [change({}, { status: 'done' })], is: listed(`- [x] **Short-term**: Add an alert (owner: @reviewer, ${link(41)})`) },
  { name: 'a point over several lines is people’s', text: listed('- [ ] Add an alert\n  soon'), rows: [change({ what: 'Add an alert soon' }, { what: 'Add an alert soon', status: 'done' })], is: listed('- [ ] Add an alert\n  soon') },
  { name: 'one more in a list', text: listed('- [ ] Other'), rows: [change({ issue: null }, {}, true)], is: listed('- [ ] Other', `- [ ] Add an alert (type: detect, owner: @reviewer, due: 2026-03-20, ${link(41)})`) },
  { name: 'line ends of Windows', text: tabled(full).replaceAll('\n', '\r\n'), rows: [change({}, { status: 'done' })], is: tabled(full.replace('Open', 'Done')).replaceAll('\n', '\r\n') },
  { name: 'where people want no table', text: '# T\n\n## Action Items\n\nNothing.\n', rows: [change({ issue: null }, {}, true)], is: '# T\n\n## Action Items\n\nNothing.\n' },
]; // biome-ignore format: one case a line

test.each(cases)('$name', ({ text, rows, is, monthDay = false }) => {
  const wanted = { rows, part: '', from, monthDay };
  expect(withRows(text, wanted, hash)).toBe(is);
  expect(withRows(is, wanted, hash)).toBe(is);
});

describe('the part that the app writes', () => {
  const generated = `${HEAD}${row(`Add an alert | detect | @reviewer | 2026-03-20 | ${link(41)} | Open`)}`;
  const written = (part: string, behind = '') =>
    `# T\n\n## Action Items\n\n${printPart('action-items', part, hash)}\n${behind}`;
  const done = generated.replace('Open', 'Done');
  const wanted = { rows: [change({}, { status: 'done' })], part: done, from, monthDay: false };

  test('is written anew and stays the app’s while nobody touched it', () => {
    expect(withRows(written(generated), wanted, hash)).toBe(written(done));
  });

  test('is people’s once they touched it: only the cell follows, and its mark stays as it was', () => {
    const touched = written(generated).replace('@reviewer', '@lead');
    expect(withRows(touched, wanted, hash)).toBe(touched.replace('Open', 'Done'));
  });

  test('leaves out what people have a row of their own for', () => {
    const own = `\n${HEAD}${row(`Add an alert |  |  |  | ${link(41)} | Open`)}\n`;
    expect(withRows(written('', own), wanted, hash)).toBe(written('', own.replace('Open', 'Done')));
    const two = `${done}\n${row(`Other | prevent |  |  | ${link(42)} | Open`)}`;
    const left = two
      .split('\n')
      .filter((line) => !line.includes('#41'))
      .join('\n');
    expect(withRows(written(generated, own), { ...wanted, part: two }, hash)).toBe(
      written(left, own.replace('Open', 'Done')),
    );
  });
});
