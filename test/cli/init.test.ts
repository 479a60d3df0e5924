// `firebreak init` in a folder: what it writes, what it leaves alone, and that everything it writes is sound.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initIn } from '../../src/cli/init.ts';
import { run } from '../../src/cli/run.ts';
import { processTerminal } from '../../src/cli/terminal.ts';
import { processWorld, type World } from '../../src/cli/world.ts';
import { checkFormFiles } from '../../src/core/form/check-form-files.ts';
import { PRESETS } from '../support/installing.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firebreak-init-'));
});
afterEach(() => rm(folder, { recursive: true }));

const asked: string[] = [];

/** Runs it in the folder, with somebody at the terminal who answers so. */
async function init(words: readonly string[], answer: string | null = null, more: Partial<World> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const world: World = {
    ...processWorld,
    env: {},
    isTerminal: false,
    ask: async (question) => {
      asked.push(question);
      return answer;
    },
    ...more,
  };
  const terminal = {
    ...processTerminal,
    print: (text: string) => out.push(text),
    complain: (text: string) => err.push(text),
  };
  const status = await run(['init', '--repository', folder, ...words], [initIn(world)], terminal);
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const there = (path: string) => readFile(join(folder, path), 'utf8').catch(() => null);
type Printed = { readonly files: readonly { readonly path: string; readonly state: string; readonly diff: string }[] };
const statesIn = (out: string) =>
  Object.fromEntries((JSON.parse(out) as Printed).files.map(({ path, state }) => [path, state]));

const FILES = [
  '.github/firebreak.yml',
  '.github/ISSUE_TEMPLATE/incident.yml',
  '.github/workflows/rollback-production.yml',
  '.github/firebreak/templates/README.md',
];

describe('in an empty folder', () => {
  test('it shows what it would write, and writes nothing', async () => {
    const { status, out } = await init(['--preset', 'github']);
    expect(status).toBe(0);
    for (const path of FILES) expect(out).toContain(`+++ b/${path}`);
    expect(out).toContain('+preset: github');
    expect(await Promise.all(FILES.map(there))).toEqual([null, null, null, null]);
  });

  test('--write writes it; a second time everything is as it should be', async () => {
    expect(
      (await init(['--preset', 'github', '--people', 'devops=@acme/on-call+@responder,manager=@lead', '--write']))
        .status,
    ).toBe(0);
    expect(await there(FILES[0] ?? '')).toContain(
      'people:\n  devops: ["@acme/on-call","@responder"]\n  manager: ["@lead"]\n#   ceo: ',
    );
    const again = await init(['--write', '--json']);
    expect(statesIn(again.out)).toEqual(Object.fromEntries(FILES.map((path) => [path, 'same'])));
  });

  test('a preset is asked for at a terminal, and must be said where nobody can be asked', async () => {
    expect(await init([], null)).toMatchObject({
      status: 2,
      err: expect.stringContaining(
        '--preset is needed where nobody can be asked: one of commander, emergency, github, sev, standard.',
      ),
    });
    expect((await init(['--json'], 'sev')).out).toContain('"preset":"sev"');
    expect((await init(['--json'], '')).out).toContain('"preset":"github"');
    expect(await init([], 'gihub')).toMatchObject({
      status: 2,
      err: expect.stringContaining('Did you mean "github"?'),
    });
    expect(asked.at(-1)).toBe('Which runbook? One of commander, emergency, github, sev, standard [github]: ');
  });

  test.each(PRESETS)('%s: policy and form are sound', async (preset) => {
    await init(['--preset', preset, '--write']);
    const form = { path: FILES[1] ?? '', text: (await there(FILES[1] ?? '')) ?? '' };
    expect(checkFormFiles([form])).toEqual([]);
    expect((await init(['--json'])).status).toBe(0);
  });
});

describe('over what is there', () => {
  test('a file that differs is shown and kept, with what to do', async () => {
    await init(['--preset', 'github', '--write']);
    await writeFile(join(folder, FILES[2] ?? ''), 'name: Ours\n');
    const { status, out } = await init(['--write']);
    expect(status).toBe(0);
    expect(out).toContain('rollback-production.yml: is there and stays as it is. It must take the inputs');
    expect(out).toContain('-name: Ours\n+');
    expect(await there(FILES[2] ?? '')).toBe('name: Ours\n');
  });

  test('a policy that is there decides everything else, whatever preset is named', async () => {
    await init(['--preset', 'sev', '--write']);
    await rm(join(folder, FILES[1] ?? ''));
    const { out } = await init(['--preset', 'github', '--write']);
    expect(out).toContain('.github/firebreak.yml: is there and stays as it is. It is in force');
    expect(out).toContain('-preset: sev\n+preset: github');
    expect(await there(FILES[1] ?? '')).toContain('SEV-1');
  });

  test('a policy with a mistake stops it, with the place', async () => {
    await init(['--preset', 'github', '--write']);
    await writeFile(join(folder, FILES[0] ?? ''), 'preset: github\nlevls: []\n');
    expect(await init([])).toMatchObject({
      status: 2,
      err: expect.stringContaining('.github/firebreak.yml:2:1: unknown-key'),
    });
  });

  test('Windows’ ends of lines are no difference', async () => {
    await init(['--preset', 'github', '--write']);
    const text = (await there(FILES[2] ?? '')) ?? '';
    await writeFile(join(folder, FILES[2] ?? ''), text.replaceAll('\n', '\r\n'));
    expect(statesIn((await init(['--json'])).out)[FILES[2] ?? '']).toBe('same');
  });
});

describe('names of workflows', () => {
  test('--rollback-workflow is in the policy, and the file has that name', async () => {
    await init(['--preset', 'github', '--rollback-workflow', 'back.yml', '--write']);
    expect(await there(FILES[0] ?? '')).toContain('rollback:\n  workflow: "back.yml"\n');
    expect(await there('.github/workflows/back.yml')).toContain('workflow_dispatch');
    expect(await there(FILES[2] ?? '')).toBeNull();
  });

  test('another environment of the policy is the one that the workflows offer', async () => {
    await init(['--preset', 'github', '--write']);
    await rm(join(folder, FILES[2] ?? ''));
    await writeFile(
      join(folder, FILES[0] ?? ''),
      'preset: github\nrollback: { environment: live }\nverification: { workflow: look.yml }\n',
    );
    await init(['--write']);
    for (const path of [FILES[2] ?? '', '.github/workflows/look.yml']) {
      const text = (await there(path)) ?? '';
      expect(text).toContain('options: [live]');
      expect(text).toContain('default: live');
    }
  });

  test('--actions writes the workflows that stand in for the server, each Action pinned by its commit, and says what is to be set', async () => {
    const sha = 'a'.repeat(40);
    const { out } = await init(['--preset', 'github', '--actions', `acme/firebreak@${sha}`, '--write']);
    expect(await there('.github/workflows/firebreak.yml')).toContain(`- uses: acme/firebreak/action/respond@${sha}\n`);
    for (const [file, action] of [
      ['firebreak-clock', 'tick'],
      ['firebreak-alerts', 'declare'],
      ['firebreak-checks', 'policy-check'],
      ['firebreak-hotfix', 'hotfix-gate'],
      ['firebreak-hotfix-again', 'hotfix-gate'],
      ['firebreak-publish', 'publish'],
    ])
      expect(await there(`.github/workflows/${file}.yml`)).toContain(`uses: acme/firebreak/action/${action}@${sha}\n`);
    expect(out).toMatch(/gh secret set FIREBREAK_KEY(.|\n)*Allow GitHub Actions to create and approve pull requests/);
    expect(await init(['--preset', 'github', '--actions', 'acme/firebreak@v1'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('all forty digits'),
    });
  });

  test('--tests and the policy name what the workflows of --actions listen to', async () => {
    await init(['--preset', 'github', '--write']);
    await writeFile(
      join(folder, FILES[0] ?? ''),
      'preset: github\nrollback: { environment: live }\npostmortem: { path: "docs/learned/{date}-{slug}.md" }\n',
    );
    await init(['--actions', `acme/firebreak@${'a'.repeat(40)}`, '--tests', 'Unit tests,Build', '--write']);
    expect(await there('.github/workflows/firebreak-hotfix-again.yml')).toContain(
      'workflows: ["Firebreak", "Firebreak checks", "Unit tests", "Build"]\n',
    );
    expect(await there('.github/workflows/firebreak-clock.yml')).toContain('"Roll back live"');
    expect(await there('.github/workflows/firebreak-publish.yml')).toContain('paths: ["docs/learned/**"]');
  });
});

describe('wrong use', () => {
  test.each([
    { words: ['--write', '--diff'], says: 'only one of --write and --diff is possible.' },
    { words: ['--preset', 'gihub'], says: 'Did you mean "github"?' },
    { words: ['--people', 'devops'], says: 'expected ROLE=@HANDLE' },
    { words: ['--rollback-workflow', '../x.yml'], says: 'needs the name of a file in .github/workflows' },
    { words: ['--tests', 'Test'], says: 'give both' },
    { words: ['--actions', `a/b@${'a'.repeat(40)}`, '--tests', 'Test,,'], says: 'needs the names of workflows' },
    { words: ['--pull-request'], says: '--repository needs owner/name' },
  ])('$words', async ({ words, says }) => {
    const { status, err } = await init(words);
    expect([status, err]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe('a folder where nothing must be written', () => {
  test('that is not there: somebody left out --pull-request', async () => {
    const { status, err } = await init(['--preset', 'github', '--write', '--repository', join(folder, 'acme/shop')]);
    expect([status, err]).toEqual([2, expect.stringContaining('add --pull-request')]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('below the root of a repository: GitHub would never look there', async () => {
    await mkdir(join(folder, '.git'));
    await mkdir(join(folder, 'packages/shop'), { recursive: true });
    const below = ['--preset', 'github', '--write', '--repository', join(folder, 'packages/shop')];
    const { status, err } = await init(below);
    expect([status, err]).toEqual([2, expect.stringContaining('is inside the repository')]);
    expect(await readdir(join(folder, 'packages/shop'))).toEqual([]);
    expect((await init(['--preset', 'github', '--write'])).status).toBe(0);
  });

  test('behind a link that leads out of the repository', async () => {
    const [own, other] = [join(folder, 'own'), join(folder, 'other')];
    await mkdir(own);
    await mkdir(other);
    await symlink(other, join(own, '.github'));
    const { status, err } = await init(['--preset', 'github', '--write', '--repository', own]);
    expect([status, err]).toEqual([2, expect.stringContaining('is a link that leads out of')]);
    expect(await readdir(other)).toEqual([]);
  });
});

test('colours are for terminals, and for nobody with NO_COLOR', async () => {
  const mark = '\u001b[';
  const words = ['--preset', 'github'];
  expect((await init(words, null, { isTerminal: true })).out).toContain(`${mark}32m+preset: github`);
  expect((await init(words, null, { isTerminal: true, env: { NO_COLOR: '1' } })).out).not.toContain(mark);
  expect((await init(words)).out).not.toContain(mark);
});
