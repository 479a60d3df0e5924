import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { eventsInUse, operationsInUse } from '../../../src/sandbox/descriptions/in-use.ts';
import { readQuery, validateRequest, validateResponse, validateWebhook } from '../../../src/sandbox/validate/index.ts';

const repo = { owner: 'acme', repo: 'shop' };

describe('requests', () => {
  test.each([
    ['a title alone', { title: 'Down' }],
    ['labels as names and as objects', { title: 'Down', labels: ['incident', { name: 'P0' }] }],
    ['a field that GitHub does not know', { title: 'Down', colour: 'red' }],
    ['a milestone of null', { title: 'Down', milestone: null }],
  ])('an issue with %s is fine', (_name, body) => {
    expect(validateRequest('issues/create', { params: repo, query: {}, body })).toEqual([]);
  });

  test.each([
    ['no title', {}, 'body', ''],
    ['labels of null', { title: 'Down', labels: null }, 'body', '/labels'],
    ['no body at all', undefined, 'body', ''],
  ])('an issue with %s has a problem', (_name, body, place, path) => {
    expect(validateRequest('issues/create', { params: repo, query: {}, body })[0]).toMatchObject({ place, path });
  });

  test('query values arrive as text and are read as numbers', () => {
    const query = { per_page: '50', state: 'all' };
    expect(validateRequest('issues/list-for-repo', { params: repo, query })).toEqual([]);
    expect(readQuery('issues/list-for-repo', query)).toMatchObject({
      per_page: 50,
      page: 1,
      state: 'all',
      direction: 'desc',
    });
  });

  test.each([
    ['a page that is no number', { page: 'two' }, '/page'],
    ['a state that does not exist', { state: 'ajar' }, '/state'],
  ])('%s is a problem', (_name, query, path) => {
    expect(validateRequest('issues/list-for-repo', { params: repo, query })[0]).toMatchObject({ place: 'query', path });
  });

  test('an operation that is not in use is an error, not a pass', () => {
    expect(() => validateRequest('repos/get-access-restrictions', { params: repo, query: {} })).toThrow(
      /not in .*in-use/,
    );
  });
});

describe('answers', () => {
  test('an answer without what GitHub promises has problems', () => {
    expect(validateResponse('issues/get', 200, { number: 1 }).map(({ message }) => message)).toContain(
      "must have required property 'title'",
    );
  });

  test('a status that GitHub does not describe is a problem', () => {
    expect(validateResponse('issues/get', 202, {})).toHaveLength(1);
  });

  test('a status without a body is fine', () => {
    expect(validateResponse('issues/lock', 204, undefined)).toEqual([]);
  });

  test('every operation in use compiles', () => {
    for (const operation of operationsInUse) {
      validateRequest(operation, { params: {}, query: {}, body: {} });
      for (const status of [200, 201, 422]) validateResponse(operation, status, {});
    }
  });
});

describe('webhook payloads', () => {
  test.each(['issues', 'issue_comment', 'repository', 'label', 'member', 'ping'])(
    '%s as GitHub once sent it passes',
    (event) => {
      const recorded = examples.find(({ name }) => name === event)?.examples ?? [];
      expect(recorded.some((payload) => validateWebhook(event, payload).length === 0)).toBe(true);
    },
  );

  test.each(eventsInUse)('%s without a body has problems', (event) => {
    expect(validateWebhook(event, { action: 'created' })).not.toEqual([]);
  });

  test('an action that GitHub does not have is a problem', () => {
    expect(validateWebhook('issues', { action: 'exploded' })).toEqual([
      { place: 'payload', path: '/action', message: 'GitHub describes no event issues exploded' },
    ]);
  });
});
