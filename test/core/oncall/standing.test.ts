// Who is on call: overrides, backups, sources beside people, and everything that a rotation can lack.
import { describe, expect, test } from 'vitest';
import { type Known, nothingKnown, type Standing, standingsOf } from '../../../src/core/oncall/standing.ts';
import { withOnCall } from '../../../src/core/oncall/with-on-call.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import * as build from '../../support/builders.ts';
import { policyWith, trio } from './rotations.ts';

/** A Wednesday in the first week. */
const NOW = '2026-01-07T12:00:00Z';

function only(policy: Policy, now = NOW, known: Known = nothingKnown): Standing {
  const [standing] = standingsOf(policy, now, known);
  if (standing === undefined) throw new Error('There is no rotation.');
  return standing;
}

const inTurn = (written: string, now = NOW, known: Known = nothingKnown) =>
  only(policyWith(`{ id: oncall, ${written} }`), now, known);

describe('turns', () => {
  test('one after the other, over and over', () => {
    const weeks = ['2026-01-05T09:00:00Z', '2026-01-12T08:59:59Z', '2026-01-12T09:00:00Z', '2026-01-19T09:00:00Z', '2026-01-26T09:00:00Z'];
    expect(weeks.map((now) => inTurn(trio, now).handles[0])).toEqual(['@responder', '@responder', '@commander', '@lead', '@responder']);
  }); // biome-ignore format: one thought a line

  test('now, until when, and who is next', () => {
    expect(inTurn(trio)).toMatchObject({ handles: ['@responder'], until: '2026-01-12T09:00:00Z', next: ['@commander'], stoodIn: null, troubles: [] });
  }); // biome-ignore format: one thought a line

  test('somebody who is alone is on call without end', () => {
    expect(inTurn('people: ["@lead"]')).toMatchObject({ handles: ['@lead'], until: null, next: [] });
  });

  test('somebody with two shifts in a row is on call to the end of both', () => {
    expect(inTurn('people: ["@lead", "@lead", "@commander"]')).toMatchObject({ handles: ['@lead'], until: '2026-01-19T09:00:00Z', next: ['@commander'] });
  }); // biome-ignore format: one thought a line

  test('before it begins the people of the role stay, and where there is nobody the first one has it already: a page must reach somebody', () => {
    const written = `{ id: oncall, begins: 2026-02-02, ${trio} }`;
    expect(only(policyWith(written, 'people: { oncall: ["@acme/on-call"] }'))).toMatchObject({ handles: ['@acme/on-call'], until: '2026-02-02T09:00:00Z', next: ['@responder'], troubles: ['not-begun'] });
    expect(only(policyWith(written))).toMatchObject({ handles: ['@responder'], until: '2026-02-09T09:00:00Z', next: ['@commander'], troubles: ['not-begun'] });
  }); // biome-ignore format: one thought a line

  test('the time zone is the policy’s, unless the rotation has one', () => {
    expect(only(policyWith(`{ id: oncall, ${trio} }`, 'timezone: America/New_York')).until).toBe('2026-01-12T14:00:00Z');
    expect(only(policyWith(`{ id: oncall, timezone: Europe/Berlin, ${trio} }`, 'timezone: America/New_York')).until).toBe('2026-01-12T08:00:00Z');
  }); // biome-ignore format: one thought a line
});

describe('overrides', () => {
  const swap = `${trio}, timezone: Europe/Berlin, overrides: [{ from: 2026-01-08, to: 2026-01-09, who: "@lead" }]`;

  test.each([
    { name: 'before it', now: '2026-01-07T22:59:59Z', who: '@responder', until: '2026-01-07T23:00:00Z', next: '@lead' },
    { name: 'from the first moment of its first day, by the clocks there', now: '2026-01-07T23:00:00Z', who: '@lead', until: '2026-01-09T23:00:00Z', next: '@responder' },
    { name: 'to the last of its last day', now: '2026-01-09T22:59:59Z', who: '@lead', until: '2026-01-09T23:00:00Z', next: '@responder' },
    { name: 'after it', now: '2026-01-09T23:00:00Z', who: '@responder', until: '2026-01-12T08:00:00Z', next: '@commander' },
  ])('$name', ({ now, who, until, next }) => {
    expect(inTurn(swap, now)).toMatchObject({ handles: [who], until, next: [next] });
  }); // biome-ignore format: a table

  test('whose turn it is is told', () => {
    expect(inTurn(swap, '2026-01-08T12:00:00Z').stoodIn).toBe('@responder');
  });

  test('with times it is to the minute, as where a week is swapped', () => {
    const week = `${trio}, overrides: [{ from: 2026-01-12T09:00, to: 2026-01-19T09:00, who: "@visitor" }]`;
    expect(inTurn(week)).toMatchObject({ handles: ['@responder'], until: '2026-01-12T09:00:00Z', next: ['@visitor'] });
    expect(inTurn(week, '2026-01-12T09:00:00Z')).toMatchObject({ handles: ['@visitor'], until: '2026-01-19T09:00:00Z', next: ['@lead'] });
  }); // biome-ignore format: one thought a line

  test('of two that overlap, in a policy that nobody checked, the later in the list holds', () => {
    const policy = policyWith(`{ id: oncall, ${trio}, overrides: [{ from: 2026-01-07, to: 2026-01-07, who: "@lead" }] }`);
    const [rotation] = policy.onCall;
    if (rotation === undefined) throw new Error('There is one.');
    const overrides = [...rotation.overrides, { from: '2026-01-06', to: '2026-01-08', who: '@visitor' }];
    expect(only({ ...policy, onCall: [{ ...rotation, overrides }] }).handles).toEqual(['@visitor']);
    expect(only({ ...policy, onCall: [{ ...rotation, overrides: overrides.toReversed() }] }).handles).toEqual(['@lead']);
  }); // biome-ignore format: one thought a line

  test('a day that has no midnight begins with its first moment', () => {
    const santiago = `${trio}, timezone: America/Santiago, begins: 2026-08-31, overrides: [{ from: 2026-09-06, to: 2026-09-06, who: "@lead" }]`;
    expect(inTurn(santiago, '2026-09-06T03:59:59Z').handles).toEqual(['@responder']);
    expect(inTurn(santiago, '2026-09-06T04:00:00Z').handles).toEqual(['@lead']);
  }); // biome-ignore format: one thought a line

  test('an override holds before the rotation begins, too', () => {
    expect(inTurn(`begins: 2026-02-02, ${trio}, overrides: [{ from: 2026-01-07, to: 2026-01-07, who: "@lead" }]`).handles).toEqual(['@lead']);
  }); // biome-ignore format: one thought a line
});

describe('backups', () => {
  test.each([
    { name: 'the next one', written: `${trio}, backup: 1`, backup: ['@commander'] },
    { name: 'the one after', written: `${trio}, backup: 2`, backup: ['@lead'] },
    { name: 'nobody, where nobody is asked for', written: trio, backup: [] },
    { name: 'nobody, where somebody is alone', written: 'people: ["@lead"], backup: 1', backup: [] },
    { name: 'whoever is next but one, where the next one stands in', written: `${trio}, backup: 1, overrides: [{ from: 2026-01-07, to: 2026-01-07, who: "@commander" }]`, backup: ['@lead'] },
    { name: 'whoever is stood in for, where there is nobody else', written: 'people: ["@responder", "@lead"], backup: 1, overrides: [{ from: 2026-01-07, to: 2026-01-07, who: "@lead" }]', backup: ['@responder'] },
  ])('$name', ({ written, backup }) => {
    expect(inTurn(written).backup).toEqual(backup);
  }); // biome-ignore format: a table

  test('a role, also one that a rotation fills', () => {
    const other = '{ id: lead, people: ["@commander", "@lead"] }';
    const policy = policyWith(`{ id: oncall, ${trio}, backup: lead }, ${other}`);
    expect(only(policy).backup).toEqual(['@commander']);
    expect(only(policy, '2026-01-12T09:00:00Z').backup).toEqual(['@lead']);
    expect(withOnCall(policy, NOW, nothingKnown).people).toEqual({ oncall: ['@responder'], 'oncall-backup': ['@commander'], lead: ['@commander'] });
  }); // biome-ignore format: one thought a line
});

describe('what a rotation lacks', () => {
  test('a team is all on call, always', () => {
    expect(inTurn('team: "@acme/on-call"')).toMatchObject({ handles: ['@acme/on-call'], until: null, next: [] });
  });

  test('whoever is no account any more is passed over, in an override too; where all are gone the role keeps its people', () => {
    expect(inTurn(trio, NOW, { schedules: {}, gone: ['responder'] })).toMatchObject({ handles: ['@commander'], troubles: ['gone'] });
    expect(inTurn(trio, NOW, { schedules: {}, gone: ['lead'] }).troubles).toEqual([]);
    expect(inTurn(`${trio}, overrides: [{ from: 2026-01-07, to: 2026-01-07, who: "@visitor" }]`, NOW, { schedules: {}, gone: ['visitor'] })).toMatchObject({ handles: ['@responder'], troubles: ['gone'] });
    const all = only(policyWith(`{ id: oncall, ${trio} }`, 'people: { oncall: ["@acme/on-call"] }'), NOW, { schedules: {}, gone: ['responder', 'commander', 'lead'] });
    expect(all).toMatchObject({ handles: ['@acme/on-call'], troubles: ['nobody'] });
  }); // biome-ignore format: one thought a line

  test('nobody in it, in a policy that nobody checked: its backup, or whoever the role has; nothing is thrown', () => {
    const policy = policyWith(`{ id: oncall, ${trio}, backup: lead }`, 'people: { lead: ["@lead"] }');
    const empty = policy.onCall.map((rotation) => ({ ...rotation, people: [] }));
    expect(only({ ...policy, onCall: empty })).toMatchObject({ handles: ['@lead'], troubles: ['nobody'] });
    const alone = empty.map((rotation) => ({ ...rotation, backup: null }));
    expect(only({ ...policy, onCall: alone }).handles).toEqual([]);
    expect(withOnCall({ ...policy, onCall: alone }, NOW, nothingKnown).people).toEqual(policy.people);
  }); // biome-ignore format: one thought a line

  test('a time zone that is none, in a policy that nobody checked, is UTC', () => {
    const policy = policyWith(`{ id: oncall, ${trio} }`);
    const lost = policy.onCall.map((rotation) => ({ ...rotation, timezone: 'Europe/Berln' }));
    expect(only({ ...policy, onCall: lost }).until).toBe('2026-01-12T09:00:00Z');
  });
});

describe('a schedule of PagerDuty', () => {
  const written = 'pagerduty: PABC123, pagerduty_users: { ops@example.com: responder, "lead@example.com": "@lead" }';
  const shift = (email: string, from: string | null, until: string | null) => ({ email, from, until });
  const known = (...shifts: ReturnType<typeof shift>[]): Known => ({
    gone: [],
    schedules: { PABC123: { shifts, trouble: null } },
  });
  const today = shift('Ops@Example.com', '2026-01-07T00:00:00Z', '2026-01-08T00:00:00Z');
  const tomorrow = shift('lead@example.com', '2026-01-08T00:00:00Z', '2026-01-09T00:00:00Z');

  test('says who is on call, until when, and who is next; addresses count whatever their case', () => {
    expect(inTurn(written, NOW, known(today, tomorrow))).toMatchObject({ handles: ['@responder'], until: '2026-01-08T00:00:00Z', next: ['@lead'], troubles: [] });
    expect(inTurn(written, '2026-01-08T00:00:00Z', known(today, tomorrow)).handles).toEqual(['@lead']);
  }); // biome-ignore format: one thought a line

  test('one shift that several escalation policies use is one person; one without end has none', () => {
    expect(inTurn(written, NOW, known(today, today)).handles).toEqual(['@responder']);
    expect(inTurn(written, NOW, known(shift('ops@example.com', null, null)))).toMatchObject({ handles: ['@responder'], until: null, next: [] });
  }); // biome-ignore format: one thought a line

  test('does not answer: the last that is known holds, and that is told', () => {
    const stale: Known = { gone: [], schedules: { PABC123: { shifts: [today, tomorrow], trouble: 'no-answer' } } };
    expect(inTurn(written, '2026-01-08T12:00:00Z', stale)).toMatchObject({ handles: ['@lead'], troubles: ['no-answer'] });
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'never answered', given: nothingKnown, troubles: ['no-answer'] },
    { name: 'no key is set', given: { gone: [], schedules: { PABC123: { shifts: [], trouble: 'no-key' } } } satisfies Known, troubles: ['no-key'] },
    { name: 'has nobody', given: known(), troubles: ['nobody'] },
    { name: 'has somebody whom nobody knows here', given: known(shift('new@example.com', null, null)), troubles: ['unmapped'] },
  ])('$name: the rotation’s own people take turns, then whoever the role has', ({ given, troubles }) => {
    expect(inTurn(`${written}, ${trio}`, NOW, given)).toMatchObject({ handles: ['@responder'], troubles });
    const mapped = policyWith(`{ id: oncall, ${written} }`, 'people: { oncall: ["@acme/on-call"] }');
    expect(only(mapped, NOW, given)).toMatchObject({ handles: ['@acme/on-call'], troubles });
  }); // biome-ignore format: one thought a line
});

describe('the policy at an instant', () => {
  test('without rotations it is the very same', () => {
    const policy = build.aPolicy();
    expect(withOnCall(policy, NOW, nothingKnown)).toBe(policy);
  });

  test('a rotation goes before the people of its role, and leaves the others', () => {
    const policy = policyWith(`{ id: oncall, ${trio} }`, 'people: { oncall: ["@acme/on-call"], lead: ["@lead"] }');
    expect(withOnCall(policy, NOW, nothingKnown).people).toEqual({ oncall: ['@responder'], lead: ['@lead'] });
  });
});
