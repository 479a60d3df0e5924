import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFormFile } from '../../../src/core/form/parse-form-file.ts';
import { slug } from '../../../src/core/form/slug.ts';

function withBody(body: string): string {
  return `name: A\ndescription: B\nbody:\n${body}`;
}

const INPUT = '  - type: input\n    attributes: { label: Q }\n';

function faults(text: string): readonly string[] {
  return parseFormFile(text).problems.map(({ line, column, level, code }) => `${line}:${column} ${level} ${code}`);
}

test('the form of this repository is sound', () => {
  const { form, problems } = parseFormFile(readFileSync('.github/ISSUE_TEMPLATE/incident.yml', 'utf8'));
  expect(problems).toEqual([]);
  expect(form?.fields.map(({ key }) => key)).toContain('severity');
});

test('fields keep the order of the file, without explanations', () => {
  const { form } = parseFormFile(
    withBody(`  - type: markdown
    attributes: { value: hello }
  - type: input
    id: a
    attributes: { label: First }
    validations: { required: true }
  - type: textarea
    attributes: { label: Second one, render: shell }
  - type: dropdown
    attributes: { label: Third, multiple: true, options: [x, y] }
  - type: checkboxes
    attributes: { label: Fourth, options: [{ label: z, required: true }] }
`),
  );
  expect(form?.fields).toEqual([
    { key: 'a', label: 'First', heading: 'First', required: true, type: 'input' },
    {
      key: 'second-one',
      label: 'Second one',
      heading: 'Second one',
      required: false,
      type: 'textarea',
      render: 'shell',
    },
    {
      key: 'third',
      label: 'Third',
      heading: 'Third',
      required: false,
      type: 'dropdown',
      options: ['x', 'y'],
      multiple: true,
    },
    {
      key: 'fourth',
      label: 'Fourth',
      heading: 'Fourth',
      required: false,
      type: 'checkboxes',
      options: [{ label: 'z', required: true }],
    },
  ]);
});

describe('unreadable files give no form', () => {
  test.each([
    { name: 'nothing', text: '', is: ['1:1 error wrong-shape'] },
    { name: 'syntax', text: 'name: A\nbody: [', is: ['2:8 error yaml-syntax'] },
    { name: 'duplicate key', text: 'name: A\nname: B\nbody: []', is: ['2:1 error yaml-syntax'] },
    { name: 'two documents', text: 'name: A\n---\nname: B', is: ['2:1 error yaml-syntax'] },
    { name: 'body that is no list', text: 'name: A\nbody: x', is: ['2:7 error wrong-shape'] },
    { name: 'element without a type', text: 'name: A\nbody:\n  - id: a', is: ['3:5 error wrong-shape'] },
    { name: 'too large', text: `name: ${'a'.repeat(300_000)}`, is: ['1:1 error too-large'] },
    {
      name: 'alias bomb',
      text: `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\nbody: []`,
      is: ['1:1 error yaml-unreadable'],
    },
  ])('$name', ({ text, is }) => {
    expect(faults(text)).toEqual(is);
    expect(parseFormFile(text).form).toBeNull();
  });
});

describe('what GitHub rejects is named with its place', () => {
  test.each([
    { name: 'no name', text: `description: B\nbody:\n${INPUT}`, is: ['1:1 error missing-key'] },
    { name: 'blank description', text: `name: A\ndescription: " "\nbody:\n${INPUT}`, is: ['2:14 error missing-key'] },
    { name: 'unknown key', text: `${withBody(INPUT)}about: x\n`, is: ['6:8 error unknown-key'] },
    { name: 'a prototype for a key', text: `${withBody(INPUT)}__proto__: { x: 1 }\n`, is: ['6:1 error unknown-key'] },
    {
      name: 'a prototype for a key within',
      text: withBody(INPUT).replace('label: Q', 'label: Q, __proto__: x'),
      is: [expect.stringContaining('error unknown-key')],
    },
    {
      name: 'only explanations',
      text: withBody('  - type: markdown\n    attributes: { value: x }\n'),
      is: ['4:3 error no-field'],
    },
    {
      name: 'no label',
      text: withBody('  - type: input\n    attributes: { description: x }\n'),
      is: ['5:17 error missing-key'],
    },
    {
      name: 'unknown type',
      text: withBody('  - type: upload\n    attributes: { label: Q }\n'),
      is: ['4:11 warning unknown-type'],
    },
    {
      name: 'unknown type that has no label',
      text: withBody(`  - type: divider\n${INPUT}`),
      is: ['4:11 warning unknown-type'],
    },
    {
      name: 'no options',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [] }\n'),
      is: ['5:38 error no-options'],
    },
    {
      name: 'option None',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [none] }\n'),
      is: ['5:39 error reserved-option'],
    },
    {
      name: 'option Yes without quotes',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [Yes, "No"] }\n'),
      is: ['5:39 error option-not-text'],
    },
    {
      name: 'option that is a number',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [a, 1] }\n'),
      is: ['5:42 error option-not-text'],
    },
    {
      name: 'option twice',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [a, a] }\n'),
      is: ['5:42 error duplicate-option'],
    },
    {
      name: 'default and required',
      text: withBody(
        '  - type: dropdown\n    attributes: { label: Q, options: [a], default: 0 }\n    validations: { required: true }\n',
      ),
      is: ['5:52 error default-and-required'],
    },
    {
      name: 'box without a label',
      text: withBody('  - type: checkboxes\n    attributes: { label: Q, options: [{ required: true }] }\n'),
      is: ['5:39 error missing-key'],
    },
    {
      name: 'required on a checklist',
      text: withBody(
        '  - type: checkboxes\n    attributes: { label: Q, options: [{ label: a }] }\n    validations: { required: true }\n',
      ),
      is: ['6:18 warning required-misplaced'],
    },
    {
      name: 'label that is blank',
      text: withBody('  - type: input\n    attributes: { label: " " }\n'),
      is: ['5:26 error missing-key'],
    },
    {
      name: 'explanation without text',
      text: withBody(`  - type: markdown\n    attributes: { value: "" }\n${INPUT}`),
      is: ['5:26 error missing-key'],
    },
    {
      name: 'description that is blank',
      text: withBody('  - type: input\n    attributes: { label: Q, description: " " }\n'),
      is: ['5:42 error blank-text'],
    },
    {
      name: 'placeholder that is a number',
      text: withBody('  - type: input\n    attributes: { label: Q, placeholder: 5 }\n'),
      is: ['5:42 error wrong-type'],
    },
    {
      name: 'required that is no boolean',
      text: `name: A\ndescription: B\nbody:\n${INPUT}`.replace('Q }', 'Q }\n    validations: { required: "yes" }'),
      is: ['6:30 error wrong-shape'],
      form: false,
    },
    {
      name: 'labels that are a number',
      text: `labels: 7\n${withBody(INPUT)}`,
      is: ['1:9 error wrong-type'],
    },
    {
      name: 'assignees with a blank among them',
      text: `assignees: [octocat, ""]\n${withBody(INPUT)}`,
      is: ['1:12 error wrong-type'],
    },
    { name: 'title that is a number', text: `title: 7\n${withBody(INPUT)}`, is: ['1:8 error wrong-type'] },
    { name: 'title without text', text: `title: ""\n${withBody(INPUT)}`, is: ['1:8 warning blank-text'] },
    { name: 'no element at all', text: 'name: A\ndescription: B\nbody: []\n', is: ['3:7 error no-field'] },
    {
      name: 'key of another type of element',
      text: withBody('  - type: input\n    attributes: { label: Q, render: js }\n'),
      is: ['5:37 error unknown-key'],
    },
    {
      name: 'id of an explanation',
      text: withBody(`  - type: markdown\n    id: a\n    attributes: { value: x }\n${INPUT}`),
      is: ['5:9 error unknown-key'],
    },
    {
      name: 'validation that there is not',
      text: withBody(`${INPUT}    validations: { minLength: 3 }\n`),
      is: ['6:31 error unknown-key'],
    },
    {
      name: 'box with an id',
      text: withBody('  - type: checkboxes\n    attributes: { label: Q, options: [{ label: a, id: b }] }\n'),
      is: ['5:55 error unknown-key'],
    },
    {
      name: 'key that YAML takes for a boolean',
      text: withBody(`${INPUT}    on: x\n`),
      is: ['6:9 error unknown-key', '6:5 error boolean-key'],
    },
    {
      name: 'option None with a capital',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [a, NONE] }\n'),
      is: ['5:42 error reserved-option'],
    },
    {
      name: 'option that is blank',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [a, " "] }\n'),
      is: ['5:42 error blank-text'],
    },
    {
      name: 'default that is no option',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: [a], default: 1 }\n'),
      is: ['5:52 error wrong-default'],
    },
    {
      name: 'question for a password',
      text: withBody('  - type: input\n    attributes: { label: Your Password }\n'),
      is: ['5:26 error forbidden-word'],
    },
    {
      name: 'box called like another',
      text: withBody('  - type: checkboxes\n    attributes: { label: Q, options: [{ label: a }, { label: a }] }\n'),
      is: ['5:53 error duplicate-option'],
    },
    {
      name: 'box called like a question',
      text: withBody(`${INPUT}  - type: checkboxes\n    attributes: { label: R, options: [{ label: Q }] }\n`),
      is: ['7:39 error label-taken'],
    },
    {
      name: 'box called like one of another checklist',
      text: withBody(
        '  - type: checkboxes\n    attributes: { label: Q, options: [{ label: a }] }\n  - type: checkboxes\n    attributes: { label: R, options: [{ label: a }] }\n',
      ),
      is: ['7:39 error label-taken'],
    },
    {
      name: 'id twice',
      text: withBody(
        '  - type: input\n    id: a\n    attributes: { label: Q }\n  - type: input\n    id: a\n    attributes: { label: R }\n',
      ),
      is: ['8:9 error duplicate-id'],
    },
    {
      name: 'id with a blank',
      text: withBody('  - type: input\n    id: a b\n    attributes: { label: Q }\n'),
      is: ['5:9 error wrong-id'],
    },
    {
      name: 'labels that slug alike',
      text: withBody(
        '  - type: input\n    attributes: { label: Name? }\n  - type: input\n    attributes: { label: Name??? }\n',
      ),
      is: ['7:26 error duplicate-id'],
    },
  ])('$name', ({ text, is, form = true }) => {
    expect(faults(text)).toEqual(is);
    expect(parseFormFile(text).form !== null).toBe(form);
  });
});

describe('what GitHub takes is no fault', () => {
  test.each([
    {
      name: 'labels that repeat, one with an id',
      text: withBody(`${INPUT}  - type: input\n    id: other\n    attributes: { label: Q }\n`),
    },
    { name: 'names in one text with commas', text: `labels: a, b\nprojects: acme/1\n${withBody(INPUT)}` },
    { name: 'a quoted key that is a word', text: withBody(INPUT).replace('label: Q', '"label": Q') },
    {
      name: 'options in quotes that would be booleans without',
      text: withBody('  - type: dropdown\n    attributes: { label: Q, options: ["Yes", \'no\'] }\n'),
    },
    {
      name: 'None as a box',
      text: withBody('  - type: checkboxes\n    attributes: { label: Q, options: [{ label: None }] }\n'),
    },
    { name: 'a first line of three dashes', text: `---\n${withBody(INPUT)}` },
  ])('$name', ({ text }) => {
    expect(faults(text)).toEqual([]);
  });
});

test('every fault says what happened, what was expected and what to do', () => {
  const all = [
    'body: []',
    withBody('  - type: upload\n    id: a b\n    attributes: { label: Password }\n'),
    `${withBody(INPUT)}---\nname: B\n`,
    withBody('  - type: dropdown\n    on: 1\n    attributes: { label: "", options: [1, none, " "], default: 9 }\n'),
    `title: 5\nlabels: 7\nfoo: 1\n${withBody('  - type: checkboxes\n    attributes: { label: Q, options: [{ label: Q, x: 1 }] }\n')}`,
  ].flatMap((text) => parseFormFile(text).problems);
  expect(all.length).toBeGreaterThan(12);
  for (const { message } of all) expect(message.match(/[.;] /g)?.length, message).toBeGreaterThanOrEqual(2);
});

test('keys are unique even so', () => {
  const { form } = parseFormFile(withBody(INPUT + INPUT));
  expect(form?.fields.map(({ key }) => key)).toEqual(['q', 'q-2']);
});

describe('slug', () => {
  test.each([
    ["What's broken?", 'what-s-broken'],
    ['Name??????', 'name'],
    ['  Who is affected? ', 'who-is-affected'],
    ['snake_case and-dash', 'snake_case-and-dash'],
    ['Größe der Störung', 'grosse-der-storung'],
    ['__proto__', '__proto__'],
    ['---', ''],
    ['日本', ''],
  ])('%o is %o', (label, key) => {
    expect(slug(label)).toBe(key);
  });
});
