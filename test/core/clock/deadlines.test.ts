// Deadlines: time-boxes while it burns, and after the resolution backfills, removals, follow-ups and the postmortem.
import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/core/incident/fold.ts';
import type { Deadline, Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';
import { plan, policyOf, said } from './plan.ts';

const { minute } = build;
const hours = (count: number): string => minute(count * 60);
const item = (id: string, over: Partial<Deadline> = {}): Deadline => ({
  id,
  what: `do ${id}`,
  due: null,
  done: null,
  ...over,
});
const burning = build.anIncident({ level: 'P0' }, build.acknowledged);
const resolved = build.after(burning, hours(2), build.resolved);
const closed = build.after(resolved, hours(3), build.closed); // biome-ignore format: one line each

describe('a time-box (S002-38)', () => {
  const policy = policyOf('levels: [{ name: P0 }]');
  const boxed = (over: Partial<Deadline> = {}): Incident => ({ ...burning, timeBoxes: [item('1', { due: minute(20), ...over })] });

  test('runs out once', () => {
    expect(plan(boxed(), policy)).toEqual(['20 timebox 1']);
    expect(plan(said(boxed(), policy), policy)).toEqual([]);
  });

  test('ends when it is done, or the incident is resolved', () => {
    expect(plan(boxed({ done: minute(10) }), policy)).toEqual([]);
    expect(plan(build.after(boxed(), minute(15), build.resolved), policy)).toEqual([]);
  });

  test('is over for good with the resolution: what is reopened does not bring it back', () => {
    const over = build.after(boxed(), minute(15), build.resolved);
    expect(over.timeBoxes.map(({ done }) => done)).toEqual([minute(15)]);
    expect(plan(build.after(over, minute(60), build.reopened), policy)).toEqual([]);
    const shut = build.after(boxed(), minute(15), build.closed);
    expect(plan(build.after(shut, minute(60), build.reopened), policy)).toEqual([]);
  });

  test('prolonged, it runs out again', () => {
    const told = said(boxed(), policy);
    expect(plan({ ...told, timeBoxes: [item('1', { due: minute(40) })] }, policy)).toEqual(['40 timebox 1']);
  });
}); // biome-ignore format: one thought a line

describe('what must replace a quick fix (S000-38, S000-45, S002-29, C42)', () => {
  const policy = policyOf(
    'levels: [{ name: P0 }]\nhotfix: { backfill_within: 24h }\ntemporary_fixes: { remove_within: 1 week }\npostmortem: { follow_up_within: next business day, escalate_after: null }',
  );
  const owing = (incident: Incident): Incident => ({
    ...incident,
    backfills: [item('pr-9')],
    temporaryFixes: [item('cache-off')],
    followUps: [item('alert')],
  });

  test('the policy’s deadlines count from the resolution, so there are none before it', () => {
    expect(plan(owing(burning), policy)).toEqual([]);
    expect(plan(owing(resolved), policy)).toEqual([
      `${26 * 60} backfill pr-9`,
      `${37 * 60} follow-up alert`,
      `${(2 + 7 * 24) * 60} temporary-fix cache-off`,
    ]);
  });

  test('closing the issue ends none of them; doing them does', () => {
    expect(plan(owing(closed), policy)).toHaveLength(3);
    const done = [item('x', { done: hours(4) })];
    expect(plan({ ...closed, backfills: done, temporaryFixes: done, followUps: done }, policy)).toEqual([]);
  });

  test('each may have an instant of its own, also before the resolution', () => {
    const own = { ...burning, followUps: [item('a', { due: hours(5) }), item('b')], temporaryFixes: [item('c', { due: hours(1) })] };
    expect(plan(own, policy)).toEqual(['60 temporary-fix c', '300 follow-up a']);
  }); // biome-ignore format: one thought a line

  test('without a deadline anywhere nothing is due', () => {
    expect(plan(owing(resolved), policyOf('levels: [{ name: P0 }]'))).toEqual([]);
  });

  test('of an incident that was none, nothing is', () => {
    expect(plan(owing(build.after(burning, hours(1), build.inStatus('declined'))), policy)).toEqual([]);
  });
});

describe('the postmortem (S000-39, S001-22, S003-24, S004-18, C15, C16)', () => {
  const policy = policyOf(`
levels:
  - { name: P0, postmortem: { need: required, schedule_within: 24h, draft_within: 2 business days, publish_within: 3 days } }
  - { name: P1, postmortem: { need: optional, schedule_within: 24h } }
  - { name: P2, postmortem: { need: none, schedule_within: 24h } }
  - { name: P3 }
  - { name: P4, postmortem: { need: required } }
  - { name: P5, postmortem: { need: report, draft_within: 24h } }
`);
  const dues = ['1560 postmortem-schedule P0', '4440 postmortem-publish P0'];

  test('counts from the resolution by the level’s own deadlines, also when the issue is closed', () => {
    expect(plan(burning, policy)).toEqual([]);
    // Resolved on Sunday at 06:00: two business days from Monday 09:00 are Wednesday 09:00.
    expect(plan(resolved, policy)).toEqual([dues[0], dues[1], `${77 * 60} postmortem-draft P0`]);
    expect(plan(closed, policy)).toEqual(plan(resolved, policy));
  });

  test.each(['P1', 'P2', 'P3', 'P4'])('%s needs none, or has no deadline', (level) => {
    expect(plan(build.after(build.anIncident({ level }), hours(2), build.resolved), policy)).toEqual([]);
  });

  test('a report without a review has deadlines, too (S000-35)', () => {
    const report = build.after(build.anIncident({ level: 'P5' }), hours(2), build.resolved);
    expect(plan(report, policy)).toEqual([`${26 * 60} postmortem-draft P5`]);
  });

  const asked = { kind: 'postmortem-asked' } as const;
  const drafted = { kind: 'postmortem-drafted' } as const;
  const waived = { kind: 'postmortem-waived', reason: 'a test' } as const;
  const meeting = { kind: 'meeting-set', on: hours(40) } as const;
  const debriefed = (hour: number) => ({ kind: 'debriefed', on: hours(hour) }) as const;
  const published = { kind: 'postmortem-published', url: 'https://github.test/acme/shop/blob/HEAD/a.md' } as const;

  test.each([
    { name: 'asked for', changes: [asked], left: ['schedule', 'publish', 'draft'] },
    { name: 'drafted', changes: [asked, drafted], left: ['schedule', 'publish'] },
    { name: 'its meeting set', changes: [asked, meeting], left: ['publish', 'draft'] },
    { name: 'discussed', changes: [asked, debriefed(3)], left: ['publish', 'draft'] },
    {
      name: 'discussed before it came back',
      changes: [asked, debriefed(1)],
      left: ['schedule', 'publish', 'draft'],
    },
    { name: 'published', changes: [asked, published], left: [] },
    { name: 'waived', changes: [waived], left: [] },
    { name: 'asked for again after it was waived', changes: [waived, asked], left: ['schedule', 'publish', 'draft'] },
  ])('$name, it is to be: $left', ({ changes, left }) => {
    const after = build.after(resolved, hours(3), ...changes);
    expect(plan(after, policy).map((line) => line.split(' ')[1])).toEqual(left.map((what) => `postmortem-${what}`));
  });

  test('that somebody begins where none is needed has its deadlines from then on', () => {
    const optional = build.after(build.anIncident({ level: 'P1' }), hours(2), build.resolved);
    expect(plan(build.after(optional, hours(3), asked), policy)).toEqual(['1560 postmortem-schedule P1']);
  });

  test('is said once; an incident that came back has new deadlines from its new resolution', () => {
    const told = said(resolved, policy);
    expect(plan(told, policy)).toEqual([]);
    const back = build.after(told, hours(10), build.reopened);
    expect(plan(back, policy, 'postmortem')).toEqual([]);
    expect(plan(build.after(back, hours(11), build.resolved), policy, 'postmortem-schedule')).toEqual(['2100 postmortem-schedule P0']);
  }); // biome-ignore format: one thought a line
});

describe('kept small', () => {
  test('deadlines that are met go before those that are not, and what was said is not forgotten', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      item(`${index}`, { done: index % 2 === 0 ? hours(1) : null }),
    );
    const folded = fold({ ...closed, followUps: many, passed: Array.from({ length: 500 }, (_, index) => `k${index}`) });
    expect(folded.followUps).toHaveLength(30);
    expect(folded.followUps.every(({ done }) => done === null)).toBe(true);
    expect([folded.passed.length, folded.passed.at(-1)]).toEqual([240, 'k499']);
    expect(fold(folded)).toBe(folded);
  });

  test('all that can be due at a time fits into what is remembered as said', () => {
    const full = Array.from({ length: 30 }, (_, index) => item(`${index}`, { due: hours(1) }));
    const policy = policyOf('levels: [{ name: P0, respond_within: 5m, resolve_within: 1h }]');
    const laden = { ...burning, timeBoxes: full, backfills: full, temporaryFixes: full, followUps: full };
    expect(plan(laden, policy).length).toBeLessThan(240);
    expect(plan(fold(said(laden, policy)), policy)).toEqual([]);
  });
});
