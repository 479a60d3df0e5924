// What was live where a team does not use GitHub's deployments.
import { expect, test } from 'vitest';
import { quietPast, type RecentPast } from '../../../src/core/mitigation/recent-past.ts';
import { rollbackTarget } from '../../../src/core/mitigation/rollback-target.ts';
import { type NamedVersion, withNamed, withRuns } from '../../../src/core/mitigation/versions-from.ts';
import { clock, deployment, shaOf } from './deployments.ts';

const wish = { environment: 'production', rule: 'last-known-good', to: null, suspect: null, incidents: [] } as const;
const trunk = { ...quietPast, branch: 'main' };
const target = ({ deployments }: RecentPast) => rollbackTarget(deployments, wish);

test.each(['release', 'tag'] as const)('a %s is a version that was live from its hour on; one without a commit is none', (of) => {
  const named = (name: string, sha: string | null, minute: number): NamedVersion => ({ of, name, at: clock(minute), sha, url: null });
  const versions = [named('v3', shaOf('c'), 30), named('v2x', null, 25), named('v2', shaOf('b'), 20), named('v1', shaOf('a'), 10)];
  expect(target(withNamed(quietPast, 'production', versions))).toMatchObject({
    kind: 'found',
    from: { id: `${of} v3`, sha: shaOf('c'), ref: 'v3' },
    to: { sha: shaOf('b'), ref: 'v2' },
    others: [{ ref: 'v1' }],
  });
  expect(withNamed(quietPast, 'production', null).unread).toEqual(['deployments']);
}); // biome-ignore format: one thought a line

const run = (id: number, letter: string, minute: number, conclusion: string | null) => ({
  id,
  event: 'push',
  sha: shaOf(letter),
  ref: 'main',
  by: 'lead',
  at: clock(minute),
  endedAt: clock(minute + 3),
  conclusion,
  url: 'https://github.example/runs',
});

test('a run that succeeded is a version; one that failed or goes on was never live', () => {
  const runs = [
    run(4, 'd', 40, null),
    run(3, 'c', 30, 'failure'),
    run(2, 'b', 20, 'success'),
    run(1, 'a', 10, 'success'),
  ];
  expect(target(withRuns(trunk, 'production', runs))).toMatchObject({
    from: { sha: shaOf('b') },
    to: { sha: shaOf('a') },
  });
  expect(withRuns(quietPast, 'production', null).unread).toEqual(['deployments']);
});

test.each([
  ['ran on another branch', 'success', { ref: 'feature/x' }],
  ['was skipped', 'skipped', {}],
  ['was cancelled', 'cancelled', {}],
  ['ended with neither', 'neutral', {}],
])('a run that %s says nothing of what is live', (_name, conclusion, more) => {
  const runs = [{ ...run(3, 'c', 30, conclusion), ...more }, run(2, 'b', 20, 'success'), run(1, 'a', 10, 'success')];
  const { deployments } = withRuns(trunk, 'production', runs);
  expect(deployments.map(({ id }) => id)).toEqual(['run 2', 'run 1']);
});

test('a run that timed out failed; one of a release is of a tag; without the default branch nobody knows', () => {
  const runs = [run(2, 'b', 20, 'timed_out'), { ...run(1, 'a', 10, 'success'), event: 'release', ref: 'v1' }];
  expect(withRuns(trunk, 'production', runs).deployments).toMatchObject([
    { id: 'run 2', statuses: [{ state: 'failure' }] },
    { id: 'run 1', statuses: [{ state: 'success' }] },
  ]);
  expect(withRuns(quietPast, 'production', runs).unread).toEqual(['deployments']);
});

test('by tags somebody should look before: no hour of a tag is GitHub’s', () => {
  const named = (of: 'tag' | 'release') =>
    ['v2', 'v1'].map((name, at) => ({ of, name, at: clock(20 - at), sha: shaOf(name.slice(1)), url: null }));
  const doubts = (of: 'tag' | 'release') => {
    const found = target(withNamed(quietPast, 'production', named(of)));
    return found.kind === 'found' ? found.doubts.map(({ kind }) => kind) : [found.kind];
  };
  expect(doubts('tag')).toContain('by-tag');
  expect(doubts('release')).not.toContain('by-tag');
});

test('a rollback that was recorded as a deployment counts beside them', () => {
  const back = { ...trunk, deployments: [deployment('a', 50)] };
  const runs = [run(2, 'b', 20, 'success'), run(1, 'a', 10, 'success')];
  expect(target(withRuns(back, 'production', runs))).toMatchObject({ from: { sha: shaOf('a') } });
});
