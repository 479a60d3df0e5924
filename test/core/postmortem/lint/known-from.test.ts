// What the lint knows from a record: the values that the draft is written from.
import { expect, test } from 'vitest';
import { knownFrom } from '../../../../src/core/postmortem/lint/known-from.ts';
import { aPolicy, aReport, minute, people, T0 } from '../../../support/builders.ts';

const report = aReport({ level: 'P1' });
const done = { id: 'a', due: null, what: 'Cache off' };

test('severity, times, people and the temporary fixes that are still there', () => {
  const incident = {
    ...report,
    roles: { commander: people.commander, scribe: people.commander },
    milestones: { ...report.milestones, acknowledged: minute(5), mitigated: minute(60), resolved: minute(75.9) },
    temporaryFixes: [
      { ...done, done: minute(70) },
      { ...done, what: 'Switch off', done: null, issue: { number: 61, url: 'https://github.com/acme/shop/issues/61' } },
    ],
  };
  expect(knownFrom(incident, aPolicy())).toEqual({
    incident: {
      severityPeak: 'P1',
      severityClose: 'P1',
      drill: false,
      duration: 75,
      started: T0,
      milestones: {
        detected: T0,
        acknowledged: minute(5),
        identified: null,
        fixed: minute(60),
        resolved: minute(75.9),
      },
    },
    people: [people.commander.login],
    temporaryFixes: [{ what: 'Switch off', issue: 61 }],
  });
});

test('an incident that is not over has no duration', () => {
  expect(knownFrom(report, aPolicy()).incident).toMatchObject({ duration: null });
});
