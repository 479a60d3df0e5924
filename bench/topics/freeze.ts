// What a freeze of 500 open pull requests costs: requests to GitHub, points of its secondary limits, and time on the sandbox.
import { type Sandbox, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import type { RequestRecord } from '../../src/sandbox/state/traffic.ts';
import { openManyPulls } from '../../test/support/many-pulls.ts';
import { createRunningApp, type RunningApp } from '../../test/support/running-app.ts';
import { freezePoints, freezeWrites } from '../budgets.ts';
import type { Row } from '../report/table.ts';
import { withDatabases } from '../support/databases.ts';
import { settle } from '../support/sandbox-session.ts';
import type { Topic } from '../topic.ts';

const PULLS = 500;
const CHECK = 'firebreak / freeze';
const shop = '/repos/acme/shop';

export const freeze: Topic = {
  name: 'freeze',
  measure: (say) =>
    withDatabases(async () => {
      const sandbox = await startSandbox();
      const app = await createRunningApp(sandbox, 'PGlite');
      try {
        return await measureOn(sandbox, app, say);
      } finally {
        await app.dispose();
        await sandbox.close();
      }
    }),
};

async function measureOn(sandbox: Sandbox, app: RunningApp, say: (text: string) => void): Promise<readonly Row[]> {
  await setPolicy(sandbox);
  say(`opening ${PULLS} pull requests`);
  await openManyPulls(sandbox, PULLS);
  await ask(sandbox, 'lead', 'PUT', `${shop}/branches/main/protection`, {
    required_status_checks: { strict: false, contexts: [], checks: [{ context: CHECK, app_id: sandbox.app.id }] },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: null,
  });
  await app.start();
  await settle(sandbox, app);
  say('an incident freezes');
  const begin = await watched(sandbox, app, async () => {
    const issue = { title: '[INCIDENT P0] Production down', body: '', labels: ['incident', 'P0'] };
    return ask(sandbox, 'responder', 'POST', `${shop}/issues`, issue);
  });
  say('it is lifted');
  const number = Number(begin.made['number']);
  const end = await watched(sandbox, app, () =>
    ask(sandbox, 'responder', 'POST', `${shop}/issues/${number}/comments`, { body: '/unfreeze' }),
  );
  return [...rowsOf('begins', begin.seen), ...rowsOf('ends', end.seen)];
}

type Seen = { readonly requests: readonly RequestRecord[]; readonly seconds: number };

/** What the server asked of GitHub, and how long until the last was posted. */
async function watched(sandbox: Sandbox, app: RunningApp, act: () => Promise<Readonly<Record<string, unknown>>>) {
  const first = sandbox.store.requests.length;
  const began = performance.now();
  let last = began;
  const listener = () => {
    if (sandbox.store.requests.slice(first).some(isPosting)) last = performance.now();
  };
  sandbox.store.trafficListeners.add(listener);
  const made = await act();
  await settle(sandbox, app);
  sandbox.store.trafficListeners.delete(listener);
  const requests = sandbox.store.requests.slice(first).filter(isOurs);
  return { made, seen: { requests, seconds: (last - began) / 1000 } };
}

function isPosting({ operations }: RequestRecord): boolean {
  return operations.includes('createCheckRun') || operations.includes('updateCheckRun');
}

function isOurs({ actor, route }: RequestRecord): boolean {
  return actor?.startsWith('firebreak') === true && route?.endsWith('/access_tokens') !== true;
}

/** Points of the secondary limits: 1 for what reads, 5 for what writes. */
function pointsOf({ method, route, operations }: RequestRecord): number {
  if (route === '/graphql') return operations.every((name) => READS.includes(name)) ? 1 : 5;
  return method === 'GET' ? 1 : 5;
}

const READS: readonly string[] = ['repository', 'node', 'nodes', 'viewer', 'user', 'rateLimit'];

function rowsOf(what: string, { requests, seconds }: Seen): readonly Row[] {
  const writes = requests.filter(isPosting).length;
  const checks = requests.flatMap(({ operations }) => operations).filter((name) => name.endsWith('CheckRun')).length;
  const points = requests.map(pointsOf).reduce((sum, one) => sum + one, 0);
  const head = `a freeze of ${PULLS} pull requests ${what}`;
  return [
    { what: `${head}: checks posted`, result: String(checks) },
    { what: `${head}: requests with checks, 20 in each`, result: String(writes), budget: freezeWrites(writes) },
    { what: `${head}: other requests, those of the incident among them`, result: String(requests.length - writes) },
    { what: `${head}: points of the secondary limits`, result: String(points), budget: freezePoints(points) },
    { what: `${head}: until the last check is posted, on the sandbox`, result: `${seconds.toFixed(1)} s` },
  ];
}

async function setPolicy(sandbox: Sandbox): Promise<void> {
  const path = `${shop}/contents/.github/firebreak.yml`;
  const { sha } = await ask(sandbox, 'lead', 'GET', path);
  const content = Buffer.from('preset: github\nlevels: [{ name: P0, freeze: true }]\n').toString('base64');
  await ask(sandbox, 'lead', 'PUT', path, { message: 'Freeze at P0', content, sha });
}

async function ask(sandbox: Sandbox, as: 'lead' | 'responder', method: string, path: string, body?: object) {
  const response = await fetch(`${sandbox.url}/api/v3${path}`, {
    method,
    headers: { authorization: `token ${sandbox.tokens[as]}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const data: unknown = await response.json();
  if (!response.ok) throw new Error(`The sandbox refused ${path}: ${JSON.stringify(data)}`);
  return typeof data === 'object' && data !== null ? { ...(data as Record<string, unknown>) } : {};
}
