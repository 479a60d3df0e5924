/** Comments, reactions and what Markdown makes of them. */
import { expect, test } from 'vitest';
import { as, asBot, listen, localGithub, openIssue, shop } from './support/local-github.ts';

test('an app cannot comment on a locked issue; somebody with write can', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  expect((await responder('PUT', `${issue.path}/lock`, { lock_reason: 'resolved' })).status).toBe(204);
  const bot = await asBot(sandbox);
  const refused = await bot('POST', `${issue.path}/comments`, { body: 'Update due' });
  expect(refused).toMatchObject({
    status: 403,
    body: { message: 'Unable to create comment because issue is locked.' },
  });
  expect((await as(sandbox, 'visitor')('POST', `${issue.path}/comments`, { body: 'Hello' })).status).toBe(403);
  expect((await responder('POST', `${issue.path}/comments`, { body: 'Hello' })).status).toBe(201);
});

test('an app may still edit its comment on a locked issue', async () => {
  const sandbox = await localGithub();
  const bot = await asBot(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body: card } = await bot('POST', `${issue.path}/comments`, { body: 'Card' });
  await as(sandbox, 'responder')('PUT', `${issue.path}/lock`);
  expect((await bot('PATCH', `${shop}/issues/comments/${card.id}`, { body: 'Card, newer' })).status).toBe(200);
});

test.each([
  ['a comment of 65,537 characters', 'x'.repeat(65_537), 'Body is too long (maximum is 65536 characters)'],
  ['a blank comment', '  \n ', "Body can't be blank"],
])('%s is a 422 with its own shape', async (_, text, message) => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const { status, body } = await as(sandbox, 'responder')('POST', `${issue.path}/comments`, { body: text });
  expect(status).toBe(422);
  expect(body.errors).toEqual([{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }]);
});

test('anyone with write may edit the comment of somebody else, of the app too; triage may not', async () => {
  const sandbox = await localGithub();
  const bot = await asBot(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body: card } = await bot('POST', `${issue.path}/comments`, { body: 'severity: P0' });
  const path = `${shop}/issues/comments/${card.id}`;
  expect((await as(sandbox, 'reviewer')('PATCH', path, { body: 'severity: P3' })).status).toBe(403);
  const edited = await as(sandbox, 'responder')('PATCH', path, { body: 'severity: P3' });
  expect(edited.body).toMatchObject({ body: 'severity: P3', user: { login: 'firebreak[bot]' } });
  expect(edited.body.performed_via_github_app.slug).toBe('firebreak');
});

test('an edit is remembered with its editor and what stood there before', async () => {
  const sandbox = await localGithub({ now: '2026-03-01T04:00:00Z' });
  const issue = await openIssue(as(sandbox, 'visitor'));
  const { body: comment } = await as(sandbox, 'visitor')('POST', `${issue.path}/comments`, { body: 'Before' });
  sandbox.advance('PT1M');
  await as(sandbox, 'responder')('PATCH', `${shop}/issues/comments/${comment.id}`, { body: 'After' });
  const query = `{ node(id: "${comment.node_id}") { ... on IssueComment { body lastEditedAt editor { login } author { login } } } }`;
  const { body } = await as(sandbox, 'responder')('POST', '/api/graphql', { query });
  expect(body.data.node).toMatchObject({ body: 'After', editor: { login: 'responder' }, author: { login: 'visitor' } });
  expect(body.data.node.lastEditedAt).toMatch(/^2026-03-01T04:01:\d\dZ$/);
});

test('`since` compares with the last update, so an edited old comment comes back', async () => {
  const sandbox = await localGithub({ now: '2026-03-01T04:00:00Z' });
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const { body: old } = await responder('POST', `${issue.path}/comments`, { body: 'Old' });
  await responder('POST', `${issue.path}/comments`, { body: 'Old, not edited' });
  sandbox.advance('PT1H');
  await responder('PATCH', `${shop}/issues/comments/${old.id}`, { body: 'Edited' });
  const { body } = await responder('GET', `${issue.path}/comments?since=2026-03-01T04:30:00Z`);
  expect(body.map((comment: { body: string }) => comment.body)).toEqual(['Edited']);
});

test('an issue has one pinned comment; pinning another takes its place', async () => {
  const sandbox = await localGithub();
  const bot = await asBot(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body: first } = await bot('POST', `${issue.path}/comments`, { body: 'First' });
  const { body: second } = await bot('POST', `${issue.path}/comments`, { body: 'Second' });
  const pinned = await bot('PUT', `${shop}/issues/comments/${first.id}/pin`);
  expect(pinned.body.pin).toMatchObject({ pinned_by: { login: 'firebreak[bot]' } });
  await bot('PUT', `${shop}/issues/comments/${second.id}/pin`);
  expect((await bot('GET', issue.path)).body.pinned_comment).toMatchObject({ id: second.id });
  expect((await bot('GET', `${shop}/issues/comments/${first.id}`)).body.pin).toBeNull();
  expect((await bot('DELETE', `${shop}/issues/comments/${second.id}/pin`)).status).toBe(204);
});

test('the same reaction twice is one reaction: 201, then 200', async () => {
  const sandbox = await localGithub();
  const bot = await asBot(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  const path = `${issue.path}/reactions`;
  const [first, second] = [await bot('POST', path, { content: 'eyes' }), await bot('POST', path, { content: 'eyes' })];
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body.id).toBe(first.body.id);
  expect((await bot('GET', issue.path)).body.reactions).toMatchObject({ eyes: 1, total_count: 1 });
});

test('a comment of the app says so: its bot as author, and performed_via_github_app', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body } = await (await asBot(sandbox))('POST', `${issue.path}/comments`, { body: 'Acknowledged' });
  expect(body.user).toMatchObject({ login: 'firebreak[bot]', type: 'Bot' });
  expect(body.performed_via_github_app).toMatchObject({ id: sandbox.app.id, slug: 'firebreak' });
  expect(body.author_association).toBe('NONE');
});

test('author_association is no statement about rights: a member with triage and a member with admin look the same', async () => {
  const sandbox = await localGithub();
  const associations = [];
  for (const person of ['reviewer', 'lead', 'visitor'] as const)
    associations.push((await openIssue(as(sandbox, person))).author_association);
  expect(associations).toEqual(['MEMBER', 'MEMBER', 'NONE']);
});

const html = { accept: 'application/vnd.github.html+json' };

test('a mention becomes a link only when it names an account or a team that exists', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const text = '@responder @nobody-here @acme/on-call @acme/nothing `@lead` mail@lead.example';
  const { body } = await as(sandbox, 'responder')('POST', `${issue.path}/comments`, { body: text }, html);
  const links = [...body.body_html.matchAll(/class="(user|team)-mention[^>]*>([^<]+)</g)].map(([, kind, name]) => [
    kind,
    name,
  ]);
  expect(links).toEqual([
    ['user', '@responder'],
    ['team', '@acme/on-call'],
  ]);
});

test('a team mentioned by an app resolves only when the app may read members', async () => {
  const rows = [
    { permissions: { issues: 'write', members: 'read' }, resolved: true },
    { permissions: { issues: 'write' }, resolved: false },
  ] as const;
  for (const { permissions, resolved } of rows) {
    const manifest = { name: 'Firebreak', description: '', default_permissions: permissions, default_events: [] };
    const sandbox = await localGithub({ manifest });
    const issue = await openIssue(as(sandbox, 'responder'));
    const bot = await asBot(sandbox);
    const { body } = await bot('POST', `${issue.path}/comments`, { body: 'Paging @acme/on-call' }, html);
    expect(body.body_html.includes('team-mention')).toBe(resolved);
  }
});

test('HTML comments and scripts are raw text in the body, and not in the page', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  const text = 'Card <!-- state:v1 --> <script>alert(1)</script> <img src=x onerror=alert(1)>';
  const { body } = await as(sandbox, 'responder')('POST', `${issue.path}/comments`, { body: text });
  const shown = await as(sandbox, 'visitor')('GET', `${shop}/issues/comments/${body.id}`, undefined, {
    accept: 'application/vnd.github.full+json',
  });
  expect(shown.body.body).toBe(text);
  expect(shown.body.body_html).not.toMatch(/state:v1|script|onerror/);
});

test('deleting a comment takes the right to: its author or write', async () => {
  const sandbox = await localGithub();
  const { names } = await listen(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  const { body } = await as(sandbox, 'commander')('POST', `${issue.path}/comments`, { body: 'Oops' });
  const path = `${shop}/issues/comments/${body.id}`;
  expect((await as(sandbox, 'visitor')('DELETE', path)).status).toBe(403);
  expect((await as(sandbox, 'responder')('DELETE', path)).status).toBe(204);
  expect((await as(sandbox, 'responder')('GET', path)).status).toBe(404);
  await sandbox.settled();
  expect(names()).toEqual(['issues.opened', 'issue_comment.created', 'issue_comment.deleted']);
});
