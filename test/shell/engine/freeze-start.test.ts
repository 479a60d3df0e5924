// Started with an empty database, an engine lets nothing go by what it does not know: the repository is compared with GitHub first.
import { afterEach, expect, test } from 'vitest';
import type { EngineFreezes } from '../../../src/shell/engine/freeze-engine.ts';
import type { Delivery } from '../../../src/shell/engine/inbox.ts';
import type { FreezeGateway } from '../../../src/shell/github/freeze/port.ts';
import { freshPglite, type TestDatabase } from '../../support/databases.ts';
import { TestEngine } from '../../support/engine.ts';

const answered: string[] = [];
const gateway: FreezeGateway = {
  branches: async () => [],
  askedByRules: async () => [],
  heads: async () => ({ heads: [], next: null }),
  checksOn: async () => ({ check: null, gate: null }),
  post: async () => [],
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
