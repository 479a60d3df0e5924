import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type RollbackTarget,
  type RollbackWish,
  rollbackTarget,
} from '../../../src/core/mitigation/rollback-target.ts';
import { clock, deployment, shaOf } from './deployments.ts';

const wish: RollbackWish = {
  environment: 'production',
  rule: 'last-known-good',
  to: null,
  suspect: '300',
  incidents: [{ number: 7, from: clock(305), to: null }],
};

const good = [deployment('a', 100), deployment('b', 200), deployment('c', 300)];

/** What matters of a target, by minute. */
function inShort(target: RollbackTarget): unknown {
  switch (target.kind) {
    case 'found':
      return {
        from: Number(target.from.id),
        to: Number(target.to.id),
        doubts: target.doubts,
        others: target.others.map(({ id }) => Number(id)),
      };
    case 'several':
      return { several: target.meant.map(({ id }) => Number(id)) };
    default:
      return target.kind;
  }
}

describe('the last known good version', () => {
  const found = (to: number, ...others: number[]) => ({ from: 300, to, doubts: [], others });
  test.each([
    ['is the one before the suspect', good, wish, found(200, 100)],
    [
      'is not lost because GitHub calls it inactive (C25: auto_inactive is not to be trusted)',
      [
        deployment('a', 100, ['inactive', 'success']),
        deployment('b', 200, ['inactive', 'success', 'in_progress']),
        deployment('c', 300),
      ],
      wish,
      found(200, 100),
    ],
    [
      'is live by its success, also where GitHub calls the newest one inactive',
      [deployment('a', 100), deployment('b', 200), deployment('c', 300, ['inactive', 'success'])],
      wish,
      found(200, 100),
    ],
    [
      'never failed',
      [deployment('a', 100), deployment('b', 200, ['failure', 'in_progress']), deployment('c', 300)],
      wish,
      found(100),
    ],
    [
      'did not fail after it had succeeded, whatever GitHub calls inactive',
      [
        deployment('a', 100, ['inactive', 'success']),
        deployment('b', 200, ['failure', 'success']),
        deployment('c', 300),
      ],
      wish,
      found(100),
    ],
    [
      'may have failed before it succeeded',
      [deployment('a', 100), deployment('b', 200, ['success', 'failure']), deployment('c', 300)],
      wish,
      found(200, 100),
    ],
    [
      'is doubted where it failed later and the rule takes it all the same',
      [deployment('a', 100), deployment('b', 200, ['error', 'success']), deployment('c', 300)],
      { ...wish, rule: 'previous-successful' as const },
      { ...found(200, 100), doubts: [{ kind: 'spoilt' }] },
    ],
    [
      'was not only on its way',
      [deployment('a', 100), deployment('b', 200, ['in_progress']), deployment('c', 300)],
      wish,
      found(100),
    ],
    [
      'is of another commit than the suspect, which was deployed again',
      [deployment('a', 100), deployment('c', 200), deployment('c', 300)],
      { ...wish, incidents: [] },
      found(100),
    ],
    [
      'was not live during another incident that it did not end',
      good,
      { ...wish, incidents: [...wish.incidents, { number: 5, from: clock(210), to: clock(290) }] },
      { ...found(100), doubts: [] },
    ],
    [
      'may be what ended another incident',
      good,
      { ...wish, incidents: [...wish.incidents, { number: 5, from: clock(190), to: clock(205) }] },
      found(200),
    ],
    [
      'is of the environment that is meant',
      [deployment('a', 100), deployment('b', 200, ['success'], { environment: 'staging' }), deployment('c', 300)],
      wish,
      found(100),
    ],
    [
      'is before the suspect, also where that is not the newest',
      [...good, deployment('d', 304)],
      { ...wish, suspect: '200' },
      { from: 304, to: 100, doubts: [], others: [] },
    ],
    [
      'is what was live when the suspect failed on top of it',
      [deployment('a', 100), deployment('b', 200), deployment('c', 300, ['failure', 'in_progress'])],
      { ...wish, incidents: [{ number: 7, from: clock(299), to: null }] },
      found(200, 100),
    ],
  ])('%s', (_name, deployments, wished, expected) => {
    expect(inShort(rollbackTarget(deployments, wished))).toEqual(expected);
  });

  test('without a suspect, somebody looks first', () => {
    expect(rollbackTarget(good, { ...wish, suspect: null })).toMatchObject({
      to: { id: '200' },
      doubts: [{ kind: 'no-suspect' }],
    });
  });

  test('does not change with the order in which GitHub lists deployments', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(good, { minLength: 3 }), (shuffled) => {
        expect(inShort(rollbackTarget(shuffled, wish))).toEqual(found(200, 100));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the previous successful version', () => {
  const previous: RollbackWish = { ...wish, rule: 'previous-successful' };

  test('is taken though it was live during an incident, which is said', () => {
    const incidents = [...wish.incidents, { number: 5, from: clock(210), to: clock(290) }];
    expect(rollbackTarget(good, { ...previous, incidents })).toMatchObject({
      to: { id: '200' },
      doubts: [{ kind: 'troubled', incidents: [5] }],
      others: [{ id: '100' }],
    });
  });

  test('is doubted when the suspect is older', () => {
    const [a, b, c] = good;
    expect(
      rollbackTarget(
        [a, b, c].flatMap((one) => one ?? []),
        { ...previous, suspect: '100' },
      ),
    ).toMatchObject({
      to: { id: '200' },
      doubts: [{ kind: 'suspect-not-newer' }],
    });
  });
});

describe('a version that somebody names', () => {
  test.each([
    [
      'by seven digits of its commit',
      { to: shaOf('a').slice(0, 7) },
      { from: 300, to: 100, doubts: [], others: [200] },
    ],
    [
      'by its whole commit, in any case',
      { to: shaOf('a').toUpperCase() },
      { from: 300, to: 100, doubts: [], others: [200] },
    ],
    ['by the tag that was deployed', { to: 'v200' }, { from: 300, to: 200, doubts: [], others: [100] }],
    ['not by six digits', { to: shaOf('a').slice(0, 6) }, 'never-deployed'],
    ['not where it was never deployed', { to: shaOf('z') }, 'never-deployed'],
    ['not where it is live already', { to: 'v300' }, 'already-live'],
  ])('%s', (_name, typed, expected) => {
    expect(inShort(rollbackTarget(good, { ...wish, ...typed }))).toEqual(expected);
  });

  test('not by a branch that several were deployed from', () => {
    const main = good.map((one) => ({ ...one, ref: 'main' }));
    expect(inShort(rollbackTarget(main, { ...wish, to: 'main' }))).toEqual({ several: [200, 100] });
  });
});

describe('where there is none, it is said', () => {
  test.each([
    ['nothing was ever deployed', [], 'nothing-live'],
    ['nothing ever succeeded', [deployment('a', 100, ['failure'])], 'nothing-live'],
    ['only the suspect succeeded', [deployment('c', 300)], 'no-good'],
    ['all before it were live in this incident', [deployment('b', 306), deployment('c', 310)], 'no-good'],
  ])('%s', (_name, deployments, expected) => {
    expect(rollbackTarget(deployments, wish).kind).toBe(expected);
  });

  test('whatever GitHub tells, there is an answer, and it is never the live commit', () => {
    const states = fc.array(
      fc.constantFrom('success' as const, 'failure' as const, 'inactive' as const, 'in_progress' as const),
      { maxLength: 3 },
    );
    const any = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 400 }), states);
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 12 }),
        fc.option(fc.integer({ min: 1, max: 400 }).map(String)),
        (all, suspect) => {
          const deployments = all.map(([letter, minute, found]) => deployment(letter, minute, found));
          const target = rollbackTarget(deployments, { ...wish, suspect });
          if (target.kind !== 'found') return;
          expect(target.to.sha).not.toBe(target.from.sha);
          expect(target.to.statuses.map(({ state }) => state)).toContain('success');
        },
      ),
    );
  });
});
