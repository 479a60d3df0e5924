// What the run of a rollback refuses, and what it only tells.
import { describe, expect, test } from 'vitest';
import { checkedTarget, type TargetWish, wishedTarget } from '../../../src/core/mitigation/checked-target.ts';
import type { Comparison } from '../../../src/core/mitigation/comparison.ts';
import { quietPast, type RecentPast } from '../../../src/core/mitigation/recent-past.ts';
import { aPolicy } from '../../support/builders.ts';
import { clock, deployment, shaOf } from './deployments.ts';

const policy = aPolicy();
const past: RecentPast = {
  ...quietPast,
  branch: 'main',
  deployments: [deployment('c', 300), deployment('b', 200), deployment('a', 100)],
};
const wish: TargetWish = { environment: 'production', to: null, incident: null, unmerged: false };
const compared: Comparison = {
  ...{ from: shaOf('c'), to: shaOf('b'), branch: 'main', lost: [], count: 0 },
  ...{ files: ['src/pay.ts'], allFiles: true, reachable: true },
};

function checked(of: Partial<RecentPast>, wanted: Partial<TargetWish>, comparison: Comparison | null = compared) {
  const asked = { ...wish, ...wanted };
  const found = checkedTarget(wishedTarget({ ...past, ...of }, asked, policy), asked, comparison, policy);
  return found.kind === 'refused' ? found.why : { to: found.plan.to.sha, doubts: found.doubts };
}

describe('a version that nobody named', () => {
  test('is the last known good one', () => {
    expect(checked({}, {})).toEqual({ to: shaOf('b'), doubts: [] });
  });

  test.each([
    ['GitHub tells of no deployments', { unread: ['deployments'] }, compared, 'GitHub did not tell of the deployments'],
    [
      'GitHub does not tell of other incidents',
      { unread: ['other incidents'] },
      compared,
      'may have been live during one',
    ],
    ['it cannot be compared', {}, null, 'GitHub did not tell whether the default branch has'],
    ['what changed since is risky', {}, { ...compared, files: ['db/migrations/7.sql'] }, 'risky to take back'],
    ['nothing was ever live there', { deployments: [] }, compared, 'no successful deployment to `production`'],
    ['nothing was live before', { deployments: [deployment('a', 100)] }, compared, 'No earlier version'],
  ])('is not gone back to where %s', (_what, of, comparison, why) => {
    expect(checked(of, {}, comparison)).toContain(why);
  });

  test('is not one that was live in another incident, which its own is not', () => {
    const incidents = [{ number: 7, from: clock(250), to: null }];
    expect(checked({ incidents }, {})).toEqual({ to: shaOf('a'), doubts: [] });
    expect(checked({ incidents }, { incident: 7 })).toEqual({ to: shaOf('b'), doubts: [] });
  });
});

describe('a version that somebody named', () => {
  test('is gone back to, and what speaks against it is told', () => {
    const incidents = [{ number: 7, from: clock(250), to: null }];
    expect(checked({ incidents }, { to: shaOf('b') })).toEqual({
      to: shaOf('b'),
      doubts: ['It was live during #7'],
    });
  });

  test.each([
    ['it was never live', { to: shaOf('z') }, compared, 'No successful deployment'],
    ['its deployment failed', { to: shaOf('f') }, compared, 'No successful deployment'],
    ['it is live', { to: shaOf('c') }, compared, 'is at `6363636` already'],
    ['the default branch does not have it', { to: shaOf('b') }, { ...compared, reachable: false }, 'does not have'],
  ])('is refused where %s', (_what, wanted, comparison, why) => {
    const deployments = [deployment('f', 250, ['failure', 'in_progress']), ...past.deployments];
    expect(checked({ deployments }, wanted, comparison)).toContain(why);
  });

  test('may be one that the default branch does not have where the workflow says so', () => {
    const found = checked({}, { to: shaOf('b'), unmerged: true }, { ...compared, reachable: false });
    expect(found).toEqual({ to: shaOf('b'), doubts: ['The default branch does not have it'] });
  });

  test('is repeated as text that does nothing', () => {
    expect(checked({}, { to: '`@everyone` [x](y)' })).not.toMatch(/@everyone|\[x\]/);
  });
});
