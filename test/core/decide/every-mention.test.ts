// Ten mentions of a person an hour, by whatever comment: what mentions is counted, and what would mention nobody waits.
import { describe, expect, test } from 'vitest';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people, T0 } = build;

const policyWith = (perHour: number, level: string) =>
  build.policyOf(`
preset: none
people: { oncall: ["@oncall"], lead: ["@lead"] }
mentions: { per_hour: ${perHour} }
levels:
  - { name: P0, ${level} }
`);

function opened(perHour: number, level: string): Model {
  const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, policyWith(perHour, level));
  model.open();
  return model;
}

const mentioning = (model: Model, handle: string) =>
  model.said.filter(({ body }) => body.includes(handle)).map(({ createdAt }) => minutesBetween(T0, createdAt));

describe('mentions are counted whatever the comment is', () => {
  test('time-boxes that are over call nobody more often than the hour allows', () => {
    const model = opened(
      2,
      'updates: { every: 10m }, respond_within: 5m, escalation: [{ after: 0m, targets: [oncall] }]',
    );
    for (let minutes = 1; minutes <= 14; minutes += 1) {
      model.until(minute(minutes));
      model.say(people.responder, '/timebox 1m look');
    }
    model.until(minute(59));
    expect(mentioning(model, '@oncall')).toHaveLength(2);
    model.until(minute(65));
    expect(mentioning(model, '@oncall').length).toBeGreaterThan(2);
  });

  test('a missed response waits until somebody may be told of it, and is not taken for said', () => {
    const model = opened(3, 'updates: null, respond_within: 15m, escalation: [{ after: 0m, targets: [oncall] }]');
    model.until(minute(1));
    model.say(people.responder, '/page oncall');
    model.until(minute(2));
    model.say(people.responder, '/page oncall');
    model.until(minute(59));
    expect(model.said.map(({ body }) => body.split('\n', 1)[0])).toEqual(['@oncall', '@oncall', '@oncall']);
    expect(model.record?.passed).toEqual([]);
    model.until(minute(61));
    expect(mentioning(model, '@oncall')).toEqual([0, 1, 2, 60]);
    expect(model.said.at(-1)?.body).toContain('is to be acknowledged');
  });

  test('a time-box goes to the next step though whoever leads was mentioned as often as the hour allows', () => {
    const model = opened(
      1,
      'updates: null, escalation: [{ after: 0m, targets: [oncall] }, { after: 5h, targets: [lead] }]',
    );
    model.say(people.responder, '/ack');
    model.say(people.responder, '/timebox 10m one');
    model.say(people.responder, '/handoff @commander over to you');
    model.until(minute(11));
    expect(mentioning(model, '@lead')).toEqual([10]);
    expect(mentioning(model, '@commander')).toEqual([0]);
  });

  test('a handoff mentions nobody more often than the hour allows, and is carried out all the same', () => {
    const model = opened(1, 'updates: null, escalation: [{ after: 0m, targets: [oncall] }]');
    for (let turn = 1; turn <= 3; turn += 1) {
      model.until(minute(turn));
      model.say(people.responder, '/handoff @commander over to you\n\n');
      model.say(people.responder, '/handoff @lead over to you');
    }
    expect(mentioning(model, '@commander')).toEqual([1]);
    expect(mentioning(model, '@lead')).toEqual([1]);
    expect(model.record?.roles['commander']?.login).toBe('lead');
  });
});

test('a time-box of a ticket of the backlog reminds, and pages nobody', () => {
  const model = new Model(
    { title: '[INCIDENT P1] Slow', labelled: ['incident', 'P1'] },
    build.policyOf(
      'preset: none\npeople: { oncall: ["@oncall"] }\nlevels:\n  - { name: P0, escalation: [{ after: 0m, targets: [oncall] }] }\n  - { name: P1, backlog: true }\n',
    ),
  );
  model.open();
  model.say(people.responder, '/ack\n/timebox 10m look');
  model.until(minute(11));
  const box = model.decisions
    .flatMap(({ effects }) => effects)
    .find((effect) => effect.kind === 'comment' && effect.key.includes('timebox'));
  expect(box).toMatchObject({ urgency: 'decoration' });
});
