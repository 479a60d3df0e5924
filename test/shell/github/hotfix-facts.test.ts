// What GitHub tells of one head of a hotfix: four requests, each bound to that commit; what is not told is said, and lets nothing pass.
import { parse, validate } from 'graphql';
import nock from 'nock';
import { describe, expect, test } from 'vitest';
import type { HotfixFacts, Lack } from '../../../src/core/hotfix/facts.ts';
import { judgeHotfix } from '../../../src/core/hotfix/gate.ts';
import { gitHubSchema } from '../../../src/sandbox/graphql/schema.ts';
import { createHotfixGateway } from '../../../src/shell/github/hotfix/gateway.ts';
import { hotfixQuery } from '../../../src/shell/github/hotfix/query.ts';
import { GitHubRefused } from '../../../src/shell/github/port.ts';
import { ci, HEAD, OLD, policy, record, self, withHotfix } from '../../core/hotfix/facts.ts';
import { atTheEdge, graphql, onlyPreparedAnswers, rest } from './edge.ts';
import {
  account,
  asked,
  commit,
  end,
  files,
  head,
  last,
  patch,
  pull,
  review,
  rule,
  run,
  suite,
} from './hotfix-answers.ts';

onlyPreparedAnswers();

type Told = {
  readonly pull?: object | null;
  readonly object?: object | null;
  readonly errors?: readonly object[];
  readonly files?: readonly object[] | null;
  readonly rules?: { readonly status: number; readonly body: nock.Body };
  readonly protection?: { readonly status: number; readonly body: nock.Body };
};

/** What the gateway makes of these answers, and what it asked for. */
async function told(given: Told = {}): Promise<{ facts: HotfixFacts | null; requests: readonly string[] }> {
  const { client, exchanges } = atTheEdge();
  const repository = {
    nameWithOwner: 'acme/shop',
    defaultBranchRef: { name: 'main' },
    pullRequest: pull(),
    object: head(),
  };
  if (given.pull !== undefined) Object.assign(repository, { pullRequest: given.pull });
  if (given.object !== undefined) Object.assign(repository, { object: given.object });
  graphql({ data: { repository }, errors: given.errors });
  rest('GET', `/repos/acme/shop/compare/main...${HEAD}?per_page=1`, 200, {
    files: given.files === null ? undefined : (given.files ?? files),
  });
  const { rules = { status: 200, body: [rule('test', ci)] } } = given;
  const isFork = (JSON.stringify(given.pull) ?? '').includes('"isCrossRepository":true');
  if (isFork) graphql({ data: { repository: { base: { rules: { pageInfo: end, nodes: [] } } } } });
  else rest('GET', '/repos/acme/shop/rules/branches/main?per_page=100', rules.status, rules.body);
  const { protection = { status: 200, body: { protected: false, protection: { enabled: false } } } } = given;
  rest('GET', '/repos/acme/shop/branches/main', protection.status, protection.body);
  if (given.pull === null) nock.cleanAll();
  if (given.pull === null) graphql({ data: { repository }, errors: given.errors });
  const facts = await createHotfixGateway(client, async () => self).facts(asked);
  return { facts, requests: exchanges.map(({ operation }) => operation).sort() };
}

const conclusionOf = (facts: HotfixFacts | null) =>
  facts === null ? null : judgeHotfix(facts, policy, record()).conclusion;

test('the query is one that GitHub takes', async () => {
  expect(validate(await gitHubSchema(), parse(hotfixQuery(asked).text))).toEqual([]);
});

test('four requests tell everything about a head, and a good one may be merged', async () => {
  const { facts, requests } = await told();
  expect(requests).toEqual([
    'GET /repos/{owner}/{repo}/branches/{branch}',
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    'GET /repos/{owner}/{repo}/rules/branches/{branch}',
    'HotfixFacts',
  ]);
  expect(facts).toEqual({
    head: HEAD,
    self,
    defaultBranch: 'main',
    pull: {
      number: 12,
      state: 'open',
      draft: false,
      title: 'HOTFIX: pay again',
      body: 'Refs #7',
      sha: HEAD,
      branch: 'hotfix/incident-7',
      from: 'here',
      base: 'main',
      author: 1,
      authorLogin: 'account-1',
      id: 'PR_12',
      mergedAs: null,
      mergedBy: null,
      queued: false,
      group: null,
      owners: [],
      changedLines: 2,
      closes: { items: [], lacks: null },
    },
    files: { items: [{ path: 'src/pay.ts', previous: null, changedLines: 2, patch }], lacks: null },
    writers: { items: [2, 2], lacks: null },
    required: { items: [{ name: 'test', app: ci }], lacks: null },
    checks: {
      items: [
        { name: 'test', sha: HEAD, app: ci, postedBy: null, origin: 'W_1 pull_request', order: 5, state: 'success' },
      ],
      lacks: null,
    },
    reviews: {
      items: [
        { id: 4_000_000_001, state: 'approved', sha: HEAD, by: 3, login: 'account-3', bot: false, permission: 'write' },
      ],
      lacks: null,
    },
    own: { check: null, gate: null, postmortem: null, policy: null },
  } satisfies HotfixFacts);
  expect(conclusionOf(facts)).toBe('success');
});

describe('what is not told is said, and lets nothing pass', () => {
  const forbidden = (...path: readonly string[]) => [
    { type: 'FORBIDDEN', path: ['repository', ...path], message: 'no' },
  ];
  type Row = readonly [string, Told, 'files' | 'writers' | 'required' | 'checks' | 'reviews', Lack];
  test.each<Row>([
    ['reviews that are refused', { pull: pull({ reviews: null }), errors: forbidden('pullRequest', 'reviews') }, 'reviews', 'refused'],
    ['one of them', { pull: pull({ reviews: { pageInfo: last, nodes: [review(), null] } }), errors: forbidden('pullRequest', 'reviews', '1') }, 'reviews', 'refused'],
    ['whether it went elsewhere before', { pull: pull({ retargets: null }), errors: forbidden('pullRequest', 'retargets') }, 'reviews', 'refused'],
    ['more reviews', { pull: pull({ reviews: { pageInfo: { hasPreviousPage: true }, nodes: [review()] } }) }, 'reviews', 'more'],
    ['more commits', { pull: pull({ commits: { pageInfo: { hasPreviousPage: true }, nodes: [commit(HEAD)] } }) }, 'writers', 'more'],
    ['more authors', { pull: pull({ commits: { pageInfo: last, nodes: [commit(HEAD, { authors: { pageInfo: { hasNextPage: true }, nodes: [] } })] } }) }, 'writers', 'more'],
    ['commits up to another head', { pull: pull({ commits: { pageInfo: last, nodes: [commit(OLD)] } }) }, 'writers', 'unanswered'],
    ['another head that the list does not have yet', { pull: pull({ tip: { nodes: [{ commit: head({ oid: OLD }) }] } }), object: head({ oid: OLD }) }, 'checks', 'unanswered'],
    ['no such commit', { object: null }, 'checks', 'unanswered'],
    ['something else of that id', { object: {} }, 'checks', 'unanswered'],
    ['checks that are refused', { object: head({ checkSuites: null }), errors: forbidden('object', 'checkSuites') }, 'checks', 'refused'],
    ['more suites', { object: head({ checkSuites: { pageInfo: { hasNextPage: true }, nodes: [suite([run()])] } }) }, 'checks', 'more'],
    ['AC-23 more runs', { object: head({ checkSuites: { pageInfo: end, nodes: [suite([run()], { checkRuns: { pageInfo: { hasNextPage: true }, nodes: [run()] } })] } }) }, 'checks', 'more'],
    ['statuses that are refused', { errors: forbidden('object', 'status') }, 'checks', 'refused'],
    ['files that are not in the answer', { files: null }, 'files', 'unanswered'],
    ['as many files as GitHub lists', { files: Array.from({ length: 300 }, () => ({ ...files[0], changes: 0 })) }, 'files', 'more'],
    ['rules that are refused', { rules: { status: 403, body: { message: 'Resource not accessible by integration' } } }, 'required', 'refused'],
    ['rules in words that nobody understands', { rules: { status: 200, body: [{ type: 'required_status_checks' }] } }, 'required', 'unanswered'],
    ['protection that is refused', { protection: { status: 404, body: { message: 'Not Found' } } }, 'required', 'refused'],
  ])('%s', async (_name, given, list, lacks) => {
    const { facts } = await told(given);
    expect(facts?.[list].lacks).toBe(lacks);
    expect(conclusionOf(facts)).not.toBe('success');
  }); // biome-ignore format: a table

  test('a pull request that is not there is nothing', async () => {
    const errors = [{ type: 'NOT_FOUND', path: ['repository', 'pullRequest'], message: 'Could not resolve' }];
    expect((await told({ pull: null, errors })).facts).toBeNull();
  });

  test('one that may not be read is refused', async () => {
    const errors = [{ type: 'FORBIDDEN', path: ['repository', 'pullRequest'], message: 'no' }];
    await expect(told({ pull: null, errors })).rejects.toThrow(GitHubRefused);
  });
});

describe('which checks are required', () => {
  const requiredOf = async (given: Told) => (await told(given)).facts?.required;
  const protectedBy = (checks: object) => ({
    status: 200,
    body: { protected: true, protection: { enabled: true, required_status_checks: checks } },
  });

  test('by rulesets and by protection, with the app that must tell them', async () => {
    const protection = protectedBy({
      contexts: ['lint', 'old'],
      checks: [
        { context: 'lint', app_id: ci },
        { context: 'any', app_id: -1 },
      ],
    });
    expect(
      await requiredOf({
        rules: { status: 200, body: [{ type: 'deletion' }, rule('test', ci), rule('free')] },
        protection,
      }),
    ).toEqual({
      items: [
        { name: 'test', app: ci },
        { name: 'free', app: null },
        { name: 'lint', app: ci },
        { name: 'any', app: null },
        { name: 'old', app: null },
      ],
      lacks: null,
    });
  });

  test('F-43 also what GitHub takes for required and no rule names', async () => {
    expect(await requiredOf({ rules: { status: 200, body: [] } })).toEqual({
      items: [{ name: 'test', app: ci }],
      lacks: null,
    });
  });

  test('none by rules where the plan has none', async () => {
    const rules = {
      status: 403,
      body: { message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' },
    };
    expect((await requiredOf({ rules }))?.lacks).toBeNull();
  });
});

describe('one evaluation costs four requests', () => {
  const fork = () =>
    pull({
      isCrossRepository: true,
      reviews: {
        pageInfo: last,
        nodes: [review(), review({ author: account(8) }), review({ author: account(9), state: 'COMMENTED' })],
      },
    });
  const edges = (login: string, permission: string) => ({ edges: [{ permission, node: { login } }] });
  const rules = {
    pageInfo: end,
    nodes: [{ parameters: {} }, { parameters: { requiredStatusChecks: [{ context: 'test', integrationId: ci }] } }],
  };

  /** Of a fork; the rules come with what its reviewers may do. */
  async function forked(repository: object, errors: readonly object[] = []) {
    const { client, exchanges } = atTheEdge();
    graphql({
      data: {
        repository: {
          nameWithOwner: 'acme/shop',
          defaultBranchRef: { name: 'main' },
          pullRequest: fork(),
          object: head(),
        },
      },
    });
    const sent = graphql({ data: { repository }, errors });
    rest('GET', `/repos/acme/shop/compare/main...${HEAD}?per_page=1`, 200, { files });
    rest('GET', '/repos/acme/shop/branches/main', 200, { protected: false, protection: { enabled: false } });
    const facts = await createHotfixGateway(client, async () => self).facts(asked);
    if (facts === null) throw new Error('There is no such pull request.');
    expect(exchanges).toHaveLength(4);
    expect(validate(await gitHubSchema(), parse(sent.query))).toEqual([]);
    return facts;
  }

  test('of a fork too: who of those who approved maintains the repository is asked with the rules', async () => {
    const facts = await forked({
      base: { rules },
      person0: edges('account-8', 'WRITE'),
      person1: edges('account-3', 'MAINTAIN'),
    });
    expect(facts.reviews.items.map(({ permission }) => permission)).toEqual(['maintain', 'write', 'write']);
    expect(facts.required).toEqual({ items: [{ name: 'test', app: ci }], lacks: null });
    expect(judgeHotfix(facts, policy, record()).conclusion).toBe('failure');
    expect(judgeHotfix(facts, withHotfix({ forks: 'maintainer' }), record()).conclusion).toBe('success');
  });

  test.each([
    ['rules that are not told', { base: { rules: null }, person1: edges('account-3', 'ADMIN') }, 'required'],
    ['a base that is gone', { base: null, person1: edges('account-3', 'ADMIN') }, 'required'],
    ['people that are not told', { base: { rules }, person0: null, person1: null }, null],
  ])('and of a fork %s let nothing pass', async (_name, repository, lacks) => {
    const facts = await forked(repository, [{ type: 'FORBIDDEN', path: ['repository'], message: 'no' }]);
    expect(lacks === null ? null : facts[lacks as 'required'].lacks).toBe(lacks === null ? null : 'refused');
    expect(judgeHotfix(facts, withHotfix({ forks: 'maintainer' }), record()).conclusion).not.toBe('success');
  });

  test('where its head has moved since the event too: what is judged is what it has now', async () => {
    const { client, exchanges } = atTheEdge();
    const NEXT = 'd'.repeat(40);
    const moved = pull({
      headRefOid: NEXT,
      commits: { pageInfo: last, nodes: [commit(NEXT)] },
      tip: { nodes: [{ commit: head({ oid: NEXT }) }] },
      baseRefName: 'next',
    });
    graphql({
      data: {
        repository: {
          nameWithOwner: 'acme/shop',
          defaultBranchRef: { name: 'next' },
          pullRequest: moved,
          object: head(),
        },
      },
    });
    rest('GET', `/repos/acme/shop/compare/next...${NEXT}?per_page=1`, 200, { files });
    rest('GET', '/repos/acme/shop/rules/branches/next?per_page=100', 200, [rule('test', ci)]);
    rest('GET', '/repos/acme/shop/branches/next', 200, { protected: false, protection: { enabled: false } });
    const facts = await createHotfixGateway(client, async () => self).facts(asked);
    expect(exchanges).toHaveLength(4);
    expect(facts).toMatchObject({
      head: NEXT,
      pull: { sha: NEXT, base: 'next' },
      checks: { items: [{ sha: NEXT }], lacks: null },
    });
    expect(facts?.reviews.items.map(({ sha }) => sha)).toEqual([HEAD]);
    expect(conclusionOf(facts)).not.toBe('success');
  });
});

test('our own checks on the head are read with it, the newest of each, and not where not all is told', async () => {
  const mine = (change: object) =>
    suite([run({ name: 'firebreak / hotfix', externalId: 'open', ...change })], {
      app: { databaseId: self },
      workflowRun: null,
    });
  const seen = async (nodes: readonly object[], more = false) =>
    (await told({ object: head({ checkSuites: { pageInfo: { hasNextPage: more }, nodes } }) })).facts?.own;
  expect(await seen([mine({}), suite([run({ name: 'firebreak / freeze' })])])).toEqual({
    check: null,
    gate: { id: 'CR_1', state: 'passed', note: 'open' },
    postmortem: null,
    policy: null,
  });
  const waiting = mine({ id: 'CR_2', status: 'IN_PROGRESS', conclusion: null, externalId: 'gate/7/x' });
  expect((await seen([mine({}), waiting]))?.gate).toEqual({ id: 'CR_2', state: 'waiting', note: 'gate/7/x' });
  expect(await seen([mine({})], true)).toBeUndefined();
});

test.each([
  ['before', '2026-11-21T08:10:01Z', true],
  ['in the second in which', '2026-11-21T08:10:00Z', true],
  ['after', '2026-11-21T08:09:59Z', undefined],
])(
  'an approval of the very head that was given %s the pull request went to this base',
  async (_name, createdAt, is) => {
    const { facts } = await told({ pull: pull({ retargets: { nodes: [{ createdAt }] } }) });
    expect(facts?.reviews.items.map(({ otherBase }) => otherBase)).toEqual([is]);
    expect(conclusionOf(facts)).toBe(is === true ? 'pending' : 'success');
  },
);

test('what it closes is as GitHub links it, in this repository', async () => {
  const nodes = [
    { number: 9, repository: { nameWithOwner: 'ACME/Shop' } },
    { number: 10, repository: { nameWithOwner: 'acme/other' } },
  ];
  const { facts } = await told({ pull: pull({ closingIssuesReferences: { pageInfo: { hasNextPage: true }, nodes } }) });
  expect(facts?.pull.closes).toEqual({ items: [9], lacks: 'more' });
});

test('words that GitHub adds one day, accounts that are gone, bots, forks and statuses', async () => {
  const { facts } = await told({
    pull: pull({
      state: 'PAUSED',
      isCrossRepository: true,
      headRepository: null,
      author: null,
      reviews: {
        pageInfo: last,
        nodes: [
          review({ state: 'PRAISED', author: null, commit: null, authorCanPushToRepository: false }),
          review({ author: account(9, 'Bot') }),
        ],
      },
    }),
    object: head({
      checkSuites: {
        pageInfo: end,
        nodes: [suite([run({ status: 'PAUSED', conclusion: null })], { app: null, workflowRun: null })],
      },
      status: { contexts: [{ context: 'ci/test', state: 'PENDING', isRequired: false, creator: account(8) }] },
    }),
  });
  expect(facts?.pull).toMatchObject({ state: 'unknown', from: 'fork', author: null });
  expect(facts?.reviews.items).toMatchObject([
    { state: 'unknown', by: null, login: 'ghost', sha: null, permission: 'read' },
    { state: 'approved', by: 9, bot: true },
  ]);
  expect(facts?.checks.items).toMatchObject([
    { name: 'test', app: null, origin: 'suite', order: null, state: 'unknown' },
    { name: 'ci/test', app: null, postedBy: 8, origin: 'status', state: 'pending' },
  ]);
});
