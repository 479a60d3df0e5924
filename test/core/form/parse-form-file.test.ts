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
  ])('$name', ({ text, is }) => {
    expect(faults(text)).toEqual(is);
    expect(parseFormFile(text).form).not.toBeNull();
  });
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
