import { describe, expect, test } from 'vitest';
import { matchOperation } from '../../../src/sandbox/validate/index.ts';

describe('which operation of GitHub a request names', () => {
  test.each([
    ['a literal wins over a parameter', 'GET', '/repos/o/r/issues/comments', 'issues/list-comments-for-repo', {}],
    ['a parameter', 'GET', '/repos/o/r/issues/5', 'issues/get', { issue_number: '5' }],
    [
      'an encoded label name',
      'DELETE',
      '/repos/o/r/issues/5/labels/status%3A%20a%2Fb',
      'issues/remove-label',
      { name: 'status: a/b' },
    ],
    ['a path with slashes', 'GET', '/repos/o/r/contents/a/b.md', 'repos/get-content', { path: 'a/b.md' }],
    ['the root folder', 'GET', '/repos/o/r/contents/', 'repos/get-content', { path: '' }],
    [
      'a reference with slashes',
      'PATCH',
      '/repos/o/r/git/refs/heads/feat/x',
      'git/update-ref',
      { ref: 'heads/feat/x' },
    ],
    ['the listing, not an empty name', 'GET', '/repos/o/r/branches', 'repos/list-branches', {}],
    ['a trailing slash', 'GET', '/repos/o/r/branches/', 'repos/list-branches', {}],
    ['the method in small letters', 'get', '/zen', 'meta/get-zen', {}],
  ])('%s', (_name, method, path, operationId, params) => {
    expect(matchOperation(method, path)).toMatchObject({ operationId, params, inUse: true });
  });

  test('what GitHub has and the sandbox has not is known, and not in use', () => {
    expect(matchOperation('GET', '/repos/o/r/branches/feat/x/protection/restrictions')).toMatchObject({
      operationId: 'repos/get-access-restrictions',
      params: { branch: 'feat/x' },
      inUse: false,
    });
  });

  test.each([
    ['a path GitHub does not have', 'GET', '/nothing/here'],
    ['a method it does not have there', 'DELETE', '/zen'],
    ['an encoding that is broken', 'GET', '/users/%zz'],
    ['a path that goes on', 'GET', '/repos/o/r/issues/5/nothing'],
  ])('%s is nothing', (_name, method, path) => {
    expect(matchOperation(method, path)).toBeNull();
  });
});
