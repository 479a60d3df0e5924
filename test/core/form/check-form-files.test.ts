// Several form files as GitHub sees them together: where they are, and what they are called.
import { describe, expect, test } from 'vitest';
import { checkFormFiles, isForm } from '../../../src/core/form/check-form-files.ts';

const text = (name: string) => `description: B\nname: ${name}\nbody:\n  - type: input\n    attributes: { label: Q }\n`;
const codes = (...files: readonly { readonly path: string; readonly text: string }[]) =>
  checkFormFiles(files).map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);

test('two forms of one name', () => {
  expect(codes({ path: 'a.yml', text: text('A') }, { path: 'b.yml', text: text(' A') })).toEqual([
    'b.yml:2:8 duplicate-name',
  ]);
  expect(codes({ path: 'a.yml', text: text('A') }, { path: 'b.yml', text: text('B') })).toEqual([]);
  expect(codes({ path: 'one/a.yml', text: text('A') }, { path: './one/b.yml', text: text('A') })).toEqual([
    './one/b.yml:2:7 duplicate-name',
  ]);
});

test('forms of one name in different folders are of different repositories', () => {
  const at = (folder: string) => ({ path: `${folder}/.github/ISSUE_TEMPLATE/incident.yml`, text: text('A') });
  expect(codes(at('one'), at('two'), { path: 'a.yml', text: text('A') })).toEqual([]);
});

describe('where a form is', () => {
  test.each([
    '.github/ISSUE_TEMPLATE/incident.yml',
    '/home/me/shop/.github/ISSUE_TEMPLATE/incident.yaml',
    'templates/forms/sev.yml',
    '-',
  ])('%s is fine', (path) => {
    expect(codes({ path, text: text('A') })).toEqual([]);
  });

  test.each([
    '.github/ISSUE_TEMPLATE/incident.md',
    '.github/ISSUE_TEMPLATE/more/incident.yml',
    'docs/ISSUE_TEMPLATE/incident.yml',
    '.github/issue_template/incident.yml',
    'incident',
  ])('%s is not found by GitHub', (path) => {
    expect(codes({ path, text: text('A') })).toEqual([`${path}:1:1 wrong-place`]);
  });
});

describe('what stands beside the forms', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const markdown = (name: string) => `---\r\nname: ${name}\nabout: B\n---\n\nTell us.\n`;

  test('the file for the page that offers them is no form', () => {
    expect(codes({ path: `${folder}/config.yml`, text: 'blank_issues_enabled: false\n' })).toEqual([]);
    expect(isForm({ path: `${folder}/config.yml`, text: 'blank_issues_enabled: false\n' })).toBe(false);
  });

  test('a template of Markdown is no form, and its name is taken', () => {
    const bug = { path: `${folder}/bug.md`, text: markdown('"Bug"') };
    expect(isForm(bug)).toBe(false);
    expect(codes(bug)).toEqual([]);
    expect(codes(bug, { path: `${folder}/bug.yml`, text: text('Bug') })).toEqual([
      `${folder}/bug.yml:2:7 duplicate-name`,
    ]);
    expect(codes({ path: `${folder}/bug.yml`, text: text('Bug') }, bug)).toEqual([
      `${folder}/bug.md:1:1 duplicate-name`,
    ]);
  });
});
