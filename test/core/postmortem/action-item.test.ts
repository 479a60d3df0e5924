// What an action item is: its type, by when it is due, and whether anybody can tell when it is done.
import { describe, expect, test } from 'vitest';
import { typeNamed, typeOfKind } from '../../../src/core/postmortem/action-item.ts';
import { dueIn } from '../../../src/core/postmortem/due-date.ts';
import { vagueOpener } from '../../../src/core/postmortem/vague-action.ts';
import * as build from '../../support/builders.ts';

const kindsOf = (preset: string) => build.policyOf(`preset: ${preset}\n`).postmortem.followUps;

describe('a type', () => {
  test.each([
    { typed: 'prevent', preset: 'github', is: { type: 'prevent', kind: null } },
    { typed: 'Detect', preset: 'github', is: { type: 'detect', kind: null } },
    { typed: 'runbooks: improve alerts', preset: 'github', is: { type: 'process', kind: 'Runbooks: improve alerts' } },
    { typed: '5', preset: 'github', is: { type: 'detect', kind: 'Prevention: add monitoring' } },
    { typed: 'improve tests', preset: 'github', is: { type: 'prevent', kind: 'Prevention: improve tests' } },
    { typed: 'short-term', preset: 'standard', is: { type: 'prevent', kind: 'Short-term: next sprint items' } },
    { typed: 'immediate', preset: 'standard', is: { type: 'mitigate', kind: 'Immediate: short-term fixes' } },
    { typed: 'documentation', preset: 'commander', is: { type: 'process', kind: 'Documentation updates' } },
    { typed: 'prevention', preset: 'github', is: null, why: 'four kinds begin with it' },
    { typed: '9', preset: 'github', is: null, why: 'there are eight' },
    { typed: '', preset: 'github', is: null, why: 'it names none' },
    { typed: 'luck', preset: 'github', is: null, why: 'there is none' },
  ])('$typed in $preset', ({ typed, preset, is }) => {
    expect(typeNamed(typed, kindsOf(preset))).toEqual(is);
  });

  test('S003-28 S003-29 S004-19 S001-39 every kind of follow-up that a runbook names has one of the four', () => {
    expect(kindsOf('github').map((kind) => `${kind} > ${typeOfKind(kind)}`)).toEqual([
      'Runbooks: fix procedure gaps > process',
      'Runbooks: add troubleshooting steps > process',
      'Runbooks: update monitoring thresholds > process',
      'Runbooks: improve alerts > process',
      'Prevention: add monitoring > detect',
      'Prevention: improve tests > prevent',
      'Prevention: automate detection > detect',
      'Prevention: update procedures > process',
    ]);
    expect(kindsOf('commander').map(typeOfKind)).toEqual(['prevent', 'detect', 'process']);
    expect(kindsOf('standard').map(typeOfKind)).toEqual(['mitigate', 'prevent', 'process']);
  });
});

describe('a due date', () => {
  const from = { incident: build.T0, now: build.minute(60), calendar: build.policyOf('preset: github\n') };
  test.each([
    { typed: '2026-03-20', is: { at: '2026-03-20T23:59:00Z' } },
    { typed: '3/15', is: { at: '2026-03-15T23:59:00Z' } },
    { typed: '2/15', is: { at: '2027-02-15T23:59:00Z' }, why: 'this year’s is past' },
    { typed: '7d', is: { at: '2026-03-08T05:00:00Z' } },
    { typed: '2026-03-10T12:00Z', is: { at: '2026-03-10T12:00:00Z' } },
    { typed: '2026-03-01', is: { at: '2026-03-01T23:59:00Z' } },
    { typed: '2026-02-28', is: { fault: 'before-incident' } },
    { typed: '2026-03-01T04:30Z', is: { fault: 'past' } },
    { typed: '2028-01-01', is: { fault: 'too-far' } },
    { typed: '2026-02-30', is: { fault: 'unknown' } },
    { typed: '13/1', is: { fault: 'unknown' } },
    { typed: '4/31', is: { fault: 'unknown' } },
    { typed: 'soon', is: { fault: 'unknown' } },
    { typed: '', is: { fault: 'unknown' } },
  ])('$typed', ({ typed, is }) => {
    expect(dueIn(typed, from)).toEqual(is);
  });

  test('goes by the calendar of the team: a Sunday is none of its two business days', () => {
    expect(dueIn('2 business days', from)).toEqual({ at: '2026-03-04T09:00:00Z' });
  });
});

describe('S002-34 what nobody can tell the end of', () => {
  test.each([
    { what: 'improve monitoring', opener: 'improve' },
    { what: 'Be more careful', opener: 'Be more careful' },
    { what: 'Look into   the cache', opener: 'Look into' },
    { what: 'Ensure quality', opener: 'Ensure' },
    { what: 'Monitor', opener: 'Monitor' },
    { what: 'Add integration test for checkout flow', opener: null },
    { what: 'Add alert for error rate > 5%', opener: null },
    { what: 'Document rollback procedure', opener: null },
    { what: 'Improvement of the dashboard is merged', opener: null },
    { what: 'Review the retry policy of all clients against the runbook', opener: null },
    { what: '', opener: null },
  ])('$what', ({ what, opener }) => {
    expect(vagueOpener(what)).toBe(opener);
  });
});
