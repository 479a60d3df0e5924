// GitHub as the app sees it: who it is, where it is installed, what is open, and what was delivered.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { createOrganisation } from '../../../src/sandbox/state/accounts.ts';
import { asUser } from '../../../src/sandbox/state/actor.ts';
import { createIssue } from '../../../src/sandbox/state/issues.ts';
import { installApp, suspendInstallation } from '../../../src/sandbox/state/registered-apps.ts';
import { archiveRepository, createRepository } from '../../../src/sandbox/state/repositories.ts';
import { known } from '../../../src/sandbox/state/store.ts';
import { localGitHub } from './local-github.ts';

/** Opens incidents without asking anybody, so that nobody's budget is used up. */
function openMany({ store, seeded }: Sandbox, count: number): void {
  const by = asUser(seeded.people.responder);
  const shop = known(store.repositories, seeded.repository.id);
  for (let number = 0; number < count; number += 1) {
    createIssue(store, by, shop, { title: `[INCIDENT P3] ${number}`, labels: ['incident'] });
  }
}

test('the app learns who it is once: its own id, and the account its comments are made by', async () => {
  const { gateway, sandbox, asked } = await localGitHub();
  const self = {
    appId: sandbox.app.id,
    botId: sandbox.seeded.app.userId,
    login: 'firebreak[bot]',
    slug: 'firebreak',
  };
  expect(await Promise.all([gateway.identity(), gateway.identity()])).toEqual([self, self]);
  expect(asked()).toEqual(['GET /app', 'GET /app/installations', 'Viewer']);
});

test('repositories of every installation, without suspended ones and archived ones', async () => {
  const { gateway, sandbox } = await localGitHub();
  const { store, seeded, app } = sandbox;
  const lead = asUser(seeded.people.lead);
  const other = createOrganisation(store, 'other');
  const [open, closed] = [createRepository(store, other, 'open'), createRepository(store, other, 'closed')];
  const installed = installApp(store, lead, seeded.app, { accountId: other.id, repositoryIds: [open.id, closed.id] });
  archiveRepository(store, lead, closed, true);
  const ours = { installationId: app.installationId, repositoryId: seeded.repository.id, owner: 'acme', repo: 'shop' };
  const theirs = { installationId: installed.id, repositoryId: open.id, owner: 'other', repo: 'open' };
  expect(await gateway.repositories()).toEqual([ours, theirs]);
  suspendInstallation(store, lead, installed, true);
  expect(await gateway.repositories()).toEqual([ours]);
});

test('open incidents are those with the label, and those that only say so in the title; with them those that ended lately', async () => {
  const { gateway, declare, as, sandbox, asked } = await localGitHub();
  const labelled = await declare({ title: 'Down', labels: ['incident', 'P0'] });
  const titled = await declare({ title: '[INCIDENT P1] Slow' }, 'visitor');
  await declare({ title: 'About an [INCIDENT of last week' });
  const closed = await declare({ labels: ['incident'] });
  await as('lead').rest.issues.update({ owner: 'acme', repo: 'shop', issue_number: closed.number, state: 'closed' });
  asked();
  const found = await gateway.openIncidents(sandbox.app.installationId, 'acme', 'shop');
  expect(found.map(({ issue }) => issue)).toEqual(expect.arrayContaining([labelled, titled]));
  expect(found.filter((listing) => listing.closed === true).map(({ issue }) => issue)).toEqual([closed]);
  expect(found).toHaveLength(3);
  expect(found.find(({ issue }) => issue.number === titled.number)).toMatchObject({
    title: '[INCIDENT P1] Slow',
    labels: [],
    author: { login: 'visitor', bot: false },
    updatedAt: expect.stringMatching(/Z$/),
  });
  expect(asked()).toEqual(['OpenIncidents']);
});

test('more than a hundred incidents are listed, each once', async () => {
  const { gateway, sandbox, asked } = await localGitHub();
  openMany(sandbox, 130);
  const found = await gateway.openIncidents(sandbox.app.installationId, 'acme', 'shop');
  expect(new Set(found.map(({ issue }) => issue.number)).size).toBe(130);
  expect(found).toHaveLength(130);
  expect(asked()).toEqual(['OpenIncidents', 'OpenIncidents']);
});

test('the delivery log goes back to an instant, page by page, and a delivery can be asked for again', async () => {
  const { gateway, declare, sandbox, asked } = await localGitHub();
  const heard: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    heard.push(String(request.headers['x-github-delivery']));
    response.statusCode = 500;
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  sandbox.setHook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await declare();
  await sandbox.settled();
  sandbox.advance('PT1H');
  const since = new Date(Date.now() + 30 * 60_000).toISOString();
  openMany(sandbox, 120);
  await sandbox.settled();
  asked();
  const entries = await gateway.deliveriesSince(since);
  expect(entries).toHaveLength(240);
  expect(new Set(entries.map(({ guid }) => guid)).size).toBe(240);
  expect(entries[0]).toMatchObject({ event: 'issues', statusCode: 500, redelivery: false });
  expect(entries.every(({ deliveredAt }) => deliveredAt >= since)).toBe(true);
  expect(asked()).toEqual(Array.from({ length: 3 }, () => 'GET /app/hook/deliveries'));

  const [newest] = entries;
  await gateway.redeliver(newest?.id ?? '');
  await sandbox.settled();
  expect(heard.at(-1)).toBe(newest?.guid);
  expect((await gateway.deliveriesSince(since))[0]).toMatchObject({ guid: newest?.guid, redelivery: true });
});
