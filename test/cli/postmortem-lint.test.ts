// `firebreak postmortem lint` as a person runs it: what it prints, what it ends with, and what it does not take.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LARGEST_DOCUMENT } from '../../src/core/postmortem/read.ts';
import { changed, SOUND, SOUND_FILE } from '../support/sound-postmortem.ts';

type Ran = { readonly status: number; readonly out: string; readonly err: string };

function lint(args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['src/cli/main.ts', 'postmortem', 'lint', ...args], (error, out, err) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, out, err });
      else reject(error);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-lint-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(text: string | Uint8Array, name = SOUND_FILE): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

const NOT_JUDGED =
  'not judged without the record: E03, E08 (whether owners exist), E22 (names that must not be told), E24, E25.\n';

describe('postmortem lint', () => {
  test('of a sound document is fine, and says once what only the record knows', async () => {
    const path = await file(SOUND);
    expect(await lint([path, path, '--preset', 'sev'])).toEqual({
      status: 0,
      out: `${path}: sound.\n${path}: sound.\n`,
      err: NOT_JUDGED,
    });
    expect(await lint([path, '--preset', 'sev', '--json'])).toEqual({ status: 0, out: '[]\n', err: NOT_JUDGED });
  });

  test('tells each finding with its place, in words and as JSON', async () => {
    const path = await file(changed('- It was a Sunday.', '- John broke it on a Sunday.'));
    const { status, out } = await lint([path, '--preset', 'sev', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toStrictEqual([
      {
        file: path,
        line: 76,
        column: 3,
        endColumn: 13,
        rule: 'E12',
        level: 'E',
        message: expect.stringContaining('John broke'),
      },
    ]);
    expect((await lint([path, '--preset', 'sev'])).out).toMatch(/\.md:76:3: E12: “John broke” blames a person\./);
  });

  test('offers the policy’s own words where it has them', async () => {
    const path = await file(changed('- It was a Sunday.', '- John deployed buggy code'));
    const policy = await file('preset: sev\n', 'firebreak.yml');
    const { out } = await lint([path, '--policy', policy, '--json']);
    expect(JSON.parse(out)).toMatchObject([
      { rule: 'E12', suggestion: "Code review didn't catch the bug; deploy pipeline lacked tests" },
    ]);
  });

  test('with warnings alone is fine', async () => {
    const path = await file(changed('- It was a Sunday.', '- It was obviously a Sunday.'));
    const { status, out } = await lint([path, '--preset', 'sev']);
    expect([status, out]).toEqual([0, expect.stringMatching(/:76:10: warning: E17: /)]);
  });

  test('reads standard input, whose name is not judged', async () => {
    expect(await lint(['-', '--preset', 'sev'], SOUND)).toMatchObject({ status: 0, out: '-: sound.\n' });
  });

  test('goes by the default preset where none is named', async () => {
    const path = await file(changed('## Summary', '## Overview'));
    expect(await lint([path])).toMatchObject({ status: 0, out: `${path}: sound.\n` });
    expect(await lint([path, '--preset', 'sev'])).toMatchObject({
      status: 1,
      out: expect.stringContaining('“Summary”'),
    });
  });

  test('leaves out the index of the folder, and says so', async () => {
    const [path, index] = [await file(SOUND), await file('# Incidents', 'reports/incidents/README.md')];
    const { status, out, err } = await lint([path, index, '--preset', 'sev']);
    expect([status, out]).toEqual([0, `${path}: sound.\n`]);
    expect(err).toBe(`${index} is an index and no postmortem: not judged.\n${NOT_JUDGED}`);
  });

  test('under a policy with mistakes judges nothing', async () => {
    const { status, out, err } = await lint([await file(SOUND), '--policy', await file('levels: 7\n', 'broken.yml')]);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('broken.yml:1:9');
  });

  test('shows examples', async () => {
    const { status, out } = await lint(['--help']);
    expect([status, out]).toEqual([
      0,
      expect.stringContaining('Examples:\n  firebreak postmortem lint reports/incidents/'),
    ]);
  });
});

describe('wrong use ends with status 2', () => {
  test.each([
    { name: 'no file', args: async () => [], says: 'needs a FILE' },
    { name: 'a file that is not there', args: async () => ['nope.md'], says: 'nope.md cannot be read' },
    { name: 'a folder', args: async () => [folder], says: 'cannot be read' },
    {
      name: 'a binary',
      args: async () => [await file(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), 'binary.md')],
      says: 'is no text in UTF-8',
    },
    {
      name: 'another encoding',
      args: async () => [await file(new Uint8Array(100).fill(0xe9), 'latin.md')],
      says: 'is no text in UTF-8',
    },
    {
      name: 'a huge file',
      args: async () => [await file('a '.repeat(LARGEST_DOCUMENT), 'huge.md')],
      says: `at most ${LARGEST_DOCUMENT}`,
    },
    {
      name: 'a file without an end',
      args: async () => [await file('a'.repeat(4 * LARGEST_DOCUMENT + 1), 'endless.md')],
      says: 'Name a smaller file',
    },
    {
      name: 'two policies',
      args: async () => ['x.md', '--preset', 'sev', '--policy', 'y.yml'],
      says: 'only one of --preset',
    },
    {
      name: 'standard input twice',
      args: async () => ['-', '--policy', '-'],
      says: 'only one file can be standard input',
    },
    { name: 'no such preset', args: async () => ['x.md', '--preset', 'sve'], says: 'Did you mean "sev"?' },
  ])('$name', async ({ args, says }) => {
    const { status, out, err } = await lint(await args());
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(says);
  });
});
