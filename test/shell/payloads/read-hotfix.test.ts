// What a hotfix waits for, as events tell it: only what may change a verdict is asked about, and what looks like a hotfix is no more than that.
import { describe, expect, test } from 'vitest';
import { toTrigger } from '../../../src/shell/payloads/to-trigger.ts';
import { self } from './payload-samples.ts';

const repository = { id: 3, name: 'shop', owner: { login: 'sample-org' } };
const where = { repository, installation: { id: 9 } };
const ground = { repositoryId: 3, installationId: 9, owner: 'sample-org', repo: 'shop' };
const at = '2026-03-01T04:05:06Z';

const pull = (over: object = {}) => ({
  base: { ref: 'main' },
  head: { sha: 'a1', ref: 'hotfix/incident-42' },
  title: 'HOTFIX: pay again',
  body: null,
  state: 'open',
  updated_at: at,
  ...over,
});
const pullEvent = (action: string, over: object = {}, more: object = {}) => ({
  action,
  number: 12,
  pull_request: pull(over),
  ...more,
  ...where,
});
const said = (sha: string, pulls: readonly number[]) => ({ freeze: { ...ground, ask: { is: 'said', sha, pulls } } });
const read = (event: string, payload: unknown) => toTrigger(event, payload, self);

describe('asks about the lane', () => {
  const review = { action: 'submitted', pull_request: { number: 12, head: { sha: 'a1' } }, ...where };
  const check = {
    action: 'completed',
    check_run: { head_sha: 'a1', app: { id: 15 }, pull_requests: [{ number: 12 }] },
    ...where,
  };
  test.each([
    ['a review', 'pull_request_review', review, said('a1', [12])],
    ['one that is dismissed', 'pull_request_review', { ...review, action: 'dismissed' }, said('a1', [12])],
    ['a check', 'check_run', check, said('a1', [12])],
    ['one that is begun again', 'check_run', { ...check, action: 'created' }, said('a1', [12])],
    [
      'a check of a fork’s commit',
      'check_run',
      { ...check, check_run: { head_sha: 'f1', pull_requests: [] } },
      said('f1', []),
    ],
    ['a status', 'status', { sha: 'a1', ...where }, said('a1', [])],
    [
      'ready for review',
      'pull_request',
      pullEvent('ready_for_review', { title: 'Pay', head: { sha: 'a1', ref: 'pay' } }),
      said('a1', [12]),
    ],
    [
      'taken out of the merge queue',
      'pull_request',
      pullEvent('dequeued', { title: 'Pay', head: { sha: 'a1', ref: 'pay' } }),
      said('a1', [12]),
    ],
  ])('%s', (_name, event, payload, is) => {
    expect(read(event, payload)).toEqual(is);
  });

  test.each([
    ['our own check', 'check_run', { ...check, check_run: { head_sha: 'a1', app: { id: self.appId } } }, 'own'],
    ['a check that is asked for again', 'check_run', { ...check, action: 'rerequested' }, 'action-not-used'],
    ['a label', 'pull_request', pullEvent('labeled'), 'action-not-used'],
    ['a repository without the app', 'status', { sha: 'a1', repository }, 'unexpected-shape'],
  ])('not %s', (_name, event, payload, ignored) => {
    expect(read(event, payload)).toEqual({ ignored });
  });
});

describe('a pull request', () => {
  const seen = (action: string, over: object = {}, number = 12) => {
    const reading = read('pull_request', { ...pullEvent(action, over), number });
    return 'freeze' in reading ? (reading.seen?.incidents ?? null) : 'ignored';
  };
  test.each([
    { name: 'with such a branch may be of the incident in it', over: {}, is: ['3#42'] },
    {
      name: 'with such a title may be of those that its text names',
      over: { head: { sha: 'a1', ref: 'pay' }, body: 'Refs #7, fixes #8' },
      is: ['3#7', '3#8'],
    },
    {
      name: 'names each once, at most three, and never itself',
      over: { head: { sha: 'a1', ref: 'hotfix/1-2-12' }, body: 'Refs #1, refs #2, refs #3, refs #4' },
      is: ['3#1', '3#2', '3#3'],
    },
    { name: 'with neither is none', over: { head: { sha: 'a1', ref: 'pay-42' }, title: 'Pay' }, is: null },
    { name: 'that names no incident is none', over: { head: { sha: 'a1', ref: 'hotfix/pay' } }, is: null },
    { name: 'without an instant is none', over: { updated_at: undefined }, is: null },
  ])('$name', ({ over, is }) => {
    expect(seen('opened', over)).toEqual(is);
  });

  test('is looked at when it is opened, edited or closed, and not at every push', () => {
    expect(['opened', 'edited', 'closed', 'synchronize'].map((action) => seen(action) !== null)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
