// Lists that GitHub has more of than were read.
import { expect, test } from 'vitest';
import { cutIn } from '../../../src/shell/github/past-cut.ts';

const wanted = { environment: 'production', since: '2026-03-01T00:00:00Z', paths: ['config'], accepted: ['live'] };
const list = (by: string, oldest: string, hasNextPage = true) => ({
  pageInfo: { hasNextPage },
  nodes: [{ [by]: '2026-03-02T00:00:00Z' }, { [by]: oldest }],
});
const [lately, long] = ['2026-03-01T12:00:00Z', '2026-02-01T00:00:00Z'];

test.each([
  ['merged pull requests', { pullRequests: list('updatedAt', lately) }, ['2 merged pull requests']],
  ['releases', { releases: list('createdAt', lately) }, ['2 releases']],
  ['deployments of all', { all: list('createdAt', lately) }, ['2 deployments']],
  [
    'commits of the configuration',
    { defaultBranchRef: { target: { h0: list('committedDate', lately) } } },
    ['2 changes of the configuration'],
  ],
  ['a list with no more', { pullRequests: list('updatedAt', lately, false) }, []],
  ['a list whose rest is older than is asked', { pullRequests: list('updatedAt', long) }, []],
  ['a list that GitHub did not tell', { pullRequests: null }, []],
])('%s', (_name, repository, cut) => {
  expect(cutIn(repository, wanted)).toEqual({ cut, unread: [] });
});

test('other incidents are unread where those that are left out may be younger than a deployment', () => {
  const own = list('createdAt', long, false);
  expect(cutIn({ own, i0: list('createdAt', lately) }, wanted).unread).toEqual(['other incidents']);
  expect(cutIn({ own, i0: list('createdAt', '2026-01-01T00:00:00Z') }, wanted).unread).toEqual([]);
});
