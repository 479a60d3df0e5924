// No state of reviews, checks, severity and freeze lets a hotfix pass that was not tested and approved at this very head: every one is tried, against a verdict that is reached another way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkStates } from '../../../src/core/hotfix/check-state.ts';
import {
  type HotfixFacts,
  type Lack,
  type Listed,
  reviewStates,
  type SeenCheck,
  type SeenReview,
} from '../../../src/core/hotfix/facts.ts';
import { judgeHotfix } from '../../../src/core/hotfix/gate.ts';
import { statuses } from '../../../src/core/incident/record.ts';
import {
  author,
  check,
  ci,
  committer,
  elsewhere,
  facts,
  HEAD,
  OLD,
  policy,
  record,
  review,
  reviewer,
  self,
  whole,
  withHotfix,
} from './facts.ts';

const rights = ['none', 'read', 'triage', 'write', 'maintain', 'admin', 'unknown'] as const;
const freezes = ['not required', 'held', 'open'] as const;

/** What is required of the freeze, and how it stands: it must never matter. */
function freezeOf(freeze: (typeof freezes)[number]) {
  if (freeze === 'not required') return { required: [], checks: [] };
  const state = freeze === 'held' ? 'in_progress' : 'success';
  const name = 'firebreak / freeze';
  return { required: [{ name, app: self }], checks: [check({ name, app: self, origin: '', state })] };
}

describe('S000-43 S000-46 every state of the one review and the one required check', () => {
  const levels = ['P0', 'P2', null];
  const people = [reviewer, author, committer];
  const given = [...reviewStates, 'none'] as const;
  const shown = [...checkStates, 'absent'] as const;

  test.each(given)('a review that is %s', (state) => {
    const wrong: unknown[] = [];
    let passed = 0;
    for (const sha of [HEAD, OLD])
      for (const by of people)
        for (const permission of rights)
          for (const ran of shown)
            for (const app of [ci, elsewhere])
              for (const level of levels)
                for (const freeze of freezes) {
                  const frozen = freezeOf(freeze);
                  const { conclusion, rows } = judgeHotfix(
                    facts({
                      reviews: state === 'none' ? whole() : whole(review({ state, sha, by, permission })),
                      required: whole({ name: 'test', app: ci }, ...frozen.required),
                      checks: whole(...(ran === 'absent' ? [] : [check({ state: ran, app })]), ...frozen.checks),
                    }),
                    policy,
                    record({ level }),
                  );
                  const approved =
                    state === 'approved' &&
                    sha === HEAD &&
                    by === reviewer &&
                    /^(?:write|maintain|admin)$/.test(permission);
                  const tested = ran === 'success' && app === ci;
                  const expected = approved && tested && level === 'P0';
                  if (expected) passed += 1;
                  if ((conclusion === 'success') !== expected || rows.length === 0)
                    wrong.push({ state, sha, by, permission, ran, app, level, freeze, conclusion });
                }
    expect(wrong).toEqual([]);
    expect(passed).toBe(state === 'approved' ? 3 * freezes.length : 0);
  });
});

const listed = <T>(item: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<Listed<T>> =>
  fc.record({
    items: fc.array(item, { maxLength }),
    lacks: fc.oneof(
      { arbitrary: fc.constant(null), weight: 15 },
      { arbitrary: fc.constantFrom<Lack>('more', 'refused', 'unanswered'), weight: 1 },
    ),
  });
const account = fc.option(fc.constantFrom(author, committer, reviewer, 8), { freq: 9 });
const sha = fc.constantFrom(HEAD, HEAD, HEAD, OLD);
const good = { arbitrary: fc.constant('success' as const), weight: 3 };
const checks: fc.Arbitrary<SeenCheck> = fc.record({
  name: fc.constantFrom('test', 'lint', 'firebreak / hotfix'),
  sha,
  app: fc.constantFrom(ci, ci, elsewhere, self, null),
  postedBy: fc.constantFrom(null, null, author, 8),
  origin: fc.constantFrom('CI', 'CI', 'other', 'status'),
  order: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 9 }),
  state: fc.oneof(good, { arbitrary: fc.constantFrom(...checkStates), weight: 1 }),
});
const reviews: fc.Arbitrary<SeenReview> = fc.record({
  id: fc.integer({ min: 1, max: 6 }),
  state: fc.oneof(
    { arbitrary: fc.constant('approved' as const), weight: 2 },
    { arbitrary: fc.constantFrom(...reviewStates), weight: 1 },
  ),
  sha: fc.option(sha, { freq: 9 }),
  by: account,
  login: fc.constant('somebody'),
  bot: fc.constantFrom(false, false, false, true),
  permission: fc.oneof(
    { arbitrary: fc.constant('write' as const), weight: 3 },
    { arbitrary: fc.constantFrom(...rights), weight: 1 },
  ),
});
const required = fc.record({
  name: fc.constantFrom('test', 'test', 'lint', 'firebreak / hotfix'),
  app: fc.constantFrom(ci, null),
});
const many: fc.Arbitrary<HotfixFacts> = fc
  .record({
    required: listed(required, 3),
    checks: listed(checks, 7),
    reviews: listed(reviews, 4),
    writers: listed(fc.constantFrom(committer, 8), 2),
  })
  .map((change) => facts(change));

/** Whether it may pass at all, told from single checks and reviews without ever grouping them. */
function mayPass({ required: rules, checks: seen, reviews: said, writers, pull, self: own }: HotfixFacts): boolean {
  const wrote = (id: number | null) => id === null || id === pull.author || writers.items.includes(id);
  const asked = rules.items.filter(({ name, app }) => name !== 'firebreak / hotfix' || (app !== null && app !== own));
  const tested = asked.every(({ name, app }) => {
    const from = seen.items.filter((one) => one.sha === HEAD && one.name === name && (app === null || one.app === app));
    const replaced = (one: SeenCheck) =>
      from.some(
        (other) =>
          other.app === one.app &&
          other.origin === one.origin &&
          other.postedBy === one.postedBy &&
          one.order !== null &&
          other.order !== null &&
          other.order > one.order,
      );
    return (
      from.length > 0 &&
      from.every((one) => replaced(one) || (one.state === 'success' && (one.postedBy === null || !wrote(one.postedBy))))
    );
  });
  const speaks = (one: SeenReview) => one.state !== 'commented' && one.state !== 'pending';
  const approved = said.items.some(
    (one) =>
      one.state === 'approved' &&
      one.sha === HEAD &&
      !one.bot &&
      !wrote(one.by) &&
      ['write', 'maintain', 'admin'].includes(one.permission) &&
      said.items.every(
        (other) => other.by !== one.by || other.id <= one.id || !speaks(other) || other.state === 'approved',
      ),
  );
  const unread = [rules, seen, said, writers].some(({ lacks }) => lacks !== null);
  return asked.length > 0 && tested && approved && !unread;
}

test('whatever checks and reviews there are: nothing passes that was not tested and approved at this head', () => {
  let passed = 0;
  fc.assert(
    fc.property(many, (given) => {
      const { conclusion, rows } = judgeHotfix(given, policy, record());
      if (conclusion === 'success') passed += 1;
      if (conclusion === 'success') expect(mayPass(given)).toBe(true);
      expect(conclusion === 'success').toBe(rows.every(({ holds }) => holds === 'yes'));
    }),
    { numRuns: 20_000, seed: 7 },
  );
  expect(passed).toBeGreaterThan(20);
});

test('S000-06 whatever the status and the severity: only an open incident of an allowed level', () => {
  const open = ['investigating', 'identified', 'mitigating', 'monitoring'];
  for (const status of statuses)
    for (const level of ['P0', 'P1', 'P2', 'P3', 'Q', null])
      for (const pulls of [[12], [], [120]]) {
        const { conclusion } = judgeHotfix(
          facts(),
          withHotfix({ forks: 'maintainer' }),
          record({ status, level, pulls }),
        );
        const expected = open.includes(status) && (level === 'P0' || level === 'P1') && pulls[0] === 12;
        expect([status, level, pulls, conclusion === 'success']).toEqual([status, level, pulls, expected]);
      }
});
