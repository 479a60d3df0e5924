// The worker of a freeze: few requests, twenty checks in each that writes, on from the list after whatever stopped it, and each thing told once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Freeze } from '../../../src/core/incident/freeze.ts';
import type { CheckToPost, OwnCheck } from '../../../src/core/mitigation/freeze-checks.ts';
import { plus, type Timestamp } from '../../../src/core/time.ts';
import type { Database } from '../../../src/shell/engine/database/database.ts';
import { readAsks, storeAsks, wakeAsks } from '../../../src/shell/engine/freeze-asks.ts';
import { createBranchMemory } from '../../../src/shell/engine/freeze-pass.ts';
import { drainFreeze } from '../../../src/shell/engine/freeze-worker.ts';
import type { Delivery } from '../../../src/shell/engine/inbox.ts';
import type { FreezeGateway } from '../../../src/shell/github/freeze/port.ts';
import { GitHubRefused, GitHubUnavailable } from '../../../src/shell/github/port.ts';
import * as build from '../../support/builders.ts';
import { freshPglite, type TestDatabase } from '../../support/databases.ts';

let place: TestDatabase;
let database: Database;
let now: Timestamp = build.T0;
const delivered: Delivery[] = [];
const rung: (readonly [string, Timestamp])[] = [];
const asked: string[] = [];

/** GitHub with open pull requests into main, each with the newest check of ours. */
const open = new Map<string, OwnCheck | null>();
let refuses: (document: number) => Error | null = () => null;
let documents = 0;
/** Whether the repository was compared with GitHub since the start. */
let compared = true;

const gateway: FreezeGateway = {
  branches: async () => {
    asked.push('branches');
    return [{ name: 'main', asks: ['firebreak / freeze'] }];
  },
  askedByRules: async () => [],
  heads: async (_place, after) => {
    asked.push('heads');
    const all = [...open].map(([sha, check], index) => ({ sha, base: 'main', pull: index + 1, check }));
    const start = Number(after ?? 0);
    return { heads: all.slice(start, start + 100), next: start + 100 < all.length ? `${start + 100}` : null };
  },
  checksOn: async (_place, sha) => {
    asked.push(`checks on ${sha}`);
    return { check: open.get(sha) ?? null, gate: null };
  },
  post: async (_place, checks) => {
    documents += 1;
    const problem = refuses(documents);
    if (problem !== null) throw problem;
    asked.push(`post ${checks.length}`);
    for (const check of checks) open.set(check.sha, asPosted(check));
    return checks.map(() => 'posted');
  },
  answer: async (_place, run, { state }) => {
    asked.push(`${state} ${run}`);
  },
};

function asPosted({ id, sha, state, note }: CheckToPost): OwnCheck {
  return { id: id ?? `${sha}/${documents}`, state: state === 'failed' || state === 'neutral' ? 'other' : state, note };
}

const parts = () => ({
  database,
  gateway: () => gateway,
  web: 'https://github.example',
  deliver: async (_tx: unknown, some: readonly Delivery[]) => delivered.push(...some),
  ringAt: async (repository: string, at: Timestamp) => {
    rung.push([repository, at]);
  },
  branches: createBranchMemory(clock),
  compared: { has: () => compared },
  clock,
  log: () => undefined,
});
const clock = { now: () => now, offset: () => 0, setOffset: () => undefined };

const drain = () => drainFreeze(parts(), '1', new AbortController().signal);
const queue = { ringFreezes: async () => undefined };
const ground = { repositoryId: 1, installationId: 5, owner: 'acme', repo: 'shop' };
const ask = (what: Parameters<typeof storeAsks>[2][number]['ask']) =>
  database.transaction((tx) => storeAsks(tx, queue, [{ ...ground, ask: what }]));
const waiting = async () => (await readAsks(database, 1, plus(now, 'PT24H'))).due.length;
const news = () => delivered.map(({ trigger }) => (trigger?.kind === 'freeze-news' ? trigger.news : null));

const holds: Freeze = { since: build.T0, until: plus(build.T0, 'PT8H'), by: null, because: null, lifts: 'lead' };
const ended: Freeze = { ...holds, ended: { at: plus(build.T0, 'PT1H'), why: 'lifted', by: 'lead', reason: null } };

/** An incident with this freeze, as its record says. */
async function incident(number: number, freeze: Freeze, more: object = {}): Promise<void> {
  const issue = { ...build.issue, number };
  const record = { ...build.anIncident(), issue, freeze, ...more };
  const sql = `INSERT INTO firebreak.incidents (key, issue, repository_id, installation_id, record, revision, open)
    VALUES ($1, $2::text::jsonb, 1, 5, $3::text::jsonb, 1, true) ON CONFLICT (key) DO UPDATE SET record = excluded.record`;
  await database.query(sql, [`1#${number}`, JSON.stringify(issue), JSON.stringify(record)]);
}

const pulls = (count: number) => {
  for (let index = 1; index <= count; index += 1) open.set(`sha${index}`, null);
};

beforeAll(async () => {
  place = await freshPglite();
  database = await place.open();
});
afterAll(() => place.dispose());
beforeEach(async () => {
  await database.query('DELETE FROM firebreak.incidents');
  await database.query('DELETE FROM firebreak.freeze_asks');
  for (const list of [delivered, rung, asked]) list.length = 0;
  open.clear();
  documents = 0;
  compared = true;
  refuses = () => null;
  now = build.T0;
});

test('who pushed a head stays known when it is asked about again before anybody looked', async () => {
  const head = { is: 'head', sha: 'sha1', base: 'main', pull: 1, recount: false } as const;
  await ask({ ...head, by: 8 });
  await ask({ ...head, recount: true });
  const { due } = await readAsks(database, 1, now);
  expect(due.map((one) => one.ask)).toEqual([{ ...head, recount: true, by: 8 }]);
});

test('five hundred are held by one question for branches, five lists and twenty-five documents', async () => {
  pulls(500);
  await incident(7, holds);
  await ask({ is: 'all' });
  await drain();
  expect(asked).toEqual(['branches', ...Array(5).fill('heads'), ...Array(25).fill('post 20')]);
  expect(news()).toMatchObject([{ is: 'held', held: { pulls: 500 }, problem: null }]);
  expect(await waiting()).toBe(0);
  asked.length = 0;
  await ask({ is: 'all' });
  await drain();
  expect(asked).toEqual(['branches', ...Array(5).fill('heads')]);
});

test('told to wait by a secondary limit, it waits for as long as GitHub says and goes on with what is missing', async () => {
  pulls(100);
  await incident(7, holds);
  const retryAt = plus(now, 'PT1M');
  refuses = (document) =>
    document === 3 ? new GitHubUnavailable('secondary rate limit', { retryAt, status: 403 }) : null;
  await ask({ is: 'all' });
  await drain();
  expect(asked.filter((one) => one === 'post 20')).toHaveLength(2);
  expect([rung, delivered]).toEqual([[['1', retryAt]], []]);
  await drain();
  expect(asked.filter((one) => one === 'post 20')).toHaveLength(2);
  now = retryAt;
  await drain();
  expect(asked.filter((one) => one === 'post 20')).toHaveLength(5);
  expect(new Set([...open.values()].map((check) => check?.state))).toEqual(new Set(['waiting']));
  expect(news()).toMatchObject([{ is: 'held', held: { pulls: 100 } }]);
});

test('a refusal for good is told on the card, and no more is asked', async () => {
  pulls(1);
  await incident(7, holds);
  refuses = () => new GitHubRefused('Resource not accessible by integration', 403);
  await ask({ is: 'all' });
  await drain();
  expect(news()).toEqual([{ is: 'held', held: null, problem: 'Resource not accessible by integration' }]);
  expect(await waiting()).toBe(0);
});

test('a head that moves is one question and one document; one that is opened has what is held counted again', async () => {
  pulls(2);
  await incident(7, { ...holds, held: { pulls: 2, shown: [1, 2] } });
  const head = { is: 'head', sha: 'sha1', base: 'main', pull: 1 } as const;
  await ask({ ...head, recount: false });
  await drain();
  expect(asked).toEqual(['branches', 'checks on sha1', 'post 1']);
  expect(delivered).toEqual([]);
  asked.length = 0;
  await ask({ ...head, recount: true });
  await drain();
  expect(asked).toEqual(['branches', 'heads', 'post 1']);
});

test('at the end of the last freeze everything passes, and only the one that ended last is told', async () => {
  pulls(3);
  await incident(7, holds);
  await ask({ is: 'all' });
  await drain();
  delivered.length = 0;
  const earlier = {
    ...ended,
    ended: { at: plus(build.T0, 'PT30M'), why: 'lifted', by: 'lead', reason: null },
  } as const;
  await incident(7, ended);
  await incident(8, earlier);
  await ask({ is: 'all' });
  await drain();
  expect(new Set([...open.values()].map((check) => check?.state))).toEqual(new Set(['passed']));
  expect(delivered.map(({ trigger }) => trigger?.issue.number).sort()).toEqual([7, 8]);
  const on = Object.fromEntries(
    delivered.map(({ trigger }) => [
      trigger?.issue.number,
      trigger?.kind === 'freeze-news' && trigger.news.is === 'released' ? trigger.news.on : undefined,
    ]),
  );
  expect(on).toEqual({ 7: null, 8: 7 });
});

test('a deployment is refused while it is frozen and told once; without a freeze it may go', async () => {
  await ask({ is: 'deployment', run: 3, environment: 'production' });
  await drain();
  await incident(7, holds);
  await ask({ is: 'deployment', run: 4, environment: 'production' });
  await drain();
  expect(asked).toEqual(['approved 3', 'rejected 4']);
  const url = 'https://github.example/acme/shop/actions/runs/4';
  expect(news()).toEqual([{ is: 'refused', deployment: { environment: 'production', run: 4, url } }]);
});

describe('until the repository was compared with GitHub once, what is not known here may be open there', () => {
  beforeEach(() => {
    compared = false;
  });
  const nowCompared = async () => {
    compared = true;
    await wakeAsks(database, queue, 1);
    await drain();
  };

  test('no deployment is let go before, and each is answered at once after', async () => {
    await ask({ is: 'deployment', run: 3, environment: 'production' });
    await drain();
    expect([asked, await readAsks(database, 1, now)]).toMatchObject([[], { due: [] }]);
    await nowCompared();
    expect(asked).toEqual(['approved 3']);
  });

  test('no deployment is refused before either, since the rollback of another incident may be the one', async () => {
    await incident(7, holds);
    await ask({ is: 'deployment', run: 4, environment: 'production' });
    await drain();
    expect(asked).toEqual([]);
    await nowCompared();
    expect(asked).toEqual(['rejected 4']);
  });

  test('no check passes before, neither a new one nor one that waits', async () => {
    open.set('sha1', { id: 'own', state: 'waiting', note: `held/7/${build.T0}` });
    await ask({ is: 'head', sha: 'sha1', base: 'main', pull: 1, recount: false });
    await ask({ is: 'all' });
    await drain();
    expect(open.get('sha1')?.state).toBe('waiting');
    await nowCompared();
    expect(open.get('sha1')?.state).toBe('passed');
  });

  test('a freeze that is known holds at once', async () => {
    pulls(2);
    await incident(7, holds);
    await ask({ is: 'all' });
    await drain();
    expect([...open.values()].map((check) => check?.state)).toEqual(['waiting', 'waiting']);
    expect(await waiting()).toBe(0);
  });

  test('compared while it was being put off, it does not wait for the next time', async () => {
    await ask({ is: 'deployment', run: 3, environment: 'production' });
    // The answer changes between the look and the note that it waits.
    const answers = [false];
    const turning = { has: () => answers.pop() ?? true };
    await drainFreeze({ ...parts(), compared: turning }, '1', new AbortController().signal);
    expect(asked).toEqual(['approved 3']);
  });
});

test('a rollback of an incident whose own freeze is over may deploy while another one freezes', async () => {
  const rollback = {
    kind: 'rollback',
    key: 'firebreak-8-1',
    title: 'rollback',
    environment: 'production',
    from: null,
    to: null,
    next: null,
    workflow: 'rollback-production.yml',
    branch: 'main',
    inputs: {},
    because: null,
    by: 'lead',
    at: build.T0,
    state: 'running',
    run: { id: 5, url: 'https://github.example/acme/shop/actions/runs/5' },
    step: null,
    since: build.T0,
  };
  await incident(7, holds);
  await incident(8, { ...ended, told: { on: 7 } }, { operations: [rollback] });
  await ask({ is: 'deployment', run: 5, environment: 'production' });
  await ask({ is: 'deployment', run: 6, environment: 'production' });
  await drain();
  expect(asked).toEqual(['approved 5', 'rejected 6']);
});
