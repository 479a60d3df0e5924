// Every command that the documentation shows is run as it stands, in a repository that `firebreak init` made and against the sandbox, or says what it needs.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verbs } from '../../src/cli/verbs.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { inlineCommands, shellLines } from '../support/shown-commands.ts';

const root = new URL('../../', import.meta.url).pathname;
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** Run by whoever runs the tests, and by the test of the sandbox's own start. */
const elsewhere = ['npm ci && npm run sandbox', 'npm ci && npm test'];
const needs = /# needs (?:GitHub|Docker)\b/;

type Shown = { readonly page: string; readonly line: string };

const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** Lines of shell blocks that are commands; those with `[--` show how something is used. */
const shown: readonly Shown[] = pages.flatMap((page) =>
  shellLines(textOf(page))
    .filter((line) =>
      /^(?:firebreak|npm|npx|node|gh|git|docker|openssl|curl|export|psql|eval|[A-Z]+=\S+)\b|^\[ /.test(line),
    )
    .map((line) => ({ page, line })),
);
const usages = shown.filter(({ line }) => line.includes('[--'));
const commands = shown.filter(
  ({ line }) => !line.includes('[--') && !needs.test(line) && !elsewhere.some((one) => line.startsWith(one)),
);

let folder = '';
let sandbox: Sandbox;

/** Runs a line in the folder, with `firebreak` and `npm run -s firebreak --` as the sources have them. */
function shell(line: string): Promise<{ readonly status: number; readonly out: string }> {
  const program = [
    `firebreak() { "${process.execPath}" "${root}src/cli/main.ts" "$@"; }`,
    'npm() { [ "$1 $2 $3 $4" = "run -s firebreak --" ] || return 97; shift 4; firebreak "$@"; }',
    line,
  ].join('\n');
  const env = {
    PATH: process.env['PATH'] ?? '',
    GITHUB_TOKEN: sandbox.tokens.lead,
    GITHUB_API_URL: `${sandbox.url}/api/v3`,
  };
  return new Promise((resolve) => {
    execFile('bash', ['--norc', '-c', program], { cwd: folder, env }, (error, out, err) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : Number(error !== null), out: `${out}${err}` }),
    );
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'firebreak-docs-'));
  sandbox = await startSandbox();
  await shell('firebreak init --preset github --write');
  writeFileSync(join(folder, '.github/firebreak/templates/initial.github.md.hbs'), '{{level}}: {{summary}}\n');
  for (const name of ['incidents', 'metrics']) mkdirSync(join(folder, 'reports', name), { recursive: true });
  writeFileSync(join(folder, 'reports/incidents/2026-03-01-checkout-fails.md'), '# Checkout fails\n');
  for (const file of ['old.yml', 'new.yml']) writeFileSync(join(folder, file), 'preset: github\n');
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

test('the documentation shows commands', () => {
  expect(commands.length).toBeGreaterThan(10);
  expect(new Set(shown.map(({ page }) => page))).toEqual(
    new Set([
      'README.md',
      'docs/metrics.md',
      'docs/migrating.md',
      'docs/policy.md',
      'docs/postmortem-lint.md',
      'docs/production.md',
      'docs/sandbox.md',
      'docs/simulate.md',
      'docs/templates.md',
    ]),
  );
});

describe.each(commands)('$page: $line', ({ line }) => {
  test('runs', async () => {
    const { status, out } = await shell(line);
    // The doctor finds what the sample lacks, the lint what is wrong with a bare document; whatever else is shown is fine.
    const finds = / doctor | postmortem lint /.test(line);
    expect({ out, fine: status === 0 || (status === 1 && finds) }).toEqual({ out, fine: true });
  });
});

test.each(usages.filter(({ line }) => line.startsWith('firebreak ')))(
  '$page shows the usage that there is: $line',
  ({ line }) => {
    const flat = line
      .replace(/^firebreak /, '')
      .replace(/ \[--json\]$/, '')
      .replace('LEVEL|all', 'L|all');
    expect(verbs.map(({ usage }) => usage)).toContain(flat);
  },
);

describe('what a page shows to be typed', () => {
  const page =
    'Say:\n\n```yaml\na: b\n```\n\nThen `firebreak init --wrong` and:\n\n```\nfirebreak nothing\n```\n\n```text\n/ack\n```\n';

  test('is found behind blocks of other languages, too', () => {
    expect(shellLines(page)).toEqual(['firebreak nothing']);
    expect(inlineCommands(page)).toEqual(['init --wrong']);
  });

  /** The verb of a command and those of its options that it does not take; null: there is no such verb. */
  const strangeIn = (command: string): readonly string[] | null => {
    const verb = verbs.find(({ name }) => command === name || command.startsWith(`${name} `));
    const taken = ['json', 'help', ...(verb?.options ?? []).map(({ name }) => name)];
    const typed = [...command.matchAll(/(?<=\s)--([a-z-]+)/g)].map(([, name = '']) => name);
    return verb === undefined ? null : typed.filter((name) => !taken.includes(name));
  };

  test('within a sentence is a verb with options that it takes', () => {
    expect([strangeIn('init --wrong'), strangeIn('nothing')]).toEqual([['wrong'], null]);
    const inline = pages.flatMap((name) => inlineCommands(textOf(name)).map((command) => ({ name, command })));
    expect(inline.length).toBeGreaterThan(10);
    expect(inline.filter(({ command }) => strangeIn(command)?.length !== 0)).toEqual([]);
  });
});
