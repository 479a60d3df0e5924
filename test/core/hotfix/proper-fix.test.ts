// S002-27 S002-28 S002-29 What the pull request of a proper fix must have: each row for its own reason, and nothing that is not known counts.
import { describe, expect, test } from 'vitest';
import type { GatePolicy, HotfixFacts } from '../../../src/core/hotfix/facts.ts';
import { type FixRecord, judgeProperFix } from '../../../src/core/hotfix/proper-fix.ts';
import * as build from '../../support/builders.ts';
import { check, facts, file, HEAD, OLD, review, whole, withHotfix } from './facts.ts';

const BODY = [
  'Fixes #40',
  '',
  'Reproduction test: `test/pay.test.ts`',
  'Cause addressed: the client retries with a limit',
  'Rollback plan: revert this',
].join('\n');
const MARKER = 'INCIDENT FIX: retry three times (REMOVE AFTER INCIDENT)';
const marked = { what: 'retry three times', issue: 41, marker: { path: 'src/pay.ts', text: MARKER } };
const removing = file({ path: 'src/pay.ts', patch: `@@ -1,2 +1 @@\n-// ${MARKER}\n-retry3()\n+retry()` });

const given = (pull: Partial<HotfixFacts['pull']> = {}, more: Partial<Omit<HotfixFacts, 'pull'>> = {}) =>
  facts({
    files: whole(removing),
    ...more,
    pull: { title: 'Retry', body: BODY, branch: 'retry', closes: whole(40), ...pull },
  });
const record = (over: Partial<FixRecord> = {}): FixRecord => ({
  incident: 7,
  issue: 40,
  cause: true,
  temporary: [],
  ...over,
});
const github: GatePolicy = build.policyOf('preset: github\n');
const sev: GatePolicy = build.policyOf('preset: sev\n');

type Case = {
  readonly name: string;
  readonly facts?: HotfixFacts;
  readonly record?: FixRecord;
  readonly is: string;
  readonly open: readonly string[];
};

const judged = (facts: HotfixFacts, policy: GatePolicy, by: FixRecord) => {
  const verdict = judgeProperFix(facts, policy, by);
  if (verdict === null) return null;
  const open = verdict.rows.filter(({ holds }) => holds !== 'yes').map(({ name, who }) => `${name} ${who}`);
  return { conclusion: verdict.conclusion, open };
};

describe('S002-27 a proper fix', () => {
  test('with everything that is asked of it passes', () => {
    expect(judged(given(), github, record())).toEqual({ conclusion: 'success', open: [] });
  });

  test.each<Case>([
    { name: 'that names no test that reproduces the incident', facts: given({ body: BODY.replace(/Repro.*/, '') }), is: 'failure', open: ['reproduction author'] },
    { name: 'that names none in so many words', facts: given({ body: BODY.replace(/test: .*/, 'test: TODO') }), is: 'failure', open: ['reproduction author'] },
    { name: 'that does not say which cause it addresses', facts: given({ body: BODY.replace(/Cause.*/, '') }), is: 'failure', open: ['cause-addressed author'] },
    { name: 'of an incident whose cause nobody has said', record: record({ cause: false }), is: 'pending', open: ['cause-known responder'] },
    { name: 'without a way back', facts: given({ body: BODY.replace(/Rollback.*/, 'Rollback plan: none') }), is: 'failure', open: ['rollback-plan author'] },
    { name: 'whose lines stand in a comment that nobody sees', facts: given({ body: `Fixes #40\n<!--\n${BODY}\n-->` }), is: 'failure', open: ['cause-addressed author', 'reproduction author', 'rollback-plan author'] },
    { name: 'whose lines stand in code', facts: given({ body: `\`\`\`\n${BODY}\n\`\`\`` }), is: 'failure', open: ['cause-addressed author', 'reproduction author', 'rollback-plan author'] },
    { name: 'that is not tested', facts: given({}, { checks: whole() }), is: 'pending', open: ['checks runner', 'checks nobody'] },
    { name: 'whose test failed', facts: given({}, { checks: whole(check({ state: 'failure' })) }), is: 'failure', open: ['checks runner', 'checks runner'] },
    { name: 'that nobody reviewed', facts: given({}, { reviews: whole() }), is: 'pending', open: ['approval reviewer'] },
    { name: 'that was reviewed at another commit', facts: given({}, { reviews: whole(review({ sha: OLD })) }), is: 'pending', open: ['approval reviewer'] },
    { name: 'that somebody is against', facts: given({}, { reviews: whole(review(), review({ id: 101, by: 8, state: 'changes_requested' })) }), is: 'failure', open: ['objections author'] },
    { name: 'that is a draft', facts: given({ draft: true }), is: 'pending', open: ['draft author'] },
    { name: 'at another head than the newest', facts: given({ sha: OLD }), is: 'pending', open: ['newest-head nobody'] },
    { name: 'that GitHub links to another issue', facts: given({ closes: whole(4) }), is: 'failure', open: ['linked author'] },
    { name: 'of which it is not known what it closes', facts: given({ closes: { items: [], lacks: 'refused' } }), is: 'pending', open: ['linked administrator'] },
  ])('$name does not', ({ facts: seen = given(), record: by = record(), is, open }) => {
    expect(judged(seen, github, by)).toEqual({ conclusion: is, open });
  }); // biome-ignore format: a table
});

describe('S002-29 temporary measures', () => {
  test.each<Case>([
    { name: 'that it takes out of the code are gone', record: record({ temporary: [marked] }), is: 'success', open: [] },
    { name: 'that it leaves in the code are not', facts: given({}, { files: whole(file({ path: 'src/other.ts' })) }), record: record({ temporary: [marked] }), is: 'failure', open: ['temporary author'] },
    { name: 'that it leaves in the code are not, though it closes their issue', facts: given({ closes: whole(40, 41) }, { files: whole(file({ path: 'src/other.ts' })) }), record: record({ temporary: [marked] }), is: 'failure', open: ['temporary author'] },
    { name: 'that it changes and leaves are not', facts: given({}, { files: whole(file()) }), record: record({ temporary: [marked] }), is: 'failure', open: ['temporary author'] },
    { name: 'that it only moves within the file are not', facts: given({}, { files: whole(file({ patch: `@@ -1 +1 @@\n-// ${MARKER}\n+  // ${MARKER}` })) }), record: record({ temporary: [marked] }), is: 'failure', open: ['temporary author', 'temporary author'] },
    { name: 'in a file that GitHub does not show are not known to be', facts: given({}, { files: whole(file({ patch: null })) }), record: record({ temporary: [marked] }), is: 'pending', open: ['temporary author'] },
    { name: 'in files that were not told are not known to be', facts: given({}, { files: { items: [], lacks: 'unanswered' } }), record: record({ temporary: [marked] }), is: 'pending', open: ['temporary nobody', 'temporary nobody'] },
    { name: 'whose issue it closes go with it', facts: given({ closes: whole(40, 42) }), record: record({ temporary: [{ what: 'no cache', issue: 42, marker: null }] }), is: 'success', open: [] },
    { name: 'on the register alone wait until somebody closes their issue', record: record({ temporary: [{ what: 'no cache', issue: 42, marker: null }] }), is: 'pending', open: ['temporary responder'] },
    { name: 'that it marks itself are none of a proper fix', facts: given({}, { files: whole(file({ path: 'x.ts', patch: `@@ -0,0 +1 @@\n+// ${MARKER}` })) }), is: 'failure', open: ['temporary author'] },
  ])('$name', ({ facts: seen = given(), record: by = record(), is, open }) => {
    expect(judged(seen, github, by)).toEqual({ conclusion: is, open });
  }); // biome-ignore format: a table
});

describe('what the policy asks', () => {
  test('S002-28 S002-29 is by that runbook also staging, watching it, and the documentation', () => {
    expect(judged(given(), sev, record())).toEqual({
      conclusion: 'failure',
      open: ['staging author', 'monitoring author', 'documentation author'],
    });
    const body = `${BODY}\nTested in staging: run 12\nWatched by: the dashboard\n### Documentation\nThe runbook says so`;
    expect(judged(given({ body }), sev, record())).toEqual({ conclusion: 'success', open: [] });
  });

  test('may be nothing: then it is an ordinary pull request', () => {
    expect(judged(given(), withHotfix({ backfillNeeds: [] }), record())).toBeNull();
  });

  test('is tests and a review whatever else it leaves out', () => {
    const few = withHotfix({ backfillNeeds: ['documentation'] });
    expect(
      judged(
        given({ body: 'Documentation: done' }, { checks: whole(), reviews: whole() }),
        few,
        record({ cause: false, temporary: [marked] }),
      ),
    ).toEqual({
      conclusion: 'pending',
      open: ['checks runner', 'checks nobody', 'approval reviewer'],
    });
  });
});

test('the whole product of what may be missing: it passes in the one case in which nothing is', () => {
  const choices = [true, false];
  let passed = 0;
  for (const linked of choices)
    for (const cause of choices)
      for (const says of ['all', 'no test', 'no cause', 'no way back'] as const)
        for (const state of ['success', 'failure', 'pending', 'skipped', 'neutral', 'absent'] as const)
          for (const seen of [
            'approved',
            'changes_requested',
            'dismissed',
            'commented',
            'pending',
            'unknown',
            'none',
          ] as const)
            for (const sha of [HEAD, OLD])
              for (const temporary of [[], [marked]])
                for (const removed of choices) {
                  const word = {
                    all: /never/,
                    'no test': /Repro.*/,
                    'no cause': /Cause.*/,
                    'no way back': /Rollback.*/,
                  }[says];
                  const verdict = judgeProperFix(
                    given(
                      { body: BODY.replace(word, ''), closes: linked ? whole(40) : whole() },
                      {
                        checks: state === 'absent' ? whole() : whole(check({ state })),
                        reviews: seen === 'none' ? whole() : whole(review({ state: seen, sha })),
                        files: removed ? whole(removing) : whole(file()),
                      },
                    ),
                    github,
                    record({ cause, temporary }),
                  );
                  const expected =
                    linked &&
                    cause &&
                    says === 'all' &&
                    state === 'success' &&
                    seen === 'approved' &&
                    sha === HEAD &&
                    (temporary.length === 0 || removed);
                  if (expected) passed += 1;
                  expect(verdict?.conclusion === 'success').toBe(expected);
                  expect(verdict?.rows.every(({ why }) => why !== '')).toBe(true);
                }
  expect(passed).toBe(3);
});
