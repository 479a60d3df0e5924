/** What the options and the environment ask of `firebreak metrics`; everything else is wrong use. */
import type { Window } from '../../core/metrics/counted.ts';
import { compare, earlier, instantIn, type Timestamp } from '../../core/time.ts';
import { apiFrom, sendable } from '../github-access.ts';
import { WrongUse } from '../verb.ts';

export const formats = ['json', 'markdown', 'svg'] as const;
export type Format = (typeof formats)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** Records of files, or a repository with what it takes to read it. */
export type FromFiles = { readonly records: string; readonly deployments: string | null };
export type FromGitHub = {
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly key: string | null;
  readonly app: string | null;
};

export type Wanted = {
  readonly from: FromFiles | FromGitHub;
  readonly window: Window;
  readonly asOf: Timestamp;
  readonly environment: string;
  readonly format: Format;
  readonly mean: boolean;
  readonly out: string | null;
};

type Values = Readonly<Record<string, string>>;

/** `now`: what has passed by then is due. */
export function wantedOf(
  values: Values,
  switches: readonly string[],
  environment: Environment,
  now: Timestamp,
): Wanted {
  const window = { from: instantOf('from', values), to: instantOf('to', values) };
  if (window.from !== null && window.to !== null && compare(window.from, window.to) >= 0)
    throw new WrongUse(
      `--from ${values['from']} is not before --to ${values['to']}: no incident can be declared between them.`,
    );
  return {
    from: placeOf(values, environment),
    window,
    asOf: window.to === null ? now : earlier(window.to, now),
    environment: values['environment'] ?? 'production',
    format: formatOf(values['format']),
    mean: switches.includes('mean'),
    out: values['out']?.replace(/(?<=.)\/+$/, '') ?? null,
  };
}

function formatOf(name: string = 'markdown'): Format {
  const found = formats.find((candidate) => candidate === name);
  if (found === undefined) throw new WrongUse(`there is no format "${name}"; expected one of ${formats.join(', ')}.`);
  return found;
}

/** An instant, or the beginning of a day in UTC. */
function instantOf(name: 'from' | 'to', values: Values): Timestamp | null {
  const text = values[name];
  if (text === undefined) return null;
  const at = instantIn(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00Z` : text);
  if (at === null)
    throw new WrongUse(`--${name} ${text} is no instant; expected one such as 2026-03-01 or 2026-03-01T04:05Z.`);
  return at;
}

function placeOf(values: Values, environment: Environment): Wanted['from'] {
  const { records, deployments, repository } = values;
  if (records === undefined) {
    if (deployments !== undefined)
      throw new WrongUse('--deployments goes with --records; of a repository they are read from GitHub.');
    return gitHubOf(values, environment);
  }
  if (repository !== undefined) throw new WrongUse('only one of --repository and --records is possible.');
  if (records === '-' && deployments === '-')
    throw new WrongUse('only one of --records and --deployments can be standard input.');
  return { records, deployments: deployments ?? null };
}

function gitHubOf({ repository, api, app }: Values, environment: Environment): FromGitHub {
  const name = repository ?? set(environment, 'GITHUB_REPOSITORY');
  if (name === null)
    throw new WrongUse('metrics needs --repository OWNER/NAME (or GITHUB_REPOSITORY), or --records FILE.');
  const [, owner, repo] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(name) ?? [];
  if (owner === undefined || repo === undefined)
    throw new WrongUse(`"${name}" is no repository; expected OWNER/NAME, such as acme/shop.`);
  const token = set(environment, 'GITHUB_TOKEN');
  if (token === null)
    throw new WrongUse(
      'GITHUB_TOKEN is not set; expected a token that may read issues, deployments and contents of the repository. Set it, or give --records FILE.',
    );
  return {
    owner,
    repo,
    apiUrl: apiFrom(environment, api),
    token: sendable(token),
    key: set(environment, 'FIREBREAK_KEY'),
    app: app ?? null,
  };
}

function set(environment: Environment, name: string): string | null {
  return environment[name]?.trim() || null;
}
