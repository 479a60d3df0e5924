// An incident that comes back is answered by nobody yet: its targets, pages, card and judgements begin anew.
import { describe, expect, test } from 'vitest';
import type { Person } from '../../../src/core/incident/record.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people, T0 } = build;

const ladder = `
preset: none
people: { oncall: ["@oncall"], lead: ["@lead"], cto: ["@cto"] }
levels:
  - name: P0
    updates: null
    respond_within: 5m
    escalation:
      - { after: 0m, targets: [oncall], until: acknowledged }
      - { after: 10m, when: [unacknowledged], targets: [lead] }
      - { after: 30m, when: [business-critical], targets: [cto], until: resolved }
`;

/** Acknowledged, judged, resolved at 10 minutes, and back an hour after the declaration. */
function back(
  by: Person = people.responder,
  reopen: (model: Model) => unknown = (model) => model.say(by, '/reopen it is back'),
) {
  const model = new Model({ title: '[INCIDENT P0] Down', labelled: ['incident', 'P0'] }, build.policyOf(ladder));
  model.open();
  model.later('PT1M');
  model.say(people.commander, '/ack');
  model.say(people.commander, '/escalate lead --business-critical');
  model.until(minute(10));
  model.say(people.lead, '/resolve --force done');
  model.until(minute(60));
  const before = model.said.length;
  reopen(model);
  return { model, since: () => model.said.slice(before).filter(({ body }) => body.includes('due/')) };
}

const told = (comments: readonly { readonly body: string; readonly createdAt: string }[]) =>
  comments.map(({ body, createdAt }) => `${minutesBetween(T0, createdAt)} ${body.split('\n', 1)[0]}`);

describe('an incident that comes back', () => {
  test('has a response target of its own, and its page says that nobody has acknowledged', () => {
    const { model, since } = back();
    expect(since().at(-1)?.body).toContain('Comment `/ack` if you are on it.');
    expect(since().at(-1)?.body).not.toContain('is on it.\n');
    model.until(minute(66));
    expect(told(since())).toEqual(['60 @oncall', '65 @commander']);
    expect(since().at(-1)?.body).toContain('P0 is to be acknowledged');
  });

  test('is answered by an /ack, which the card offers first', () => {
    const { model, since } = back();
    expect(model.card.slice(model.card.indexOf('Useful now'))).toMatch(/```\n\/ack\n/);
    model.say(people.responder, '/ack');
    model.until(minute(120));
    expect(told(since())).toEqual(['60 @oncall']);
    expect(model.record?.roles['commander']?.login).toBe('commander');
  });

  test('is answered by whoever leads and says so: they are there', () => {
    const { model, since } = back(people.commander);
    model.until(minute(120));
    expect(told(since())).toEqual([]);
    expect(model.record?.ladder.answered).toBe(minute(60));
  });

  test('is answered by whoever leads and reopens the issue by hand', () => {
    const { model, since } = back(people.commander, (model) => {
      model.say(people.lead, '/close --force done');
      model.reopen(people.commander);
    });
    model.until(minute(120));
    expect(told(since())).toEqual([]);
  });

  test('waits for what people judge now, and not for what they judged then', () => {
    const { model } = back();
    expect(model.record?.flags).toEqual([]);
  });

  test('without a severity pages again', () => {
    const text =
      'preset: none\npeople: { oncall: ["@oncall"] }\nlevels:\n  - { name: P0, escalation: [{ after: 0m, targets: [oncall] }] }\n';
    const model = new Model({ title: 'Down', labelled: ['incident'] }, build.policyOf(text));
    model.open();
    model.say(people.commander, '/ack');
    model.say(people.lead, '/resolve --force done');
    model.until(minute(60));
    const before = model.said.length;
    model.say(people.responder, '/reopen it is back');
    expect(model.said.slice(before).map(({ body }) => body.split('\n', 1)[0])).toContain('@oncall');
  });
});
