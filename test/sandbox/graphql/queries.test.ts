import { describe, expect, test } from 'vitest';
import { handleGraphql } from '../../../src/sandbox/graphql/index.ts';
import {
  addAssignees,
  addReaction,
  asUser,
  closeIssue,
  createComment,
  createUser,
  deleteIssue,
  editComment,
  lockIssue,
  nodeIdOf,
  renameRepository,
  updateIssue,
} from '../../../src/sandbox/state/index.ts';
import { addFiles, makeWorld } from './world.ts';

describe('the facts of an incident in one query', () => {
  test('issue, labels with ids, comments, the actor’s role, the policy', async () => {
    const world = await makeWorld();
    const { store, bot, issue, labels, responder, ask } = world;
    const head = await addFiles(world, { '.github/firebreak.yml': 'version: 1\n' });
    const comment = createComment(store, bot, issue, 'card');
    const query = `query ($number: Int!) { repository(owner: "acme", name: "shop") {
      id databaseId nameWithOwner isPrivate isArchived visibility owner { login __typename }
      defaultBranchRef { name target { oid } }
      policy: object(expression: "HEAD:.github/firebreak.yml") { ... on Blob { oid text byteSize isTruncated isBinary } }
      none: object(expression: "HEAD:none.yml") { ... on Blob { text } }
      collaborators(login: "responder", first: 1) { edges { permission permissionSources { permission roleName source { __typename } } node { login databaseId id } } }
      issue(number: $number) { id fullDatabaseId number title body state stateReason locked isPinned url
        author { login __typename ... on User { databaseId } }
        labels(first: 10) { nodes { id name } }
        comments(last: 1) { totalCount nodes { id fullDatabaseId body author { login __typename ... on Bot { databaseId } } viewerCanUpdate } } } } }`;
    const { data, errors } = await ask(bot, query, { number: issue.number });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      repository: {
        databaseId: world.shop.id,
        nameWithOwner: 'acme/shop',
        visibility: 'PUBLIC',
        owner: { login: 'acme', __typename: 'Organization' },
        defaultBranchRef: { name: 'main', target: { oid: head } },
        policy: { text: 'version: 1\n', byteSize: 11, isTruncated: false, isBinary: false },
        none: null,
        collaborators: {
          edges: [
            {
              permission: 'TRIAGE',
              permissionSources: [
                { permission: 'READ', roleName: 'triage', source: { __typename: 'Repository' } },
                { permission: 'READ', roleName: 'read', source: { __typename: 'Team' } },
              ],
              node: { login: 'responder', databaseId: responder.user.id, id: nodeIdOf('user', responder.user.id) },
            },
          ],
        },
        issue: {
          id: nodeIdOf('issue', issue.id),
          fullDatabaseId: String(issue.id),
          title: '[INCIDENT P0] Down',
          state: 'OPEN',
          stateReason: null,
          author: { login: 'writer', __typename: 'User' },
          labels: { nodes: [{ id: nodeIdOf('label', labels.incident.id), name: 'incident' }, { name: 'P0' }] },
          comments: {
            totalCount: 1,
            nodes: [
              {
                id: nodeIdOf('comment', comment.id),
                fullDatabaseId: String(comment.id),
                author: { login: 'firebreak', __typename: 'Bot', databaseId: bot.user.id },
                viewerCanUpdate: true,
              },
            ],
          },
        },
      },
    });
  });

  test('a bot is named without [bot], except as the viewer', async () => {
    const { bot, writer, ask } = await makeWorld();
    expect((await ask(bot, '{ viewer { login databaseId } }')).data).toEqual({
      viewer: { login: 'firebreak[bot]', databaseId: bot.user.id },
    });
    expect((await ask(writer, '{ viewer { login } }')).data).toEqual({ viewer: { login: 'writer' } });
  });

  test('ids of issues and comments do not fit databaseId, and the error says what to ask', async () => {
    const { bot, issue, ask } = await makeWorld();
    const { data, errors } = await ask(
      bot,
      `{ node(id: "${nodeIdOf('issue', issue.id)}") { ... on Issue { databaseId fullDatabaseId } } }`,
    );
    expect(data).toEqual({ node: { databaseId: null, fullDatabaseId: String(issue.id) } });
    expect(errors[0]?.['message']).toContain('ask for fullDatabaseId');
  });

  test('edits, reactions, locks and reasons are told', async () => {
    const { store, bot, issue, ask, writer, owner } = await makeWorld();
    const comment = createComment(store, bot, issue, 'one');
    editComment(store, bot, comment, 'two');
    editComment(store, owner, comment, 'three');
    addReaction(store, writer, { kind: 'comment', id: comment.id }, '+1');
    lockIssue(store, owner, issue, 'too heated');
    closeIssue(store, owner, issue, 'not_planned');
    const query = `query ($id: ID!) { node(id: $id) { ... on IssueComment { body editor { login } includesCreatedEdit lastEditedAt isMinimized
      userContentEdits(first: 5) { nodes { diff editor { login } } }
      reactions(first: 1, content: THUMBS_UP) { totalCount viewerHasReacted nodes { content user { login } } }
      reactionGroups { content viewerHasReacted reactors { totalCount } }
      issue { locked activeLockReason state stateReason closed } } } }`;
    const { data, errors } = await ask(writer, query, { id: nodeIdOf('comment', comment.id) });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      node: {
        body: 'three',
        editor: { login: 'lead' },
        includesCreatedEdit: true,
        isMinimized: false,
        userContentEdits: {
          nodes: [
            { diff: 'three', editor: { login: 'lead' } },
            { diff: 'two', editor: { login: 'firebreak' } },
            { diff: 'one', editor: { login: 'firebreak' } },
          ],
        },
        reactions: {
          totalCount: 1,
          viewerHasReacted: true,
          nodes: [{ content: 'THUMBS_UP', user: { login: 'writer' } }],
        },
        issue: {
          locked: true,
          activeLockReason: 'TOO_HEATED',
          state: 'CLOSED',
          stateReason: 'NOT_PLANNED',
          closed: true,
        },
      },
    });
    const groups = (data as { node: { reactionGroups: unknown[] } }).node.reactionGroups;
    expect(groups).toHaveLength(8);
    expect(groups[0]).toEqual({ content: 'THUMBS_UP', viewerHasReacted: true, reactors: { totalCount: 1 } });
  });

  test('bodies are rendered: sanitised HTML, and plain text', async () => {
    const { store, issue, writer, ask } = await makeWorld();
    const { id } = createComment(store, writer, issue, '**a < b** <script>x</script> @responder');
    const query = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { bodyHTML bodyText } } }';
    const { data } = await ask(writer, query, { id: nodeIdOf('comment', id) });
    const { bodyHTML, bodyText } = (data as { node: { bodyHTML: string; bodyText: string } }).node;
    expect(bodyHTML).toContain('<strong>a &lt; b</strong>');
    expect(bodyHTML).toContain('user-mention');
    expect(bodyHTML).not.toContain('script');
    expect(bodyText).toBe('a < b  @responder');
  });

  test('the timeline has events and comments in order', async () => {
    const { store, issue, writer, owner, ask, responder } = await makeWorld();
    createComment(store, writer, issue, 'hello');
    updateIssue(store, owner, issue, { title: '[INCIDENT P1] Down' });
    addAssignees(store, owner, issue, [responder.user]);
    closeIssue(store, owner, issue);
    const query = `{ repository(owner: "acme", name: "shop") { issue(number: 1) {
      all: timelineItems(first: 50) { totalCount nodes { __typename } }
      some: timelineItems(first: 50, itemTypes: [LABELED_EVENT, RENAMED_TITLE_EVENT, ASSIGNED_EVENT, CLOSED_EVENT]) { nodes { __typename
        ... on LabeledEvent { actor { login } label { name } }
        ... on RenamedTitleEvent { previousTitle currentTitle }
        ... on AssignedEvent { assignee { ... on User { login } } }
        ... on ClosedEvent { stateReason } } } } } }`;
    const { data, errors } = await ask(writer, query);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      repository: {
        issue: {
          all: { totalCount: 6 },
          some: {
            nodes: [
              { __typename: 'LabeledEvent', actor: { login: 'writer' }, label: { name: 'incident' } },
              { __typename: 'LabeledEvent', label: { name: 'P0' } },
              {
                __typename: 'RenamedTitleEvent',
                previousTitle: '[INCIDENT P0] Down',
                currentTitle: '[INCIDENT P1] Down',
              },
              { __typename: 'AssignedEvent', assignee: { login: 'responder' } },
              { __typename: 'ClosedEvent', stateReason: 'COMPLETED' },
            ],
          },
        },
      },
    });
  });
});

describe('what is not there, or not for you', () => {
  const name = (field: string) => `{ repository(owner: "acme", name: "vault") { ${field} } }`;

  test('a private repository does not exist for who may not see it', async () => {
    const { visitor, ask } = await makeWorld();
    expect(await ask(visitor, name('id'))).toEqual({
      status: 200,
      data: { repository: null },
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['repository'],
          locations: [{ line: 1, column: 3 }],
          message: "Could not resolve to a Repository with the name 'acme/vault'.",
        },
      ],
    });
  });

  test('an app without the permission is forbidden, and the other fields are answered', async () => {
    const { bot, ask } = await makeWorld({});
    const { data, errors } = await ask(
      bot,
      '{ viewer { login } repository(owner: "acme", name: "shop") { name issue(number: 1) { id } } }',
    );
    expect(data).toEqual({ viewer: { login: 'firebreak[bot]' }, repository: { name: 'shop', issue: null } });
    expect(errors).toMatchObject([
      { type: 'FORBIDDEN', path: ['repository', 'issue'], message: 'Resource not accessible by integration' },
    ]);
  });

  test('an issue that does not exist, or was deleted, is not found by number', async () => {
    const { store, owner, issue, ask } = await makeWorld();
    deleteIssue(store, owner, issue);
    const { errors } = await ask(
      owner,
      '{ repository(owner: "acme", name: "shop") { one: issue(number: 1) { id } two: issueOrPullRequest(number: 99) { __typename } } }',
    );
    expect(errors.map(({ message }) => message)).toEqual([
      'Could not resolve to an Issue with the number of 1.',
      'Could not resolve to an issue or pull request with the number of 99.',
    ]);
  });

  test.each(['I_kwDOnonsense', '', nodeIdOf('comment', 5), nodeIdOf('reaction', 7)])(
    'the node %j is not found',
    async (id) => {
      const { owner, ask } = await makeWorld();
      expect((await ask(owner, 'query ($id: ID!) { node(id: $id) { id } }', { id })).errors).toMatchObject([
        { type: 'NOT_FOUND', path: ['node'] },
      ]);
    },
  );

  test('of many nodes, each missing one is null with its own error', async () => {
    const { owner, issue, ask } = await makeWorld();
    const ids = [nodeIdOf('issue', issue.id), 'I_none'];
    const { data, errors } = await ask(owner, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data).toEqual({ nodes: [{ id: ids[0] }, null] });
    expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
  });

  test('collaborators are for people who can push', async () => {
    const { visitor, writer, ask } = await makeWorld();
    const query =
      '{ repository(owner: "acme", name: "shop") { collaborators(first: 10) { totalCount edges { permission permissionSources { roleName } } } } }';
    expect((await ask(visitor, query)).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
    const { data } = await ask(writer, query);
    expect(data).toMatchObject({ repository: { collaborators: { totalCount: 3 } } });
    expect(JSON.stringify(data)).toContain('release-captain');
  });

  test('reading a public repository makes nobody a collaborator', async () => {
    const { bot, ask } = await makeWorld();
    const query =
      '{ repository(owner: "acme", name: "shop") { collaborators(login: "visitor") { edges { permission } } } }';
    expect((await ask(bot, query)).data).toEqual({ repository: { collaborators: { edges: [] } } });
  });

  test('a renamed repository answers to its former name, unless told not to', async () => {
    const { store, owner, shop, ask } = await makeWorld();
    renameRepository(store, owner, shop, 'store');
    expect((await ask(owner, '{ repository(owner: "acme", name: "shop") { nameWithOwner } }')).data).toEqual({
      repository: { nameWithOwner: 'acme/store' },
    });
    expect(
      (await ask(owner, '{ repository(owner: "acme", name: "shop", followRenames: false) { id } }')).errors,
    ).toHaveLength(1);
  });
});

describe('pages', () => {
  const page = (args: string) =>
    `{ repository(owner: "acme", name: "shop") { issue(number: 1) { comments(${args}) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } nodes { body } } } } }`;
  type Page = {
    repository: {
      issue: {
        comments: {
          pageInfo: { endCursor: string; startCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
          nodes: { body: string }[];
        };
      };
    };
  };

  async function pages() {
    const world = await makeWorld();
    const comments = [1, 2, 3, 4, 5].map((n) => createComment(world.store, world.writer, world.issue, `${n}`));
    const read = async (args: string) =>
      ((await world.ask(world.writer, page(args))).data as Page).repository.issue.comments;
    return { ...world, comments, read };
  }

  test('go forward and backward', async () => {
    const { read } = await pages();
    const first = await read('first: 2');
    expect([first.nodes.map(({ body }) => body), first.pageInfo.hasNextPage]).toEqual([['1', '2'], true]);
    const second = await read(`first: 3, after: "${first.pageInfo.endCursor}"`);
    expect([second.nodes.map(({ body }) => body), second.pageInfo.hasNextPage]).toEqual([['3', '4', '5'], false]);
    const last = await read('last: 2');
    expect([last.nodes.map(({ body }) => body), last.pageInfo.hasPreviousPage]).toEqual([['4', '5'], true]);
    const before = await read(`last: 2, before: "${last.pageInfo.startCursor}"`);
    expect(before.nodes.map(({ body }) => body)).toEqual(['2', '3']);
  });

  test('go on where they were when the comment at the edge is deleted', async () => {
    const { store, read, comments } = await pages();
    const first = await read('first: 2');
    store.comments.delete(comments[1]?.id ?? 0);
    expect((await read(`first: 1, after: "${first.pageInfo.endCursor}"`)).nodes).toEqual([{ body: '3' }]);
  });

  test.each([
    ['no boundary', 'after: null', 'labels(after: null)', 'MISSING_PAGINATION_BOUNDARIES'],
    ['more than 100', 'first: 101', 'labels(first: 101)', 'EXCESSIVE_PAGINATION'],
    ['a cursor that is none', 'first: 1', 'labels(first: 1, after: "x")', 'INVALID_CURSOR_ARGUMENTS'],
  ])('with %s fail as on GitHub', async (_name, _args, field, type) => {
    const { writer, ask } = await makeWorld();
    expect(
      (await ask(writer, `{ repository(owner: "acme", name: "shop") { ${field} { totalCount } } }`)).errors,
    ).toMatchObject([{ type }]);
  });

  test('issues are filtered by label, state and change', async () => {
    const { store, owner, ask, issue } = await makeWorld();
    updateIssue(store, owner, issue, { labels: ['P1', 'incident'] });
    const query = `{ repository(owner: "acme", name: "shop") {
      incidents: issues(first: 5, labels: ["INCIDENT"], states: [OPEN], orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { number } }
      p0: issues(first: 5, filterBy: {labels: ["P0"]}) { totalCount }
      closed: issues(states: [CLOSED]) { totalCount }
      later: issues(first: 5, filterBy: {since: "2999-01-01T00:00:00Z"}) { totalCount }
      labels(first: 5, query: "p") { nodes { name } } label(name: "p0") { name } } }`;
    expect((await ask(owner, query)).data).toEqual({
      repository: {
        incidents: { nodes: [{ number: issue.number }] },
        p0: { totalCount: 0 },
        closed: { totalCount: 0 },
        later: { totalCount: 0 },
        labels: { nodes: [{ name: 'P0' }, { name: 'P1' }] },
        label: { name: 'P0' },
      },
    });
  });
});

describe('accounts and teams', () => {
  test('a team lists its members', async () => {
    const { owner, ask } = await makeWorld();
    const query =
      '{ organization(login: "acme") { login team(slug: "responders") { slug members(first: 10) { nodes { login } } } none: team(slug: "none") { id } } }';
    expect((await ask(owner, query)).data).toEqual({
      organization: {
        login: 'acme',
        team: { slug: 'responders', members: { nodes: [{ login: 'responder' }] } },
        none: null,
      },
    });
  });

  test('a login that nobody has is not found', async () => {
    const { owner, ask } = await makeWorld();
    expect((await ask(owner, '{ user(login: "nobody") { id } }')).errors).toMatchObject([
      { type: 'NOT_FOUND', message: "Could not resolve to a User with the login of 'nobody'." },
    ]);
  });

  test('issues are searched', async () => {
    const { owner, ask } = await makeWorld();
    const query =
      '{ search(type: ISSUE, query: "repo:acme/shop is:open label:incident", first: 5) { issueCount nodes { __typename ... on Issue { number } } } }';
    expect((await ask(owner, query)).data).toEqual({
      search: { issueCount: 1, nodes: [{ __typename: 'Issue', number: 1 }] },
    });
  });

  test('the rate limit is told', async () => {
    const { owner, ask } = await makeWorld();
    expect((await ask(owner, '{ rateLimit { cost limit remaining } }')).data).toEqual({
      rateLimit: { cost: 1, limit: 5000, remaining: 5000 },
    });
  });
});

describe('what cannot be asked', () => {
  test('a field GitHub does not have is an error, and nothing is done', async () => {
    const { owner, ask } = await makeWorld();
    const { status, data, errors } = await ask(owner, '{ viewer { login favouriteColour } }');
    expect([status, data]).toEqual([200, undefined]);
    expect(errors[0]?.['message']).toContain('favouriteColour');
  });

  test.each([
    [
      'a field of a type',
      '{ repository(owner: "acme", name: "shop") { stargazerCount } }',
      'Repository.stargazerCount',
    ],
    [
      'a field behind an interface',
      '{ repository(owner: "acme", name: "shop") { owner { repositories(first: 1) { totalCount } } } }',
      'Organization.repositories',
    ],
    [
      'a mutation',
      'mutation { createProjectV2(input: {ownerId: "x", title: "y"}) { projectV2 { id } } }',
      'Mutation.createProjectV2',
    ],
  ])('%s that the sandbox does not have is a loud 501', async (_name, query, field) => {
    const { owner, ask } = await makeWorld();
    const { status, errors } = await ask(owner, query);
    expect(status).toBe(501);
    expect(errors[0]?.['message']).toContain(field);
  });

  test('nothing of a document is done when a part of it is not implemented', async () => {
    const { store, owner, issue, ask } = await makeWorld();
    const id = nodeIdOf('issue', issue.id);
    await ask(
      owner,
      `mutation { a: addComment(input: {subjectId: "${id}", body: "x"}) { clientMutationId } b: followUser(input: {userId: "x"}) { clientMutationId } }`,
    );
    expect(store.comments.size).toBe(0);
  });

  test.each([
    ['no query', {}],
    ['a query that is no text', { query: 5 }],
    ['null', null],
  ])('%s is answered as GitHub does', async (_name, body) => {
    const { store, owner } = await makeWorld();
    expect(await handleGraphql(store, owner, body)).toMatchObject({
      status: 200,
      body: { errors: [{ message: 'A query attribute must be specified and must be a string.' }] },
    });
  });

  test('nobody may ask anonymously', async () => {
    const { store } = await makeWorld();
    expect((await handleGraphql(store, { kind: 'anonymous' }, { query: '{ viewer { login } }' })).status).toBe(401);
  });

  test('a person without any role may read the public repository', async () => {
    const { store, ask } = await makeWorld();
    const stranger = asUser(createUser(store, 'stranger'));
    expect(
      (
        await ask(
          stranger,
          '{ repository(owner: "acme", name: "shop") { viewerPermission issue(number: 1) { viewerCanUpdate } } }',
        )
      ).data,
    ).toEqual({
      repository: { viewerPermission: 'READ', issue: { viewerCanUpdate: false } },
    });
  });
});
