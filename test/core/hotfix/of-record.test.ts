// What the gate takes from the record, and what the record keeps of the verdict: short, and nothing that does not hold is lost in number.
import { describe, expect, test } from 'vitest';
import { judgedIn, mustLeaveQueue, recordFor, wantsReview } from '../../../src/core/hotfix/of-record.ts';
import type { Row } from '../../../src/core/hotfix/row.ts';
import * as build from '../../support/builders.ts';
import { answerHotfix, HEAD, hotfixAsked, newsOf } from '../../support/hotfix-model.ts';
import { facts } from './facts.ts';

const row = (name: Row['name'], holds: Row['holds'], why = 'so it is'): Row => ({ name, holds, why, who: 'author' });

describe('the record as the gate reads it', () => {
  test('has the pull requests that are in the lane, with why this one is not rolled back', () => {
    const model = hotfixAsked('Retry because="the migration"');
    const asked = model.record ?? build.anIncident();
    expect(recordFor(asked, 12)).toMatchObject({ incident: 7, level: 'P0', pulls: [], whyNoRollback: null });
    answerHotfix(model);
    expect(recordFor(model.record ?? asked, 12)).toMatchObject({
      pulls: [12],
      rollbackTarget: 'known',
      whyNoRollback: 'the migration',
    });
    expect(recordFor(model.record ?? asked, 13)).toMatchObject({ pulls: [12], whyNoRollback: null });
    newsOf(model, { is: 'closed' });
    expect(recordFor(model.record ?? asked, 12)).toMatchObject({ pulls: [], whyNoRollback: null });
  });

  test.each([
    { name: 'was not looked for', changes: undefined, is: 'not-looked' },
    { name: 'is not there', changes: { live: null, good: null, unread: [] }, is: 'none' },
    { name: 'could not be read', changes: { live: null, good: null, unread: ['deployments'] }, is: 'unread' },
    {
      name: 'is known by what is live',
      changes: { live: version(), good: null, unread: ['deployments'] },
      is: 'known',
    },
    { name: 'is known by what was good', changes: { live: null, good: version(), unread: [] }, is: 'known' },
  ])('says that a version to go back to $name', ({ changes, is }) => {
    const incident = build.anIncident();
    const found =
      changes === undefined || incident.changes === undefined ? undefined : { ...incident.changes, ...changes };
    expect(recordFor({ ...incident, changes: found }, 12).rollbackTarget).toBe(is);
  });
});

function version() {
  return { id: 'D_1', sha: HEAD, ref: 'main', at: build.T0 };
}

describe('the verdict as the record keeps it', () => {
  test('has what fails before what waits, the first five, and how many there are', () => {
    const rows = [
      row('open', 'yes'),
      ...Array.from({ length: 4 }, () => row('checks', 'waits')),
      ...Array.from({ length: 3 }, () => row('size', 'no')),
    ];
    const kept = judgedIn({ conclusion: 'failure', rows }, HEAD, { unmerged: null });
    expect(kept).toMatchObject({ head: HEAD, conclusion: 'failure', open: 7 });
    expect(kept.waits.map(({ what }) => what.split(':')[0])).toEqual(['small', 'small', 'small', 'tested', 'tested']);
    expect(kept).not.toHaveProperty('unmerged');
  });

  test('is short and well formed, however long a reason is', () => {
    const kept = judgedIn({ conclusion: 'pending', rows: [row('checks', 'waits', `x${'😀'.repeat(300)}`)] }, HEAD, {
      unmerged: 'y'.repeat(999),
    });
    expect(kept.waits[0]?.what.length).toBeLessThanOrEqual(200);
    expect(kept.waits[0]?.what.isWellFormed()).toBe(true);
    expect(kept.unmerged).toHaveLength(200);
  });
});

describe('the merge queue is left', () => {
  const by = (who: Row['who']) => ({ conclusion: 'pending' as const, rows: [{ ...row('checks', 'waits'), who }] });
  const queued = facts({ pull: { queued: true } });
  test.each([
    { name: 'where people must do something', verdict: by('reviewer'), given: queued, is: true },
    { name: 'where a check must be run again', verdict: by('runner'), given: queued, is: true },
    { name: 'not by what only waits by itself', verdict: by('nobody'), given: queued, is: false },
    { name: 'not by what is in none', verdict: by('reviewer'), given: facts(), is: false },
    {
      name: 'not by what passes',
      verdict: { conclusion: 'success' as const, rows: [row('checks', 'yes')] },
      given: queued,
      is: false,
    },
  ])('$name', ({ verdict, given, is }) => {
    expect(mustLeaveQueue(verdict, given)).toBe(is);
  });

  test('and that it waits at its end is kept while it is in it', () => {
    const verdict = { conclusion: 'success' as const, rows: [] };
    const kept = (queued: boolean) => judgedIn(verdict, HEAD, { unmerged: null, queued, behind: true });
    expect([kept(true).behind, kept(false).behind]).toEqual([true, undefined]);
  });
});

describe('a review is asked for', () => {
  const verdict = (holds: Row['holds']) => ({
    conclusion: 'pending' as const,
    rows: [row('checks', 'waits'), row('approval', holds)],
  });
  test.each([
    { name: 'where the approval is missing, whatever else is', given: facts(), holds: 'waits', is: true },
    { name: 'never where it is there', given: facts(), holds: 'yes', is: false },
    { name: 'never of a draft', given: facts({ pull: { draft: true } }), holds: 'waits', is: false },
    { name: 'never of one that is closed', given: facts({ pull: { state: 'closed' } }), holds: 'waits', is: false },
  ] as const)('$name', ({ given, holds, is }) => {
    expect(wantsReview(verdict(holds), given)).toBe(is);
  });
});
