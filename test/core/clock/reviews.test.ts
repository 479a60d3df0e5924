// A hotfix that waits for a review: the next step of the ladder is told once when nobody has looked at it in time (S000-25).
import { describe, expect, test } from 'vitest';
import { addressees } from '../../../src/core/clock/addressees.ts';
import { dueItems } from '../../../src/core/clock/due.ts';
import { onceInWords } from '../../../src/core/clock/once-words.ts';
import { soundOf } from '../../../src/core/clock/sound.ts';
import type { Hotfix } from '../../../src/core/incident/hotfix.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import { plan, policyOf, said } from './plan.ts';

const { minute } = build;
const policy = policyOf(
  'levels: [{ name: P0, escalation: [{ targets: [oncall], after: 0m }, { targets: [lead], after: 4h }] }]\nhotfix: { review_within: 15m }',
);
const waiting: Hotfix = {
  key: 'hotfix-7-1',
  state: 'open',
  title: 'HOTFIX: Retry',
  branch: 'hotfix/incident-7',
  pull: { number: 11, url: 'https://github.example/acme/shop/pull/11' },
  by: 'responder',
  at: minute(5),
  why: null,
  judged: { head: 'abc', conclusion: 'pending', open: 1, waits: [], review: true },
  reviewers: { asked: ['@acme/oncall'], at: minute(10) },
};
const having = (over: Partial<Hotfix> = {}): Incident => ({
  ...build.anIncident({ level: 'P0' }, build.acknowledged),
  hotfixes: [{ ...waiting, ...over }],
});
const { review: _none, ...approved } = waiting.judged ?? { head: '', conclusion: 'pending', open: 0, waits: [] };

describe('a review that was asked for', () => {
  test('is due by the policy’s time, and told once', () => {
    expect(plan(having(), policy, 'review')).toEqual(['25 review hotfix-7-1']);
    expect(plan(said(having(), policy), policy, 'review')).toEqual([]);
  });

  test.each([
    { what: 'it is there', over: { judged: approved } },
    { what: 'nobody was asked', over: { reviewers: undefined } },
    { what: 'it is merged', over: { state: 'merged' } },
    { what: 'it is closed', over: { state: 'closed' } },
  ] as const)('is nothing to wait for when $what', ({ over }) => {
    expect(plan(having(over as Partial<Hotfix>), policy, 'review')).toEqual([]);
  });

  test('is none of an incident that is over', () => {
    expect(plan(build.after(having(), minute(12), build.resolved), policy, 'review')).toEqual([]);
  });

  test('goes to the first step of the ladder with somebody who was not asked, as a page', () => {
    const [item] = dueItems(having(), policy).filter(({ kind }) => kind === 'review');
    if (item?.kind !== 'review') throw new Error('Nothing is due.');
    expect(addressees(item, having(), policy)).toEqual(['@acme/lead']);
    expect(soundOf(item, having(), policy)).toBe('page');
    expect(onceInWords(item, having(), policy)).toBe('Hotfix #11 is to be reviewed within 15 minutes: it is not');
    const all = having({ reviewers: { asked: ['@acme/oncall', '@acme/LEAD'], at: minute(10) } });
    expect(addressees(item, { ...all, roles: { commander: build.people.commander } }, policy)).toEqual(['@commander']);
  });
});
