// What waits for a channel and is not told any more.
import { describe, expect, test } from 'vitest';
import { incidentChannelName } from '../../../src/core/channels/name.ts';
import { isLongDown, isStillWanted, supersededBy } from '../../../src/core/channels/still-wanted.ts';
import * as build from '../../support/builders.ts';

const page = { event: 'paged', at: build.T0 } as const;

describe('a page that waits', () => {
  test('is wanted while nobody has answered', () => {
    expect(isStillWanted(page, build.anIncident(), build.minute(9))).toBe(true);
  });
  test('is wanted when nothing is known of the incident', () => {
    expect(isStillWanted(page, null, build.minute(9))).toBe(true);
  });
  test('is not sent to anybody once it was answered', () => {
    expect(isStillWanted(page, build.anIncident({}, build.acknowledged), build.minute(9))).toBe(false);
  });
  test('that somebody asked for with /page is wanted after an /ack too, until the incident is over', () => {
    const instead = { of: 'page/5/0', from: build.T0, title: 'PagerDuty' };
    expect(isStillWanted({ ...page, instead }, build.anIncident({}, build.acknowledged), build.minute(9))).toBe(true);
    expect(isStillWanted({ ...page, instead }, build.anIncident({}, build.resolved), build.minute(9))).toBe(false);
  });
  test('that an acknowledgement does not end is wanted after one, until the incident is over', () => {
    const late = { ...page, answerable: false } as const;
    expect(isStillWanted(late, build.anIncident({}, build.acknowledged), build.minute(9))).toBe(true);
    expect(isStillWanted(late, build.anIncident({}, build.resolved), build.minute(9))).toBe(false);
  });
  test('that was sent because the answer did not help is wanted', () => {
    const record = build.anIncident({}, build.acknowledged);
    expect(isStillWanted({ ...page, at: build.minute(30) }, record, build.minute(31))).toBe(true);
  });
  test.each([
    ['resolved', build.after(build.anIncident(), build.T0, build.resolved)],
    ['closed', build.after(build.anIncident(), build.T0, build.resolved, build.closed)],
  ])('is not sent to anybody once the incident is %s', (_name, record) => {
    expect(isStillWanted(page, record, build.minute(9))).toBe(false);
  });
});

test('a day later nobody needs it', () => {
  expect(isStillWanted({ event: 'update', at: build.T0 }, null, build.minute(24 * 60))).toBe(false);
});

test.each(['acknowledged', 'resolved', 'closed'] as const)('what ends an alert is told however late: %s', (event) => {
  expect(isStillWanted({ event, at: build.T0 }, null, build.minute(72 * 60))).toBe(true);
});

test('of what a channel missed for long only the newest state is told, and what began and ended', () => {
  const waiting = (['opened', 'update', 'status', 'update', 'acknowledged', 'status', 'resolved'] as const).map(
    (event, id) => ({ event, id }),
  );
  expect(supersededBy(waiting).map(({ id }) => id)).toEqual([1, 2]);
});

test.each([
  ['not at all', null, 60, false],
  ['for four minutes', build.T0, 4, false],
  ['for five minutes', build.T0, 5, true],
])('a channel that fails %s', (_name, since, minutes, expected) => {
  expect(isLongDown(since, build.minute(minutes))).toBe(expected);
});

describe('the name of an incident’s channel', () => {
  test.each([
    ['as the runbook has it', null, 'Brief description', 'incident-20260301-brief-description'],
    ['in the team’s pattern', '#inc-{number}-{slug}', 'Down', 'inc-7-down'],
    ['without what Slack refuses', null, 'Größe: 100% & "more" (ß)!', 'incident-20260301-grosse-100-more-ss'],
    ['without a description', null, '🔥🔥', 'incident-20260301'],
    [
      'of a long description',
      null,
      'very '.repeat(40),
      `incident-20260301-${'very-'.repeat(13)}`.slice(0, 80).replace(/-$/, ''),
    ],
  ])('%s', (_name, pattern, summary, expected) => {
    expect(incidentChannelName(pattern, build.anIncident({ summary }))).toBe(expected);
    expect(expected.length).toBeLessThanOrEqual(80);
  });
});
