/** What only a test can do: time, faults, lost and held deliveries, and the record of requests. */
import { get } from 'node:http';
import { expect, test } from 'vitest';
import { as, asBot, atEnd, clientWith, listen, localGithub, openIssue } from './support/local-github.ts';

const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

test('the clock moves forward on demand, and only the Date header stays real', async () => {
  const sandbox = await localGithub({ now: '2026-03-01T04:05:00Z' });
  const moved: number[] = [];
  sandbox.store.clockListeners.add((offset) => moved.push(offset));
  const control = clientWith(sandbox, null);
  const before = (await control('GET', '/sandbox/clock')).body;
  const after = (await control('POST', '/sandbox/clock', { advance: 'PT15M' })).body;
  expect(after.offset_ms - before.offset_ms).toBe(900_000);
  expect(moved).toEqual([after.offset_ms]);
  const issue = await openIssue(as(sandbox, 'responder'));
  expect(issue.created_at).toMatch(/^2026-03-01T04:20:\d\dZ$/);
  const { headers } = await control('GET', '/repos/acme/shop');
  expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(60_000);
  expect((await control('POST', '/sandbox/clock', { advance: '-PT1M' })).status).toBe(422);
});

test('an ordered failure answers without performing, as often as ordered, and only on its route', async () => {
  const sandbox = await localGithub();
  const control = clientWith(sandbox, null);
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  await control('POST', '/sandbox/faults', { route, status: 502, times: 2, headers: { 'x-cause': 'test' } });
  const comment = () => responder('POST', `${issue.path}/comments`, { body: 'Hello' });
  const [first, second, third] = [await comment(), await comment(), await comment()];
  expect([first.status, second.status, third.status]).toEqual([502, 502, 201]);
  expect(first.headers.get('x-cause')).toBe('test');
  expect((await responder('GET', issue.path)).body.comments).toBe(1);
});

test('an answer by e-mail is a comment that GraphQL tells from others', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  await responder('POST', `${issue.path}/comments`, { body: 'On the web' });
  const email = { from: 'responder', repository: 'acme/shop', issue: issue.number, body: 'By e-mail' };
  expect((await clientWith(sandbox, null)('POST', '/sandbox/emails', email)).status).toBe(201);
  const query = `{ repository(owner: "acme", name: "shop") { issue(number: ${issue.number}) { comments(first: 9) { nodes { body createdViaEmail author { login } } } } } }`;
  const { data } = (await responder('POST', '/api/graphql', { query })).body;
  const author = { login: 'responder' };
  expect(data.repository.issue.comments.nodes).toEqual([
    { body: 'On the web', createdViaEmail: false, author },
    { body: 'By e-mail', createdViaEmail: true, author },
  ]);
  expect((await clientWith(sandbox, null)('POST', '/sandbox/emails', { ...email, from: 'nobody' })).status).toBe(404);
});

test('an ordered failure can come after the request was performed', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  await clientWith(sandbox, null)('POST', '/sandbox/faults', { route, status: 502, after: true });
  expect((await responder('POST', `${issue.path}/comments`, { body: 'Hello' })).status).toBe(502);
  expect((await responder('GET', issue.path)).body.comments).toBe(1);
});

test('a fault can be aimed at a GraphQL document by a part of its text, and reset the connection', async () => {
  const sandbox = await localGithub();
  await clientWith(sandbox, null)('POST', '/sandbox/faults', { route: 'POST /graphql', match: 'viewer', reset: true });
  const responder = as(sandbox, 'responder');
  expect((await responder('POST', '/api/graphql', { query: '{ rateLimit { cost } }' })).status).not.toBe(0);
  await expect(responder('POST', '/api/graphql', { query: '{ viewer { login } }' })).rejects.toThrow('fetch failed');
  expect((await responder('POST', '/api/graphql', { query: '{ viewer { login } }' })).body.data.viewer.login).toBe(
    'responder',
  );
});

test('a request that hangs is answered by nobody, until the client gives up', async () => {
  const sandbox = await localGithub();
  await clientWith(sandbox, null)('POST', '/sandbox/faults', { route: 'GET /repos/{owner}/{repo}', hang: true });
  const giveUp = new AbortController();
  const hanging = fetch(`${sandbox.url}/api/v3/repos/acme/shop`, { signal: giveUp.signal });
  atEnd(() => giveUp.abort());
  await expect.poll(() => sandbox.store.requests.at(-1)?.fault).toBe(true);
  giveUp.abort();
  await expect(hanging).rejects.toThrow('abort');
});

test('forgotten faults do nothing', async () => {
  const sandbox = await localGithub();
  const control = clientWith(sandbox, null);
  await control('POST', '/sandbox/faults', { route: '*', status: 500, times: 9 });
  expect((await control('GET', '/zen')).status).toBe(500);
  expect((await control('DELETE', '/sandbox/faults')).status).toBe(204);
  expect((await control('GET', '/zen')).status).toBe(200);
  expect((await control('POST', '/sandbox/faults', { rout: '*' })).status).toBe(422);
});

test('every request is recorded with its route, its actor, and the fields of a GraphQL document', async () => {
  const sandbox = await localGithub();
  const control = clientWith(sandbox, null);
  const bot = await asBot(sandbox);
  await control('DELETE', '/sandbox/requests');
  const issue = await openIssue(as(sandbox, 'responder'));
  await bot('POST', '/api/graphql', {
    query: `mutation($id: ID!) { addComment(input: {subjectId: $id, body: "Hello"}) { subject { id } } }`,
    variables: { id: issue.node_id },
  });
  const { body } = await control('GET', '/sandbox/requests');
  expect(body).toMatchObject([
    {
      index: 0,
      method: 'POST',
      route: '/repos/{owner}/{repo}/issues',
      operationId: 'issues/create',
      status: 201,
      actor: 'responder',
    },
    { index: 1, method: 'POST', route: '/graphql', operations: ['addComment'], status: 200, actor: 'firebreak[bot]' },
  ]);
  expect((await control('GET', '/sandbox/requests?since=1')).body).toHaveLength(1);
});

test('a delivery can be lost without a trace, or lost and logged', async () => {
  const sandbox = await localGithub();
  const { names } = await listen(sandbox);
  const control = clientWith(sandbox, null);
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  await control('POST', '/sandbox/deliveries/drop', { event: 'issue_comment', times: 1 });
  await control('POST', '/sandbox/deliveries/drop', { event: 'issue_comment', times: 1, logged: true });
  for (const body of ['lost', 'lost and logged', 'heard']) await responder('POST', `${issue.path}/comments`, { body });
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened', 'issue_comment.created']);
  const { body: log } = await control('GET', '/sandbox/deliveries');
  const commented = log.filter(({ event }: { event: string }) => event === 'issue_comment');
  expect(
    commented.map((one: { status_code: number; request: { payload: { comment: { body: string } } } }) => [
      one.status_code,
      one.request.payload.comment.body,
    ]),
  ).toEqual([
    [0, 'lost and logged'],
    [200, 'heard'],
  ]);
});

test.each([
  ['in order', undefined, ['1', '2', '3']],
  ['backwards', 'reverse', ['3', '2', '1']],
  ['as told', [1, 2, 0], ['2', '3', '1']],
])('held deliveries are released %s', async (_, order, expected) => {
  const sandbox = await localGithub();
  const control = clientWith(sandbox, null);
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const { heard } = await listen(sandbox);
  await control('POST', '/sandbox/deliveries/hold');
  for (const body of ['1', '2', '3']) await responder('POST', `${issue.path}/comments`, { body });
  await sandbox.settled();
  expect(heard).toEqual([]);
  const { body } = await control('POST', '/sandbox/deliveries/release', order === undefined ? {} : { order });
  expect(body.released).toBe(3);
  await sandbox.settled();
  expect(heard.map(({ payload }) => payload.comment.body)).toEqual(expected);
});

test('a page is told when something happens', async () => {
  const sandbox = await localGithub();
  const end = new AbortController();
  const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: end.signal });
  atEnd(() => end.abort());
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await openIssue(as(sandbox, 'responder'));
  expect((await reader?.read())?.value).toContain('"event":"issues","action":"opened"');
});

test('no page of another site steers the sandbox, nor one whose name was made to lead here', async () => {
  const sandbox = await localGithub();
  const control = clientWith(sandbox, null);
  const foreign = { origin: 'https://evil.example' };
  expect((await control('POST', '/sandbox/runs', { mode: 'execute' }, foreign)).status).toBe(403);
  expect((await control('POST', '/sandbox/tokens', { user: 'lead' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(
    403,
  );
  expect(sandbox.runs.settings.mode).toBe('manual');
  expect((await control('POST', '/sandbox/runs', { mode: 'execute' }, { origin: sandbox.url })).status).toBe(200);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    get(`${sandbox.url}/sandbox/clock`, { headers: { host: `evil.example:${sandbox.port}` } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });
  expect(status).toBe(403);
});
