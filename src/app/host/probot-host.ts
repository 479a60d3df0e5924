// The only user of Probot: its configuration, authentication, logger and Octokit. Its webhook handlers and server are not used (`measured-settings.md`, Intake).
import { Probot, ProbotOctokit } from 'probot';
import type { Log } from '../../shell/engine/log.ts';
import { sendOnce } from '../../shell/github/octokit.ts';
import type { AppConfig } from '../config/config.ts';
import { secretsIn } from '../config/connections.ts';
import { createLog, octokitLog } from '../log/log.ts';
import { createRedact } from '../log/redact.ts';
import { boundedFetch } from './bounded-fetch.ts';

export type Host = {
  readonly log: Log;
  /** Octokit as the app itself (JWT). */
  readonly app: () => Promise<ProbotOctokit>;
  /** Octokit with an installation's token, which is fetched when first needed and kept for almost its hour. */
  readonly installation: (id: number) => Promise<ProbotOctokit>;
};

/** Probot for this app. Octokit sends everything once: its own retries re-send POSTs blindly, its throttle is too slow for pages. */
export async function createHost(config: AppConfig): Promise<Host> {
  const redact = createRedact(secretsOf(config));
  let log: Log = () => undefined;
  const Octokit = ProbotOctokit.defaults((options: { readonly throttle?: object }) => ({
    ...sendOnce(options),
    log: octokitLog((level, code, text, details) => log(level, code, text, details)),
  }));
  const probot = new Probot({
    appId: config.appId,
    privateKey: config.privateKey,
    secret: config.secrets[0] ?? '',
    baseUrl: config.baseUrl,
    Octokit,
    logLevel: config.logLevel,
    logFormat: config.logFormat,
    request: { fetch: boundedFetch },
  });
  await probot.ready();
  log = createLog(probot.log, redact);
  return { log, app: () => probot.auth(), installation: onePerInstallation((id) => probot.auth(id)) };
}

/** Whatever must never be seen. */
export function secretsOf(config: AppConfig): readonly string[] {
  const { privateKey, secrets, signingKey, database, pagerDuty, pagerDutySecrets } = config;
  const url = 'databaseUrl' in database ? [database.databaseUrl, passwordOf(database.databaseUrl)] : [];
  const keys = pagerDuty === null ? [] : [pagerDuty.key];
  return [privateKey, ...secrets, signingKey, ...url, ...keys, ...pagerDutySecrets, ...secretsIn(config.connections)];
}

function passwordOf(url: string): string {
  const { password } = new URL(url);
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

/** Making an Octokit costs a millisecond and it fetches no token before it is used, so each is made once. */
function onePerInstallation(make: (id: number) => Promise<ProbotOctokit>): Host['installation'] {
  const made = new Map<number, Promise<ProbotOctokit>>();
  return (id) => {
    const octokit = made.get(id) ?? make(id);
    made.set(id, octokit);
    octokit.catch(() => made.delete(id));
    return octokit;
  };
}
