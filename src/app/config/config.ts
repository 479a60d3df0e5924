// The environment, read once: everything that whoever runs the app can set, checked, with every problem reported together.
import type { CheckHosts } from '../../shell/checks/checker.ts';
import { checkHostsFrom } from './check-hosts.ts';
import { type Connection, connectionsFrom } from './connections.ts';
import { type Credentials, credentialsFrom } from './credentials.ts';
import { type DatabasePlace, databaseFrom } from './database-place.ts';
import { githubUrl } from './github-url.ts';
import { type PagerDutyAccess, pagerDutyFrom, pagerDutySecretsFrom } from './pagerduty.ts';
import type { ConfigProblem } from './problem.ts';
import { type Env, idsOf, numberOf, type Reader, textOf, wordOf } from './values.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

type Common = {
  readonly production: boolean;
  readonly port: number;
  /** Undefined: every interface. */
  readonly host: string | undefined;
  readonly logLevel: LogLevel;
  /** One JSON object per line, or lines for people. */
  readonly logFormat: 'json' | 'pretty';
};

/** With credentials: the app. */
export type AppConfig = Common &
  Credentials & {
    readonly mode: 'app';
    /** Of GitHub's REST interface, without a slash at its end. */
    readonly baseUrl: string;
    readonly database: DatabasePlace;
    /** Bot accounts beside our own whose signed cards are believed: the incident's other host. */
    readonly trustedBotIds: readonly number[];
    /** Null: policies that name a schedule of PagerDuty fall back to their own people. */
    readonly pagerDuty: PagerDutyAccess | null;
    /** Of the webhooks that PagerDuty sends; empty: none are taken. */
    readonly pagerDutySecrets: readonly string[];
    /** To channels beside GitHub. */
    readonly connections: readonly Connection[];
    /** Null: this server makes no checks itself. */
    readonly checkHosts: CheckHosts | null;
  };

/** Without credentials, outside production: Probot's set-up page. */
export type SetUpConfig = Common & { readonly mode: 'set-up' };

export type Config = AppConfig | SetUpConfig;

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** `readFile` reads the private key's file; throws when it cannot. */
export function readConfig(env: Env, readFile: (path: string) => string): ConfigReading {
  const problems: ConfigProblem[] = [];
  const production = env['NODE_ENV'] === 'production';
  const reader: Reader = { env, production, report: (problem) => problems.push(problem) };
  const common: Common = {
    production,
    port: numberOf(reader, 'PORT', [0, 65_535], 3000),
    host: textOf(env, 'HOST') ?? undefined,
    logLevel: wordOf(reader, 'LOG_LEVEL', logLevels, 'info'),
    logFormat: wordOf(reader, 'LOG_FORMAT', ['json', 'pretty'], production ? 'json' : 'pretty'),
  };
  const config = isSetUp(reader) ? ({ mode: 'set-up', ...common } as const) : appConfig(reader, readFile, common);
  if (problems.length === 0 && config !== null) return { ok: true, config };
  return { ok: false, problems };
}

/** Nothing of the credentials is there: the set-up page would make them. Half of them is a mistake. */
function isSetUp({ env, production }: Reader): boolean {
  const parts = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH'];
  return !production && parts.every((variable) => textOf(env, variable) === null);
}

function appConfig(reader: Reader, readFile: (path: string) => string, common: Common): AppConfig | null {
  const credentials = credentialsFrom(reader, readFile);
  const baseUrl = githubUrl(reader);
  const database = databaseFrom(reader);
  const trustedBotIds = idsOf(reader, 'FIREBREAK_TRUSTED_APPS');
  const pagerDuty = pagerDutyFrom(reader);
  const pagerDutySecrets = pagerDutySecretsFrom(reader);
  const connections = connectionsFrom(reader);
  const checkHosts = checkHostsFrom(reader);
  if (credentials === null || baseUrl === null || database === null) return null;
  const services = { pagerDuty, pagerDutySecrets, connections, checkHosts };
  return { mode: 'app', ...common, ...credentials, baseUrl, database, trustedBotIds, ...services };
}
