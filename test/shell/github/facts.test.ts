// How GitHub's answers become facts, and what is asked beyond the one query.
import { describe, expect, test } from 'vitest';
import { cardMarker } from '../../../src/core/marker.ts';
import { minus } from '../../../src/core/time.ts';
import { GitHubRefused } from '../../../src/shell/github/port.ts';
import { atTheEdge, graphql, issue, nothing, onlyPreparedAnswers, ourId, rest } from './edge.ts';

onlyPreparedAnswers();

const person = { __typename: 'User', login: 'Responder', id: 'U_1', databaseId: 1 };
const us = { __typename: 'Bot', login: 'firebreak', id: 'BOT_99', databaseId: ourId };

function comment(id: number, change: Readonly<Record<string, unknown>> = {}) {
  return {
    id: `IC_${id}`,
    fullDatabaseId: String(3_000_000_000 + id),
    body: `Comment ${id}`,
    createdAt: '2026-03-01T11:30:00Z',
    updatedAt: '2026-03-01T11:31:00Z',
    lastEditedAt: null,
    author: person,
    editor: null,
    reactionGroups: [{ content: 'THUMBS_UP', viewerHasReacted: false }],
    ...change,
  };
}

const found = {
  title: '[INCIDENT P0] Down',
  body: 'Nobody can pay',
  state: 'CLOSED',
  stateReason: 'NOT_PLANNED',
  locked: true,
  createdAt: '2026-03-01T11:00:00Z',
  url: 'https://github.test/acme/shop/issues/12',
  repository: { databaseId: 7 },
  author: person,
  labels: { nodes: [{ id: 'LA_i', name: 'Incident' }] },
  assignees: { nodes: [person, null] },
  somethingNew: 'ignored',
};

function answer(
  repository: Readonly<Record<string, unknown>> = {},
  rest: Readonly<Record<string, unknown>> = {},
  errors: readonly unknown[] = [],
) {
  const data = {
    repository: { id: 'R_7', isPrivate: true, isArchived: false, issue: found, ...repository },
    organisation: null,
    ...rest,
  };
  const noOrganisation = {
    type: 'NOT_FOUND',
    path: ['organisation'],
    message: "Could not resolve to a Repository with the name 'acme/.github'.",
  };
  return { data, errors: [noOrganisation, ...errors] };
}

const last = { hasNextPage: false, endCursor: null };

test('the issue, the people and the labels', async () => {
  const missing = {
    type: 'NOT_FOUND',
    path: ['p1'],
    message: "Could not resolve to a User with the login of 'nobody'.",
  };
  const sent = graphql(answer({ l0: { id: 'LA_i', name: 'Incident' }, l1: null }, { p0: person, p1: null }, [missing]));
  const request = { ...nothing, people: ['responder', 'nobody'], labels: ['incident', 'P0'] };
  const facts = await atTheEdge().gateway.facts(issue, request);
  expect(facts).toMatchObject({
    gone: null,
    issue: {
      title: '[INCIDENT P0] Down',
      state: 'closed',
      stateReason: 'not_planned',
      locked: true,
      assignees: [{ id: 1, login: 'Responder', nodeId: 'U_1', bot: false }],
      labels: [{ id: 'LA_i', name: 'Incident' }],
    },
    people: { responder: { id: 1 }, nobody: null },
    labelIds: { incident: 'LA_i', Incident: 'LA_i' },
    repository: { private: true, archived: false, nodeId: 'R_7' },
    policyFile: { source: 'built-in', version: 'built-in', text: null },
  });
  expect(facts.labelIds).not.toHaveProperty('P0');
  expect(sent.variables).toMatchObject({ owner: 'acme', repo: 'shop', number: 12, p0: 'responder', l1: 'P0' });
});

test('texts that people wrote are in variables only', async () => {
  const nasty = '") { x } #';
  const sent = graphql(answer({ collaborators: { edges: [] } }));
  await atTheEdge().gateway.facts(issue, {
    ...nothing,
    actor: nasty,
    people: [nasty],
    labels: [nasty],
    countLabel: nasty,
    comment: nasty,
    card: nasty,
  });
  expect(sent.query).not.toContain(nasty);
  expect(sent.variables).toMatchObject({
    actor: nasty,
    p0: nasty,
    l0: nasty,
    counted: [nasty],
    comment: nasty,
    card: nasty,
  });
});

describe('comments', () => {
  const rows: readonly (readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>])[] = [
    [
      'as written',
      {},
      {
        id: 3_000_000_001,
        edited: false,
        editor: null,
        acknowledged: null,
        author: { login: 'Responder', bot: false },
      },
    ],
    [
      'by a bot: GraphQL leaves its brackets out',
      { author: us },
      { author: { id: ourId, login: 'firebreak[bot]', bot: true } },
    ],
    ['by an account that is gone', { author: null }, { author: null }],
    [
      'edited by somebody',
      { lastEditedAt: '2026-03-01T11:31:00Z', editor: us },
      { edited: true, editor: { id: ourId } },
    ],
    ['sent by e-mail', { createdViaEmail: true }, { byEmail: true, edited: false }],
    ['edited by an account that is gone', { lastEditedAt: '2026-03-01T11:31:00Z' }, { edited: true, editor: null }],
    ['acted on', { reactionGroups: [{ content: 'THUMBS_UP', viewerHasReacted: true }] }, { acknowledged: 'accepted' }],
    ['refused', { reactionGroups: [{ content: 'CONFUSED', viewerHasReacted: true }] }, { acknowledged: 'refused' }],
    ['looked at', { reactionGroups: [{ content: 'EYES', viewerHasReacted: true }] }, { acknowledged: null }],
  ];
  test.each(rows)('%s', async (_, change, expected) => {
    graphql(answer({}, { comment: comment(1, change) }));
    expect((await atTheEdge().gateway.facts(issue, { ...nothing, comment: 'IC_1' })).comment).toMatchObject(expected);
  });

  test('an id of something else is no comment', async () => {
    graphql(answer({}, { comment: {} }));
    expect((await atTheEdge().gateway.facts(issue, { ...nothing, comment: 'I_12' })).comment).toBeNull();
  });

  test('an answer that is not what GitHub describes is an error, not an absence', async () => {
    graphql(answer({}, { comment: { ...comment(1), body: 5 } }));
    await expect(atTheEdge().gateway.facts(issue, { ...nothing, comment: 'IC_1' })).rejects.toThrow();
  });
});

describe("the actor's permission", () => {
  const edge = (permission: string, ...sources: readonly (readonly [string, string])[]) => ({
    edges: [
      {
        permission,
        node: { login: 'responder' },
        permissionSources: sources.map(([level, roleName]) => ({ permission: level, roleName })),
      },
    ],
  });
  const rows: readonly (readonly [string, unknown, string, string | null])[] = [
    ['write', edge('WRITE', ['WRITE', 'write']), 'write', 'write'],
    ['triage shows in no source', edge('TRIAGE', ['READ', 'triage']), 'triage', 'triage'],
    ['maintain', edge('MAINTAIN', ['READ', 'read'], ['WRITE', 'maintain']), 'maintain', 'maintain'],
    [
      'a custom role counts as its base role',
      edge('WRITE', ['READ', 'read'], ['WRITE', 'incident-lead']),
      'write',
      'incident-lead',
    ],
    [
      'a weaker custom role beside a stronger one',
      edge('ADMIN', ['READ', 'reader-plus'], ['ADMIN', 'admin']),
      'admin',
      'admin',
    ],
    ['no collaborator of a private repository', { edges: [] }, 'none', null],
    ['a word nobody knows', edge('OVERLORD'), 'unknown', null],
  ];
  test.each(rows)('%s', async (_, collaborators, permission, roleName) => {
    graphql(answer({ collaborators }));
    const { actor } = await atTheEdge().gateway.facts(issue, { ...nothing, actor: 'responder' });
    expect(actor).toEqual({ permission, roleName, teams: [] });
  });

  test('anybody reads a public repository', async () => {
    graphql(answer({ isPrivate: false, collaborators: { edges: [] } }));
    const { actor } = await atTheEdge().gateway.facts(issue, { ...nothing, actor: 'visitor' });
    expect(actor.permission).toBe('read');
  });

  test('bots have none, and none is asked for', async () => {
    const sent = graphql(answer());
    const { actor } = await atTheEdge().gateway.facts(issue, { ...nothing, actor: 'renovate[bot]' });
    expect(actor.permission).toBe('none');
    expect(sent.query).not.toContain('collaborators');
  });

  const forbidden = {
    type: 'FORBIDDEN',
    path: ['repository', 'collaborators'],
    message: 'Resource not accessible by integration',
  };
  const path = '/repos/acme/shop/collaborators/responder/permission';
  const asked: readonly (readonly [string, number, object, string, string | null])[] = [
    [
      'its role_name says more than its permission',
      200,
      { permission: 'read', role_name: 'triage' },
      'triage',
      'triage',
    ],
    ['a custom role', 200, { permission: 'write', role_name: 'incident-lead' }, 'write', 'incident-lead'],
    ['an older host without role_name', 200, { permission: 'admin' }, 'admin', 'admin'],
    ['404: nobody here', 404, { message: 'responder is not a user' }, 'none', null],
    [
      '403: unknown, so authority fails closed',
      403,
      { message: 'Resource not accessible by integration' },
      'unknown',
      null,
    ],
    ['an answer that says nothing', 200, {}, 'unknown', null],
  ];
  test.each(asked)('where GraphQL does not tell, REST is asked: %s', async (_, status, body, permission, roleName) => {
    graphql(answer({ collaborators: null }, {}, [forbidden]));
    rest('GET', path, status, body);
    const { actor } = await atTheEdge().gateway.facts(issue, { ...nothing, actor: 'responder' });
    expect(actor).toEqual({ permission, roleName, teams: [] });
  });

  test.each([
    ['404: nobody here', 404, 'none'],
    ['403: unknown, so authority fails closed', 403, 'unknown'],
  ])('of somebody who is named, too: %s', async (_, status, permission) => {
    const of = (alias: string) => ({ ...forbidden, path: ['repository', alias] });
    graphql(answer({ collaborators: edge('WRITE'), s0: null }, {}, [of('s0')]));
    rest('GET', '/repos/acme/shop/collaborators/visitor/permission', status, { message: 'no' });
    const asking = { ...nothing, actor: 'responder', people: ['visitor'], standings: ['visitor'] };
    const { standings } = await atTheEdge().gateway.facts(issue, asking);
    expect(standings?.['visitor']?.permission).toBe(permission);
  });

  test.each([
    ['GitHub does not say it', { isPrivate: true, visibility: 'PRIVATE', r0: null, r1: edge('READ') }, []],
    [
      'it says that one may not',
      { isPrivate: true, visibility: 'PRIVATE', r0: { edges: [] }, r1: edge('READ') },
      ['visitor'],
    ],
    ['it is internal', { isPrivate: true, visibility: 'INTERNAL', r0: { edges: [] }, r1: { edges: [] } }, []],
  ])('who may not read it: %s', async (_, said, cannotRead) => {
    const errors = said.r0 === null ? [{ ...forbidden, path: ['repository', 'r0'] }] : [];
    graphql(answer(said, {}, errors));
    const facts = await atTheEdge().gateway.facts(issue, { ...nothing, readers: ['visitor', 'lead'] });
    expect(facts.cannotRead).toEqual(cannotRead);
  });

  test('in an internal repository, where whoever is no collaborator may be of the enterprise', async () => {
    graphql(answer({ isPrivate: true, visibility: 'INTERNAL', collaborators: { edges: [] } }));
    rest('GET', path, 200, { permission: 'read', role_name: 'read' });
    const { actor } = await atTheEdge().gateway.facts(issue, { ...nothing, actor: 'responder' });
    expect(actor.permission).toBe('read');
  });

  test('and does not tell either: unknown', async () => {
    graphql(answer({ collaborators: null }));
    for (const status of [500, 502, 503]) rest('GET', path, status);
    const { actor } = await atTheEdge().gateway.facts(issue, { ...nothing, actor: 'responder' });
    expect(actor.permission).toBe('unknown');
  });
});

describe('the policy file', () => {
  const own = { oid: 'aaa', text: 'levels: []', isTruncated: false };
  const shared = { policy: { oid: 'bbb', text: 'shared: true', isTruncated: false } };
  const rows: readonly (readonly [string, unknown, unknown, object])[] = [
    [
      'the repository has one',
      own,
      shared,
      { source: 'acme/shop/.github/firebreak.yml', version: 'aaa', text: 'levels: []' },
    ],
    [
      'only the organisation has one',
      null,
      shared,
      { source: 'acme/.github/.github/firebreak.yml', version: 'bbb', text: 'shared: true' },
    ],
    ['nobody has one', null, { policy: null }, { source: 'built-in', version: 'built-in', text: null }],
    ['the path is a folder', {}, null, { source: 'built-in', version: 'built-in', text: null }],
    ['binary', { ...own, text: null }, null, { version: 'aaa', text: '' }],
    ['too big to be sent whole', { ...own, isTruncated: true }, null, { version: 'aaa', text: '' }],
  ];
  test.each(rows)('%s', async (_, policy, organisation, expected) => {
    graphql({ data: { ...answer({ policy }).data, organisation } });
    expect((await atTheEdge().gateway.facts(issue, nothing)).policyFile).toMatchObject(expected);
  });

  const ofOrganisation = 'acme/.github/.github/firebreak.yml';
  const ofRepository = 'acme/shop/.github/firebreak.yml';

  test.each([
    { name: 'the repository’s own may not be read, whatever the organisation has', path: ['repository', 'policy'], type: 'FORBIDDEN', source: ofRepository, organisation: shared },
    { name: 'the repository’s own cannot be told in another way', path: ['repository', 'policy'], type: 'UNPROCESSABLE', source: ofRepository, organisation: null },
    { name: 'the organisation’s may not be read', path: ['organisation', 'policy'], type: 'FORBIDDEN', source: ofOrganisation, organisation: { policy: null } },
    { name: 'the organisation’s repository may not be read', path: ['organisation'], type: 'FORBIDDEN', source: ofOrganisation, organisation: null },
    { name: 'the organisation’s repository cannot be told in a way without a name', path: ['organisation'], type: null, source: ofOrganisation, organisation: null },
  ])('$name: not read, which is not the same as not there', async ({ path, type, source, organisation }) => {
    const given = answer({ policy: null }, { organisation }, [{ type, path, message: 'Resource not accessible by integration' }]);
    graphql(given);
    const { policyFile } = await atTheEdge().gateway.facts(issue, nothing);
    expect(policyFile).toMatchObject({ source, text: null, notRead: 'refused' });
  }); // biome-ignore format: a table

  test('the organisation’s may not be read, and the repository has its own: that one', async () => {
    graphql(answer({ policy: own }, { organisation: null }, [{ type: 'FORBIDDEN', path: ['organisation'], message: 'no' }]));
    expect((await atTheEdge().gateway.facts(issue, nothing)).policyFile).toMatchObject({ version: 'aaa', text: 'levels: []' });
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'private', organisation: { ...shared, isPrivate: true }, is: true },
    { name: 'public', organisation: { ...shared, isPrivate: false }, is: false },
    { name: 'of which GitHub does not say what it is: private', organisation: shared, is: true },
  ])('the organisation’s repository is $name', async ({ organisation, is }) => {
    graphql(answer({ policy: null }, { organisation }));
    expect((await atTheEdge().gateway.facts(issue, nothing)).policyFile.private).toBe(is);
  });
});

describe('the card', () => {
  const card = { author: us, body: `Status\n${cardMarker} v1 -->` };

  test('by its id', async () => {
    graphql(answer({}, { card: comment(4, card) }));
    expect((await atTheEdge().gateway.facts(issue, { ...nothing, card: 'IC_4' })).card).toMatchObject({
      id: 3_000_000_004,
    });
  });

  test('is found by its mark in a comment of ours; others can write the mark too', async () => {
    const forged = comment(1, { body: `${cardMarker} v1 -->` });
    graphql(answer({ issue: { ...found, thread: { nodes: [forged, comment(2), comment(3, card)], pageInfo: last } } }));
    const facts = await atTheEdge().gateway.facts(issue, { ...nothing, card: 'find' });
    expect(facts.card).toMatchObject({ nodeId: 'IC_3' });
  });

  test('on a later page, read only because it was not on the first', async () => {
    const first = { nodes: [comment(1)], pageInfo: { hasNextPage: true, endCursor: 'here' } };
    graphql(answer({ issue: { ...found, thread: first } }));
    const comments = { nodes: [comment(51, card)], pageInfo: { hasNextPage: true, endCursor: 'further' } };
    const sent = graphql({ data: { repository: { issue: { comments } } } });
    expect((await atTheEdge().gateway.facts(issue, { ...nothing, card: 'find' })).card).toMatchObject({
      nodeId: 'IC_51',
    });
    expect(sent.variables).toMatchObject({ cursor: 'here' });
  });

  test('nowhere: the whole thread is there to rebuild from', async () => {
    const first = { nodes: [comment(1)], pageInfo: { hasNextPage: true, endCursor: 'here' } };
    const recent = { nodes: [comment(51)], pageInfo: last };
    graphql(answer({ issue: { ...found, thread: first, recent } }));
    graphql({ data: { repository: { issue: { comments: { nodes: [comment(51)], pageInfo: last } } } } });
    const request = { ...nothing, card: 'find', recentComments: 1, threadIfNoCard: true } as const;
    const facts = await atTheEdge().gateway.facts(issue, request);
    expect(facts.card).toBeNull();
    expect(facts.recentComments.map(({ nodeId }) => nodeId)).toEqual(['IC_1', 'IC_51']);
  });

  test('deleted: the thread is read for those who want to rebuild', async () => {
    const noCard = { type: 'NOT_FOUND', path: ['card'], message: 'Could not resolve' };
    for (const _ of [1, 2, 3]) graphql(answer({}, { card: null }, [noCard]));
    graphql({ data: { repository: { issue: { comments: { nodes: [comment(1)], pageInfo: last } } } } });
    const facts = await atTheEdge().gateway.facts(issue, { ...nothing, card: 'IC_4', threadIfNoCard: true });
    expect(facts).toMatchObject({ card: null, recentComments: [{ nodeId: 'IC_1' }] });
  });
});

test('issues that changed within the last day are counted, each with its author and labels', async () => {
  const author = { __typename: 'User', login: 'visitor', id: 'U_15', databaseId: 15 };
  const nodes = ['2026-03-01T11:59:59Z', '2026-02-28T12:00:00Z', '2026-02-28T11:59:59Z'].map((createdAt, place) => ({
    number: 30 - place,
    createdAt: minus(createdAt, 'PT1H'),
    updatedAt: createdAt,
    author: place === 0 ? author : null,
    ...(place === 0 ? { labels: { nodes: [{ name: 'P1' }] } } : {}),
  }));
  const sent = graphql(answer({ counted: { nodes } }));
  expect((await atTheEdge().gateway.facts(issue, { ...nothing, countLabel: 'incident' })).counted).toEqual([
    { number: 29, author: null, createdAt: '2026-02-28T11:00:00Z', updatedAt: '2026-02-28T12:00:00Z', labels: [] },
    { number: 30, author: 15, createdAt: '2026-03-01T10:59:59Z', updatedAt: '2026-03-01T11:59:59Z', labels: ['P1'] },
  ]);
  expect(sent.variables).toMatchObject({ counted: ['incident'], since: '2026-02-28T12:00:00Z' });
});

test('an issue of another repository that has the old name now is not ours', async () => {
  graphql(answer({ issue: { ...found, repository: { databaseId: 8 } } }));
  expect(await atTheEdge().gateway.facts(issue, nothing)).toMatchObject({ issue: null, gone: 'transferred' });
});

test('issues that may not be read are a refusal', async () => {
  const forbidden = {
    type: 'FORBIDDEN',
    path: ['repository', 'issue'],
    message: 'Resource not accessible by integration',
  };
  graphql(answer({ issue: null }, {}, [forbidden]));
  await expect(atTheEdge().gateway.facts(issue, nothing)).rejects.toThrow(GitHubRefused);
});

describe('the thread', () => {
  const pageOf = (nodes: readonly unknown[], next: string | null) =>
    graphql({
      data: {
        repository: {
          issue: {
            comments: {
              nodes,
              pageInfo: {
                hasNextPage: next !== null,
                endCursor: next,
                hasPreviousPage: next !== null,
                startCursor: next,
              },
            },
          },
        },
      },
    });

  test('since an instant: by change, until older ones come, in the order in which they were written', async () => {
    const changed = (id: number, time: string) => comment(id, { updatedAt: `2026-03-01T${time}Z` });
    pageOf([changed(1, '11:59:00'), changed(9, '11:50:00')], 'next');
    pageOf([changed(9, '11:50:00'), changed(8, '11:40:00'), changed(7, '11:00:00')], 'more');
    const comments = await atTheEdge().gateway.commentsSince(issue, '2026-03-01T11:30:00Z');
    expect(comments.map(({ nodeId }) => nodeId)).toEqual(['IC_1', 'IC_8', 'IC_9']);
  });

  test('whole', async () => {
    pageOf([comment(1), comment(2)], 'next');
    pageOf([comment(3)], null);
    expect(await atTheEdge().gateway.commentsSince(issue, null)).toHaveLength(3);
  });

  test('of an issue that is gone: a refusal', async () => {
    const message = 'Could not resolve to an Issue with the number of 12.';
    graphql({
      data: { repository: { issue: null } },
      errors: [{ type: 'NOT_FOUND', path: ['repository', 'issue'], message }],
    });
    await expect(atTheEdge().gateway.commentsSince(issue, null)).rejects.toMatchObject({ status: 404 });
  });

  test('own comments are found by their mark, from the newest page back, and by their author', async () => {
    const marked = (id: number, key: string, author: object) =>
      comment(id, { author, body: `Hi\n<!-- firebreak:effect ${key} -->` });
    pageOf([marked(8, 'reply/1', person), marked(9, 'due/2', us)], 'before');
    pageOf([marked(1, 'reply/1', us)], 'older');
    const own = await atTheEdge().gateway.findOwn(issue, ['reply/1', 'due/2']);
    expect([...own]).toEqual([
      ['due/2', { id: 3_000_000_009, nodeId: 'IC_9' }],
      ['reply/1', { id: 3_000_000_001, nodeId: 'IC_1' }],
    ]);
  });
});
