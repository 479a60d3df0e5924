/** What is sent, to whom, in which order, and what the log remembers. */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import {
  asUser,
  createRepository,
  deleteIssue,
  type Issue,
  suspendInstallation,
  transferIssue,
} from '../../src/sandbox/state/index.ts';
import { attempt, deliveryTimeoutMs } from '../../src/sandbox/webhooks/attempt.ts';
import { as, asApp, asBot, atEnd, clientWith, listen, localGithub, openIssue, shop } from './support/local-github.ts';

function only(sandbox: Sandbox): Issue {
  const [issue] = sandbox.store.issues.values();
  if (issue === undefined) throw new Error('there is no issue');
  return issue;
}

test('an issue opened with labels sends `opened`, then one `labeled` for each', async () => {
  const sandbox = await localGithub();
  const { heard, names } = await listen(sandbox);
  await openIssue(as(sandbox, 'responder'), { labels: ['incident', 'P0'], assignees: ['commander'] });
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened', 'issues.labeled', 'issues.labeled', 'issues.assigned']);
  expect(heard.map(({ payload }) => payload.label?.name ?? payload.assignee?.login)).toEqual([
    undefined,
    'incident',
    'P0',
    'commander',
  ]);
  expect(heard[0]?.payload.issue.labels).toHaveLength(2);
});

test('a delivery is signed over its raw body and names its event, GUID, hook and app in headers', async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox);
  await openIssue(as(sandbox, 'responder'));
  await sandbox.settled();
  const [one] = heard;
  const signature = createHmac('sha256', sandbox.app.webhookSecret)
    .update(one?.raw ?? '')
    .digest('hex');
  expect(one?.headers).toMatchObject({
    'x-hub-signature-256': `sha256=${signature}`,
    'x-github-event': 'issues',
    'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-github-hook-id': String(sandbox.seeded.app.hookId),
    'x-github-hook-installation-target-id': String(sandbox.app.id),
    'x-github-hook-installation-target-type': 'integration',
    'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
    'content-type': 'application/json',
  });
  expect(one?.payload.installation.id).toBe(sandbox.app.installationId);
});

test("an app's own writes come back to it, with its bot as sender", async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  await (await asBot(sandbox))('POST', `${issue.path}/comments`, { body: 'Acknowledged' });
  await sandbox.settled();
  expect(heard.map(({ payload }) => payload.sender.login)).toEqual(['responder', 'firebreak[bot]']);
  expect(heard[1]?.payload.comment.performed_via_github_app.id).toBe(sandbox.app.id);
});

test('reactions and pinned comments send nothing', async () => {
  const sandbox = await localGithub();
  const { names } = await listen(sandbox);
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const { body } = await responder('POST', `${issue.path}/comments`, { body: 'Hello' });
  await responder('POST', `${shop}/issues/comments/${body.id}/reactions`, { content: '+1' });
  await responder('PUT', `${shop}/issues/comments/${body.id}/pin`);
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened', 'issue_comment.created']);
});

test('an edited comment carries what it was; its sender is the editor, its author stays', async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body } = await as(sandbox, 'visitor')('POST', `${issue.path}/comments`, { body: 'Before' });
  const path = `${shop}/issues/comments/${body.id}`;
  await as(sandbox, 'responder')('PATCH', path, { body: 'After' });
  await as(sandbox, 'responder')('PATCH', path, { body: 'After' });
  await sandbox.settled();
  expect(heard).toHaveLength(3);
  expect(heard[2]?.payload).toMatchObject({
    action: 'edited',
    changes: { body: { from: 'Before' } },
    comment: { body: 'After', user: { login: 'visitor' } },
    sender: { login: 'responder' },
  });
});

test('a changed title is `edited` with the old title', async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  await as(sandbox, 'responder')('PATCH', issue.path, { title: 'Shop up' });
  await sandbox.settled();
  expect(heard[1]?.payload).toMatchObject({ action: 'edited', changes: { title: { from: 'Shop down' } } });
});

test('a transfer is `transferred` in the old repository, which names the new place', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const { heard, names } = await listen(sandbox);
  await openIssue(as(sandbox, 'responder'));
  const other = createRepository(store, seeded.organisation, 'warehouse');
  transferIssue(store, asUser(seeded.people.lead), only(sandbox), other);
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened', 'issues.transferred']);
  expect(heard[1]?.payload.changes).toMatchObject({
    new_issue: { number: 1 },
    new_repository: { full_name: 'acme/warehouse' },
  });
});

test('a deleted issue is `deleted`', async () => {
  const sandbox = await localGithub();
  const { names } = await listen(sandbox);
  await openIssue(as(sandbox, 'responder'));
  deleteIssue(sandbox.store, asUser(sandbox.seeded.people.lead), only(sandbox));
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened', 'issues.deleted']);
});

test('an app hears only the events it subscribes to', async () => {
  const sandbox = await localGithub();
  const { names } = await listen(sandbox);
  await as(sandbox, 'responder')('POST', `${shop}/labels`, { name: 'new', color: '123456' });
  await openIssue(as(sandbox, 'responder'));
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened']);
});

test('an app that subscribes without the permission hears nothing', async () => {
  const manifest = { name: 'Firebreak', description: '', default_permissions: {}, default_events: ['issues', 'label'] };
  const sandbox = await localGithub({ manifest });
  const { names } = await listen(sandbox);
  await openIssue(as(sandbox, 'responder'), { labels: ['new'] });
  await sandbox.settled();
  expect(names()).toEqual(['label.created']);
});

test('a suspended installation hears nothing but that', async () => {
  const sandbox = await localGithub();
  const { names } = await listen(sandbox);
  const { store, seeded } = sandbox;
  suspendInstallation(store, asUser(seeded.people.lead), seeded.installation, true);
  await openIssue(as(sandbox, 'responder'));
  suspendInstallation(store, asUser(seeded.people.lead), seeded.installation, false);
  await sandbox.settled();
  expect(names()).toEqual(['installation.suspend', 'installation.unsuspend']);
});

test('a delivery that failed is not sent again by itself', async () => {
  const sandbox = await localGithub();
  const { names } = await listen(sandbox, () => 500);
  await openIssue(as(sandbox, 'responder'));
  sandbox.advance('P1D');
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened']);
  const { body } = await asApp(sandbox)('GET', '/app/hook/deliveries');
  expect(body).toMatchObject([{ event: 'issues', action: 'opened', status_code: 500, redelivery: false }]);
});

test('a delivery to nobody is logged without a status, so that the `failure` filter does not show it', async () => {
  const sandbox = await localGithub();
  sandbox.setHook('http://127.0.0.1:1/');
  await openIssue(as(sandbox, 'responder'));
  await sandbox.settled();
  const app = asApp(sandbox);
  expect((await app('GET', '/app/hook/deliveries')).body).toMatchObject([
    { status: 'failed to connect to host', status_code: 0 },
  ]);
  expect((await app('GET', '/app/hook/deliveries?status=failure')).body).toEqual([]);
  expect((await app('GET', '/app/hook/deliveries?status=success')).body).toEqual([]);
});

test('redelivery sends the same GUID and body again, and is a new entry of the log', async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox, () => (heard.length === 1 ? 503 : 200));
  await openIssue(as(sandbox, 'responder'));
  await sandbox.settled();
  const app = asApp(sandbox);
  const [failed] = (await app('GET', '/app/hook/deliveries?status=failure')).body;
  expect((await app('POST', `/app/hook/deliveries/${failed.id}/attempts`)).status).toBe(202);
  await sandbox.settled();
  expect(heard.map(({ headers }) => headers['x-github-delivery'])).toEqual([failed.guid, failed.guid]);
  expect(heard[1]?.raw).toBe(heard[0]?.raw);
  const { body: log } = await app('GET', '/app/hook/deliveries');
  expect(log).toMatchObject([
    { guid: failed.guid, redelivery: true, status_code: 200 },
    { guid: failed.guid, redelivery: false, status_code: 503 },
  ]);
});

test('a single delivery shows the headers and payload that were sent', async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox);
  await openIssue(as(sandbox, 'responder'));
  await sandbox.settled();
  const app = asApp(sandbox);
  const [{ id }] = (await app('GET', '/app/hook/deliveries')).body;
  const { body } = await app('GET', `/app/hook/deliveries/${id}`);
  expect(body.request.payload).toEqual(heard[0]?.payload);
  expect(body.request.headers['X-Hub-Signature-256']).toBe(heard[0]?.headers['x-hub-signature-256']);
  expect(body.response.payload).toBe('heard');
});

test('the log reaches back three days, and its pages go by cursor', async () => {
  const sandbox = await localGithub();
  await listen(sandbox);
  const responder = as(sandbox, 'responder');
  await openIssue(responder, { title: 'Long ago' });
  await sandbox.settled();
  sandbox.advance('P3DT1M');
  for (const title of ['One', 'Two', 'Three']) await openIssue(responder, { title });
  await sandbox.settled();
  const app = asApp(sandbox);
  const first = await app('GET', '/app/hook/deliveries?per_page=2');
  expect(first.body).toHaveLength(2);
  const next = /<[^>]*\/api\/v3([^>]*)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
  const second = await app('GET', next);
  expect(second.body).toHaveLength(1);
  expect(second.headers.get('link')).toBeNull();
});

test('only the app itself may read its log', async () => {
  const sandbox = await localGithub();
  for (const client of [as(sandbox, 'lead'), await asBot(sandbox), clientWith(sandbox, null)])
    expect((await client('GET', '/app/hook/deliveries')).status).toBe(401);
});

test('deliveries of one app arrive in the order in which things happened', async () => {
  const sandbox = await localGithub();
  const { heard } = await listen(sandbox);
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  for (let at = 1; at <= 20; at += 1) await responder('POST', `${issue.path}/comments`, { body: `${at}` });
  await sandbox.settled();
  expect(heard.slice(1).map(({ payload }) => Number(payload.comment.body))).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
});

test('an event payload shows things as they were when it happened', async () => {
  const sandbox = await localGithub();
  const control = clientWith(sandbox, null);
  const { heard } = await listen(sandbox);
  await control('POST', '/sandbox/deliveries/hold');
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  await responder('PATCH', issue.path, { title: 'Changed', state: 'closed' });
  await control('POST', '/sandbox/deliveries/release');
  await sandbox.settled();
  expect(heard[0]?.payload.issue).toMatchObject({ title: 'Shop down', state: 'open' });
});

test('a delivery that is not answered in time is given up as timed out', async () => {
  const sandbox = await localGithub();
  const answered = Promise.withResolvers<number>();
  atEnd(() => answered.resolve(200));
  const { url } = await listen(sandbox, () => answered.promise);
  const posting = { url, headers: { 'x-github-event': 'ping' }, body: '{}' };
  const outcome = await attempt(posting, new AbortController().signal, 20);
  expect(outcome).toMatchObject({ status: 'timed out', statusCode: 0 });
  expect(deliveryTimeoutMs).toBe(10_000);
});
