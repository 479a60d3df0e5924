// What the gateway makes of every way in which GitHub fails (`reliability-anchors.md` 4.3): retried, waited for, or reported; never doubled.
import { generateKeyPairSync } from 'node:crypto';
import type nock from 'nock';
import { App, Octokit } from 'octokit';
import { describe, expect, test } from 'vitest';
import { sendOnce } from '../../../src/shell/github/octokit.ts';
import { GitHubRefused, GitHubUnavailable, type ReadyEffect } from '../../../src/shell/github/port.ts';
import { atTheEdge, graphql, graphqlBreaks, issue, later, nothing, onlyPreparedAnswers, rest } from './edge.ts';

onlyPreparedAnswers();

const reply: ReadyEffect = { kind: 'comment', key: 'reply', urgency: 'reply', text: 'Hello' };
const page: ReadyEffect = { kind: 'comment', key: 'page', urgency: 'page', text: 'Wake up' };
const title: ReadyEffect = { kind: 'title', key: 'title', title: '[INCIDENT P0] Shop down' };
const newCard: ReadyEffect = { kind: 'card', key: 'card', text: 'Card', commentNodeId: null };
const card: ReadyEffect = { kind: 'card', key: 'card', text: 'Card', commentNodeId: 'IC_1' };

const commented = { commentEdge: { node: { id: 'IC_5', fullDatabaseId: '3000000005' } } };
const fine = { clientMutationId: null };
const facts = { data: { repository: repositoryAnswer() } };

function repositoryAnswer() {
  return {
    id: 'R_7',
    isPrivate: false,
    isArchived: false,
    issue: {
      title: 'Shop down',
      body: '',
      state: 'OPEN',
      locked: false,
      createdAt: '2026-03-01T11:00:00Z',
      url: 'https://github.test/acme/shop/issues/12',
      repository: { databaseId: 7 },
    },
  };
}

function failed(type: string | null, path: readonly (string | number)[], message: string) {
  return { ...(type === null ? {} : { type }), path, message };
}

const wentWrong =
  'Something went wrong while executing your query on 2026-03-01T12:00:00Z. Please include `ABC` when reporting this issue.';
const secondary = {
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
};

describe('a write whose answer is lost is not repeated by the gateway', () => {
  const rows: readonly (readonly [string, () => void])[] = [
    ['F-23 502', () => graphql({ message: 'Bad Gateway' }, 502)],
    ['F-23 500 without a word', () => graphql('', 500)],
    ['F-24 a reset', () => graphqlBreaks('ECONNRESET')],
    ['a closed socket', () => graphqlBreaks('UND_ERR_SOCKET')],
    ['"Something went wrong" for the whole document', () => graphql({ data: null, errors: [{ message: wentWrong }] })],
    ['an answer without data', () => graphql({ data: { e0: null, e1: null, e2: null } })],
  ];
  test.each(rows)('%s: comments and new cards are to be looked for, the rest may be sent again', async (_, breaks) => {
    breaks();
    const { gateway } = atTheEdge();
    const results = await gateway.perform(issue, [reply, title, newCard], {});
    expect(results).toMatchObject([
      { key: 'reply', ok: false, fate: 'uncertain' },
      { key: 'title', ok: false, fate: 'retry' },
      { key: 'card', ok: false, fate: 'uncertain' },
    ]);
  });

  test('a request that hangs is given up; an edit of the card may be sent again', async () => {
    const patience = () =>
      AbortSignal.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    const { gateway } = atTheEdge({ patience });
    expect(await gateway.perform(issue, [reply, card], {})).toMatchObject([
      { fate: 'uncertain', status: null },
      { fate: 'retry', status: null },
    ]);
  });
});

describe('a write that was certainly not carried out throws, so that nothing counts as tried', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])('no connection: %s', async (code) => {
    graphqlBreaks(code);
    await expect(atTheEdge().gateway.perform(issue, [reply], {})).rejects.toThrow(GitHubUnavailable);
  });

  const reset = String(Math.floor(Date.parse(later(2400)) / 1000));
  const exhausted = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
  const rows: readonly (readonly [string, number, nock.Body, Record<string, string>, number])[] = [
    ['F-25 403 with retry-after', 403, secondary, { 'retry-after': '30' }, 30],
    ['F-25 429 with retry-after', 429, secondary, { 'retry-after': '90' }, 90],
    ['F-26 403 without headers', 403, secondary, {}, 60],
    ['F-26 429 without headers', 429, { message: 'Too many' }, {}, 60],
    ['F-27 quota used up', 403, { message: 'API rate limit exceeded' }, exhausted, 2400],
    [
      'F-27 quota used up, said in a 200',
      200,
      { data: null, errors: [failed('RATE_LIMITED', [], 'API rate limit exceeded')] },
      exhausted,
      2400,
    ],
    [
      'GraphQL limit in a 200 without a length',
      200,
      { data: null, errors: [failed('RATE_LIMITED', [], 'slow down')] },
      {},
      60,
    ],
    [
      'content made too quickly, said in a 200',
      200,
      { data: { e0: null }, errors: [failed('UNPROCESSABLE', ['e0'], 'was submitted too quickly')] },
      {},
      60,
    ],
  ];
  test.each(rows)('%s', async (_, status, answer, headers, seconds) => {
    graphql(answer, status, headers);
    await expect(atTheEdge().gateway.perform(issue, [reply], {})).rejects.toMatchObject({
      name: 'GitHubUnavailable',
      retryAt: later(seconds),
    });
  });

  test('F-25 while GitHub asks us to wait nothing is sent; then pages go first', async () => {
    graphql(secondary, 403, { 'retry-after': '30' });
    const { gateway, pass, exchanges } = atTheEdge();
    await expect(gateway.perform(issue, [reply], {})).rejects.toThrow(GitHubUnavailable);
    pass(29);
    await expect(gateway.perform(issue, [page], {})).rejects.toMatchObject({ retryAt: later(30) });
    await expect(gateway.facts(issue, nothing)).rejects.toMatchObject({ retryAt: later(31) });
    pass(1);
    graphql({ data: { e0: commented } });
    const results = await gateway.perform(issue, [page, title], {});
    expect(results).toMatchObject([
      { key: 'page', ok: true },
      { key: 'title', ok: false, fate: 'retry' },
    ]);
    expect(exchanges).toHaveLength(2);
  });

  test('F-26 without headers the pause doubles, until GitHub takes something again', async () => {
    const { gateway, pass } = atTheEdge();
    const refuse = async () => {
      graphql(secondary, 403);
      return gateway.perform(issue, [page], {}).catch((error: unknown) => error);
    };
    expect(await refuse()).toMatchObject({ retryAt: later(60) });
    pass(60);
    expect(await refuse()).toMatchObject({ retryAt: later(180) });
    pass(120);
    graphql({ data: { e0: commented } });
    await gateway.perform(issue, [page], {});
    expect(await refuse()).toMatchObject({ retryAt: later(240) });
  });
});

describe('a limit is heeded as far as it reaches', () => {
  test('that of one effect slows all down, though the others of its document were done', async () => {
    graphql({ data: { e0: null, e1: fine }, errors: [failed('UNPROCESSABLE', ['e0'], 'was submitted too quickly')] });
    const { gateway } = atTheEdge();
    expect(await gateway.perform(issue, [reply, title], {})).toMatchObject([
      { fate: 'retry', status: 429 },
      { ok: true },
    ]);
    await expect(gateway.perform(issue, [page], {})).rejects.toMatchObject({ retryAt: later(60) });
  });

  test('the quota of REST is not that of GraphQL: a page does not wait for it', async () => {
    graphql({ data: { repository: { ...repositoryAnswer(), issue: null } } });
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse(later(2400)) / 1000) };
    rest('GET', '/repos/acme/shop/issues/12', 403, { message: 'API rate limit exceeded' }, headers);
    const { gateway } = atTheEdge();
    await expect(gateway.facts(issue, nothing)).rejects.toMatchObject({ retryAt: later(2400) });
    graphql({ data: { e0: commented } });
    expect(await gateway.perform(issue, [page], {})).toMatchObject([{ ok: true }]);
  });

  test('reads that work say nothing about writes: the pause still doubles', async () => {
    const { gateway, pass } = atTheEdge();
    graphql(secondary, 403);
    await expect(gateway.perform(issue, [page], {})).rejects.toMatchObject({ retryAt: later(60) });
    pass(61);
    graphql(facts);
    await gateway.facts(issue, nothing);
    graphql(secondary, 403);
    await expect(gateway.perform(issue, [page], {})).rejects.toMatchObject({ retryAt: later(181) });
  });

  test('our own: decoration is held back, the page in the same breath is not', async () => {
    const { gateway, client } = atTheEdge();
    client.budget.spend('decoration', 60);
    graphql({ data: { e0: commented } });
    expect(await gateway.perform(issue, [page, card], {})).toMatchObject([
      { ok: true },
      { ok: false, fate: 'retry', status: 429 },
    ]);
    await expect(gateway.perform(issue, [card], {})).rejects.toMatchObject({ retryAt: later(60) });
  });
});

describe('tokens', () => {
  test('F-28 401: one renewed token, one more try', async () => {
    graphql({ message: 'Bad credentials' }, 401);
    graphql({ data: { e0: commented } });
    const { gateway, renewed } = atTheEdge();
    expect(await gateway.perform(issue, [reply], {})).toEqual([
      { key: 'reply', ok: true, comment: { id: 3_000_000_005, nodeId: 'IC_5' } },
    ]);
    expect(renewed).toEqual([{ type: 'installation', refresh: true }]);
  });

  test('F-28 401 again: waited for, not lost', async () => {
    graphql({ message: 'Bad credentials' }, 401);
    graphql({ message: 'Bad credentials' }, 401);
    await expect(atTheEdge().gateway.perform(issue, [reply], {})).rejects.toMatchObject({
      name: 'GitHubUnavailable',
      status: 401,
    });
  });

  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const Local = Octokit.defaults((defaults: object) => sendOnce({ ...defaults, baseUrl: 'https://github.test' }));
  const rows = [
    ['F-30 installation deleted: asking again does not help', 404, GitHubRefused],
    ['F-31 installation suspended: paused, not failed', 403, GitHubUnavailable],
    ['no answer about the token: nothing was sent', 502, GitHubUnavailable],
  ] as const;
  test.each(rows)('%s', async (_, status, thrown) => {
    const app = new App({ appId: 1, privateKey, Octokit: Local });
    const { gateway } = atTheEdge({ octokit: () => app.getInstallationOctokit(5) });
    rest('POST', '/app/installations/5/access_tokens', status, { message: 'This installation has been suspended' });
    await expect(gateway.perform(issue, [reply], {})).rejects.toThrow(thrown);
  });
});

describe('reads are repeated a few times, then left to the queue', () => {
  test.each([500, 502, 503])('F-22 %s twice, then an answer', async (status) => {
    graphql({ message: 'no' }, status);
    graphql({ message: 'no' }, status);
    graphql(facts);
    const { gateway, slept } = atTheEdge();
    expect((await gateway.facts(issue, nothing)).issue?.title).toBe('Shop down');
    expect(slept).toEqual([500, 1000]);
  });

  test('F-22 "Something went wrong" in a 200 is repeated too', async () => {
    graphql({ data: { repository: null }, errors: [failed(null, ['repository'], wentWrong)] });
    graphql(facts);
    expect((await atTheEdge().gateway.facts(issue, nothing)).gone).toBeNull();
  });

  test('F-22 three failures are enough', async () => {
    for (const code of ['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT']) graphqlBreaks(code);
    await expect(atTheEdge().gateway.facts(issue, nothing)).rejects.toThrow(GitHubUnavailable);
  });

  test('a rate limit is not repeated', async () => {
    graphql(secondary, 403, { 'retry-after': '30' });
    await expect(atTheEdge().gateway.facts(issue, nothing)).rejects.toMatchObject({ retryAt: later(30) });
  });

  const noIssue = {
    data: { repository: { ...repositoryAnswer(), issue: null } },
    errors: [failed('NOT_FOUND', ['repository', 'issue'], 'Could not resolve to an Issue with the number of 12.')],
  };

  test('F-29 404 right after the event: asked twice more', async () => {
    for (const _ of [1, 2]) {
      graphql(noIssue);
      rest('GET', '/repos/acme/shop/issues/12', 404, { message: 'Not Found' });
    }
    graphql(facts);
    const { gateway, slept } = atTheEdge();
    expect(await gateway.facts(issue, nothing)).toMatchObject({ gone: null, issue: { title: 'Shop down' } });
    expect(slept).toEqual([500, 1500]);
  });

  const ways = [
    ['F-29 404 every time', 3, 404, 'inaccessible'],
    ['F-34 deleted', 1, 410, 'deleted'],
    ['F-34 transferred', 1, 301, 'transferred'],
  ] as const;
  test.each(ways)('%s', async (_, times, status, gone) => {
    for (let time = 0; time < times; time += 1) {
      graphql(noIssue);
      rest('GET', '/repos/acme/shop/issues/12', status, { message: 'gone' });
    }
    expect(await atTheEdge().gateway.facts(issue, nothing)).toMatchObject({ gone, issue: null });
  });

  test('F-29 a comment that is not there yet is asked for again; after that it counts as deleted', async () => {
    const noComment = {
      data: { ...facts.data, comment: null },
      errors: [failed('NOT_FOUND', ['comment'], 'Could not resolve')],
    };
    for (const _ of [1, 2, 3]) graphql(noComment);
    expect((await atTheEdge().gateway.facts(issue, { ...nothing, comment: 'IC_1' })).comment).toBeNull();
  });
});

describe('each effect has a fate of its own', () => {
  const rows: readonly (readonly [string, string | null, string, string, number])[] = [
    ['F-32 permission not granted', 'FORBIDDEN', 'Resource not accessible by integration', 'final', 403],
    ['the card was deleted', 'NOT_FOUND', "Could not resolve to a node with the global id of 'IC_1'", 'final', 404],
    ['F-33 too long', 'UNPROCESSABLE', 'Body is too long (maximum is 65536 characters)', 'final', 422],
    [
      'F-35 locked, however it is typed',
      'UNPROCESSABLE',
      'Unable to create comment because issue is locked.',
      'final',
      403,
    ],
    ['GitHub failed underway', null, wentWrong, 'uncertain', 200],
    ['GitHub failed, with a type', 'INTERNAL', 'oops', 'uncertain', 200],
    ['a limit for one of them', 'RATE_LIMITED', 'slow down', 'retry', 429],
  ];
  test.each(rows)('%s', async (_, type, message, fate, status) => {
    graphql({ data: { e0: null, e1: fine }, errors: [failed(type, ['e0'], message)] });
    expect(await atTheEdge().gateway.perform(issue, [reply, title], {})).toMatchObject([
      { key: 'reply', ok: false, fate, status },
      { key: 'title', ok: true, comment: null },
    ]);
  });

  test('a document that GitHub does not take at all: nothing of it was done, nothing of it ever will be', async () => {
    graphql({ errors: [{ message: "Field 'addComment' doesn't exist on type 'Mutation'" }] });
    expect(await atTheEdge().gateway.perform(issue, [reply, title], {})).toMatchObject([
      { fate: 'final', status: 400 },
      { fate: 'final', status: 400 },
    ]);
  });

  test('F-32 403 for the whole document', async () => {
    graphql({ message: 'Resource not accessible by integration' }, 403);
    await expect(atTheEdge().gateway.perform(issue, [reply], {})).rejects.toMatchObject({
      name: 'GitHubRefused',
      status: 403,
    });
  });
});

describe('F-35 a page to a locked conversation', () => {
  const locked = [failed('FORBIDDEN', ['e0'], 'Unable to create comment because issue is locked.')];

  test('is let in and the door locked again for the same reason', async () => {
    graphql({ data: { e0: null }, errors: locked });
    graphql({ data: { node: { locked: true, activeLockReason: 'TOO_HEATED' } } });
    const sent = graphql({ data: { unlock: fine, e0: commented, lock: fine } });
    expect(await atTheEdge().gateway.perform(issue, [page], {})).toMatchObject([
      { ok: true, comment: { nodeId: 'IC_5' } },
    ]);
    expect(sent.query).toMatch(/unlockLockable.*addComment.*lockLockable/s);
    expect(sent.variables).toMatchObject({ reason: 'TOO_HEATED', body: 'Wake up' });
  });

  test('fails for good when the app may not unlock', async () => {
    graphql({ data: { e0: null }, errors: locked });
    graphql({ data: { node: { locked: true, activeLockReason: null } } });
    graphql({
      data: { unlock: null, e0: null, lock: null },
      errors: [failed('FORBIDDEN', ['unlock'], 'no'), ...locked],
    });
    const [result] = await atTheEdge().gateway.perform(issue, [page], {});
    expect(result).toMatchObject({ ok: false, fate: 'final', status: 403, message: expect.stringContaining('locked') });
  });

  test('replies are not worth it', async () => {
    graphql({ data: { e0: null }, errors: locked });
    expect(await atTheEdge().gateway.perform(issue, [reply], {})).toMatchObject([{ fate: 'final', status: 403 }]);
  });
});

describe('labels that the repository lacks', () => {
  const labels: ReadyEffect = { kind: 'labels', key: 'labels', add: ['incident', 'P0'], remove: ['P1', 'never there'] };

  test('F-33 are created first, in a colour that means something', async () => {
    graphql(facts);
    const { gateway } = atTheEdge();
    await gateway.facts(issue, nothing);
    const created = graphql({ data: { l0: { label: { id: 'LA_0' } } } });
    const sent = graphql({ data: { e0: fine, e0b: fine } });
    const results = await gateway.perform(issue, [labels], { incident: 'LA_i', p1: 'LA_1' });
    expect(results).toEqual([{ key: 'labels', ok: true, comment: null }]);
    expect(created.variables).toEqual({ repository: 'R_7', l0: 'P0' });
    expect(created.query).toContain('color: "7f1d1d"');
    expect(sent.variables).toMatchObject({ e0_labelIds: ['LA_i', 'LA_0'], e0b_labelIds: ['LA_1'] });
  });

  test('are used when somebody else created them meanwhile; the repository is asked for when it is not known', async () => {
    graphql({ data: { repository: { id: 'R_7' } } });
    graphql({ data: { l0: null }, errors: [failed('UNPROCESSABLE', ['l0'], 'Name has already been taken')] });
    graphql({ data: { repository: { id: 'R_7', l0: { id: 'LA_0' } } } });
    const sent = graphql({ data: { e0: fine, e0b: fine } });
    await atTheEdge().gateway.perform(issue, [labels], { incident: 'LA_i', P1: 'LA_1' });
    expect(sent.variables).toMatchObject({ e0_labelIds: ['LA_i', 'LA_0'] });
  });

  test('and cannot be created do not hold up a page', async () => {
    graphql({ data: { repository: { id: 'R_7' } } });
    graphql({ data: { l0: null }, errors: [failed('FORBIDDEN', ['l0'], 'Resource not accessible by integration')] });
    graphql({ data: { repository: { id: 'R_7', l0: null } } });
    graphql({ data: { e0: commented, e1: fine, e1b: fine } });
    const results = await atTheEdge().gateway.perform(issue, [page, labels], { incident: 'LA_i', P1: 'LA_1' });
    expect(results).toMatchObject([
      { ok: true },
      { ok: false, fate: 'final', status: 422, message: expect.stringContaining('P0') },
    ]);
  });
});

test('every exchange is noted with its operation and status', async () => {
  graphql({ message: 'no' }, 502);
  graphql(facts);
  const { gateway, exchanges } = atTheEdge();
  await gateway.facts(issue, nothing);
  expect(exchanges).toMatchObject([
    { installationId: 1, operation: 'Facts', status: 502 },
    { installationId: 1, operation: 'Facts', status: 200 },
  ]);
});

test('a card is pinned once created; a host that cannot pin is as good', async () => {
  graphql({ data: { e0: commented } });
  rest('PUT', '/repos/acme/shop/issues/comments/3000000005/pin', 404, { message: 'Not Found' });
  expect(await atTheEdge().gateway.perform(issue, [newCard], {})).toMatchObject([
    { ok: true, comment: { id: 3_000_000_005 } },
  ]);
});
