// Pushes as they concern postmortems: by their branch, or by the Markdown files that they change on the default branch; by whoever pushed.
import { describe, expect, test } from 'vitest';
import { toTrigger } from '../../../src/shell/payloads/to-trigger.ts';
import { self } from './payload-samples.ts';

const zero = '0'.repeat(40);
const sender = { id: 11, login: 'responder', node_id: 'U_11', type: 'User' };
const commit = (over: object = {}) => ({
  added: [],
  removed: [],
  modified: [],
  author: { name: 'somebody', email: 'lead@acme.example' },
  ...over,
});
const push = (over: object = {}) => ({
  ref: 'refs/heads/main',
  before: 'a1',
  after: 'b2',
  deleted: false,
  commits: [commit({ modified: ['reports/incidents/a.md'] })],
  repository: {
    ...{ id: 3, name: 'shop', owner: { login: 'sample-org' } },
    ...{ default_branch: 'main', pushed_at: 1772337906 },
  },
  sender,
  installation: { id: 9 },
  ...over,
});
const read = (payload: unknown) => toTrigger('push', payload, self);
const at = '2026-03-01T04:05:06Z';
const responder = { id: 11, login: 'responder', nodeId: 'U_11', bot: false };
const pushed = { branch: null, before: 'a1', after: 'b2', gone: [], made: [] };
const own = 'refs/heads/postmortem/incident-42';

describe('is looked at', () => {
  test.each([
    [
      'on the default branch by the documents that it changes',
      push({}),
      { about: { at, repository: 3, documents: ['reports/incidents/a.md'] }, actor: responder, pushed },
    ],
    [
      'on the branch of a postmortem for its incident',
      push({ ref: own }),
      { about: { at, incident: '3#42' }, actor: responder, pushed: { ...pushed, branch: own.slice(11) } },
    ],
    [
      'on a new branch without a base',
      push({ ref: own, before: zero }),
      {
        about: { at, incident: '3#42' },
        actor: responder,
        pushed: { ...pushed, branch: own.slice(11), before: null },
      },
    ],
    [
      'with the new name of a file, over several commits',
      push({
        commits: [commit({ added: ['b.md'], removed: ['a.md'] }), commit({ added: ['c.md'], removed: ['b.md'] })],
      }),
      {
        about: { at, repository: 3, documents: ['b.md', 'a.md', 'c.md'] },
        actor: responder,
        pushed: { ...pushed, gone: ['a.md'], made: ['c.md'] },
      },
    ],
  ])('%s', (_name, payload, is) => {
    expect(read(payload)).toEqual({ push: is });
  });
});

describe('is none of ours', () => {
  test.each([
    [
      'without documents',
      push({ commits: [commit({ modified: ['src/a.ts', 'reports/incidents/README.md'] })] }),
      'not-ours',
    ],
    ['on another branch', push({ ref: 'refs/heads/fix' }), 'not-ours'],
    ['a tag', push({ ref: 'refs/tags/v1' }), 'not-ours'],
    ['a branch that goes', push({ ref: own, deleted: true }), 'not-ours'],
    ['the app’s own', push({ ref: own, sender: { ...sender, id: self.botId } }), 'own'],
    ['the body of another event', { action: 'opened', issue: {} }, 'unexpected-shape'],
  ])('%s', (_name, payload, reason) => {
    expect(read(payload)).toEqual({ ignored: reason });
  });
});
