// Started with an empty database, an engine lets nothing go by what it does not know: the repository is compared with GitHub first.
import { afterEach, expect, test } from 'vitest';
import type { OwnCheck } from '../../../src/core/mitigation/freeze-checks.ts';
import type { EngineFreezes } from '../../../src/shell/engine/freeze-engine.ts';
import type { Delivery } from '../../../src/shell/engine/inbox.ts';
import type { FreezeGateway } from '../../../src/shell/github/freeze/port.ts';
import { freshPglite, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';

const answered: string[] = [];
/** What rules of main ask for, and heads of open pull requests into it, each with our gate on it. */
let rules: readonly string[] = [];
const open = new Map<string, OwnCheck | null>();
const gateway: FreezeGateway = {
  branches: async () => [{ name: 'main', asks: rules }],
  askedByRules: async () => [],
  heads: async () => ({
    heads: [...open].map(([sha, gate], index) => ({ sha, base: 'main', pull: index + 1, check: null, gate })),
    next: null,
  }),
  checksOn: async (_place, sha) => ({ check: null, gate: open.get(sha) ?? null }),
  post: async (_place, checks) => {
    for (const { sha, state, note } of checks)
      open.set(sha, { id: sha, state: state === 'failed' || state === 'neutral' ? 'other' : state, note });
    return checks.map(() => 'posted');
  },
  answer: async (_place, run, { state }) => {
    answered.push(`${state} ${run}`);
  },
};
const freezes: EngineFreezes = { freezes: () => gateway, web: 'https://github.example' };

let place: TestDatabase;
let app: TestEngine;
afterEach(async () => {
  await app.stop();
  await place.dispose();
  answered.length = 0;
  rules = [];
  open.clear();
});

async function started(): Promise<void> {
  place = await freshPglite();
  app = await new TestEngine(place, undefined, {}, { freezes }).start();
}

const ground = { repositoryId: 7, installationId: 5, owner: 'sample', repo: 'shop' };
const asksToDeploy = (run: number): Delivery => ({
  hookId: '1',
  guid: `run ${run}`,
  event: 'deployment_protection_rule',
  action: 'requested',
  trigger: null,
  ignored: null,
  freeze: { ...ground, ask: { is: 'deployment', run, environment: 'production' } },
});

test('a deployment waits until the repository was compared, and is answered at once then', async () => {
  await started();
  await app.engine.accept([asksToDeploy(3)]);
  await app.idle();
  expect(answered).toEqual([]);
  await app.engine.reconcile();
  await app.idle();
  expect(answered).toEqual(['approved 3']);
});

test('a comparison that could not read the repository, or one incident of it, frees nothing', async () => {
  await started();
  const issue = app.github.issue(1);
  app.github.thread(issue);
  app.github.down = true;
  await app.engine.accept([asksToDeploy(3)]);
  await app.engine.reconcile();
  await app.idle();
  expect(answered).toEqual([]);
  app.github.down = false;
  app.github.unreadable.add(1);
  await app.engine.reconcile();
  await app.idle();
  expect(answered).toEqual([]);
  app.github.unreadable.clear();
  await app.engine.reconcile();
  await app.idle();
  expect(answered).toEqual(['approved 3']);
});

test('a head that was there before a rule asked for our gate gets it with the next comparison, though no event tells of it', async () => {
  await started();
  await app.engine.reconcile();
  rules = ['firebreak / hotfix'];
  for (const sha of ['old', 'new']) open.set(sha, null);
  const ask = { is: 'head', sha: 'new', base: 'main', pull: 2, recount: false } as const;
  const pushed: Delivery = { ...asksToDeploy(0), guid: 'push', freeze: { ...ground, ask } };
  await app.engine.accept([pushed]);
  await app.idle();
  expect([open.get('old'), open.get('new')?.note]).toEqual([null, 'open']);
  await app.engine.reconcile();
  await app.idle();
  expect(open.get('old')?.note).toBe('open');
});

const pushed = (sha: string): Delivery => ({
  ...asksToDeploy(0),
  guid: `push ${sha}`,
  freeze: { ...ground, ask: { is: 'head', sha, base: 'main', pull: 2, recount: false } },
});

test('a head that waits for a comparison that does not come says so after five minutes, once, and passes by itself when it came', async () => {
  rules = ['firebreak / hotfix'];
  open.set('first', null).set('second', null).set('third', null);
  await started();
  app.github.down = true;
  await app.engine.reconcile();
  await app.engine.accept([pushed('first')]);
  await app.idle();
  expect(open.get('first')).toBeNull();
  app.clock.setOffset(5 * 60_000);
  await app.engine.accept([pushed('second')]);
  await app.idle();
  expect([open.get('first')?.note, open.get('second')?.note]).toEqual(['late', 'late']);
  const said = open.get('first');
  app.clock.setOffset(7 * 60_000);
  await app.engine.accept([pushed('third')]);
  await app.idle();
  expect(open.get('first')).toBe(said);
  app.github.down = false;
  await app.engine.reconcile();
  await app.idle();
  expect([...open.values()].map((gate) => gate?.note)).toEqual(['open', 'open', 'open']);
});
