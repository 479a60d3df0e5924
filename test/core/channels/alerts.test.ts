// An alert that was begun is ended, also when the policy forgets the channel that began it.
import { expect, test } from 'vitest';
import type { Incident } from '../../../src/core/incident/record.ts';
import * as build from '../../support/builders.ts';

const connected = ['pagerduty:ops', 'slack'];
const policyWith = (channels: string) => build.policyOf(`${build.mapped}channels: [${channels}]\n`);
const both = policyWith(
  '{ id: pager, title: Pager, kind: pagerduty, connection: ops }, { id: room, title: Room, kind: slack, connection: null }',
);
const roomOnly = policyWith('{ id: room, title: Room, kind: slack, connection: null }');

function said(record: Incident | null, body: string, policy = both, over: readonly string[] = connected) {
  const trigger = record === null ? build.opened() : build.commented(body);
  const { record: next, tellings = [] } = build.brain.decide(
    build.situation(trigger, { policy, connected: over, record }),
  );
  if (next === null) throw new Error('There is no incident.');
  return {
    next,
    told: tellings.filter(({ channel }) => channel !== 'room').map((one) => `${one.connection} ${one.event}`),
  };
}

test('is remembered from the page on, and forgotten when it is over', () => {
  const { next, told } = said(null, '');
  expect(told).toEqual(['pagerduty:ops paged']);
  expect(next.alerts).toEqual({ 'pagerduty:ops': 'pager' });
  const over = said(next, '/decline a drill of somebody else');
  expect(over.told).toContain('pagerduty:ops closed');
  expect(over.next.alerts).toBeUndefined();
});

test('is ended once when the policy has its channel no more, with the next thing that happens', () => {
  const { next } = said(null, '');
  const first = said(next, '/note still here', roomOnly);
  expect(first.told).toEqual(['pagerduty:ops closed']);
  expect(said(first.next, '/note and here', roomOnly).told).toEqual([]);
});

test('is ended once when the policy has its channel for other severities by now', () => {
  const { next } = said(null, '');
  const milder = policyWith('{ id: pager, title: Pager, kind: pagerduty, connection: ops, levels: [P2] }');
  const first = said(next, '/note still here', milder);
  expect(first.told).toEqual(['pagerduty:ops closed']);
  expect(first.next.alerts).toBeUndefined();
  expect(said(first.next, '/note and here', milder).told).toEqual([]);
});

test('stays known while the environment has no connection to it', () => {
  const { next } = said(null, '');
  const apart = said(next, '/note still here', roomOnly, ['slack']);
  expect(apart.told).toEqual([]);
  expect(said(apart.next, '/note back', roomOnly).told).toEqual(['pagerduty:ops closed']);
});

test('goes on where another channel speaks through the same connection', () => {
  const { next } = said(null, '');
  const other = policyWith('{ id: second, title: Second, kind: pagerduty, connection: ops }');
  expect(said(next, '/note still here', other).told).toEqual([]);
});
