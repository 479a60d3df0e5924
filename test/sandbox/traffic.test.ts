/** Headers, paging, limits, and answers to requests that GitHub would not take. */
import { expect, test } from 'vitest';
import { as, asApp, asBot, clientWith, localGithub, openIssue, shop } from './support/local-github.ts';

test('every answer says what is left of the hour, for each credential of its own', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const first = await responder('GET', shop);
  const second = await responder('GET', shop);
  expect(first.headers.get('x-ratelimit-limit')).toBe('5000');
  expect(Number(second.headers.get('x-ratelimit-remaining'))).toBe(
    Number(first.headers.get('x-ratelimit-remaining')) - 1,
  );
  expect((await as(sandbox, 'lead')('GET', shop)).headers.get('x-ratelimit-used')).toBe('1');
  expect(first.headers.get('x-github-request-id')).toMatch(/^[0-9A-F]+$/);
});

test('a spent hour is a 403 with nothing remaining and the time of reset', async () => {
  const sandbox = await localGithub();
  await clientWith(sandbox, null)('POST', '/sandbox/limits', { primary_per_hour: 1 });
  const responder = as(sandbox, 'responder');
  await responder('GET', shop);
  const { status, headers } = await responder('GET', shop);
  expect([status, headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
  expect(Number(headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now());
});

test('more than 80 comments a minute meet the secondary limit: 403 with retry-after, until the minute is over', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const comment = () => responder('POST', `${issue.path}/comments`, { body: 'Again' });
  for (let made = 1; made < 80; made += 1) expect((await comment()).status).toBe(201);
  const { status, headers, body } = await comment();
  expect(status).toBe(403);
  expect(body.message).toContain('secondary rate limit');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await (await asBot(sandbox))('POST', `${issue.path}/comments`, { body: 'Mine' })).status).toBe(201);
  sandbox.advance('PT1M');
  expect((await comment()).status).toBe(201);
});

test('500 pieces of content an hour are the other secondary limit', async () => {
  const sandbox = await localGithub();
  await clientWith(sandbox, null)('POST', '/sandbox/limits', { content_per_hour: 3 });
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const statuses = [];
  for (const body of ['1', '2', '3']) {
    statuses.push((await responder('POST', `${issue.path}/comments`, { body })).status);
    sandbox.advance('PT2M');
  }
  expect(statuses).toEqual([201, 201, 403]);
});

test('a client that has the current version gets 304 without a body', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const first = await responder('GET', issue.path);
  const etag = { 'if-none-match': first.headers.get('etag') ?? '' };
  const again = await responder('GET', issue.path, undefined, etag);
  expect([again.status, again.text]).toEqual([304, '']);
  await responder('PATCH', issue.path, { title: 'Changed' });
  expect((await responder('GET', issue.path, undefined, etag)).status).toBe(200);
});

test('lists are paged, with links to the next and the last page', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  for (const body of ['1', '2', '3', '4', '5']) await responder('POST', `${issue.path}/comments`, { body });
  const page = await responder('GET', `${issue.path}/comments?per_page=2&page=2`);
  expect(page.body.map(({ body }: { body: string }) => body)).toEqual(['3', '4']);
  const relations = [...(page.headers.get('link') ?? '').matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g)];
  expect(Object.fromEntries(relations.map(([, at, name]) => [name, Number(at)]))).toEqual({
    prev: 1,
    next: 3,
    last: 3,
    first: 1,
  });
});

test('a page has a hundred entries at most', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  await clientWith(sandbox, null)('POST', '/sandbox/limits', { enforced: false });
  const issue = await openIssue(responder);
  for (let at = 0; at < 101; at += 1) await responder('POST', `${issue.path}/comments`, { body: `${at}` });
  expect((await responder('GET', `${issue.path}/comments?per_page=500`)).body).toHaveLength(100);
});

test('an operation that GitHub has and the sandbox has not is a loud 501 that names it', async () => {
  const sandbox = await localGithub();
  const { status, body } = await as(sandbox, 'responder')('GET', `${shop}/stargazers`);
  expect(status).toBe(501);
  expect(body.message).toContain('activity/list-stargazers-for-repo');
});

test('a path that GitHub has not is a 404', async () => {
  const sandbox = await localGithub();
  expect((await as(sandbox, 'responder')('GET', `${shop}/incidents`)).status).toBe(404);
});

test.each([
  ['a body of the wrong type', { title: 'Down', labels: 'P0' }, 422],
  ['a missing required field', { body: 'No title' }, 422],
])('%s is %i as GitHub describes requests', async (_, input, status) => {
  const sandbox = await localGithub();
  expect((await as(sandbox, 'responder')('POST', `${shop}/issues`, input)).status).toBe(status);
});

test('a body that is not JSON is a 400', async () => {
  const sandbox = await localGithub();
  const response = await fetch(`${sandbox.url}/api/v3${shop}/issues`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.tokens.responder}` },
    body: '{"title": ',
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: 'Problems parsing JSON' });
});

test('HEAD answers like GET, without a body', async () => {
  const sandbox = await localGithub();
  const { status, text, headers } = await as(sandbox, 'responder')('HEAD', shop);
  expect([status, text]).toEqual([200, '']);
  expect(headers.get('etag')).not.toBeNull();
});

test('ids of issues and comments do not fit 32 bits', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body } = await as(sandbox, 'responder')('POST', `${issue.path}/comments`, { body: 'Hello' });
  for (const { id } of [issue, body]) expect(id).toBeGreaterThan(2 ** 31);
});

test('general answers satisfy the description', async () => {
  const sandbox = await localGithub();
  const app = asApp(sandbox);
  for (const path of [
    '/app',
    '/app/installations',
    '/app/hook/config',
    '/',
    '/meta',
    '/rate_limit',
    '/users/lead',
    '/orgs/acme',
    '/apps/firebreak',
  ])
    expect([path, (await app('GET', path)).status]).toEqual([path, 200]);
  expect((await app('GET', `${shop}/installation`)).body.id).toBe(sandbox.app.installationId);
  expect((await app('GET', '/orgs/acme/installation')).body.app_slug).toBe('firebreak');
  const lead = as(sandbox, 'lead');
  const paths = [
    '',
    '/labels',
    '/collaborators',
    '/assignees',
    '/branches',
    '/branches/main',
    '/commits',
    '/milestones',
    '/issues/events',
    '/issues/comments',
    '/actions/workflows',
    '/actions/runs',
    '/deployments',
    '/git/trees/main?recursive=1',
  ];
  for (const path of paths) expect([path, (await lead('GET', `${shop}${path}`)).status]).toEqual([path, 200]);
  for (const path of [
    '/user',
    '/orgs/acme/members',
    '/orgs/acme/teams',
    '/orgs/acme/teams/leads',
    '/orgs/acme/repos',
    '/zen',
  ])
    expect([path, (await lead('GET', path)).status]).toEqual([path, 200]);
  expect((await lead('POST', '/markdown', { text: '**hi** @lead', mode: 'gfm', context: 'acme/shop' })).text).toContain(
    'user-mention',
  );
});
