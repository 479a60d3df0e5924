// `/snooze`: what it puts off and what not, for how long, and that it is on the record.
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people, policyOf, T0 } = build;

const policy = (more = ''): Policy =>
  policyOf(`
preset: none
${more}
people: { oncall: ["@oncall"], lead: ["@lead"] }
levels:
  - { name: P0, updates: { every: 15m }, escalation: [{ after: 0m, targets: [oncall] }, { after: 20m, targets: [lead] }] }
  - { name: P1, updates: { every: 15m }, escalation: [{ after: 0m, targets: [oncall] }, { after: 20m, targets: [lead] }] }
`);
const at = (level: string, rules = policy()): Model => {
  const model = new Model({ title: `[INCIDENT ${level}] x`, labelled: ['incident', level] }, rules);
  model.open();
  model.say(people.commander, '/ack');
  return model;
};
const told = (model: Model): readonly string[] =>
  model.said
    .filter(({ body }) => body.includes('firebreak:effect due/'))
    .map(({ body, createdAt }) => `${minutesBetween(T0, createdAt)} ${body.split('\n')[0]}`);

test('puts off reminders and the next step, and ends by itself', () => {
  const model = at('P1');
  model.later('PT10M');
  model.say(people.responder, '/snooze 30m the restore runs until then');
  model.until(minute(60));
  expect(told(model)).toEqual(['0 @oncall', '40 @commander @lead', '55 @commander']);
});

test('at the worst severity people are paged all the same, and reminded later', () => {
  const model = at('P0');
  model.later('PT10M');
  model.say(people.responder, '/snooze 30m');
  expect(model.card).toContain('| **Reminders put off until** | 2026-03-01 04:40 UTC by responder (who is on the ladder is paged all the same) |');
  model.until(minute(42));
  expect(told(model)).toEqual(['0 @oncall', '20 @lead', '40 @commander']);
}); // biome-ignore format: one thought a line

test('unless the policy says that it silences the worst, too', () => {
  const model = at('P0', policy('snooze: { silences_worst: true }'));
  model.later('PT10M');
  model.say(people.responder, '/snooze 30m');
  model.until(minute(39));
  expect(told(model)).toEqual(['0 @oncall']);
});

test('a person who escalates is not held back by it', () => {
  const model = at('P1');
  model.later('PT5M');
  model.say(people.responder, '/snooze 30m');
  model.say(people.commander, '/escalate the restore has failed');
  expect(told(model)).toEqual(['0 @oncall', '5 @lead']);
});

describe('the ladder is put off for the policy’s limit at most, counted from the first one', () => {
  const unanswered = (): Model => {
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] }, policy());
    model.open();
    model.until(minute(10));
    model.say(people.responder, '/snooze 60m the restore runs');
    return model;
  };
  const pages = (model: Model) => told(model).filter((line) => line.includes('@lead'));

  test('a later one moves reminders only, and the answer says so', () => {
    const model = unanswered();
    expect(model.said, 'the first is no matter').toHaveLength(1);
    model.until(minute(60));
    model.say(people.responder, '/snooze 60m it still runs');
    expect(model.said.at(-1)?.body).toMatch(/Nobody has acknowledged.*2026-03-01 05:10 UTC.*`\/ack`/s);
    model.until(minute(119));
    expect(told(model)).toEqual(['0 @oncall', '70 @lead']);
    expect(model.card).toContain('(who is on the ladder is paged all the same)');
    expect(model.rebuilt().snooze).toEqual(model.record?.snooze);
  });

  test('also when the first is over', () => {
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] }, policy());
    model.open();
    model.say(people.responder, '/snooze 10m the restore runs');
    model.until(minute(15));
    for (let times = 0; times < 4; times += 1) {
      model.say(people.responder, '/snooze 60m it still runs');
      model.until(minute(15 + 50 * (times + 1)));
    }
    expect(pages(model)).toEqual(['60 @lead']);
  });

  test.each([
    ['P2', 'P1'],
    ['P0', 'P1'],
    ['P2', 'P0', 'P2', 'P1'],
  ])('also when the severity is flipped in between (%s, %s)', (...levels) => {
    const three = policy('snooze: { limit: 2h }');
    const [p0, p1] = three.levels;
    const rules = {
      ...three,
      levels: [...(p0 === undefined ? [] : [{ ...p0, escalation: [] }]), ...(p1 === undefined ? [] : [p1, { ...p1, name: 'P2', rank: 3, escalation: [] }])],
    };
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] }, rules);
    model.open();
    model.say(people.responder, '/snooze 2h the restore runs');
    model.until(minute(110));
    for (const level of levels) model.say(people.responder, `/severity ${level} so it looks`);
    model.say(people.responder, '/snooze 2h it still runs');
    expect(model.said.at(-1)?.body).toContain('Nobody has acknowledged, so the ladder is put off until 2026-03-01 06:00 UTC at most');
    model.until(minute(240));
    expect(pages(model)).toEqual(['130 @lead']);
    expect(model.rebuilt().snooze).toEqual(model.record?.snooze);
  }); // biome-ignore format: one thought a line

  test('an incident that came back has a ladder of its own, and a limit of its own', () => {
    const model = unanswered();
    model.later('PT30M');
    model.say(people.responder, '/severity P0 so it looks\n/severity P1 after all');
    model.say(people.commander, '/resolve --force it is over');
    model.say(people.commander, '/reopen it is back');
    model.say(people.responder, '/snooze 60m the restore runs again');
    expect(model.record?.snooze?.since).toBe(model.now);
  });

  test('also by somebody who is on it, where a step is not ended by an acknowledgement (S003-33)', () => {
    const model = unanswered();
    model.say(people.commander, '/ack');
    model.until(minute(60));
    model.say(people.responder, '/snooze 60m it still runs');
    expect(model.said.at(-1)?.body).toContain('An acknowledgement does not end every step of it, so the ladder is put off until 2026-03-01 05:10 UTC at most');
    model.until(minute(119));
    expect(told(model)).toEqual(['0 @oncall', '70 @lead']);
    model.say(people.responder, '/snooze 60m it still runs');
    expect(model.said.at(-1)?.body, 'no step is left').not.toContain('ladder');
    model.until(minute(170));
    expect(told(model)).toEqual(['0 @oncall', '70 @lead']);
  }); // biome-ignore format: one thought a line
});

test('without a reason it is done all the same, and the reason asked for', () => {
  const model = at('P1');
  model.say(people.responder, '/snooze 30m');
  expect(model.record?.snooze?.until).toBe(minute(30));
  expect(model.said.at(-1)?.body).toMatch(/no reason.*`\/note/is);
});

test('is on the card and in the timeline with its reason, and a later one stands in its place', () => {
  const model = at('P1');
  model.say(people.responder, '/snooze 1h waiting for the vendor');
  expect(model.card).toContain('by responder: waiting for the vendor');
  expect(model.record?.timeline.at(-1)).toMatchObject({ kind: 'snoozed', by: 'responder', text: 'Reminders are put off until 2026-03-01 05:00 UTC: waiting for the vendor' });
  model.say(people.commander, '/snooze 5m they called back');
  expect(model.record?.snooze).toEqual({ until: minute(5), by: 'commander', reason: 'they called back', since: minute(0) });
  expect(model.rebuilt().snooze).toEqual(model.record?.snooze);
}); // biome-ignore format: one thought a line

describe('it ends with what it was said of', () => {
  test.each([{ says: '/severity P0 all of it' }, { says: '/resolve\n/reopen it is back' }])('$says', ({ says }) => {
    const model = at('P1');
    model.say(people.responder, '/snooze 1h');
    model.say(people.commander, says);
    expect(model.record?.snooze).toBeUndefined();
  });
});

describe('what it does not take', () => {
  test.each([
    { says: '/snooze 61m', hears: /at most 1 hour.*snooze\.limit/s },
    { says: '/snooze 0m', hears: /at most 1 hour/ },
    { says: '/snooze forever', hears: /length of time/i },
    { says: '/resolve\n/snooze 10m', hears: /only there people are reminded/ },
  ])('$says', ({ says, hears }) => {
    const model = at('P1');
    model.say(people.responder, says);
    expect(model.said.at(-1)?.body).toMatch(hears);
    expect(model.record?.snooze).toBeUndefined();
  });

  test('the policy’s limit is another one', () => {
    const model = at('P1', policy('snooze: { limit: 3h }'));
    model.say(people.responder, '/snooze 2h');
    expect(model.record?.snooze?.until).toBe(minute(120));
  });

  test('a dry run changes nothing and says what would be', () => {
    const model = at('P1');
    model.say(people.responder, '/snooze 10m --dry-run');
    expect(model.record?.snooze).toBeUndefined();
    expect(model.said.at(-1)?.body).toContain('Reminders are put off until 2026-03-01 04:10 UTC');
  });

  test('somebody who may not respond', () => {
    const model = at('P1');
    model.say(people.visitor, '/snooze 10m');
    expect(model.record?.snooze).toBeUndefined();
  });
});
