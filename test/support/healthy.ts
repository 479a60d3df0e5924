// An installation that lacks nothing, in the sandbox, and the doctor on it.
import { doctorIn } from '../../src/cli/doctor.ts';
import { run } from '../../src/cli/run.ts';
import { processTerminal } from '../../src/cli/terminal.ts';
import { processWorld, type World } from '../../src/cli/world.ts';
import type { Finding } from '../../src/core/readiness/finding.ts';
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { as, type Client } from '../sandbox/support/local-github.ts';

export const POLICY = '.github/firebreak.yml';
export const FORM = '.github/ISSUE_TEMPLATE/incident.yml';
export const ROLLBACK = '.github/workflows/rollback-production.yml';

/** A policy of the preset `github` that lacks nothing in the sample organisation. */
export const healthyPolicy = `preset: github
people: { devops: ["@acme/on-call"], manager: ["@commander"], ceo: ["@lead"] }
access:
  - { id: hosting, at: "https://hosting.example.com" }
  - { id: database, at: "https://database.example.com" }
  - { id: github, at: "https://github.com/acme/shop" }
  - { id: monitoring, at: "https://monitoring.example.com" }
`;

/** An installation in a sandbox, and hands to break it. */
export type Patient = {
  readonly sandbox: Sandbox;
  readonly lead: Client;
  /** Writes a file over the one that is there; null deletes it. */
  readonly write: (path: string, text: string | null) => Promise<void>;
  /** Changes the text of a file. */
  readonly change: (path: string, how: (text: string) => string) => Promise<void>;
};

/** Makes the sample lack nothing: environment, branch rules, policy. */
export async function healthy(sandbox: Sandbox): Promise<Patient> {
  const lead = as(sandbox, 'lead');
  const patient: Patient = {
    sandbox,
    lead,
    write: (path, text) => write(lead, path, text),
    change: async (path, how) => {
      const { body } = await lead('GET', `/repos/acme/shop/contents/${path}`);
      await write(lead, path, how(Buffer.from(body.content, 'base64').toString('utf8')));
    },
  };
  await patient.write(POLICY, healthyPolicy);
  await demand(lead('PUT', '/repos/acme/shop/environments/production', {}));
  await requireChecks(patient, [{ context: 'firebreak / hotfix', app_id: sandbox.app.id }]);
  return patient;
}

async function write(lead: Client, path: string, text: string | null): Promise<void> {
  const there = await lead('GET', `/repos/acme/shop/contents/${path}`);
  const sha = there.status === 200 ? { sha: there.body.sha } : {};
  const message = `Change ${path}`;
  if (text === null) await demand(lead('DELETE', `/repos/acme/shop/contents/${path}`, { message, ...sha }));
  else
    await demand(
      lead('PUT', `/repos/acme/shop/contents/${path}`, {
        message,
        content: Buffer.from(text).toString('base64'),
        ...sha,
      }),
    );
}

/** Puts these checks in place of those that the default branch requires; administrators may still push. */
export async function requireChecks({ lead }: Pick<Patient, 'lead'>, checks: readonly object[]): Promise<void> {
  const required_status_checks = checks.length === 0 ? null : { strict: false, contexts: [], checks };
  const body = {
    required_status_checks,
    enforce_admins: false,
    required_pull_request_reviews: null,
    restrictions: null,
  };
  await demand(lead('PUT', '/repos/acme/shop/branches/main/protection', body));
}

async function demand(asked: Promise<{ readonly status: number; readonly text: string }>): Promise<void> {
  const { status, text } = await asked;
  if (status >= 300) throw new Error(`GitHub refused what the test needs: ${status} ${text}`);
}

/** Tests leave this machine alone: what is elsewhere answers, but for one. */
const reach: World['reach'] = async (host, port) =>
  host.endsWith('.example.com') || host === 'github.com' ? host !== 'gone.example.com' : processWorld.reach(host, port);

export type Diagnosis = {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly found: readonly Finding[];
};

/** Runs the doctor on it, as somebody. */
export async function diagnose(
  { sandbox }: Pick<Patient, 'sandbox'>,
  {
    as: who = 'lead',
    env = {},
    world = {},
    words = [],
    json = true,
  }: {
    as?: SamplePerson | null;
    env?: Record<string, string>;
    world?: Partial<World>;
    words?: readonly string[];
    json?: boolean;
  } = {},
): Promise<Diagnosis> {
  const out: string[] = [];
  const err: string[] = [];
  const token: Record<string, string> = who === null ? {} : { GITHUB_TOKEN: sandbox.tokens[who] };
  const own: World = { ...processWorld, env: { ...token, ...env }, isTerminal: false, reach, ...world };
  const terminal = {
    ...processTerminal,
    print: (text: string) => out.push(text),
    complain: (text: string) => err.push(text),
  };
  const asked = [
    'doctor',
    '--repository',
    'acme/shop',
    '--api',
    `${sandbox.url}/api/v3`,
    ...(json ? ['--json'] : []),
    ...words,
  ];
  const status = await run(asked, [doctorIn(own)], terminal);
  return {
    status,
    out: out.join('\n'),
    err: err.join('\n'),
    found: out.length === 0 || !json ? [] : (JSON.parse(out.join('\n')) as Finding[]),
  };
}
