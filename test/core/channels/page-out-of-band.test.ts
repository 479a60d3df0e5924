// What is paged although GitHub cannot be asked: only what is sure to be due, of the worst level, a minute late, and once.
import { describe, expect, test } from 'vitest';
import { type Offline, pageOutOfBand } from '../../../src/core/channels/page-out-of-band.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';

const policy = build.policyOf(`${build.mapped}\nchannels:\n  - { id: pager, title: PagerDuty, kind: pagerduty }`);

function paged(over: Partial<Offline> = {}): readonly string[] {
  const offline = {
    trigger: build.opened(),
    record: null,
    policy,
    web: 'https://github.test',
    connected: ['pagerduty'],
    now: build.minute(1),
    ...over,
  };
  return pageOutOfBand(offline, build.shippedForm).map(({ channel, key, url }) => `${channel}: ${key} ${url}`);
}

const open = (record: Incident = build.anIncident()): Partial<Offline> => ({ record, trigger: build.tick(build.T0) });

describe('a new incident', () => {
  test('of the worst level is paged after a minute', () => {
    expect(paged()).toEqual(['pager: paged/p0-0/2026-03-01T04:00:00Z https://github.test/acme/shop/issues/7']);
  });
  test.each<[string, Partial<Offline>]>([
    ['before the minute is over', { now: build.minute(0.9) }],
    ['of another level', { trigger: build.opened({ labels: ['incident', 'P2'], title: '[INCIDENT P2] Slow' }) }],
    ['that is no incident', { trigger: build.opened({ labels: ['bug'], title: 'A bug', body: '' }) }],
    ['where nothing is connected', { connected: [] }],
    ['that is known already', { record: build.anIncident() }],
  ])('is not paged %s', (_name, over) => {
    expect(paged(over)).toEqual([]);
  });
  test('whose severity nobody has said may be the worst', () => {
    const trigger = build.opened({ labels: ['incident'], title: '[INCIDENT] Down' });
    expect(paged({ trigger })).toHaveLength(1);
  });
});

describe('an incident that is known', () => {
  test('is paged by the step that is due, under the key of the ordinary page', () => {
    expect(paged(open())).toEqual(['pager: paged/p0-1/2026-03-01T04:00:00Z https://github.test/acme/shop/issues/7']);
  });
  test('by a step that somebody has taken once more has the key of the further page', () => {
    const hurried = { kind: 'hurried', key: 'P0/1', tier: 'ceo', why: null } as const;
    const record = build.after(build.anIncident(), build.T0, build.paged('P0/0', 'P0/1'), hurried);
    expect(paged(open(record))).toEqual([
      'pager: paged/p0-1/2/2026-03-01T04:00:00Z https://github.test/acme/shop/issues/7',
    ]);
  });
  test.each<[string, Incident]>([
    ['that is answered', build.after(build.anIncident(), build.T0, build.paged('P0/0', 'P0/1'), build.acknowledged)],
    ['that is resolved', build.after(build.anIncident(), build.T0, build.resolved)],
    ['that is closed', build.after(build.anIncident(), build.T0, build.resolved, build.closed)],
    ['that was downgraded', build.after(build.anIncident(), build.T0, build.atLevel('P2'))],
    ['that nobody declared', build.aReport()],
  ])('is not paged %s', (_name, record) => {
    expect(paged(open(record))).toEqual([]);
  });
});

describe('what is put off is put off here, too', () => {
  const rules = (more: string) =>
    build.policyOf(`
preset: none
${more}
people: { oncall: ["@oncall"] }
channels: [{ id: pager, title: PagerDuty, kind: pagerduty }]
levels:
  - { name: P0, around_the_clock: AROUND, escalation: [{ after: 0m, targets: [oncall] }] }
  - { name: P1, escalation: [{ after: 0m, targets: [oncall] }] }
`.replace('AROUND', more.includes('quiet') ? 'false' : 'true')); // biome-ignore format: one value
  const quiet = rules('quiet_hours: { from: "22:00", to: "05:00" }');
  const silenced = rules('snooze: { silences_worst: true }');
  const put = build.after(build.anIncident(), build.T0, { kind: 'snoozed', until: build.minute(30), reason: null });

  test.each<[string, Partial<Offline>, number]>([
    ['in the quiet hours of a worst level that waits', { ...open(), policy: quiet, now: build.minute(59) }, 0],
    ['when they are over', { ...open(), policy: quiet, now: build.minute(60) }, 1],
    ['of a new incident in them', { policy: quiet, now: build.minute(59) }, 0],
    ['of a new incident when they are over', { policy: quiet, now: build.minute(60) }, 1],
    ['while /snooze silences the worst, too', { ...open(put), policy: silenced, now: build.minute(29) }, 0],
    ['when that is over', { ...open(put), policy: silenced, now: build.minute(30) }, 1],
    ['while /snooze does not silence the worst', { ...open(put), policy: rules(''), now: build.minute(29) }, 1],
  ])('%s', (_name, over, pages) => {
    expect(paged(over)).toHaveLength(pages);
  });
});

describe('what would make it the worst level, and waits for GitHub', () => {
  const milder = (): Incident => build.after(build.anIncident({ level: 'P1' }), build.T0, build.paged('P1/0'));
  test('a label is paged by the first step of that level', () => {
    expect(paged({ record: milder(), trigger: build.labelled('P0', true) })).toEqual([
      'pager: paged/p0-1/2026-03-01T04:00:00Z https://github.test/acme/shop/issues/7',
    ]);
  });
  test('a reopening of the worst level is paged by its first step', () => {
    const record = build.after(build.anIncident(), build.T0, build.paged('P0/0', 'P0/1'), build.resolved, build.closed);
    expect(paged({ record, trigger: build.reopenedByHand() })).toHaveLength(1);
  });
  test.each<[string, Partial<Offline>]>([
    ['a label that was taken off', { record: milder(), trigger: build.labelled('P0', false) }],
    ['a label of a milder level', { record: milder(), trigger: build.labelled('P2', true) }],
    ['a label that is no severity', { record: milder(), trigger: build.labelled('bug', true) }],
    ['the label that it has', { record: build.anIncident(), trigger: build.labelled('P0', true) }],
    ['a label on a resolved one', { record: build.after(milder(), build.T0, build.resolved), trigger: build.labelled('P0', true) }],
    ['a label on a report', { record: build.aReport({ level: 'P1' }), trigger: build.labelled('P0', true) }],
    ['a reopening of one that is open', { record: build.anIncident(), trigger: build.reopenedByHand() }],
    ['a reopening of a milder level', { record: build.after(milder(), build.T0, build.resolved, build.closed), trigger: build.reopenedByHand() }],
    ['one of the app itself', { record: milder(), trigger: build.labelled('P0', true, { actor: build.bot }) }],
  ])('%s pages nobody', (_name, over) => {
    expect(paged(over)).toEqual([]);
  });
}); // biome-ignore format: a table
