/** The token and the address with which the command line asks GitHub, and what to say when GitHub says no. */

import type { Place } from '../shell/github/installation/read-files.ts';
import type { Access } from '../shell/github/installation/token-client.ts';
import { GitHubRefused, GitHubUnavailable } from '../shell/github/port.ts';
import { WrongUse } from './verb.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** From `GITHUB_TOKEN` (or `GH_TOKEN`), and `--api`, else `GITHUB_API_URL`, else GitHub itself. Throws `WrongUse` without a token or with no address. */
export function accessFrom(env: Env, api: string | undefined): Access {
  const token = (env['GITHUB_TOKEN']?.trim() || env['GH_TOKEN']?.trim()) ?? '';
  if (token === '')
    throw new WrongUse(
      'GITHUB_TOKEN is not set. Set it to a token that may read the repository, such as `gh auth token` prints.',
    );
  return { token: sendable(token), apiUrl: apiFrom(env, api) };
}

/** The token; what is none is not sent, for the error of a request would show it. Throws `WrongUse`. */
export function sendable(token: string): string {
  if (/^[!-~]+$/.test(token)) return token;
  throw new WrongUse(
    'GITHUB_TOKEN has a blank, an end of line or a sign in it that no token has. Set it to the token alone, such as `gh auth token` prints.',
  );
}

/** `--api`, else `GITHUB_API_URL`, else GitHub itself. Throws `WrongUse` for what is no address: the token goes nowhere in the clear but to this machine. */
export function apiFrom(env: Env, api: string | undefined): string {
  const apiUrl = api ?? (env['GITHUB_API_URL']?.trim() || 'https://api.github.com');
  if (isSafe(URL.parse(apiUrl))) return apiUrl.replace(/\/+$/, '');
  throw new WrongUse(
    `"${apiUrl}" is no address of an API. Expected https://api.github.com, or https://HOST/api/v3 of a server.`,
  );
}

/** The token goes nowhere in the clear but to this machine. */
function isSafe(url: URL | null): boolean {
  if (url?.protocol === 'https:') return true;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** `owner/name`. Throws `WrongUse` for anything else. */
export function placeNamed(text: string | undefined, env: Env): Place {
  const name = text ?? env['GITHUB_REPOSITORY'] ?? '';
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(name) ?? [];
  if (owner === undefined || repo === undefined)
    throw new WrongUse(`--repository needs owner/name, such as acme/shop${name === '' ? '.' : `; it is "${name}".`}`);
  return { owner, repo };
}

/** What GitHub's no means for whoever runs the command, which `needs` these permissions; null: it is no answer of GitHub's, so a bug. */
export function githubSaidNo(error: unknown, { owner, repo }: Place, needs: string): string | null {
  const where = `${owner}/${repo}`;
  if (error instanceof GitHubUnavailable) {
    if (error.status === 401) return 'GitHub does not know this token. Set GITHUB_TOKEN to one that is valid.';
    return `GitHub cannot be asked now: ${ended(error.message)} Try again in a minute.`;
  }
  if (!(error instanceof GitHubRefused)) return null;
  if (error.status === 404)
    return `${where} is not there, or the token may not see it. Correct --repository, or use a token that may read it.`;
  if (error.status === 403)
    return `GitHub refused: ${ended(error.message)} Use a token that may do this in ${where}: ${needs}.`;
  return `GitHub refused: ${ended(error.message)}`;
}

function ended(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
