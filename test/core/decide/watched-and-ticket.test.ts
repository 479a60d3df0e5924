// The window in which a fix is watched, when what it is watched for comes back; and the lowest level, which is a ticket.
import { describe, expect, test } from 'vitest';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people, policyOf, T0 } = build;
const told = (model: Model): readonly string[] =>
  model.said
    .filter(({ body }) => body.includes('firebreak:effect due/'))
    .map(({ body, createdAt }) => `${minutesBetween(T0, createdAt)} ${/(monitoring-[a-z]+|step-[\d-]+)/.exec(body)?.[1] ?? ''}`); // biome-ignore format: one value

describe('a window of 15 to 30 minutes (S000-32)', () => {
  const policy = policyOf('preset: none\npeople: { oncall: ["@oncall"] }\nlevels: [{ name: P0, monitor: { min: 15m, max: 30m }, escalation: [{ after: 0m, targets: [oncall] }] }]'); // biome-ignore format: one value
  const watched = (): Model => {
    const model = new Model({}, policy);
    model.open();
    model.say(people.commander, '/ack\n/status monitoring');
    return model;
  };

  test('is over after the shorter time, and once more at the longest', () => {
    const model = watched();
    model.until(minute(120));
    expect(told(model)).toEqual(['0 step-0-0', '15 monitoring-over', '30 monitoring-max']);
    expect(model.said.at(-1)?.body.split('\n')[0]).toBe('@commander');
  });

  test('begins anew with what came back, and is over at the longest however often it does (S003-21)', () => {
    const model = watched();
    model.until(minute(10));
    model.say(people.commander, '/status monitoring a few errors again');
    expect(model.record?.monitoring).toMatchObject({ until: minute(25), since: minute(0) });
    model.until(minute(24));
    model.say(people.commander, '/status monitoring and again');
    expect(model.record?.monitoring).toMatchObject({ until: minute(30) });
    model.until(minute(120));
    expect(told(model)).toEqual(['0 step-0-0', '30 monitoring-over']);
  });

  test('what comes back when it is over is watched again', () => {
    const model = watched();
    model.until(minute(16));
    model.say(people.commander, '/status monitoring errors again');
    model.until(minute(60));
    expect(told(model)).toEqual(['0 step-0-0', '15 monitoring-over', '30 monitoring-over']);
  });

  test('another fix has a window of its own, as long as the first', () => {
    const model = watched();
    model.until(minute(20));
    model.say(people.commander, '/status mitigating it is back');
    model.later('PT10M');
    model.say(people.commander, '/status monitoring');
    expect(model.record?.monitoring).toMatchObject({ until: minute(45), since: minute(30) });
  });

  test('said again without a note it changes nothing', () => {
    const model = watched();
    model.until(minute(10));
    model.say(people.commander, '/status monitoring');
    expect(model.record?.monitoring?.until).toBe(minute(15));
  });

  test('is rebuilt from the thread', () => {
    const model = watched();
    model.until(minute(10));
    model.say(people.commander, '/status monitoring a few errors again');
    expect(model.rebuilt().monitoring).toEqual(model.record?.monitoring);
  });
});

describe('a level that becomes a ticket of the backlog (S001-08, S002-13, S003-36, C33)', () => {
  const policy = policyOf('preset: none\npeople: { oncall: ["@oncall"] }\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [oncall] }] }, { name: P3, backlog: true, respond_within: 1h, resolve_within: 4h, updates: { every: 30m }, escalation: [{ after: 0m, targets: [oncall] }], postmortem: { need: required, publish_within: 48h } }]'); // biome-ignore format: one value
  const ticket = (): Model => {
    const model = new Model({ title: '[INCIDENT P3] a typo', labelled: ['incident', 'P3'] }, policy);
    model.open();
    return model;
  };
  const labels = ({ live }: Model): readonly string[] => live.labels.map(({ name }) => name).sort();

  test('is labelled, pages nobody, asks for no updates and says so; what it misses is on the card', () => {
    const model = ticket();
    expect(labels(model)).toEqual(['P3', 'backlog', 'incident', 'status: investigating']);
    model.until(minute(60 * 24 * 7));
    expect(model.said).toEqual([]);
    expect(model.card).toContain('P3 is a ticket for the backlog: it pages nobody, and nobody is asked for updates.');
    expect(model.card).toContain('08:00 UTC P3 is to be resolved within 4 hours: it is not');
    expect(model.lookAt).toBeNull();
  });

  test('made worse it starts its ladder and loses the label; made milder again it is a ticket', () => {
    const model = ticket();
    model.until(minute(600));
    model.say(people.responder, '/severity P0 it is the price');
    expect(told(model)).toEqual(['600 step-0-0']);
    expect(labels(model)).toEqual(['P0', 'incident', 'status: investigating']);
    model.say(people.responder, '/severity P3 it is not');
    expect(labels(model)).toContain('backlog');
    model.until(minute(6000));
    expect(told(model)).toEqual(['600 step-0-0']);
  });

  test('/escalate is refused: nobody would be told, until it is made worse', () => {
    const model = ticket();
    model.say(people.responder, '/escalate it cannot wait');
    expect(model.said.at(-1)?.body).toMatch(/P3 is a ticket for the backlog.*nobody was told.*`\/severity P[0-2]`/s);
    expect(model.record?.ladder.hurried).toBeUndefined();
    expect(model.card).not.toContain('/escalate');
  });

  test('a time-box that is over pages no step of its ladder', () => {
    const model = ticket();
    model.say(people.responder, '/ack\n/timebox 10m the cache');
    model.until(minute(60));
    expect(told(model).join()).not.toContain('step');
    expect(model.record?.ladder.taken).toEqual([]);
  });

  test('the label is called as the policy calls it', () => {
    const model = new Model({ title: '[INCIDENT P3] a typo', labelled: ['incident', 'P3'] }, { ...policy, labels: { ...policy.labels, backlog: 'later' } }); // biome-ignore format: one call
    model.open();
    expect(labels(model)).toContain('later');
  });
});
