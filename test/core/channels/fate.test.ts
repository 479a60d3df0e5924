// What becomes of things that wait in a lane when incident and policy have changed meanwhile.
import { describe, expect, test } from 'vitest';
import { asItIsNow, heldUntil, isTakenOut, overBy } from '../../../src/core/channels/fate.ts';
import type { Telling } from '../../../src/core/channels/telling.ts';
import * as build from '../../support/builders.ts';
import { aTelling } from '../../support/fake-channel.ts';
import { Model } from '../../support/model.ts';

const written = `
preset: none
people: { oncall: ["@responder"] }
quiet_hours: { from: "22:00", to: "06:00" }
channels:
  - { id: pager, title: PagerDuty, kind: pagerduty }
  - { id: room, title: Ops, kind: slack, name: "#ops" }
  - { id: hook, title: Hook, kind: webhook, connection: new }
levels:
  - { name: P0, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }] }
  - { name: P1, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }] }
`;
const policy = build.policyOf(written);
const telling = (channel: string, connection: string, over: Partial<Telling> = {}) =>
  aTelling(channel, 'k', 'x', build.T0, { connection, ...over });

describe('a channel that is taken out of the policy, or has it speak elsewhere', () => {
  test.each<[string, Telling, boolean]>([
    ['is still in it', telling('pager', 'pagerduty'), false],
    ['is not in it', telling('old', 'webhook:old'), true],
    ['has another connection by now', telling('hook', 'webhook:old'), true],
    ['has another room by now', telling('room', 'slack', { room: 'public' }), true],
    ['has the room that it had', telling('room', 'slack', { room: 'ops' }), false],
    ['is not in it, and its page waits', telling('old', 'pagerduty:old', { event: 'paged' }), true],
    ['is not in it, and its alert is to end', telling('old', 'pagerduty:old', { event: 'closed' }), false],
  ])('%s', (_what, one, expected) => {
    expect(isTakenOut(one, policy)).toBe(expected);
  });
});

test.each<[string, string, readonly Telling['event'][], readonly Telling['event'][]]>([
  ['an alert that nobody took and that ended', 'pagerduty', ['paged', 'closed'], ['closed']],
  ['all of an alert that ended', 'pagerduty:ops', ['paged', 'acknowledged', 'assigned', 'resolved', 'closed'], ['closed']],
  ['an alert that ended and began again', 'pagerduty', ['paged', 'closed', 'paged'], ['closed', 'paged']],
  ['an alert that goes on', 'pagerduty', ['paged', 'assigned'], ['paged', 'assigned']],
  ['a room, which reads what was', 'slack', ['opened', 'paged', 'update', 'resolved'], ['opened', 'update', 'resolved']],
])('what is over by what follows it is not told: %s', (_what, connection, events, told) => {
  const waiting = events.map((event) => ({ event, connection }));
  const over = overBy(waiting);
  expect(waiting.filter((one) => !over.includes(one)).map(({ event }) => event)).toEqual(told);
}); // biome-ignore format: a table

describe('a page that a channel has not taken', () => {
  const record = (level: string) => {
    const model = new Model({ title: `[INCIDENT ${level}] Down`, labelled: ['incident', level] }, policy);
    model.open();
    return model.record;
  };
  const night = '2026-03-01T23:00:00Z';
  const page = telling('pager', 'pagerduty', { event: 'paged', step: 'P1/0', level: 'P0', rank: 1 });

  test.each([
    ['waits for the end of the quiet hours', 'P1', page, night, '2026-03-02T06:00:00Z'],
    ['waits for nothing by day', 'P1', page, '2026-03-01T12:00:00Z', null],
    ['waits for nothing at the worst severity', 'P0', page, night, null],
    ['waits for nothing when somebody asked for it', 'P1', telling('pager', 'pagerduty', { event: 'paged' }), night, null],
  ])('%s', (_what, level, one, now, until) => {
    expect(heldUntil(one, record(level), policy, now)).toBe(until);
  }); // biome-ignore format: a table

  test('is told with the severity that the incident has by now', () => {
    const incident = record('P1');
    expect(asItIsNow(page, incident, policy, night)).toMatchObject({ level: 'P1', rank: 2, key: 'k', event: 'paged' });
    const same = { ...page, level: 'P1' };
    expect(asItIsNow(same, incident, policy, night)).toBe(same);
  });
});
