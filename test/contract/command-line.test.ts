// The table of verbs is whole: every verb is helped with examples that it takes, and every shell completes it.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Arguments, Terminal, Verb } from '../../src/cli/verb.ts';
import { verbs } from '../../src/cli/verbs.ts';

const silent: Terminal = {
  read: () => Promise.reject(new Error('no file is read')),
  write: () => Promise.reject(new Error('no file is written')),
  print: () => undefined,
  complain: () => undefined,
};

async function printed(
  words: readonly string[],
  table: readonly Verb[] = verbs,
): Promise<{ status: number; out: string }> {
  const out: string[] = [];
  const status = await run(words, table, {
    ...silent,
    print: (text) => out.push(text),
    complain: (text) => out.push(text),
  });
  return { status, out: out.join('\n') };
}

/** Splits a command line as a shell would where nothing is quoted. */
const wordsOf = (line: string) => line.split(' ');

describe.each(verbs)('$name', (verb) => {
  test('is helped with usage, summary and examples', async () => {
    const { status, out } = await printed([...wordsOf(verb.name), '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`Usage: firebreak ${verb.usage} [--json]`);
    expect(out).toContain(verb.summary);
    expect(verb.examples.length).toBeGreaterThan(0);
    for (const example of verb.examples) expect(out).toContain(`\n  firebreak ${example}`);
  });

  test('takes each of its examples', async () => {
    for (const example of verb.examples) {
      const taken: Arguments[] = [];
      const recording = {
        ...verb,
        run: async (args: Arguments) => {
          taken.push(args);
          return 0 as const;
        },
      };
      const { status, out } = await printed(wordsOf(example), [recording]);
      expect({ example, status, out, taken: taken.length }).toEqual({ example, status: 0, out: '', taken: 1 });
    }
  });

  test('says each of its options in its usage', () => {
    for (const { name } of verb.options) expect(verb.usage).toContain(`--${name}`);
  });

  test('is completed with its options, and no others, by every shell', async () => {
    const wanted = [...verb.options.map(({ name }) => name), 'json', 'help'];
    for (const shell of ['bash', 'zsh']) {
      const { out } = await printed(['completion', shell]);
      const line = out.split('\n').find((one) => one.includes(`"${verb.name} "*)`)) ?? '';
      expect([...line.matchAll(/--([a-z-]+)/g)].map(([, name]) => name)).toEqual(wanted);
    }
    const { out: fish } = await printed(['completion', 'fish']);
    const seen = wordsOf(verb.name)
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
    const lines = fish.split('\n').filter((one) => one.includes(`-n '${seen}' -l `));
    expect(lines.map((one) => / -l ([a-z-]+)/.exec(one)?.[1])).toEqual(wanted);
  });

  test('is completed by its own words by every shell', async () => {
    const [first = '', second] = wordsOf(verb.name);
    const { out: bash } = await printed(['completion', 'bash']);
    const { out: zsh } = await printed(['completion', 'zsh']);
    const { out: fish } = await printed(['completion', 'fish']);
    expect(bash).toMatch(new RegExp(`^ +" "\\) words="[^"]*\\b${first}\\b`, 'm'));
    expect(zsh).toMatch(new RegExp(`^ +\\(" "\\) compadd -- .*\\b${first}\\b`, 'm'));
    expect(fish).toMatch(new RegExp(`__fish_use_subcommand -a '[^']*\\b${first}\\b`));
    if (second === undefined) return;
    expect(bash).toMatch(new RegExp(`^ +"${first} "\\) words="[^"]*\\b${second}\\b`, 'm'));
    expect(zsh).toMatch(new RegExp(`^ +\\("${first} "\\) compadd -- .*\\b${second}\\b`, 'm'));
    expect(fish).toMatch(new RegExp(`__fish_seen_subcommand_from ${first}; and not .* -a '[^']*\\b${second}\\b`));
  });
});

test.each([...new Set(verbs.flatMap(({ name }) => (name.includes(' ') ? [wordsOf(name)[0] ?? ''] : [])))])(
  '%s --help names the verbs behind it',
  async (word) => {
    const { status, out } = await printed([word, '--help']);
    expect(status).toBe(0);
    for (const { name } of verbs.filter((one) => one.name.startsWith(`${word} `))) expect(out).toContain(name);
  },
);

/** What bash offers behind a line, as somebody presses Tab. */
async function completed(line: string): Promise<readonly string[]> {
  const { out: script } = await printed(['completion', 'bash']);
  const words = wordsOf(line);
  const array = words.map((word) => `'${word}'`).join(' ');
  const program = `${script}\nCOMP_WORDS=(${array})\nCOMP_CWORD=${words.length - 1}\n_firebreak\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8' })
    .split('\n')
    .filter((word) => word !== '');
}

describe('bash', () => {
  test.each([
    { line: 'firebreak po', offers: ['policy', 'postmortem'] },
    { line: 'firebreak policy ', offers: ['check', 'show', 'diff'] },
    { line: 'firebreak policy s', offers: ['show'] },
    { line: 'firebreak form generate --p', offers: ['--preset', '--policy'] },
    { line: 'firebreak init --preset sev --w', offers: ['--write'] },
    { line: 'firebreak simulate --level P1 --f', offers: ['--for', '--format'] },
    { line: 'firebreak nothing ', offers: [] },
  ])('$line', async ({ line, offers }) => {
    expect(await completed(line)).toEqual(offers);
  });
});

test('a shell that is not known is wrong use', async () => {
  expect(await printed(['completion', 'tcsh'])).toMatchObject({
    status: 2,
    out: expect.stringContaining('completion needs a shell: bash, zsh, fish; it is "tcsh".'),
  });
  expect((await printed(['completion'])).status).toBe(2);
});
