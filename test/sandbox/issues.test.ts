/** Issues, labels and assignees behave as on GitHub where the shape of an answer does not tell. */
import { expect, test } from 'vitest';
import {
  asUser,
  createIssue,
  createRepository,
  createUser,
  deleteIssue,
  transferIssue,
} from '../../src/sandbox/state/index.ts';
import { archiveRepository, renameRepository } from '../../src/sandbox/state/repositories.ts';
import { as, asBot, listen, localGithub, openIssue, shop } from './support/local-github.ts';

const names = (labels: readonly { readonly name: string }[]) => labels.map(({ name }) => name);
const logins = (people: readonly { readonly login: string }[]) => people.map(({ login }) => login);

test('labels of an author without push access are dropped without an error', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'visitor'), { labels: ['incident', 'P0'], assignees: ['lead'] });
  expect(issue).toMatchObject({ labels: [], assignees: [], author_association: 'NONE' });
});

test('a label that does not exist is made when an issue is labelled with it by somebody with write', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'), { labels: ['status: investigating'] });
  expect(issue.labels).toMatchObject([{ name: 'status: investigating', color: 'ededed' }]);
  expect((await as(sandbox, 'visitor')('GET', `${shop}/labels/status%3A%20investigating`)).status).toBe(200);
});

test('somebody with triage puts existing labels on, but cannot make new ones', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'visitor'));
  const reviewer = as(sandbox, 'reviewer');
  expect((await reviewer('POST', `${issue.path}/labels`, { labels: ['P1'] })).status).toBe(200);
  const refused = await reviewer('POST', `${issue.path}/labels`, { labels: ['brand-new'] });
  expect(refused.status).toBe(403);
  expect(refused.body.errors).toEqual([{ resource: 'Repository', field: 'label', code: 'unauthorized' }]);
});

test('label names are the same whatever their case', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'), { labels: ['INCIDENT', 'p0'] });
  expect(names(issue.labels)).toEqual(['incident', 'P0']);
});

test('the labels of an issue form apply whoever opens it, if they exist', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const visitor = asUser(seeded.people.visitor);
  const made = createIssue(store, visitor, seeded.repository, { title: 'Down', formLabels: ['incident', 'nowhere'] });
  const { body } = await as(sandbox, 'visitor')('GET', `${shop}/issues/${made.number}`);
  expect(names(body.labels)).toEqual(['incident']);
});

test('taking off a label that is not on the issue is a 404 that says so', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'), { labels: ['P0'] });
  const missing = await as(sandbox, 'responder')('DELETE', `${issue.path}/labels/P1`);
  expect(missing).toMatchObject({ status: 404, body: { message: 'Label does not exist' } });
  expect((await as(sandbox, 'responder')('DELETE', `${issue.path}/labels/P0`)).body).toEqual([]);
});

test('people who cannot be assigned are ignored without an error', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'), { assignees: ['commander'] });
  const { status, body } = await as(sandbox, 'responder')('POST', `${issue.path}/assignees`, {
    assignees: ['visitor', 'nobody-at-all', 'lead'],
  });
  expect(status).toBe(201);
  expect(logins(body.assignees)).toEqual(['commander', 'lead']);
});

test('whoever has commented on an issue can be assigned to it', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  await as(sandbox, 'visitor')('POST', `${issue.path}/comments`, { body: 'It is down for me' });
  const { body } = await as(sandbox, 'responder')('POST', `${issue.path}/assignees`, { assignees: ['visitor'] });
  expect(logins(body.assignees)).toEqual(['visitor']);
});

test('an issue keeps ten assignees at most', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const people = Array.from({ length: 12 }, (_, at) => createUser(store, `helper-${at}`));
  const issue = await openIssue(as(sandbox, 'responder'));
  for (const { login } of people) await as(sandbox, 'visitor')('GET', `/users/${login}`);
  const repository = store.repositories.get(seeded.repository.id);
  const grant = { base: 'write', roleName: 'write' } as const;
  const collaborators = new Map(people.map(({ id }) => [id, grant]));
  if (repository) store.repositories.set(repository.id, { ...repository, collaborators });
  const first = people.slice(0, 8).map(({ login }) => login);
  const second = people.slice(8).map(({ login }) => login);
  const lead = as(sandbox, 'lead');
  await lead('POST', `${issue.path}/assignees`, { assignees: first });
  const { body } = await lead('POST', `${issue.path}/assignees`, { assignees: second });
  expect(body.assignees).toHaveLength(10);
});

test.each([
  ['an empty title', { title: '  ' }, { code: 'missing_field', field: 'title' }],
  ['a title of 257 characters', { title: 'x'.repeat(257) }, { code: 'custom', field: 'title' }],
  ['a body of 65,537 characters', { title: 'Down', body: 'x'.repeat(65_537) }, { code: 'custom', field: 'body' }],
  ['a label of 51 characters', { title: 'Down', labels: ['x'.repeat(51)] }, { code: 'custom', field: 'name' }],
])('%s is a 422 that names the field', async (_, input, error) => {
  const sandbox = await localGithub();
  const { status, body } = await as(sandbox, 'responder')('POST', `${shop}/issues`, input);
  expect(status).toBe(422);
  expect(body).toMatchObject({ message: 'Validation Failed', errors: [error] });
});

test('a body of exactly 65,536 characters is taken, characters outside the basic plane counted once', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'), { body: '🔥'.repeat(65_536) });
  expect([...issue.body]).toHaveLength(65_536);
});

test('a deleted issue is answered with 410, and leaves the lists', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const stored = [...sandbox.store.issues.values()][0];
  if (stored) deleteIssue(sandbox.store, asUser(sandbox.seeded.people.lead), stored);
  const gone = await as(sandbox, 'responder')('GET', issue.path);
  expect(gone).toMatchObject({ status: 410, body: { message: 'This issue was deleted' } });
  expect((await as(sandbox, 'responder')('GET', `${shop}/issues?state=all`)).body).toEqual([]);
});

test('a transferred issue is answered with 301 to its new place, with its comments', async () => {
  const sandbox = await localGithub();
  const { store, seeded } = sandbox;
  const issue = await openIssue(as(sandbox, 'responder'), { labels: ['P0'] });
  await as(sandbox, 'responder')('POST', `${issue.path}/comments`, { body: 'Moving' });
  const other = createRepository(store, seeded.organisation, 'warehouse');
  const stored = [...store.issues.values()][0];
  if (stored) transferIssue(store, asUser(seeded.people.lead), stored, other);
  const moved = await as(sandbox, 'responder')('GET', issue.path);
  expect(moved.status).toBe(301);
  expect(moved.headers.get('location')).toBe(`${sandbox.url}/api/v3/repos/acme/warehouse/issues/1`);
  const { body } = await as(sandbox, 'responder')('GET', '/repos/acme/warehouse/issues/1/comments');
  expect(body).toMatchObject([{ body: 'Moving', user: { login: 'responder' } }]);
});

test('an archived repository is read-only: 403', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  archiveRepository(sandbox.store, asUser(sandbox.seeded.people.lead), sandbox.seeded.repository, true);
  const { status, body } = await as(sandbox, 'responder')('POST', `${issue.path}/comments`, { body: 'Hello' });
  expect([status, body.message]).toEqual([403, 'Repository was archived so is read-only.']);
});

test('a renamed repository redirects its former name with 301', async () => {
  const sandbox = await localGithub();
  renameRepository(sandbox.store, asUser(sandbox.seeded.people.lead), sandbox.seeded.repository, 'store');
  const { status, headers } = await as(sandbox, 'responder')('GET', `${shop}/issues?state=all`);
  expect([status, headers.get('location')]).toEqual([301, `${sandbox.url}/api/v3/repos/acme/store/issues?state=all`]);
});

test('a write under a former name is redirected with 307, so that clients repeat it as it is', async () => {
  const sandbox = await localGithub();
  renameRepository(sandbox.store, asUser(sandbox.seeded.people.lead), sandbox.seeded.repository, 'store');
  const { status, headers } = await as(sandbox, 'responder')('POST', `${shop}/issues`, { title: 'Down' });
  expect([status, headers.get('location')]).toEqual([307, `${sandbox.url}/api/v3/repos/acme/store/issues`]);
});

test('an issue is closed as completed unless told otherwise, and reopening it has a reason of its own', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const closed = await responder('PATCH', issue.path, { state: 'closed' });
  expect(closed.body).toMatchObject({ state: 'closed', state_reason: 'completed', closed_by: { login: 'responder' } });
  const reopened = await responder('PATCH', issue.path, { state: 'open' });
  expect(reopened.body).toMatchObject({ state: 'open', state_reason: 'reopened', closed_at: null, closed_by: null });
  const again = await responder('PATCH', issue.path, { state: 'closed', state_reason: 'not_planned' });
  expect(again.body.state_reason).toBe('not_planned');
});

test('closing a closed issue changes nothing and sends nothing', async () => {
  const sandbox = await localGithub();
  const { names: arrived } = await listen(sandbox);
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  for (const _ of [1, 2]) await responder('PATCH', issue.path, { state: 'closed' });
  await sandbox.settled();
  expect(arrived()).toEqual(['issues.opened', 'issues.closed']);
});

test('the author may edit and close their own issue without any role; others may not', async () => {
  const sandbox = await localGithub();
  const visitor = as(sandbox, 'visitor');
  const own = await openIssue(visitor);
  expect((await visitor('PATCH', own.path, { title: 'Shop still down' })).status).toBe(200);
  expect((await visitor('PATCH', own.path, { state: 'closed' })).status).toBe(200);
  const other = await openIssue(as(sandbox, 'responder'));
  expect((await visitor('PATCH', other.path, { title: 'Nothing to see' })).status).toBe(403);
  expect((await as(sandbox, 'reviewer')('PATCH', other.path, { title: 'Nothing to see' })).status).toBe(403);
  expect((await as(sandbox, 'reviewer')('PATCH', other.path, { state: 'closed' })).status).toBe(200);
});

test('the history of an issue says who did what, in order, for apps too', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const bot = await asBot(sandbox);
  const issue = await openIssue(responder, { labels: ['P1'] });
  await bot('PATCH', issue.path, { title: '[INCIDENT P1] Shop down' });
  await responder('POST', `${issue.path}/comments`, { body: 'Looking' });
  await responder('PATCH', issue.path, { state: 'closed' });
  const { body } = await responder('GET', `${issue.path}/timeline`);
  const steps = body.map(({ event, actor }: { event: string; actor: { login: string } }) => [event, actor.login]);
  expect(steps).toHaveLength(4);
  expect(steps).toEqual(
    expect.arrayContaining([
      ['labeled', 'responder'],
      ['renamed', 'firebreak[bot]'],
      ['commented', 'responder'],
      ['closed', 'responder'],
    ]),
  );
  const renamed = (await responder('GET', `${issue.path}/events`)).body[1];
  expect(renamed).toMatchObject({ event: 'renamed', performed_via_github_app: { slug: 'firebreak' } });
  expect(renamed.rename).toEqual({ from: 'Shop down', to: '[INCIDENT P1] Shop down' });
});

test('a search finds by label, state, repository, title and time of update', async () => {
  const sandbox = await localGithub({ now: '2026-03-01T04:00:00Z' });
  const responder = as(sandbox, 'responder');
  const first = await openIssue(responder, { title: 'Search is slow', labels: ['incident', 'P2'] });
  sandbox.advance('PT1H');
  await openIssue(responder, { title: 'Checkout is down', labels: ['incident', 'P0'] });
  const find = async (q: string) => (await responder('GET', `/search/issues?q=${encodeURIComponent(q)}`)).body.items;
  const titles = async (q: string) => (await find(q)).map(({ title }: { title: string }) => title);
  expect(await titles('repo:acme/shop is:issue is:open label:incident')).toEqual([
    'Checkout is down',
    'Search is slow',
  ]);
  expect(await titles('repo:acme/shop label:"P2"')).toEqual(['Search is slow']);
  expect(await titles('checkout in:title -label:P2')).toEqual(['Checkout is down']);
  expect(await titles('label:incident updated:>=2026-03-01T04:30:00Z')).toEqual(['Checkout is down']);
  await responder('PATCH', first.path, { state: 'closed' });
  expect(await titles('state:closed label:incident')).toEqual(['Search is slow']);
  const unknown = await responder('GET', `/search/issues?q=${encodeURIComponent('linked:pr')}`);
  expect(unknown.status).toBe(501);
});
