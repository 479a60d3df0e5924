import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a person would, with a text on standard input. */
function firebreak(args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['src/cli/main.ts', ...args], (error, out, err) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, out, err });
      else reject(error);
    });
    child.stdin?.end(input);
  });
}

const FORM = `name: Incident
description: Declare one
body:
  - type: textarea
    id: broken
    attributes: { label: What is broken? }
    validations: { required: true }
  - type: dropdown
    attributes: { label: Severity, options: [P0, P1] }
  - type: dropdown
    id: regions
    attributes: { label: Regions, multiple: true, options: [EU, US] }
  - type: checkboxes
    id: checks
    attributes: { label: Checks, options: [{ label: a }, { label: b }] }
`;
const BODY =
  '### What is broken?\n\nAll\n\n### Severity\n\nP1\n\n### Regions\n\nEU, US\n\n### Checks\n\n- [x] a\n- [ ] b';

let folder = '';

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-cli-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('form parse', () => {
  test('prints the fields as JSON', async () => {
    const form = await file('form.yml', FORM);
    const { status, out, err } = await firebreak([
      'form',
      'parse',
      '--form',
      form,
      '--body',
      await file('body.md', BODY),
      '--json',
    ]);
    expect([status, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toStrictEqual({
      ok: true,
      fields: {
        broken: { type: 'textarea', value: 'All' },
        severity: { type: 'dropdown', value: 'P1' },
        regions: { type: 'dropdown', value: ['EU', 'US'] },
        checks: {
          type: 'checkboxes',
          value: [
            { label: 'a', checked: true },
            { label: 'b', checked: false },
          ],
        },
      },
      problems: [],
    });
  });

  test('reads the body from standard input, and says what is wrong with it', async () => {
    const form = await file('form.yml', FORM);
    const { status, out } = await firebreak(
      ['form', 'parse', '--form', form, '--body', '-', '--json'],
      `${BODY}\n\n### Severity\n\nP0`,
    );
    const printed = JSON.parse(out);
    expect(status).toBe(1);
    expect(printed).toMatchObject({ ok: false, problems: [{ code: 'conflict', field: 'severity' }] });
    expect(Object.keys(printed.problems[0])).toEqual(['code', 'field', 'message']);
  });

  test('what is required and not answered is a problem of its field', async () => {
    const form = await file('form.yml', FORM);
    const { status, out } = await firebreak(['form', 'parse', '--form', form, '--json'], BODY.replace('All', '.'));
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ code: 'required-missing', field: 'broken' }] });
  });

  test('a form that is none is a problem at its place', async () => {
    const { status, out, err } = await firebreak([
      'form',
      'parse',
      '--form',
      await file('bad.yml', 'body: ['),
      '--json',
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, fields: {}, problems: [{ code: 'yaml-syntax', field: null }] });
    expect(err).toContain('bad.yml:1:8: ');
  });

  test('speaks to people too', async () => {
    const form = await file('form.yml', FORM);
    const { out } = await firebreak(['form', 'parse', '--form', form], 'nothing of it');
    expect(out).toContain('severity: null\n');
    expect(out).toContain('! not-this-form: ');
  });
});

describe('form check', () => {
  test('a sound form is fine', async () => {
    const form = await file('form.yml', FORM);
    expect(await firebreak(['form', 'check', form])).toEqual({ status: 0, out: `${form}: sound.\n`, err: '' });
    expect(await firebreak(['form', 'check', form, '--json'])).toEqual({ status: 0, out: '[]\n', err: '' });
  });

  test('a fault is told with its place, in words and as JSON', async () => {
    const form = await file('faulty.yml', FORM.replace('[P0, P1]', '[P0, None]'));
    const { status, out } = await firebreak(['form', 'check', form, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toStrictEqual([
      { file: form, line: 9, column: 50, code: 'reserved-option', message: expect.stringContaining('None') },
    ]);
    expect((await firebreak(['form', 'check', form])).out).toMatch(/faulty\.yml:9:50: reserved-option: /);
  });

  test('a type that GitHub may have added is a warning, and no problem', async () => {
    const form = await file('upload.yml', FORM.replace('type: textarea', 'type: upload'));
    const { status, out, err } = await firebreak(['form', 'check', form, '--json']);
    expect([status, out]).toEqual([0, '[]\n']);
    expect(err).toContain('warning: unknown-type');
  });
});

describe('form generate', () => {
  test('writes the form of the default preset, which is this repository’s own', async () => {
    const { status, out, err } = await firebreak(['form', 'generate']);
    expect([status, err]).toEqual([0, '']);
    const withoutFirstLine = (text: string) => text.slice(text.indexOf('\n'));
    expect(withoutFirstLine(out)).toBe(withoutFirstLine(await readFile('.github/ISSUE_TEMPLATE/incident.yml', 'utf8')));
    expect(out).toMatch(/^# .+ `firebreak form generate --preset github`\.\n/);
  });

  test('writes the form of a policy into a file, which passes the check', async () => {
    const policy = await file('firebreak.yml', 'preset: sev\nintake: { services: [checkout, search] }\n');
    const out = join(folder, 'incident.yml');
    const { status, out: said } = await firebreak(['form', 'generate', '--policy', policy, '--out', out]);
    expect([status, said]).toEqual([0, `${out} is written.\n`]);
    expect(await readFile(out, 'utf8')).toContain('- checkout\n');
    expect((await firebreak(['form', 'check', out])).status).toBe(0);
  });

  test('prints JSON', async () => {
    const { out } = await firebreak(['form', 'generate', '--preset', 'commander', '--json']);
    expect(JSON.parse(out)).toStrictEqual({
      out: null,
      text: expect.stringContaining('The first yes decides:'),
      problems: [],
    });
  });

  test('a policy whose words GitHub takes in no form is told', async () => {
    const policy = await file('words.yml', 'intake: { questions: [{ id: pw, text: Whose password? }] }\n');
    const { status, err } = await firebreak(['form', 'generate', '--policy', policy]);
    expect(status).toBe(1);
    expect(err).toContain('forbidden-word');
  });

  test('a policy with problems makes no form', async () => {
    const policy = await file('broken.yml', 'levels: 7\n');
    const { status, out, err } = await firebreak(['form', 'generate', '--policy', policy]);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('broken.yml:1:9');
  });
});

describe('commands parse', () => {
  test('prints the commands as JSON, a free text as the last argument', async () => {
    const { status, out } = await firebreak(
      ['commands', 'parse', '-', '--json'],
      'Hi\n/severity P1 cpu=100% on db-2\n/ack —dry-run\n',
    );
    expect(status).toBe(0);
    expect(JSON.parse(out)).toStrictEqual([
      { line: 2, name: 'severity', args: ['P1', 'cpu=100% on db-2'], options: {}, flags: [], problem: null },
      { line: 3, name: 'ack', args: [], options: {}, flags: ['dry-run'], problem: null },
    ]);
  });

  test('a near miss is a problem with a suggestion', async () => {
    const { status, out } = await firebreak(['commands', 'parse', await file('comment.md', '/sevrity P1'), '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toStrictEqual([
      {
        line: 1,
        name: 'sevrity',
        args: [],
        options: {},
        flags: [],
        problem: { code: 'unknown-command', message: expect.any(String), suggestion: '/severity P1' },
      },
    ]);
  });

  test('a comment without commands is fine', async () => {
    expect(await firebreak(['commands', 'parse', '--json'], 'see /etc/hosts')).toEqual({
      status: 0,
      out: '[]\n',
      err: '',
    });
    expect(await firebreak(['commands', 'parse'], 'thanks')).toEqual({ status: 0, out: '', err: '' });
  });

  test('speaks to people too', async () => {
    const { out } = await firebreak(['commands', 'parse'], '/ack\n/akc');
    expect(out).toMatch(/^1: \/ack\n2:1: unknown-command: .+Did you mean `\/ack`\?\n$/);
  });
});

describe('wrong use ends with status 2 and says what was expected', () => {
  test.each([
    { name: 'no verb', args: [], says: 'Usage: firebreak <verb>' },
    { name: 'half a verb', args: ['form'], says: 'form needs a verb: check, generate, parse.' },
    { name: 'half a verb with an option', args: ['policy', '--json'], says: 'policy needs a verb: check, diff, show.' },
    { name: 'half a verb of one', args: ['commands'], says: 'commands needs a verb: parse.' },
    { name: 'half a verb of the newest', args: ['postmortem'], says: 'postmortem needs a verb: lint.' },
    { name: 'unknown verb', args: ['form', 'prase'], says: 'Did you mean "form parse"?' },
    { name: 'unknown option', args: ['commands', 'parse', '--nope'], says: '--nope' },
    { name: 'a word too many', args: ['commands', 'parse', 'a', 'b'], says: '"b" is one word too many' },
    {
      name: 'two policies',
      args: ['form', 'generate', '--preset', 'sev', '--policy', 'x'],
      says: 'only one of --preset',
    },
    { name: 'a place that is none', args: ['form', 'generate', '--out', 'no/such/x.yml'], says: 'cannot be written' },
    { name: 'nothing to check', args: ['form', 'check'], says: 'form check needs a FILE' },
    { name: 'no form', args: ['form', 'parse'], says: 'needs --form FILE' },
    {
      name: 'no such file',
      args: ['commands', 'parse', 'does-not-exist.md'],
      says: 'does-not-exist.md cannot be read',
    },
    { name: 'standard input twice', args: ['form', 'parse', '--form', '-'], says: 'only one of --form and --body' },
  ])('$name', async ({ args, says }) => {
    const { status, out, err } = await firebreak(args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(says);
  });
});

test.each([
  { args: ['--help'], says: /^ {2}form parse +Read an issue body \(or standard input\) by an issue form\.$/m },
  { args: ['form', 'parse', '--help'], says: /form parse --form FILE \[--body FILE\|-\]/ },
])('help: $args', async ({ args, says }) => {
  const { status, out } = await firebreak(args);
  expect(status).toBe(0);
  expect(out).toMatch(says);
});
