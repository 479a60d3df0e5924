// With what the command line asks GitHub: a token is sent whole or not at all, never in the clear, and is in no message.
import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { accessFrom, apiFrom, githubSaidNo } from '../../src/cli/github-access.ts';
import { WrongUse } from '../../src/cli/verb.ts';
import { GitHubRefused } from '../../src/shell/github/port.ts';

const asked = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['src/cli/main.ts', ...args], { env: { ...env, NO_COLOR: '1' } }, (_error, out, err) =>
      resolve(`${out}${err}`),
    );
  });

describe('a token with an end of line in it', () => {
  test.each([
    'doctor',
    'metrics',
    'init --pull-request --preset github',
    'drill --level P1',
    'backdate --label outage',
  ])('`%s` says what is wrong and shows nothing of it', async (verb) => {
    const said = await asked([...verb.split(' '), '--repository', 'acme/shop', '--api', 'http://127.0.0.1:1'], {
      GITHUB_TOKEN: 'ghp_first\nsecond',
    });
    expect(said).toContain('GITHUB_TOKEN has a blank, an end of line or a sign in it that no token has.');
    expect(said).not.toMatch(/first|second/);
  });
});

test('what GitHub, or the way to it, answers ends with a full stop before what is to be done', async () => {
  const said = await asked(['doctor', '--repository', 'acme/shop', '--api', 'http://127.0.0.1:1'], {
    GITHUB_TOKEN: 'ghp_x',
  });
  expect(said).toMatch(/GitHub cannot be asked now: .*bad port\. Try again in a minute\./);
  const place = { owner: 'acme', repo: 'shop' };
  expect(githubSaidNo(new GitHubRefused('Validation failed', 422), place, '')).toBe(
    'GitHub refused: Validation failed.',
  );
});

describe('the address', () => {
  test.each(['http://github.example/api/v3', 'ftp://github.example', 'github.example', ''])(
    '%j takes no token',
    (address) => {
      expect(() => apiFrom({}, address)).toThrow(WrongUse);
    },
  );

  test.each([
    ['https://github.example/api/v3/', 'https://github.example/api/v3'],
    ['http://127.0.0.1:4000/api/v3', 'http://127.0.0.1:4000/api/v3'],
    ['http://localhost:4000', 'http://localhost:4000'],
  ])('%s does', (address, expected) => {
    expect(apiFrom({}, address)).toBe(expected);
  });

  test('an empty variable is as good as none', () => {
    expect(accessFrom({ GITHUB_TOKEN: '', GH_TOKEN: 'ghp_a', GITHUB_API_URL: ' ' }, undefined)).toEqual({
      token: 'ghp_a',
      apiUrl: 'https://api.github.com',
    });
  });
});
