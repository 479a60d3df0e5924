// What is posted so that every head shows whether it is held, and nothing that it shows already.
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/core/incident/operation.ts';
import { deploymentVerdict } from '../../../src/core/mitigation/freeze-answers.ts';
import {
  checksToPost,
  type Freezing,
  type Head,
  heldOf,
  type OwnCheck,
  releasedBy,
} from '../../../src/core/mitigation/freeze-checks.ts';

const since = '2026-03-01T10:00:00.000Z';
const freezing = (number: number, from = since): Freezing => ({
  number,
  url: `https://github.example/acme/shop/issues/${number}`,
  freeze: { since: from, until: '2026-03-01T18:00:00.000Z', by: null, because: 'what nobody may read', lifts: 'lead' },
});
const main = { name: 'main', requires: true };
const release = { name: 'release', requires: false };
const head = (pull: number, check: OwnCheck | null = null, base = 'main'): Head => ({
  sha: `sha${pull}`,
  base,
  pull,
  check,
});
const waits = (number = 7): OwnCheck => ({ id: 'CR_1', state: 'waiting', note: `held/${number}/${since}` });
const passed: OwnCheck = { id: 'CR_2', state: 'passed', note: 'open' };

const posted = (heads: readonly Head[], frozen: readonly Freezing[], branches = [main, release]) =>
  checksToPost(heads, branches, frozen).map(({ sha, state, id }) => ({ sha, state, id }));

describe('while it is frozen', () => {
  test.each([
    { name: 'a head without a check', check: null, posts: [{ sha: 'sha1', state: 'waiting', id: null }] },
    { name: 'one that has passed, anew', check: passed, posts: [{ sha: 'sha1', state: 'waiting', id: null }] },
    { name: 'one that waits already: nothing', check: waits(), posts: [] },
    {
      name: 'one that waits for another incident, changed',
      check: waits(3),
      posts: [{ sha: 'sha1', state: 'waiting', id: 'CR_1' }],
    },
    {
      name: 'one of ours that ended otherwise, anew',
      check: { ...passed, state: 'other' as const },
      posts: [{ sha: 'sha1', state: 'waiting', id: null }],
    },
  ])('$name', ({ check, posts }) => {
    expect(posted([head(1, check)], [freezing(7)])).toEqual(posts);
  });

  test('nothing is held whose branch nobody protects, and what was held there is let go', () => {
    expect(posted([head(1, null, 'rollback/production')], [freezing(7)])).toEqual([]);
    expect(posted([head(1, waits(), 'topic')], [freezing(7)])).toEqual([{ sha: 'sha1', state: 'passed', id: 'CR_1' }]);
  });

  test('a commit of several pull requests has one check, and is held when one of them is', () => {
    const both = [head(1, waits()), { ...head(2, waits(), 'topic'), sha: 'sha1' }];
    expect(posted(both, [freezing(7)])).toEqual([]);
    expect(posted(both.toReversed(), [])).toEqual([{ sha: 'sha1', state: 'passed', id: 'CR_1' }]);
  });

  test('the incident that froze first is named, and nothing that anybody wrote', () => {
    const all = [freezing(9, '2026-03-01T11:00:00.000Z'), freezing(12), freezing(7)];
    const [check] = checksToPost([head(1)], [main], all);
    expect(check).toMatchObject({ title: 'Held while incident #7 is open', url: freezing(7).url });
    expect(check?.summary).toContain('since 2026-03-01 10:00 UTC by incident #7');
    expect(check?.summary).toContain('Who may do so: lead.');
    expect(JSON.stringify(check)).not.toContain('what nobody may read');
  });
});

describe('while it is not', () => {
  test.each([
    {
      name: 'a branch that needs the check gets it',
      base: 'main',
      check: null,
      posts: [{ sha: 'sha1', state: 'passed', id: null }],
    },
    { name: 'a branch that does not gets none', base: 'release', check: null, posts: [] },
    {
      name: 'what waits is completed',
      base: 'release',
      check: waits(),
      posts: [{ sha: 'sha1', state: 'passed', id: 'CR_1' }],
    },
    { name: 'what has passed stays', base: 'main', check: passed, posts: [] },
  ])('$name', ({ base, check, posts }) => {
    expect(posted([head(1, check, base)], [])).toEqual(posts);
  });
});

test('held are pull requests into protected branches, by number, with their groups counted once', () => {
  const heads = [head(12), head(3), { ...head(3), sha: 'group' }, head(5, null, 'topic')];
  expect(heldOf(heads, [main])).toEqual({ pulls: 2, shown: [3, 12] });
  const many = Array.from({ length: 500 }, (_, index) => head(index + 1));
  expect(heldOf(many, [main])).toEqual({ pulls: 500, shown: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
});

test('released is what waited', () => {
  const heads = [head(1, waits()), head(2, passed), head(3)];
  expect(releasedBy(checksToPost(heads, [main], []), heads)).toEqual({ pulls: 1, shown: [1] });
});

describe('a run that asks whether it may deploy', () => {
  const operation = (kind: Operation['kind'], run: number | null, state: Operation['state'] = 'running') =>
    ({ kind, state, run: run === null ? null : { id: run, url: '' } }) as Operation;
  const verdict = (run: number, operations: readonly Operation[], frozen = [freezing(7)], isComplete = true) =>
    deploymentVerdict(run, frozen, operations, isComplete).state;

  test.each([
    { name: 'waits where nothing is known to freeze', frozen: [], operations: [], is: 'wait' },
    { name: 'waits where something freezes', frozen: [freezing(7)], operations: [], is: 'wait' },
    {
      name: 'may as the rollback of the record',
      frozen: [freezing(7)],
      operations: [operation('rollback', 5)],
      is: 'approved',
    },
  ])('while not all incidents are known: $name', ({ frozen, operations, is }) => {
    expect(verdict(5, operations, frozen, false)).toBe(is);
  });

  test.each([
    { name: 'may while nothing is frozen', frozen: [], operations: [], is: 'approved' },
    { name: 'may not while it is', frozen: [freezing(7)], operations: [], is: 'rejected' },
    {
      name: 'may as the rollback of the record',
      frozen: [freezing(7)],
      operations: [operation('rollback', 5)],
      is: 'approved',
    },
    {
      name: 'may as an action of the runbook',
      frozen: [freezing(7)],
      operations: [operation('action', 5)],
      is: 'approved',
    },
    {
      name: 'may when that has ended for us already',
      frozen: [freezing(7)],
      operations: [operation('rollback', 5, 'succeeded')],
      is: 'approved',
    },
    {
      name: 'may as a verification that the record has started',
      frozen: [freezing(7)],
      operations: [operation('verification', 5)],
      is: 'approved',
    },
    {
      name: 'may as the probes of the record',
      frozen: [freezing(7)],
      operations: [operation('evidence', 5)],
      is: 'approved',
    },
    {
      name: 'waits while the number of a verification is not known',
      frozen: [freezing(7)],
      operations: [operation('verification', null, 'asked')],
      is: 'wait',
    },
    {
      name: 'may not beside a rollback',
      frozen: [freezing(7)],
      operations: [operation('rollback', 6)],
      is: 'rejected',
    },
    {
      name: 'waits while the number of a rollback is not known',
      frozen: [freezing(7)],
      operations: [operation('rollback', null, 'asked')],
      is: 'wait',
    },
    {
      name: 'may not for a rollback that never began',
      frozen: [freezing(7)],
      operations: [operation('rollback', null, 'refused')],
      is: 'rejected',
    },
  ])('$name', ({ frozen, operations, is }) => {
    expect(verdict(5, operations, frozen)).toBe(is);
  });
});
