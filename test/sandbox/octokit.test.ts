/** The main story, told by a client that nobody here wrote: octokit.js as a user, as the app, and as the verifier of webhooks. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeMiddleware } from '@octokit/webhooks';
import { App, Octokit } from 'octokit';
import { afterEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/start-sandbox.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startBoth() {
  const sandbox: Sandbox = await startSandbox();
  ends.push(() => sandbox.close());
  const Local = Octokit.defaults({ baseUrl: `${sandbox.url}/api/v3`, throttle: { enabled: false } });
  const { id, privateKey, webhookSecret } = sandbox.app;
  const app = new App({ appId: id, privateKey, webhooks: { secret: webhookSecret }, Octokit: Local });
  const server = createServer(createNodeMiddleware(app.webhooks, { path: '/api/github/webhooks' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  sandbox.setHook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`);
  return { sandbox, Local, app };
}

const shop = { owner: 'acme', repo: 'shop' };

test('a user opens an issue with labels; the app hears it by signed webhook, comments, labels, pins and closes', async () => {
  const { sandbox, Local, app } = await startBoth();
  const heard: string[] = [];
  app.webhooks.onAny(({ name, payload }) => {
    heard.push(`${name}.${'action' in payload ? payload.action : ''}`);
  });
  const refused: unknown[] = [];
  app.webhooks.onError((problem) => {
    refused.push(problem);
  });
  app.webhooks.on('issues.opened', async ({ octokit, payload }) => {
    const issue = { ...shop, issue_number: payload.issue.number };
    const { data: comment } = await octokit.rest.issues.createComment({ ...issue, body: 'Acknowledged' });
    await octokit.rest.issues.addLabels({ ...issue, labels: ['status: investigating'] });
    await octokit.request('PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin', {
      ...shop,
      comment_id: comment.id,
    });
    await octokit.rest.reactions.createForIssue({ ...issue, content: 'eyes' });
    await octokit.rest.issues.update({ ...issue, state: 'closed', state_reason: 'completed' });
  });

  const responder = new Local({ auth: sandbox.tokens.responder });
  const { data: made } = await responder.rest.issues.create({
    ...shop,
    title: 'Shop down',
    labels: ['incident', 'P0'],
  });
  await sandbox.settled();

  const { data: issue } = await responder.rest.issues.get({ ...shop, issue_number: made.number });
  expect(issue).toMatchObject({ state: 'closed', state_reason: 'completed', comments: 1 });
  expect(issue.labels.map((label) => (typeof label === 'string' ? label : label.name))).toEqual([
    'incident',
    'P0',
    'status: investigating',
  ]);
  const comments = await responder.paginate(responder.rest.issues.listComments, { ...shop, issue_number: made.number });
  expect(comments.map(({ body, user }) => [body, user?.login])).toEqual([['Acknowledged', 'firebreak[bot]']]);
  expect(heard).toEqual([
    'issues.opened',
    'issues.labeled',
    'issues.labeled',
    'issue_comment.created',
    'issues.labeled',
    'issues.closed',
  ]);
  expect(refused).toEqual([]);
  expect(sandbox.violations()).toEqual([]);
});
