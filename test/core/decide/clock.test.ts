// The clock decides alone: how often a silent incident speaks, to whom, and what a late or early clock changes.
import { describe, expect, test } from 'vitest';
import { effectKeysIn } from '../../../src/core/marker.ts';
import { compare, minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';
import { Model } from '../../support/model.ts';

const { minute, people, T0 } = build;
const said = (model: Model): readonly string[] =>
  model.said.map(({ body, createdAt }) => `${minutesBetween(T0, createdAt)} ${keyOf(body)}`);
const keyOf = (body: string): string =>
  (effectKeysIn(body)[0] ?? '').replace(/^due\/[^/]+\//, '').replace(/:\w+:\d{4}-[^.]*Z/g, '');

describe('a P0 that nobody answers', () => {
  const model = new Model();
  model.open();
  model.until(minute(8 * 60));

  test('is paged once, told once that nobody answered, then asked for an update every 15 minutes (S003-31), and nothing else', () => {
    expect(said(model)).toEqual([
      '0 step-0-0.step-0-1',
      '5 response',
      ...Array.from({ length: 32 }, (_, index) => `${(index + 1) * 15} update`),
    ]);
  });

  test('makes at most six comments in any hour that nobody asked for', () => {
    const unasked = model.said.slice(2).map(({ createdAt }) => createdAt);
    for (const from of unasked) {
      const hour = unasked.filter((at) => compare(at, from) >= 0 && minutesBetween(from, at) < 60);
      expect(hour.length).toBeLessThanOrEqual(6);
    }
  });

  test('the page mentions first responder and CEO, the requests the first tier', () => {
    const [page, ...requests] = model.said.map(({ body }) => body);
    expect(page).toMatch(/^@acme\/devops @lead\n/);
    for (const request of requests) expect(request).toMatch(/^@acme\/devops\n/);
  });
});

test('lowering the severity of an incident that nobody answered does not end the wait for an answer (S001-27)', () => {
  const ladder = '[{ after: 0m, targets: [devops] }, { after: 0m, targets: [lead], when: [previous-silent], silent_for: 15m }]';
  const model = new Model({}, build.policyOf(`preset: none\nlevels: [{ name: P0, escalation: ${ladder} }, { name: P1, escalation: ${ladder} }]\npeople: { devops: ["@acme/devops"], lead: ["@lead"] }\n`));
  model.open();
  model.until(minute(5));
  model.say(people.responder, '/severity P1 only one region');
  model.until(minute(60));
  expect(said(model)).toEqual(['0 step-0-0', '15 step-1-1', '20 nobody-leads']);
}); // biome-ignore format: one thought a line

describe('a page that is for more people than a comment may mention (AC-16)', () => {
  const team = (role: string, count: number) =>
    Array.from({ length: count }, (_, index) => `"@${role}${index + 1}"`).join(', ');
  const policy = build.policyOf(`
preset: none
levels: [{ name: P0, audience: [ceo], escalation: [{ after: 0m, targets: [first, second, third] }] }]
people: { first: [${team('a', 10)}], second: [${team('b', 3)}], third: ["@c"], ceo: ["@d"] }
`);
  const model = new Model({}, policy);
  model.open();
  const [page = ''] = model.said.map(({ body }) => body.split('\n')[0]);

  test('mentions ten, of every role somebody, and counts the rest', () => {
    expect(page).toBe('@a1 @b1 @c @a2 @b2 @a3 @b3 @a4 @a5 @a6 and 5 more');
    expect(page.match(/@/g)).toHaveLength(10);
  });

  test('one that is for ten mentions all of them in order', () => {
    const ten = build.policyOf(
      `preset: none\nlevels: [{ name: P0, escalation: [{ after: 0m, targets: [first, second] }] }]\npeople: { first: [${team('a', 9)}], second: ["@b"] }`,
    );
    const other = new Model({}, ten);
    other.open();
    expect(other.said.map(({ body }) => body.split('\n')[0])).toEqual(['@a1 @a2 @a3 @a4 @a5 @a6 @a7 @a8 @a9 @b']);
  });
});

describe('a silent incident of each level', () => {
  test.each([
    { level: 'P1', hears: ['0 step-1-0', '15 step-1-1.response'] },
    { level: 'P2', hears: ['0 step-2-0', '60 step-2-1.response'] },
    { level: 'P3', hears: [] },
  ])('$level in a day', ({ level, hears }) => {
    const model = new Model({ title: `[INCIDENT ${level}] x`, labelled: ['incident', level] });
    model.open();
    model.until(minute(24 * 60));
    expect(said(model)).toEqual(hears);
    model.until(minute(3 * 24 * 60));
    expect(model.lookAt).toBeNull();
  });

  test('one declared without a severity reaches the first responder', () => {
    const model = new Model({ title: '[INCIDENT] Checkout fails', labelled: ['incident'] });
    model.open();
    expect(model.record?.status).toBe('investigating');
    expect(model.said.map(({ body }) => body.split('\n')[0])).toEqual(['@acme/devops']);
    model.until(minute(60));
    expect(said(model)).toEqual(['0 step-unassigned', '15 no-severity']);
  });
});

describe('a policy that asks for updates every two minutes', () => {
  const often = build.policyOf(`${build.mapped}levels: [{ name: P0, updates: { first: 2m, every: 2m } }]`);
  const model = new Model({}, often);
  model.open();
  model.until(minute(180));

  test('is kept to six comments an hour, and still asks', () => {
    const asked = model.said.filter(({ body }) => body.includes('Progress update'));
    expect(asked.length).toBeGreaterThanOrEqual(16);
    expect(asked.length).toBeLessThanOrEqual(20);
    expect(model.record?.timeline.filter((entry) => entry.kind === 'reminded')).toHaveLength(asked.length);
  });
});

describe('things due close together', () => {
  test('a page and a request within two minutes share a comment; the page is never early', () => {
    const close = build.policyOf(`${build.mapped}levels: [{ name: P0, escalation: [{ after: 14m, targets: [ceo] }] }]`);
    const model = new Model({}, close);
    model.open();
    model.until(minute(28));
    expect(said(model)).toEqual(['5 response', '14 step-0-0.update']);
  });

  test('what is only written on the card is no comment to share: the request comes at its own time', () => {
    const close = build.policyOf(`${build.mapped}levels: [{ name: P0, updates: { first: 16m, every: 1h } }]`);
    const model = new Model({}, close);
    model.open();
    model.until(minute(40));
    expect(said(model)).toEqual(['0 step-0-0.step-0-1', '5 response', '16 update']);
  });

  test('the end of the monitoring window is never announced early', () => {
    const close = build.policyOf(
      `${build.mapped}levels: [{ name: P0, updates: null, monitor: 1h, escalation: [{ after: 59m, targets: [ceo] }] }]`,
    );
    const model = new Model({}, close);
    model.open();
    model.say(people.responder, '/resolve');
    model.until(minute(62));
    expect(said(model)).toEqual([expect.stringMatching(/^0 reply/), '5 response', '59 step-0-0', '60 monitoring-over']);
  });
});

describe('after eight hours without the app', () => {
  test('one comment: the page that was missed, and one request', () => {
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] });
    model.open();
    model.say(people.responder, '/ack');
    model.now = minute(8 * 60);
    model.send(build.tick(minute(15)));
    model.send(build.tick(minute(15)));
    expect(said(model)).toEqual(['0 step-1-0', '480 step-1-1']);
  });

  test('of a P0: one comment, and the next a quarter of an hour later', () => {
    const model = new Model();
    model.open();
    model.now = minute(8 * 60);
    model.send(build.tick(minute(15)));
    expect(said(model)).toEqual(['0 step-0-0.step-0-1', '480 response.update']);
    expect(model.lookAt).toBe(minute(8 * 60 + 15));
  });
});

describe('severity', () => {
  test('made worse: the people of the worse level are told', () => {
    const model = new Model({ title: '[INCIDENT P1] x', labelled: ['incident', 'P1'] });
    model.open();
    model.later('PT5M');
    model.say(people.responder, '/severity P0 all of it');
    expect(said(model)).toEqual(['0 step-1-0', '5 step-0-0.step-0-1']);
  });

  test('made milder: who was told of the worse is not told again; who was not is, in time', () => {
    const model = new Model();
    model.open();
    model.later('PT5M');
    model.say(people.responder, '/severity P1 better');
    model.until(minute(60));
    expect(said(model)).toEqual(['0 step-0-0.step-0-1', '15 response', '20 step-1-1']);
  });

  test('made milder while it is only a report: whoever leads is still told when it is taken', () => {
    const model = new Model();
    model.open(people.visitor);
    model.say(people.responder, '/severity P1 not all of it');
    model.say(people.responder, '/ack');
    expect(said(model)).toEqual(['0 report/7', '0 step-1-0']);
  });

  test('made milder in the comment that takes it: the people of the milder level are told', () => {
    const model = new Model();
    model.open(people.visitor);
    model.say(people.responder, '/ack\n/severity P1 not all of it');
    expect(said(model)).toEqual(['0 report/7', '0 step-1-0']);
  });

  test('flipped every 20 minutes while nobody answers: the ladder begins anew three times, then goes on', () => {
    const ladder = '[{ after: 0m, targets: [devops] }, { after: 30m, targets: [lead] }]';
    const level = (name: string) => `{ name: ${name}, updates: null, respond_within: null, escalation: ${ladder} }`;
    const who = 'people: { devops: ["@acme/devops"], lead: ["@lead"] }';
    const flipped = (command = '/note x') => {
      const model = new Model({}, build.policyOf(`preset: none\n${who}\nlevels: [${level('P0')}, ${level('P1')}]\n`));
      model.open();
      for (let flip = 1; flip <= 8; flip += 1) {
        model.until(minute(20 * flip));
        model.say(people.responder, flip % 2 === 1 ? '/severity P1 a' : '/severity P0 b');
        model.say(people.responder, command);
      }
      return said(model).filter((line) => /step-\d-1/.test(line));
    };
    expect(flipped()[0]).toMatch(/^90 step-\d-1$/);
    expect(flipped('/ack'), 'somebody answers').toEqual([]);
  });

  test('flipped fifty times: each step is taken once', () => {
    const model = new Model();
    model.open();
    for (let flip = 0; flip < 25; flip += 1) {
      model.later('PT1S');
      model.say(people.responder, '/severity P2 a');
      model.later('PT1S');
      model.say(people.responder, '/severity P0 b');
    }
    expect(said(model)).toEqual(['0 step-0-0.step-0-1']);
  });
});

describe('nobody is mapped', () => {
  test('no comment, the card says so; mapped later, the page goes out', () => {
    const model = new Model({}, build.policyOf('people: {}'));
    model.open();
    model.until(minute(1));
    expect(model.said).toEqual([]);
    expect(model.record?.notices.map(({ text }) => text).join()).toMatch(/Nobody is mapped to devops, ceo/);
    model.policy = build.aPolicy();
    model.send(build.look(minute(1)));
    expect(said(model)).toEqual(['1 step-0-0.step-0-1']);
  });
});

describe('a clock that is asked early', () => {
  test('does nothing, and names the same instant again', () => {
    const model = new Model();
    model.open();
    const before = model.record;
    model.now = minute(4);
    const decision = model.send(build.tick(minute(4)));
    expect([decision?.effects, decision?.lookAgainAt, model.record]).toEqual([[], minute(5), before]);
  });
});
