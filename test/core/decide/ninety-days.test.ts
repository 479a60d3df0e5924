// Deadlines a quarter of a year away, of an issue that is closed: across a clock change, a restart and two instances whose clocks differ.
import { describe, expect, test } from 'vitest';
import { effectKeysIn } from '../../../src/core/marker.ts';
import { isDue, plus, type Timestamp } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { people, minute } = build;

/** A Sunday before summer time begins in Berlin: closed at 06:00 there, which is UTC+1. */
const resolved: Timestamp = minute(60);

const policyOf = (within: string) =>
  build.policyOf(`
preset: none
timezone: Europe/Berlin
people: { oncall: ["@oncall"], lead: ["@lead"] }
postmortem: { follow_up_within: ${within}, escalate_after: null }
levels:
  - { name: P0, respond_within: null, updates: null, escalation: [{ after: 0m, targets: [oncall] }], postmortem: { need: required, publish_within: ${within} } }
`);

function closed(within: string): Model {
  const model = new Model({}, policyOf(within));
  model.open();
  model.say(people.commander, '/ack');
  model.now = resolved;
  model.say(people.commander, '/resolve');
  model.say(people.commander, '/close');
  const followUp = { id: 'alert', what: 'add an alert', due: null, done: null, owner: people.reviewer };
  if (model.record !== null) model.record = { ...model.record, followUps: [followUp] };
  model.send(build.look(model.now));
  return model;
}

const told = (model: Model): readonly string[] =>
  model.said.flatMap(({ body, createdAt }) => {
    const kinds = (effectKeysIn(body)[0] ?? '').match(/follow-up|postmortem-publish/g) ?? [];
    return kinds.length === 0 ? [] : [`${createdAt} ${kinds.join(' ')}`];
  });

/** Ninety days on the clock; as many business days end as the day there begins, an hour earlier by UTC after the clock change. */
const spans = [
  { within: '90d', at: plus(resolved, 'PT2160H') },
  { within: '90 business days', at: '2026-07-06T07:00:00Z' },
];

describe.each(spans)('within $within of the resolution, over the beginning of summer time', ({ within, at }) => {
  const due = `${at} follow-up postmortem-publish`;

  test('what is owed is asked for once, in one comment, at that very instant', () => {
    const model = closed(within);
    model.until(plus(at, 'PT2400H'));
    expect(told(model)).toEqual([due]);
    expect(model.live.state).toBe('closed');
    expect(model.lookAt).toBeNull();
  });

  test('also when the app was away over the clock change, and over the deadline itself', () => {
    const model = closed(within);
    model.now = minute(60 * 24 * 45);
    model.send(build.look(model.now));
    expect(told(model)).toEqual([]);
    expect(model.lookAt).toBe(at);
    model.now = plus(at, 'PT5H');
    model.send(build.look(model.now));
    model.send(build.tick(at));
    expect(told(model)).toEqual([due.replace(at, plus(at, 'PT5H'))]);
  });

  test('by two instances two minutes apart: the one that is ahead says it, the one behind neither says it again nor loses what follows', () => {
    const model = closed(within);
    model.now = plus(at, 'PT1M');
    model.send(build.tick(at));
    model.now = plus(at, '-PT1M');
    model.send(build.tick(at));
    model.send(build.look(model.now));
    model.until(plus(at, 'PT24H'));
    expect(told(model)).toHaveLength(1);
  });

  test('by the one that is behind first: it says nothing before its time and looks again then', () => {
    const model = closed(within);
    model.now = plus(at, '-PT3M');
    model.send(build.tick(at));
    expect(told(model)).toEqual([]);
    expect(model.lookAt).toBe(at);
    model.until(plus(at, 'PT1M'));
    expect(told(model)).toEqual([due]);
  });
});

describe('two instances whose clocks differ by two minutes, taking turns on a silent incident', () => {
  const policy = build.policyOf(`
preset: none
people: { oncall: ["@oncall"], lead: ["@lead"], manager: ["@manager"] }
levels:
  - name: P0
    respond_within: 5m
    resolve_within: 1h
    updates: { every: 15m }
    escalation: [{ after: 0m, targets: [oncall] }, { after: 10m, targets: [lead] }, { after: 30m, targets: [manager] }]
`);
  const parts = (model: Model) =>
    model.said.flatMap(({ body }) => {
      const [, slugs = ''] = /^due\/[^/]+\/(.*)$/.exec(effectKeysIn(body)[0] ?? '') ?? [];
      return slugs === '' ? [] : slugs.split('.');
    });

  test.each(['ahead first', 'behind first'])('nothing is told twice and nothing is lost: %s', (order) => {
    const alone = new Model({}, policy);
    alone.open();
    alone.until(minute(120));
    const model = new Model({}, policy);
    model.open();
    for (let turn = 0; turn < 240; turn += 1) {
      const isAhead = (turn % 2 === 0) === (order === 'ahead first');
      model.now = minute(turn / 2 + (isAhead ? 2 : 0));
      if (model.lookAt !== null && isDue(model.lookAt, model.now)) model.send(build.tick(model.lookAt));
    }
    const once = (slugs: readonly string[]) => slugs.filter((slug) => slug !== 'update');
    expect(once(parts(model)).toSorted()).toEqual(once(parts(alone)).toSorted());
    const keys = model.said.flatMap(({ body }) => effectKeysIn(body));
    expect(new Set(keys).size).toBe(keys.length);
    const updates = parts(alone).filter((slug) => slug === 'update').length;
    expect(Math.abs(parts(model).filter((slug) => slug === 'update').length - updates)).toBeLessThanOrEqual(1);
  });
});
