// Merging and opening over the wire: GitHub decides, in its own words; an answer that is lost is looked for and never sent blindly again.
import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { deleteBranch, mergePull } from '../../../src/shell/github/hotfix/merge.ts';
import { openHotfix } from '../../../src/shell/github/hotfix/open.ts';
import { atTheEdge, graphql, issue, onlyPreparedAnswers, rest } from './edge.ts';

onlyPreparedAnswers();

const place = { owner: 'acme', repo: 'shop' };
const asked = {
  pull: 12,
  id: 'PR_12',
  head: 'a'.repeat(40),
  method: 'squash',
  title: 'HOTFIX',
  message: 'Refs #7',
} as const;
const PATH = '/repos/acme/shop/pulls/12/merge';
const merge = () => mergePull(atTheEdge().client, place, asked);
const onlyByQueue = () => rest('PUT', PATH, 405, { message: 'Changes must be made through the merge queue' });
const error = (message: string, type = 'UNPROCESSABLE') => ({ data: { queued: null }, errors: [{ type, message }] });

describe('merging', () => {
  test('takes the very head that was judged, squashed, with words that close nothing', async () => {
    let sent: unknown = null;
    nock('https://github.test')
      .put(PATH, (body) => {
        sent = body;
        return true;
      })
      .reply(200, { sha: 'f1', merged: true, message: 'done' });
    expect(await merge()).toEqual({ is: 'merged', sha: 'f1' });
    expect(sent).toEqual({
      sha: asked.head,
      merge_method: 'squash',
      commit_title: 'HOTFIX',
      commit_message: 'Refs #7',
    });
  });

  test.each([
    [405, 'Required status check "test" is expected.', false],
    [405, 'Base branch was modified. Review and try the merge again.', true],
    [405, 'Pull Request is not mergeable', true],
    [409, 'Head branch was modified. Review and try the merge again.', true],
    [403, 'Resource not accessible by integration', false],
  ])('is refused with %s in GitHub’s words: %s, for a moment: %s', async (status, message, momentary) => {
    rest('PUT', PATH, status, { message });
    expect(await merge()).toEqual({ is: 'refused', why: message, momentary });
  });

  test('whose answer is lost is not sent again: it is looked at later', async () => {
    rest('PUT', PATH, 502, {});
    await expect(merge()).rejects.toMatchObject({ name: 'GitHubUnavailable' });
  });
});

describe('a merge queue', () => {
  test('is joined at its front, at the head that was judged', async () => {
    onlyByQueue();
    const sent = graphql({ data: { queued: { mergeQueueEntry: { id: 'Q' } } } });
    expect(await merge()).toEqual({ is: 'queued', behind: false });
    expect(sent.variables['input']).toEqual({ pullRequestId: 'PR_12', expectedHeadOid: asked.head, jump: true });
  });

  test('is joined at its end where jumping is not ours to do', async () => {
    onlyByQueue();
    graphql(error('Must have permission to jump to the front of the merge queue.', 'FORBIDDEN'));
    const sent = graphql({ data: { queued: { mergeQueueEntry: { id: 'Q' } } } });
    expect(await merge()).toEqual({ is: 'queued', behind: true });
    expect(sent.variables['input']).not.toHaveProperty('jump');
  });

  test('that refuses is told in its words', async () => {
    onlyByQueue();
    graphql(error('The merge queue is full'));
    expect(await merge()).toEqual({ is: 'refused', why: 'The merge queue is full', momentary: false });
  });
});

test.each([422, 403, 404])('a branch that cannot be deleted (%s) is no error', async (status) => {
  nock('https://github.test').delete('/repos/acme/shop/git/refs/heads%2Fhotfix').reply(status, { message: 'no' });
  await expect(deleteBranch(atTheEdge().client, place, 'hotfix')).resolves.toBeUndefined();
});

describe('opening', () => {
  const effect = {
    kind: 'open-hotfix',
    key: 'open/hotfix-7-1',
    hotfix: 'hotfix-7-1',
    branch: 'hotfix/incident-7',
    base: 'main',
    title: 'HOTFIX: pay',
    commit: 'hotfix: pay (Refs #7)',
    text: 'Refs #7\n\n<!-- firebreak:effect open/hotfix-7-1 -->',
  } as const;
  const tip = { oid: 'b'.repeat(40), message: 'Before' };
  const pull = (body: string = effect.text) => ({
    number: 12,
    url: 'https://github.test/12',
    title: effect.title,
    baseRefName: 'main',
    headRefOid: 'a'.repeat(40),
    body,
  });
  const found = (over: object = {}) => ({
    data: {
      repository: {
        id: 'R',
        nameWithOwner: 'acme/shop',
        base: { name: 'main', target: tip },
        own: null,
        pullRequests: { nodes: [] },
        ...over,
      },
    },
  });
  const open = () => openHotfix(atTheEdge().client, issue, effect);
  const parts = (query: string) =>
    ['createRef', 'createCommitOnBranch', 'createPullRequest'].filter((one) => query.includes(`${one}(`));

  test('makes branch, commit and draft in one request', async () => {
    graphql(found());
    const sent = graphql({ data: { pull: { pullRequest: pull() } } });
    expect(await open()).toMatchObject({
      ok: true,
      pull: { number: 12, branch: effect.branch, base: 'main', state: 'open' },
    });
    expect(parts(sent.query)).toEqual(['createRef', 'createCommitOnBranch', 'createPullRequest']);
    expect(sent.variables['pull']).toMatchObject({ draft: true, headRefName: effect.branch });
  });

  test.each([
    {
      name: 'is there already is taken, and nothing is made',
      over: { pullRequests: { nodes: [pull()] } },
      makes: null,
    },
    {
      name: 'was left with its branch is finished',
      over: { own: { name: 'x', target: tip } },
      makes: ['createCommitOnBranch', 'createPullRequest'],
    },
    {
      name: 'was left with its commit is finished',
      over: { own: { name: 'x', target: { oid: 'c', message: `${effect.commit}\n` } } },
      makes: ['createPullRequest'],
    },
  ])('what an earlier try $name', async ({ over, makes }) => {
    graphql(found(over));
    const sent = makes === null ? null : graphql({ data: { pull: { pullRequest: pull() } } });
    expect(await open()).toMatchObject({ ok: true, pull: { number: 12 } });
    expect(sent === null ? null : parts(sent.query)).toEqual(makes);
  });

  test.each([
    {
      name: 'somebody’s branch of that name',
      over: { own: { name: 'x', target: { oid: 'c', message: 'Mine' } }, pullRequests: { nodes: [pull('mine')] } },
      says: 'there is a branch hotfix/incident-7 already',
    },
    { name: 'a base that is not there', over: { base: null }, says: 'the branch that it goes to is not there' },
  ])('is refused for $name', async ({ over, says }) => {
    graphql(found(over));
    expect(await open()).toMatchObject({ ok: false, fate: 'final', message: says });
  });

  test('goes without a draft where the plan has none, and without what was made before', async () => {
    graphql(found());
    graphql({
      data: { pull: null },
      errors: [{ message: 'Draft pull requests are not supported in this repository.' }],
    });
    graphql(found({ own: { name: 'x', target: { oid: 'c', message: effect.commit } } }));
    const sent = graphql({ data: { pull: { pullRequest: pull() } } });
    expect(await open()).toMatchObject({ ok: true });
    expect([parts(sent.query), sent.variables['pull']]).toMatchObject([['createPullRequest'], { draft: false }]);
  });

  test('whose answer is lost is tried again, which looks for it first', async () => {
    graphql(found());
    graphql('', 502);
    expect(await open()).toMatchObject({ ok: false, fate: 'retry' });
  });
});
