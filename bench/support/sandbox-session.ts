// The server at work on the sandbox, watched from the sandbox's side: how long each thing took, how much of that was GitHub's, and what it asked.
import type { SamplePerson } from '../../src/sandbox/seed/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import type { RequestRecord } from '../../src/sandbox/state/traffic.ts';
import { createRunningApp, type RunningApp } from '../../test/support/running-app.ts';
import type { Kind } from './databases.ts';

/** What one thing that somebody did led to. */
export type Reaction = {
  /** Milliseconds from the event until the last effect was done (or, when nothing was asked of GitHub, until the delivery was answered), GitHub's time excluded. */
  readonly own: number;
  /** Requests to GitHub, token requests aside. */
  readonly requests: number;
};

export type Session = {
  /** Somebody opens an issue; resolves with its number when everything has settled. */
  open(as: SamplePerson, issue: object): Promise<{ readonly number: number; readonly reaction: Reaction }>;
  say(as: SamplePerson, issue: number, body: string): Promise<Reaction>;
  /** Lets the sandbox's time pass, and waits for what comes due. */
  later(duration: string): Promise<void>;
  end(): Promise<void>;
};

/** Starts both. Only inside `withDatabases`. */
export async function startSession(kind: Kind): Promise<Session> {
  const sandbox = await startSandbox();
  const app = await createRunningApp(sandbox, kind);
  await app.start();
  await settle(sandbox, app);
  const act = async (as: SamplePerson, path: string, body: object) => {
    const watch = await watchReaction(sandbox, app);
    const number = await post(sandbox, as, path, body);
    await settle(sandbox, app);
    return { number, reaction: await watch() };
  };
  return {
    open: (as, issue) => act(as, `/repos/${sandbox.repository}/issues`, issue),
    say: async (as, issue, body) =>
      (await act(as, `/repos/${sandbox.repository}/issues/${issue}/comments`, { body })).reaction,
    later: async (duration) => {
      sandbox.advance(duration);
      await app.tellTime();
      await settle(sandbox, app);
    },
    end: async () => {
      await app.dispose();
      await sandbox.close();
    },
  };
}

async function post(sandbox: Sandbox, as: SamplePerson, path: string, body: object): Promise<number> {
  const response = await fetch(`${sandbox.url}/api/v3${path}`, {
    method: 'POST',
    headers: { authorization: `token ${sandbox.tokens[as]}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const data: unknown = await response.json();
  if (response.status !== 201) throw new Error(`The sandbox refused ${path}: ${JSON.stringify(data)}`);
  return typeof data === 'object' && data !== null && 'number' in data ? Number(data.number) : 0;
}

/** Each round some delivery was still on its way. */
const MOST_ROUNDS = 200;

/** Waits until all deliveries are answered and the server has nothing left to do. */
export async function settle(sandbox: Sandbox, app: RunningApp): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = sandbox.store.deliveries.size;
    await sandbox.settled();
    await app.idle();
    await sandbox.settled();
    if (sandbox.store.deliveries.size === before) return;
  }
  throw new Error(`The server never came to rest:\n${app.output()}`);
}

/** Watches from now on; the answer is asked for when everything has settled. */
async function watchReaction(sandbox: Sandbox, app: RunningApp): Promise<() => Promise<Reaction>> {
  const { store } = sandbox;
  const before = await gitHubSeconds(app);
  const first = store.requests.length;
  let began = Number.POSITIVE_INFINITY;
  let answered: number | null = null;
  let written: number | null = null;
  const onEvent = () => {
    began = Math.min(began, performance.now());
  };
  const onTraffic = (what: 'request' | 'delivery' | 'run') => {
    if (what === 'delivery') answered ??= performance.now();
    else if (store.requests.slice(first).some(isOurs)) written = performance.now();
  };
  store.listeners.add(onEvent);
  store.trafficListeners.add(onTraffic);
  return async () => {
    store.listeners.delete(onEvent);
    store.trafficListeners.delete(onTraffic);
    const requests = store.requests.slice(first).filter(isOurs).length;
    const end = written ?? answered ?? began;
    const gitHub = (await gitHubSeconds(app)) - before;
    return { own: Math.max(0, end - began - gitHub * 1000), requests };
  };
}

function isOurs({ actor, route }: RequestRecord): boolean {
  return actor?.startsWith('firebreak') === true && route?.endsWith('/access_tokens') !== true;
}

/** How long the server has waited for GitHub so far, as it says itself; token requests are in it. */
async function gitHubSeconds(app: RunningApp): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${app.port()}/metrics`);
  const lines = (await response.text()).split('\n');
  const sums = lines.filter((line) => line.startsWith('firebreak_github_request_seconds_sum'));
  return sums.reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
}
