/** The body that GitHub makes of a filled-in form, byte for byte. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFormBody } from '../../../src/core/form/parse-body.ts';
import { parseFormFile } from '../../../src/core/form/parse-form-file.ts';
import { type IssueForm, readForm } from '../../../src/sandbox/web/form/form-file.ts';
import { type Answers, firstAnswers, renderBody, unanswered } from '../../../src/sandbox/web/form/render-body.ts';

function form(elements: string): IssueForm {
  const read = readForm('x.yml', `name: X\ndescription: Y\nbody:\n${elements}`);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

const input = '  - { type: input, id: who, attributes: { label: Who? } }\n';
const textarea = '  - { type: textarea, id: what, attributes: { label: What happened? } }\n';
const log = '  - { type: textarea, id: log, attributes: { label: Log, render: shell } }\n';
const dropdown = '  - { type: dropdown, id: level, attributes: { label: Level, options: [P0, "P1, major", None] } }\n';
const several =
  '  - { type: dropdown, id: places, attributes: { label: Places, multiple: true, options: [EU, US, Asia] } }\n';
const boxes =
  '  - { type: checkboxes, id: sure, attributes: { label: Sure?, options: [{ label: "It is **down**", required: true }, { label: I looked }] } }\n';
const markdown = '  - { type: markdown, attributes: { value: "### Read this" } }\n';

type Row = { readonly name: string; readonly elements: string; readonly answers: Answers; readonly body: string };

const rows: readonly Row[] = [
  { name: 'a line', elements: input, answers: { who: ['All users'] }, body: '### Who?\n\nAll users' },
  { name: 'an empty line', elements: input, answers: { who: [''] }, body: '### Who?\n\n_No response_' },
  { name: 'a line of blanks', elements: input, answers: { who: ['  '] }, body: '### Who?\n\n_No response_' },
  { name: 'nothing sent at all', elements: input, answers: {}, body: '### Who?\n\n_No response_' },
  {
    name: "a text with the browser's line ends, as it is",
    elements: textarea,
    answers: { what: ['One\r\n\r\n### Two\r\n- [ ] three <b>'] },
    body: '### What happened?\n\nOne\r\n\r\n### Two\r\n- [ ] three <b>',
  },
  { name: 'an empty text', elements: textarea, answers: { what: [''] }, body: '### What happened?\n\n_No response_' },
  {
    name: 'a text that is rendered as code',
    elements: log,
    answers: { log: ['boom'] },
    body: '### Log\n\n```shell\nboom\n```',
  },
  {
    name: 'a fence inside it is not lengthened around',
    elements: log,
    answers: { log: ['```'] },
    body: '### Log\n\n```shell\n```\n```',
  },
  { name: 'no fence around nothing', elements: log, answers: { log: [''] }, body: '### Log\n\n_No response_' },
  { name: 'a choice', elements: dropdown, answers: { level: ['1'] }, body: '### Level\n\nP1, major' },
  { name: 'no choice', elements: dropdown, answers: { level: [''] }, body: '### Level\n\n_No response_' },
  { name: 'an option called None', elements: dropdown, answers: { level: ['2'] }, body: '### Level\n\nNone' },
  { name: 'a choice that is none', elements: dropdown, answers: { level: ['7'] }, body: '### Level\n\n_No response_' },
  {
    name: 'several choices, in the order of the form',
    elements: several,
    answers: { places: ['2', '0'] },
    body: '### Places\n\nEU, Asia',
  },
  { name: 'none of several', elements: several, answers: {}, body: '### Places\n\n_No response_' },
  {
    name: 'boxes, ticked and not, their labels as Markdown',
    elements: boxes,
    answers: { sure: ['0'] },
    body: '### Sure?\n\n- [x] It is **down**\n- [ ] I looked',
  },
  { name: 'no box ticked', elements: boxes, answers: {}, body: '### Sure?\n\n- [ ] It is **down**\n- [ ] I looked' },
  {
    name: 'several questions, one blank line between, Markdown of the form left out',
    elements: markdown + input + markdown + boxes + textarea,
    answers: { who: ['Us'], sure: ['1'], what: ['Smoke'] },
    body: '### Who?\n\nUs\n\n### Sure?\n\n- [ ] It is **down**\n- [x] I looked\n\n### What happened?\n\nSmoke',
  },
];

describe('a filled-in form', () => {
  test.each(rows)('$name', ({ elements, answers, body }) => {
    expect(renderBody(form(elements), answers)).toBe(body);
  });
});

const incident = readFileSync(new URL('../../../.github/ISSUE_TEMPLATE/incident.yml', import.meta.url), 'utf8');

test("what is made of the project's own form is read back as it was meant", () => {
  const shown = readForm('incident.yml', incident);
  const parsed = parseFormFile(incident).form;
  if ('problem' in shown || parsed === null) throw new Error('the form cannot be read');
  const body = renderBody(shown, { broken: ['Checkout\r\n### Details'], severity: ['1'], declaration: ['1'] });
  const { matches, fields } = parseFormBody(parsed, body);
  expect(matches).toBe('all');
  expect(fields['severity']?.value).toMatch(/^P0 Critical/);
  expect(fields['affected']?.value).toBeNull();
  expect(fields['declaration']?.value).toMatchObject([{ checked: false }, { checked: true }]);
});

test('no severity is chosen in advance, as the worst would be taken too easily', () => {
  const shown = readForm('incident.yml', incident);
  if ('problem' in shown) throw new Error(shown.problem);
  expect(firstAnswers(shown, new URLSearchParams())['severity']).toEqual([]);
});

describe('what a form begins with', () => {
  const presets = form(
    '  - { type: input, id: who, attributes: { label: Who?, value: Us } }\n' +
      '  - { type: dropdown, id: level, attributes: { label: Level, options: [P0, P1], default: 1 } }\n',
  );
  test.each([
    ['its own values', '', { who: ['Us'], level: ['1'] }],
    ['what the address says', 'who=Them&level=P0', { who: ['Them'], level: ['0'] }],
    ['an option that there is not', 'level=P9', { who: ['Us'], level: [] }],
  ])('%s', (_name, query, answers) => {
    expect(firstAnswers(presets, new URLSearchParams(query))).toEqual(answers);
  });
});

describe('what must be answered', () => {
  const needed = form(
    '  - { type: input, id: who, attributes: { label: Who? }, validations: { required: true } }\n' +
      '  - { type: dropdown, id: level, attributes: { label: Level, options: [P0] }, validations: { required: true } }\n' +
      boxes,
  );
  test.each<[string, Answers, readonly string[]]>([
    ['everything is missing', {}, ['Who?', 'Level', 'It is **down**']],
    ['blanks are no answer', { who: [' '], level: [''], sure: ['0'] }, ['Who?', 'Level']],
    ['all is there; a box that is not required may stay empty', { who: ['x'], level: ['0'], sure: ['0'] }, []],
  ])('%s', (_name, answers, missing) => {
    expect(unanswered(needed, answers)).toEqual(missing);
  });
});

describe('a file that is no form says why', () => {
  test.each([
    ['broken YAML', 'name: [', /no issue form/],
    ['no body', 'name: X\ndescription: Y\n', /body/],
    ['a type that GitHub has not', 'name: X\ndescription: Y\nbody: [{ type: slider }]\n', /type/],
  ])('%s', (_name, text, words) => {
    expect(readForm('x.yml', text)).toMatchObject({ problem: expect.stringMatching(words) });
  });
});
