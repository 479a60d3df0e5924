// Whom the hour's limit of mentions leaves out is told later, and the reader of the card knows it.
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people, T0 } = build;

const policyWith = (more = '', second = '[lead]', after = '20m'): Policy =>
  build.policyOf(`
preset: none
people: { oncall: ["@oncall"], lead: ["@lead"] }
${more}
levels:
  - { name: P0, updates: null, respond_within: null, escalation: [{ after: 0m, targets: [oncall] }, { after: ${after}, targets: ${second} }] }
`);

/** Ten pages of the lead in the first ten minutes. */
function spent(policy: Policy, connected: readonly string[] = []): Model {
  const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, policy);
  model.connected = connected;
  model.open();
  for (let times = 0; times < 10; times += 1) {
    model.until(minute(times + 1));
    model.say(people.responder, '/page lead');
  }
  return model;
}

const steps = (model: Model) =>
  model.said
    .filter(({ body }) => /due\/.*step/.test(body))
    .map(({ body, createdAt }) => `${minutesBetween(T0, createdAt)}: ${body.split('\n', 1)[0]}`);
const texts = (model: Model): readonly string[] => model.record?.timeline.map(({ text }) => text) ?? [];

describe('everybody of a step was mentioned as often as an hour allows', () => {
  test('the step waits until somebody may be mentioned again, and the card says until when', () => {
    const model = spent(policyWith());
    expect(model.card).toContain(
      'The ladder waits for lead, mentioned here 10 times within the hour, which is the limit: they are told at 2026-03-01 05:01 UTC. Call them if it cannot wait.',
    );
    model.until(minute(60));
    expect(steps(model)).toEqual(['0: @oncall']);
    model.until(minute(90));
    expect(steps(model)).toEqual(['0: @oncall', '61: @lead']);
    expect(model.card).not.toContain('which is the limit');
  });

  test('no step waits whose people are free again when it is due', () => {
    const model = new Model(
      { title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] },
      policyWith('mentions: { per_hour: 1 }', '[lead]', '90m'),
    );
    model.open();
    model.say(people.responder, '/page lead');
    expect(model.card).not.toContain('which is the limit');
    model.until(minute(100));
    expect(steps(model)).toEqual(['0: @oncall', '90: @lead']);
  });

  test('a channel that pages has it at once', () => {
    const model = spent(policyWith('channels: [{ id: pager, title: PagerDuty, kind: pagerduty }]'), ['pagerduty']);
    model.until(minute(21));
    expect(
      model.decisions.flatMap(({ tellings = [] }) =>
        tellings.flatMap(({ event, instead }) => (instead === undefined ? [event] : [])),
      ),
    ).toEqual(['paged', 'paged']);
    expect(texts(model)).toContain('Paged by PagerDuty; nobody could be mentioned');
  });
});

test('of several the others are mentioned, and the timeline says who was left out', () => {
  const model = spent(policyWith('', '[lead, oncall]'));
  model.until(minute(30));
  expect(steps(model)).toEqual(['0: @oncall', '20: @oncall']);
  expect(texts(model)).toContain('Paged oncall; left out, as mentioned as often as an hour allows: lead');
});

test('a time-box whose step has nobody left to mention escalates once the hour allows, and says so', () => {
  const model = spent(policyWith('', '[lead]', '5h'));
  model.say(people.responder, '/ack\n/timebox 10m is it the cache?');
  model.until(minute(21));
  const box = model.said.find(({ body }) => body.includes('is it the cache?') && body.includes('timebox'))?.body;
  expect(box).toContain('The next step of the ladder reaches nobody now and is told as soon as it does: call them.');
  expect(box).not.toContain('told already');
  expect(model.card).toContain('The ladder waits for lead');
  expect(texts(model)).toContain('Escalated to lead: a time-box is over');
  model.until(minute(90));
  expect(steps(model)).toEqual(['0: @oncall', '61: @lead']);
});

test('a time-box whose step nobody is mapped to does not say that everybody was told', () => {
  const ladder = '[{ after: 0m, targets: [oncall] }, { after: 5h, targets: [lead] }]';
  const level = `{ name: P0, updates: null, respond_within: null, escalation: ${ladder} }`;
  const mapped = (people: string) => build.policyOf(`preset: none\npeople: ${people}\nlevels: [${level}]\n`);
  const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, mapped('{}'));
  model.open();
  model.say(people.responder, '/ack\n/timebox 10m is it the cache?');
  model.until(minute(11));
  expect(model.said.at(-1)?.body).not.toContain('told already');
});
