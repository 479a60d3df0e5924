// S000-42 What our check of hotfixes says on each head: the verdict of the lane, or that it asks nothing; a commit that is in a lane never has both.
import { describe, expect, test } from 'vitest';
import {
  exemptOf,
  gateChecksToPost,
  type Judgement,
  lateChecks,
  OPEN,
  verdictNote,
} from '../../../src/core/hotfix/lane-checks.ts';
import { HOTFIX_CHECK } from '../../../src/core/hotfix/own-checks.ts';
import type { Head, OwnCheck } from '../../../src/core/mitigation/freeze-checks.ts';

const main = { name: 'main', requires: false, asksGate: true };
const head = (over: Partial<Head> = {}): Head => ({
  sha: 'a',
  base: 'main',
  pull: 12,
  check: null,
  gate: null,
  ...over,
});
const judgement = (conclusion: Judgement['verdict']['conclusion'], over: Partial<Judgement> = {}): Judgement => ({
  of: 'hotfix',
  pull: 12,
  head: 'a',
  incident: 7,
  url: 'https://github.example/7',
  verdict: { conclusion, rows: [] },
  ...over,
});
const lane = new Set([12]);
const none = new Set<number>();
const seen = (heads: readonly Head[], lanes: ReadonlySet<number>, judged: readonly Judgement[] = []) =>
  gateChecksToPost(heads, [main], lanes, judged).map(({ sha, state, note, id }) => [
    sha,
    state,
    note === OPEN ? 'asks nothing' : 'verdict',
    id,
  ]);
const own = (state: OwnCheck['state'], note: string): OwnCheck => ({ id: 'C', state, note });

describe('a head that is in no lane', () => {
  test.each([
    { name: 'passes where its branch asks for the check', given: head(), is: [['a', 'passed', 'asks nothing', null]] },
    { name: 'is left alone where its branch does not', given: head({ base: 'next' }), is: [] },
    { name: 'is left alone where it passes already', given: head({ gate: own('passed', OPEN) }), is: [] },
    {
      name: 'passes anew where it waited for a lane that it is out of, wherever it goes',
      given: head({ base: 'next', gate: own('waiting', 'gate/7/x') }),
      is: [['a', 'passed', 'asks nothing', 'C']],
    },
  ])('$name', ({ given, is }) => {
    expect(seen([given], none)).toEqual(is);
  });
});

describe('a head that is in a lane', () => {
  test.each([
    ['success', 'passed'],
    ['pending', 'waiting'],
    ['failure', 'failed'],
  ] as const)('has its verdict, %s as %s', (conclusion, state) => {
    const [check] = gateChecksToPost([head()], [main], lane, [judgement(conclusion)]);
    expect(check).toMatchObject({ name: HOTFIX_CHECK, state, url: 'https://github.example/7' });
  });

  test('that was not judged is told nothing, and neither is one that moved since', () => {
    expect(seen([head()], lane)).toEqual([]);
    expect(seen([head({ sha: 'b' })], lane, [judgement('success')])).toEqual([]);
  });

  test('is told once what is the same, and ended checks stay as they are', () => {
    const one = judgement('pending');
    expect(seen([head({ gate: own('waiting', verdictNote(one)) })], lane, [one])).toEqual([]);
    expect(seen([head({ gate: own('waiting', 'gate/7/x') })], lane, [one])).toEqual([['a', 'waiting', 'verdict', 'C']]);
    expect(seen([head({ gate: own('passed', 'gate/7/x') })], lane, [one])).toEqual([['a', 'waiting', 'verdict', null]]);
  });

  test('has the worst verdict where two incidents have it, and takes it from no other pull request of that commit', () => {
    const two = [judgement('success'), judgement('failure', { incident: 8 })];
    expect(seen([head()], lane, two)).toEqual([['a', 'failed', 'verdict', null]]);
    expect(seen([head({ pull: 13 }), head()], lane, [judgement('pending')])).toEqual([
      ['a', 'waiting', 'verdict', null],
    ]);
    expect(seen([head({ pull: 13 }), head()], lane)).toEqual([]);
  });

  test('gives its verdict to its group in the merge queue, whose commit is another', () => {
    const group = head({ sha: 'g', group: true });
    expect(seen([group], lane, [judgement('success')])).toEqual([['g', 'passed', 'verdict', null]]);
    expect(seen([{ ...group, pull: 13 }], lane, [judgement('success')])).toEqual([
      ['g', 'passed', 'asks nothing', null],
    ]);
  });
});

describe('a freeze lets go', () => {
  test.each([
    { name: 'a head whose gate passes', heads: [head()], conclusion: 'success', free: ['a'] },
    { name: 'none whose gate waits', heads: [head()], conclusion: 'pending', free: [] },
    { name: 'none that moved since', heads: [head({ sha: 'b' })], conclusion: 'success', free: [] },
    {
      name: 'the group of one that passes',
      heads: [head({ sha: 'g', group: true })],
      conclusion: 'success',
      free: ['g'],
    },
    {
      name: 'a commit that was tested and seen, whoever’s pull request has it too: so says a look at it alone',
      heads: [head(), head({ pull: 13 })],
      conclusion: 'success',
      free: ['a'],
    },
  ] as const)('$name', ({ heads, conclusion, free }) => {
    expect([...exemptOf(heads, [judgement(conclusion)])]).toEqual(free);
  });

  test('none that passes for one incident and not for another', () => {
    expect([...exemptOf([head()], [judgement('success'), judgement('pending', { incident: 8 })])]).toEqual([]);
  });
});

describe('what cannot be said for long', () => {
  const unsaid = (own: OwnCheck | null) => {
    const heads = [head({ gate: own })];
    return lateChecks(gateChecksToPost(heads, [main], none, []), heads);
  };

  test('says so, in a check that waits, and that once', () => {
    expect(unsaid(null)).toMatchObject([
      { sha: 'a', id: null, state: 'waiting', note: 'late', title: 'Firebreak cannot say yet' },
    ]);
    expect(unsaid(own('waiting', 'gate/7/x'))).toMatchObject([{ id: 'C', note: 'late' }]);
    expect(unsaid(own('waiting', 'late'))).toEqual([]);
  });

  test('takes nothing back that passed', () => {
    expect(unsaid(own('passed', 'gate/7/x'))).toEqual([]);
  });
});

describe('a proper fix', () => {
  const fix = (conclusion: Judgement['verdict']['conclusion'], over: Partial<Judgement> = {}) =>
    judgement(conclusion, { of: 'proper-fix', ...over });

  test('has the verdict of its own gate on its head and on its group in the queue', () => {
    const heads = [head(), head({ sha: 'g', group: true })];
    expect(seen(heads, lane, [fix('failure')])).toEqual([
      ['a', 'failed', 'verdict', null],
      ['g', 'failed', 'verdict', null],
    ]);
  });

  test('that is a hotfix too passes when it does for both', () => {
    expect(seen([head()], lane, [judgement('success'), fix('pending')])).toEqual([['a', 'waiting', 'verdict', null]]);
  });

  test('waits for the end of a freeze as everything ordinary does; what is a hotfix too passes when both do', () => {
    expect(exemptOf([head()], [fix('success')]).size).toBe(0);
    expect(exemptOf([head()], [judgement('success'), fix('pending')]).size).toBe(0);
    expect([...exemptOf([head()], [judgement('success'), fix('success')])]).toEqual(['a']);
  });
});
