/** What the gate of a change asks of GraphQL: its reviews, who wrote it, and what was posted on its commit. */
import { expect, test } from 'vitest';
import { checker, openPull } from '../support/changes.ts';
import { as, asBot, type Client, localGithub, shop } from '../support/local-github.ts';

async function ask(client: Client, inside: string) {
  const query = `{ repository(owner: "acme", name: "shop") { ${inside} } }`;
  const { body, status, text } = await client('POST', '/api/graphql', { query });
  expect(status, text).toBe(200);
  return body;
}

test('reviews, oldest first, each of the commit that was looked at, and whether its author may push', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const pull = await openPull(sandbox);
  await as(sandbox, 'reviewer')('POST', `${pull.path}/reviews`, { event: 'COMMENT', body: 'Hm' });
  await as(sandbox, 'commander')('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
  const fields =
    'fullDatabaseId state author { login } authorCanPushToRepository commit { oid } pullRequest { number }';
  const { data } = await ask(
    as(sandbox, 'visitor'),
    `pullRequest(number: ${pull.number}) { reviews(last: 5) { totalCount nodes { ${fields} } } }`,
  );
  const same = { commit: { oid: pull.head.sha }, pullRequest: { number: pull.number } };
  expect(data.repository.pullRequest.reviews).toMatchObject({
    totalCount: 2,
    nodes: [
      { state: 'COMMENTED', author: { login: 'reviewer' }, authorCanPushToRepository: false, ...same },
      { state: 'APPROVED', author: { login: 'commander' }, authorCanPushToRepository: true, ...same },
    ],
  });
});

test('the authors of a commit are those that its message names, too', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const { commander } = sandbox.seeded.people;
  const line = `Co-authored-by: The commander <${commander.id}+commander@users.noreply.github.com>`;
  const responder = as(sandbox, 'responder');
  const written = await responder('PUT', `${shop}/contents/a.txt`, {
    message: `Add a\n\n${line}\nCo-Authored-By: Somebody <somebody@elsewhere.example>`,
    content: 'YQo=',
  });
  const { data } = await ask(
    responder,
    `object(oid: "${written.body.commit.sha}") { ... on Commit { authors(first: 9) { nodes { name user { login } } } } }`,
  );
  expect(data.repository.object.authors.nodes).toMatchObject([
    { user: { login: 'responder' } },
    { name: 'The commander', user: { login: 'commander' } },
    { name: 'Somebody', user: null },
  ]);
});

test('the status of a commit is the newest of each context, null without any, and a permission of its own', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const { head } = await openPull(sandbox);
  const responder = as(sandbox, 'responder');
  const inside = `object(oid: "${head.sha}") { ... on Commit { status { state contexts { context state creator { login } } } } }`;
  expect((await ask(responder, inside)).data.repository.object.status).toBeNull();
  for (const [context, state] of [
    ['ci', 'failure'],
    ['docs', 'pending'],
    ['ci', 'success'],
  ])
    await responder('POST', `${shop}/statuses/${head.sha}`, { context, state });
  const creator = { login: 'responder' };
  expect((await ask(responder, inside)).data.repository.object.status).toEqual({
    state: 'PENDING',
    contexts: [
      { context: 'ci', state: 'SUCCESS', creator },
      { context: 'docs', state: 'PENDING', creator },
    ],
  });
  const { errors } = await ask(await asBot(sandbox, { permissions: { contents: 'read' } }), inside);
  expect(errors).toMatchObject([{ type: 'FORBIDDEN', path: ['repository', 'object', 'status'] }]);
});

test('changed files come with their patch, under names with blanks too, and binary ones without', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  for (const [path, content] of [
    ['a%20b.txt', Buffer.from('--- a/x\n+++ b/y\n@@ -1 +1 @@\n')],
    ['picture.png', Buffer.from([0, 1, 2, 0, 255])],
  ] as const)
    await responder('PUT', `${shop}/contents/${path}`, {
      branch: 'fix',
      message: 'Add',
      content: content.toString('base64'),
    });
  const { body } = await responder('GET', `${pull.path}/files`);
  const shown = body.map(({ filename, patch }: { filename: string; patch?: string }) => [filename, patch]);
  expect(shown).toEqual([
    ['a b.txt', '@@ -0,0 +1,3 @@\n+--- a/x\n++++ b/y\n+@@ -1 +1 @@'],
    ['fix.txt', '@@ -0,0 +1 @@\n+fix'],
    ['picture.png', undefined],
  ]);
  const compared = await responder('GET', `${shop}/compare/main...fix`);
  expect(compared.body.files.map(({ patch }: { patch?: string }) => patch)).toEqual(
    shown.map(([, patch]: string[]) => patch),
  );
});
